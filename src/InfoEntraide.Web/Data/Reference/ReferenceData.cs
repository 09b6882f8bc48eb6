using System.Security.Cryptography;
using System.Text;
using InfoEntraide.Web.Features.Audit;
using InfoEntraide.Web.Localization;
using Microsoft.EntityFrameworkCore;

namespace InfoEntraide.Web.Data.Reference;

/// <summary>
/// Brings the reference data of a folder of CSV files (topics, cantons, places, centres, partners, crisis numbers, pages; its README describes them) into the
/// database. Loading is idempotent: a file loaded before is not read again, and an edited one changes only the rows that differ.
/// </summary>
public static class ReferenceData
{
    // In this order: a file may name what the ones above it hold.
    private static readonly (string Name, Func<ReferenceLoad, byte[]?, CancellationToken, Task> LoadAsync)[] Files =
    [
        (TopicFiles.CategoriesFile, TopicFiles.CategoriesAsync),
        (TopicFiles.TopicsFile, TopicFiles.TopicsAsync),
        .. PortalLanguages.All.Select(l => (TopicFiles.PhrasesFile(l), TopicFiles.PhrasesOf(l))),
        (PlaceFiles.CantonsFile, PlaceFiles.CantonsAsync),
        (PlaceFiles.PlacesFile, PlaceFiles.PlacesAsync),
        (PlaceFiles.AliasesFile, PlaceFiles.AliasesAsync),
        (OrganisationFiles.CentresFile, OrganisationFiles.CentresAsync),
        (OrganisationFiles.PartnersFile, OrganisationFiles.PartnersAsync),
        (CrisisFile.Name, CrisisFile.LoadAsync),
        (PageFiles.Name, PageFiles.LoadAsync),
    ];

    /// <summary>Where the portal's own reference data lies beside the program.</summary>
    public static string DefaultFolder { get; } = Path.Combine(AppContext.BaseDirectory, "Data", "Reference");

    /// <summary>
    /// Loads the files of <paramref name="folder"/> in one transaction. Rows with errors are refused one by one; a file fails as a whole only when it
    /// cannot be read or its header is wrong, and then the others are loaded all the same. When no file changed this is one query.
    /// Places that an operator imported (<c>docs/import-places.md</c>) are never overwritten: then the file of places is not read.
    /// </summary>
    /// <param name="db">A context without pending changes; nothing stays tracked in it.</param>
    /// <param name="folder">The folder with the CSV files, for instance <see cref="DefaultFolder"/>.</param>
    /// <param name="clock">Tells when a file was loaded.</param>
    /// <param name="ct">Stops the run; the transaction is rolled back.</param>
    public static async Task<ReferenceReport> LoadAsync(PortalDb db, string folder, TimeProvider clock, CancellationToken ct)
    {
        if (db.ChangeTracker.HasChanges())
        {
            throw new InvalidOperationException("Reference data needs a context without pending changes.");
        }

        var pageTexts = await PageFiles.ReadTextsAsync(folder, ct);
        var sources = new List<Source>();
        foreach (var (name, _) in Files)
        {
            sources.Add(await Source.ReadAsync(folder, name, name == PageFiles.Name ? pageTexts : [], ct));
        }

        var loaded = await db.ReferenceFiles.AsNoTracking().ToDictionaryAsync(f => f.Name, f => f.Sha256, StringComparer.Ordinal, ct);
        var placesAreImported = loaded.ContainsKey(PlaceFiles.ImportedPlaces);
        bool IsSame(Source source) => (placesAreImported && source.Name == PlaceFiles.PlacesFile) || (source.Sha256 is not null && source.Sha256 == loaded.GetValueOrDefault(source.Name));
        if (sources.TrueForAll(IsSame))
        {
            return new ReferenceReport([.. sources.Select(s => NotRead(s.Name, placesAreImported))]);
        }

        var changed = sources.Where(s => !IsSame(s)).ToDictionary(s => s.Name, StringComparer.Ordinal);
        var isFirst = !(await db.Topics.AnyAsync(ct) || await db.Centres.AnyAsync(ct));
        return await db.Database.CreateExecutionStrategy().ExecuteAsync(token => ApplyAsync(db, changed, pageTexts, isFirst, placesAreImported, clock, token), ct);
    }

    private static async Task<ReferenceReport> ApplyAsync(
        PortalDb db, Dictionary<string, Source> changed, SortedDictionary<string, byte[]> pageTexts, bool isFirst, bool placesAreImported, TimeProvider clock, CancellationToken ct)
    {
        // The first load makes everything: one audit entry says so. Later ones say what changed, record by record.
        var actor = db.Actor;
        using var summary = isFirst ? db.Summarise(AuditActor.ReferenceData) : null;
        db.Actor = AuditActor.ReferenceData;

        // Looking for changes at every Add would make the first start slow; each file is compared once, before it is saved.
        var detects = db.ChangeTracker.AutoDetectChangesEnabled;
        db.ChangeTracker.AutoDetectChangesEnabled = false;
        try
        {
            await using var transaction = await db.Database.BeginTransactionAsync(ct);
            var load = new ReferenceLoad(db, placesAreImported, pageTexts);
            foreach (var (name, loadAsync) in Files.Where(f => changed.ContainsKey(f.Name)))
            {
                await loadAsync(load, changed[name].Content, ct);
            }

            await load.RemoveAsync(ct);
            await RememberAsync(db, changed, load.Reports, clock, ct);
            await transaction.CommitAsync(ct);
            return new ReferenceReport([.. Files.Select(f => load.Reports.GetValueOrDefault(f.Name) ?? NotRead(f.Name, placesAreImported))]);
        }
        finally
        {
            db.ChangeTracker.Clear();
            db.ChangeTracker.AutoDetectChangesEnabled = detects;
            db.Actor = actor;
        }
    }

    private static ReferenceFileReport NotRead(string name, bool placesAreImported) => new(name) { IsSameFile = true, IsReplaced = placesAreImported && name == PlaceFiles.PlacesFile };

    /// <summary>A file with open points is not remembered, so that they are looked at and reported again at the next start.</summary>
    private static async Task RememberAsync(
        PortalDb db, Dictionary<string, Source> changed, IReadOnlyDictionary<string, ReferenceFileReport> reports, TimeProvider clock, CancellationToken ct)
    {
        var rows = await db.ReferenceFiles.ToDictionaryAsync(f => f.Name, StringComparer.Ordinal, ct);
        foreach (var (name, report) in reports)
        {
            rows.TryGetValue(name, out var row);
            if (report.Refused.Count + report.Kept.Count > 0)
            {
                if (row is not null)
                {
                    db.Remove(row);
                }
            }
            else if (row is null)
            {
                db.Add(new ReferenceFile { Name = name, Sha256 = changed[name].Sha256!, LoadedAt = clock.GetUtcNow() });
            }
            else
            {
                row.Sha256 = changed[name].Sha256!;
                row.LoadedAt = clock.GetUtcNow();
            }
        }

        db.ChangeTracker.DetectChanges();
        await db.SaveChangesAsync(ct);
    }

    private sealed record Source(string Name, byte[]? Content, string? Sha256)
    {
        /// <summary>Reads a file; without content when there is none.</summary>
        /// <param name="folder">Where the file is.</param>
        /// <param name="name">Its name.</param>
        /// <param name="texts">Files that belong to it: when one of them changes, it has changed.</param>
        /// <param name="ct">Stops reading.</param>
        public static async Task<Source> ReadAsync(string folder, string name, SortedDictionary<string, byte[]> texts, CancellationToken ct)
        {
            var path = Path.Combine(folder, name);
            if (!File.Exists(path))
            {
                return new Source(name, null, null);
            }

            var content = await File.ReadAllBytesAsync(path, ct);
            using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
            hash.AppendData(content);
            foreach (var (text, bytes) in texts)
            {
                hash.AppendData(Encoding.UTF8.GetBytes($"\n{text} {bytes.Length}\n"));
                hash.AppendData(bytes);
            }

            return new Source(name, content, Convert.ToHexString(hash.GetHashAndReset()));
        }
    }
}
