using System.Globalization;
using System.Security.Cryptography;
using InfoEntraide.Web.Data;
using InfoEntraide.Web.Data.Reference;
using InfoEntraide.Web.Features.Places;
using Microsoft.EntityFrameworkCore;

namespace InfoEntraide.Web.Features.Exchange;

/// <summary>
/// Replaces the table of places by swisstopo's official directory (<c>docs/import-places.md</c>), in one transaction. A locality that lies in
/// several communes becomes one place, in the commune with most of its addresses. From then on the portal's own places are not loaded again.
/// Give it a context of its own: what that one tracks is forgotten.
/// </summary>
public sealed class PlaceImport(PortalDb db, TimeProvider clock)
{
    // A file cut off at the end of a row is a whole file by its form: what it lacks shows only beside what is there.
    private const int MostVanishingPercent = 10;

    /// <summary>Reads the file and, unless <paramref name="dryRun"/> is set or it is refused, writes it.</summary>
    /// <param name="file">The file as it was downloaded.</param>
    /// <param name="dryRun">Report only.</param>
    /// <param name="force">Take it even if more than a tenth of the postcodes there are would vanish.</param>
    /// <param name="ct">Stops the run; nothing is written then.</param>
    public async Task<PlaceImportReport> RunAsync(byte[] file, bool dryRun, bool force, CancellationToken ct)
    {
        var cantons = await db.Cantons.AsNoTracking().ToDictionaryAsync(c => c.Code, StringComparer.Ordinal, ct);
        if (cantons.Count == 0)
        {
            return new(dryRun, new(null, [], 0, [new(FindingLevel.Refusal, null, null, null, "There are no cantons in the database: load the reference data first (seed reference).")]));
        }

        var directory = PlaceDirectory.Read(file, cantons.Keys.ToHashSet(StringComparer.Ordinal));
        if (directory.Refusals.Count == 0 && !force && await TooFewAsync(directory, ct) is { } refusal)
        {
            directory = directory with { Rows = [], Refusals = [refusal] };
        }

        if (directory.Refusals.Count > 0)
        {
            return new(dryRun, directory);
        }

        // A retry after a lost connection begins from the beginning: nothing is carried over.
        return await db.Database.CreateExecutionStrategy().ExecuteAsync(async retryCt =>
        {
            db.ChangeTracker.Clear();

            // SQLite locks other writers out from here on: not for a dry run.
            await using var transaction = dryRun ? null : await db.Database.BeginTransactionAsync(retryCt);
            var report = await ReplaceAsync(new(dryRun, directory), cantons, retryCt);
            if (transaction is not null)
            {
                await RememberAsync(Convert.ToHexString(SHA256.HashData(file)), retryCt);
                await db.SaveChangesAsync(retryCt);
                await transaction.CommitAsync(retryCt);
                report = report with { Written = true };
            }

            db.ChangeTracker.Clear();
            return report;
        }, ct);
    }

    private async Task<ImportFinding?> TooFewAsync(PlaceDirectory directory, CancellationToken ct)
    {
        var now = await db.Places.Select(p => p.Npa).Distinct().ToListAsync(ct);
        var vanishing = now.Except(directory.Rows.Select(r => r.Npa), StringComparer.Ordinal).Count();
        return vanishing * 100 <= now.Count * MostVanishingPercent ? null : new(
            FindingLevel.Refusal, null, null, null,
            string.Create(CultureInfo.InvariantCulture, $"{vanishing} of the {now.Count} postcodes there are would vanish: the file is an extract, or was cut off. If it is whole, --force takes it all the same."));
    }

    private async Task<PlaceImportReport> ReplaceAsync(PlaceImportReport report, Dictionary<string, Canton> cantons, CancellationToken ct)
    {
        var old = await db.Places.ToListAsync(ct);
        var mains = Mains(report.Directory.Rows);
        var languages = new PlaceLanguages(report.Directory.Rows, old, cantons);

        // Without regard to case, as the unique index of SQL Server compares.
        var known = old.ToDictionary(KeyOf, StringComparer.OrdinalIgnoreCase);
        var kept = new HashSet<Place>();
        List<Place> now = [];
        db.ChangeTracker.AutoDetectChangesEnabled = false;
        try
        {
            foreach (var row in mains)
            {
                var language = languages.Of(row);
                if (!known.TryGetValue($"{row.Npa} {row.Locality} {row.Canton}", out var place))
                {
                    place = new Place { Npa = row.Npa, Locality = row.Locality, CantonCode = row.Canton, Commune = row.Commune, Language = language };
                    db.Places.Add(place);
                }

                kept.Add(place);
                now.Add(place);
                place.Commune = row.Commune;
                place.Language = language;
                place.Precision = PointSource.Place;

                // Centimetres would only make every edition a change.
                place.Latitude = Math.Round(row.Point.Latitude, 5);
                place.Longitude = Math.Round(row.Point.Longitude, 5);
                if (place.Locality != row.Locality)
                {
                    db.Entry(place).Property(p => p.Locality).CurrentValue = row.Locality;
                }
            }
        }
        finally
        {
            db.ChangeTracker.AutoDetectChangesEnabled = true;
        }

        var gone = old.Where(p => !kept.Contains(p)).ToList();
        db.Places.RemoveRange(gone);
        db.ChangeTracker.DetectChanges();
        return report with
        {
            Created = now.Count(p => db.Entry(p).State == EntityState.Added),
            Changed = now.Count(p => db.Entry(p).State == EntityState.Modified),
            Unchanged = now.Count(p => db.Entry(p).State == EntityState.Unchanged),
            Removed = gone.Count,
            FurtherCommunes = report.Directory.Rows.Count - now.Count,
            LostAliases = await LostAliasesAsync(now, ct),
            LostPlaces = await LostPlacesAsync(gone, now, ct),
        };
    }

    /// <summary>
    /// One row for each postcode and locality: the commune with most of its addresses. Editions without shares: the commune of the same name
    /// (<c>Wald ZH</c> in <c>Wald (ZH)</c>), else the first one.
    /// </summary>
    private static List<DirectoryRow> Mains(IReadOnlyList<DirectoryRow> rows) =>
    [
        .. rows.GroupBy(r => $"{r.Npa} {r.Locality}", StringComparer.OrdinalIgnoreCase).Select(g => g
            .OrderByDescending(r => r.Share ?? 0)
            .ThenBy(r => r.Addition, StringComparer.Ordinal)
            .ThenBy(r => CellText.Fold(r.Commune) == CellText.Fold(r.Locality) ? 0 : 1)
            .ThenBy(r => r.Line)
            .First()),
    ];

    private async Task<List<string>> LostAliasesAsync(List<Place> now, CancellationToken ct)
    {
        var localities = now.Select(p => (p.Locality, p.CantonCode)).ToHashSet();
        return [.. (await db.LocalityAliases.AsNoTracking().OrderBy(a => a.Alias).ToListAsync(ct)).Where(a => !localities.Contains((a.Locality, a.CantonCode))).Select(a => $"{a.Alias} ({(a.Locality.EndsWith(" " + a.CantonCode, StringComparison.Ordinal) ? a.Locality : $"{a.Locality} {a.CantonCode}")})")];
    }

    /// <summary>Groups, centres and areas served that named a place which is gone, each with what the postcode is called now.</summary>
    private async Task<List<string>> LostPlacesAsync(List<Place> gone, List<Place> now, CancellationToken ct)
    {
        var byNpa = now.ToLookup(p => p.Npa, StringComparer.Ordinal);
        var lost = gone.Select(p => (p.Npa, p.Locality)).ToHashSet();
        lost.ExceptWith(now.Select(p => (p.Npa, p.Locality)));
        string Today(string npa) => byNpa[npa].Any() ? $"{npa} is now {string.Join(", ", byNpa[npa].Select(p => p.Locality).Order(StringComparer.Ordinal))}" : $"there is no postcode {npa} any more";

        var groups = await db.Groups.AsNoTracking().Where(g => g.Place.Npa != null && g.Place.Locality != null).OrderBy(g => g.PublicId)
            .Select(g => new { g.PublicId, g.ExternalId, Npa = g.Place.Npa!, Locality = g.Place.Locality! }).ToListAsync(ct);
        var centres = await db.Centres.AsNoTracking().OrderBy(c => c.Slug).ToListAsync(ct);
        var lostPostcodes = lost.Select(p => p.Npa).Where(npa => !byNpa[npa].Any()).ToHashSet(StringComparer.Ordinal);
        return
        [
            .. groups.Where(g => lost.Contains((g.Npa, g.Locality))).Select(g => $"group {g.PublicId}{(g.ExternalId is null ? "" : $" ({g.ExternalId})")} in {g.Npa} {g.Locality}: {Today(g.Npa)}"),
            .. centres.Where(c => c is { Npa: { } npa, Town: { } town } && lost.Contains((npa, town))).Select(c => $"centre {c.Slug} in {c.Npa} {c.Town}: {Today(c.Npa!)}"),
            .. centres.SelectMany(c => c.ServedNpa.Where(lostPostcodes.Contains).Select(npa => $"centre {c.Slug} serves {npa}: {Today(npa)}")),
        ];
    }

    private async Task RememberAsync(string sha256, CancellationToken ct)
    {
        var mark = await db.ReferenceFiles.FindAsync([PlaceFiles.ImportedPlaces], ct);
        if (mark is null)
        {
            db.Add(new ReferenceFile { Name = PlaceFiles.ImportedPlaces, Sha256 = sha256, LoadedAt = clock.GetUtcNow() });
        }
        else
        {
            mark.Sha256 = sha256;
            mark.LoadedAt = clock.GetUtcNow();
        }
    }

    private static string KeyOf(Place place) => $"{place.Npa} {place.Locality} {place.CantonCode}";

    /// <summary>The main language of a place; the directory calls bilingual towns "multiple".</summary>
    private sealed class PlaceLanguages(IEnumerable<DirectoryRow> rows, IEnumerable<Place> old, Dictionary<string, Canton> cantons)
    {
        private readonly Dictionary<(string Npa, string Locality), string> known = old.GroupBy(p => (p.Npa, p.Locality)).ToDictionary(g => g.Key, g => g.First().Language);

        private readonly Dictionary<(string Commune, string Canton), string> usual = rows.Where(r => r.Language is not null)
            .GroupBy(r => (r.Commune, r.Canton)).ToDictionary(g => g.Key, g => g.CountBy(r => r.Language!).MaxBy(c => c.Value).Key);

        /// <summary>What the row says, else what was known of the place, else the usual language of its commune, else of its canton.</summary>
        public string Of(DirectoryRow row) =>
            row.Language
            ?? known.GetValueOrDefault((row.Npa, row.Locality))
            ?? usual.GetValueOrDefault((row.Commune, row.Canton))
            ?? cantons[row.Canton].Languages[0];
    }
}

/// <summary>What importing the directory does; the same for a dry run as for the import itself.</summary>
/// <param name="Directory">The file as it was read.</param>
public sealed record PlaceImportReport(bool DryRun, PlaceDirectory Directory)
{
    private const int MaxListed = 200;

    public bool Written { get; init; }

    public int Created { get; init; }

    public int Changed { get; init; }

    public int Unchanged { get; init; }

    public int Removed { get; init; }

    /// <summary>Rows that add a further, smaller commune to a locality and make no place of their own.</summary>
    public int FurtherCommunes { get; init; }

    /// <summary>Names in other languages whose locality the directory does not have: they find nothing any more.</summary>
    public IReadOnlyList<string> LostAliases { get; init; } = [];

    /// <summary>Groups and centres whose postcode and locality are gone: until somebody corrects them their point is only that of the postcode, where there still is one.</summary>
    public IReadOnlyList<string> LostPlaces { get; init; } = [];

    public bool IsAccepted => Directory.Refusals.Count == 0;

    /// <summary>Writes the report for a person to read.</summary>
    public void WriteTo(TextWriter writer)
    {
        if (!IsAccepted)
        {
            foreach (var refusal in Directory.Refusals)
            {
                writer.WriteLine($"{(refusal.Line is { } line ? $"line {line}: " : "")}refused: {(refusal.Column is { } column ? $"column \"{column}\": " : "")}{refusal.Text}");
            }

            writer.WriteLine("Nothing is written: the file is refused as a whole.");
            return;
        }

        writer.WriteLine($"Official directory of towns and cities, swisstopo, {Directory.Edition} edition: {Directory.Rows.Count + Directory.Outside} rows read, {Directory.Outside} of them outside Switzerland and left out, {FurtherCommunes} further communes of a locality.");
        List(writer, "Names in other languages that find nothing any more", LostAliases);
        List(writer, "Where the place is gone", LostPlaces);
        writer.WriteLine($"Places: {Created} created, {Changed} changed, {Removed} removed, {Unchanged} unchanged.");
        writer.WriteLine(DryRun
            ? "Dry run: nothing is written. The same command without --dry-run writes it."
            : $"Written. From now on {PlaceFiles.PlacesFile} of the reference data is left alone.");
    }

    public override string ToString()
    {
        using var writer = new StringWriter(CultureInfo.InvariantCulture);
        WriteTo(writer);
        return writer.ToString();
    }

    private static void List(TextWriter writer, string title, IReadOnlyList<string> lines)
    {
        if (lines.Count == 0)
        {
            return;
        }

        writer.WriteLine($"{title} ({lines.Count}):");
        foreach (var line in lines.Take(MaxListed))
        {
            writer.WriteLine("  " + line);
        }

        if (lines.Count > MaxListed)
        {
            writer.WriteLine($"  … and {lines.Count - MaxListed} more");
        }
    }
}
