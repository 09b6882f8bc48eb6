using System.Text.RegularExpressions;
using InfoEntraide.Web.Data;
using InfoEntraide.Web.Features.Centres;
using InfoEntraide.Web.Features.Groups;
using InfoEntraide.Web.Features.Shared;
using Microsoft.EntityFrameworkCore;

namespace InfoEntraide.Web.Features.Exchange;

/// <summary>
/// Import of groups from the CSV of <c>docs/import-groups.md</c>, as people's spreadsheets write it. A file is taken as a whole or not
/// at all; groups are recognised by their external identifier, so a file can be imported again. Give it a context of its own: what that
/// one tracks is forgotten.
/// </summary>
public sealed class GroupImport(PortalDb db, TimeProvider clock)
{
    public const string Unchanged = "unchanged";

    private const int ExternalIdLength = 100;
    private const int SaveEvery = 500;

    /// <summary>Reads the file and, unless <paramref name="dryRun"/> is set or something is refused, writes it in one transaction.</summary>
    public async Task<ImportReport> RunAsync(byte[] file, bool dryRun, IProgress<ImportProgress>? progress, CancellationToken ct)
    {
        var text = SheetText.Decode(file);
        if (text.Refusal is { } refusal)
        {
            return new(dryRun, false, null, [new(FindingLevel.Refusal, null, null, null, refusal)], []);
        }

        var sheet = Sheet.Read(text.Text);
        var format = $"{text.Encoding}, {(sheet.Delimiter == '\t' ? "tabs" : $"\"{sheet.Delimiter}\"")} between cells, column names on line {sheet.Header.Line}.";
        List<ImportFinding> findings = [.. sheet.Findings];
        var columns = sheet.IsRefused ? null : ImportColumns.Of(sheet, findings);
        if (columns is null || findings.Exists(f => f.Level == FindingLevel.Refusal))
        {
            return new(dryRun, false, columns is null ? null : format, findings, []);
        }

        if (sheet.Rows.Count == 0)
        {
            findings.Add(new(FindingLevel.Warning, null, null, null, "There are no rows under the column names."));
        }

        // A retry after a lost connection begins from the beginning: nothing is carried over.
        return await db.Database.CreateExecutionStrategy().ExecuteAsync(async retryCt =>
        {
            db.ChangeTracker.Clear();

            // SQLite locks other writers out from here on: not for a dry run.
            await using var transaction = dryRun ? null : await db.Database.BeginTransactionAsync(retryCt);
            List<ImportFinding> fileFindings = [.. findings];
            var (rows, added) = await PlanAsync(sheet, columns, fileFindings, progress, retryCt);
            var report = new ImportReport(dryRun, false, format, fileFindings, rows);
            if (transaction is not null && report.IsAccepted && report.Created + report.Changed > 0)
            {
                await SaveAsync(added, progress, retryCt);
                await transaction.CommitAsync(retryCt);
                report = report with { Written = true };
            }

            db.ChangeTracker.Clear();
            return report;
        }, ct);
    }

    private async Task<(List<ImportedRow> Rows, List<SelfHelpGroup> Added)> PlanAsync(
        Sheet sheet, ImportColumns columns, List<ImportFinding> findings, IProgress<ImportProgress>? progress, CancellationToken ct)
    {
        var lookups = await ImportLookups.LoadAsync(db, ct);
        var known = await db.Groups.AsNoTracking().Select(g => new KnownGroup(g.Id, g.PublicId, g.ExternalId, g.Name.Fr, g.Name.De, g.Name.It, g.Name.En, g.Place.Locality)).ToListAsync(ct);
        var publicIds = known.Select(k => k.PublicId).ToHashSet(StringComparer.Ordinal);
        var namesakes = new Namesakes(known);
        var tracked = await LoadAsync(sheet, columns, known, ct);
        var seen = new Dictionary<string, SheetRow>(StringComparer.OrdinalIgnoreCase);
        var now = clock.GetUtcNow();
        var today = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(now, MeetingDates.Zone).DateTime);
        List<ImportedRow> rows = [];
        List<SelfHelpGroup> added = [];
        Centre? above = null;
        var changes = db.ChangeTracker.AutoDetectChangesEnabled;
        db.ChangeTracker.AutoDetectChangesEnabled = false;
        try
        {
            foreach (var sheetRow in sheet.Rows)
            {
                ct.ThrowIfCancellationRequested();
                progress?.Report(new(ImportPhase.Reading, rows.Count + 1, sheet.Rows.Count));
                var row = new ImportRow(sheetRow, columns);
                if (IsTotalsRow(row))
                {
                    findings.Add(new(FindingLevel.Note, sheetRow.Line, sheetRow.Number, null, "A row of totals; not read as a group."));
                    continue;
                }

                var externalId = ReadExternalId(row);
                var centre = ReadCentre(row, lookups, above);
                above = centre ?? above;
                CheckWidth(row, sheet.Header);
                if (externalId.Length > 0 && seen.TryGetValue(externalId, out var first))
                {
                    if (first.Cells.SequenceEqual(sheetRow.Cells))
                    {
                        rows.Add(new(sheetRow.Line, sheetRow.Number, RowOutcome.Skipped, externalId, null, $"the same as line {first.Line}", [], row.Findings));
                        continue;
                    }

                    row.Refuse(columns[ImportColumn.ExternalId], $"{externalId} stands on line {first.Line} already, with other values.");
                }

                seen.TryAdd(externalId, sheetRow);
                if (centre is null || row.IsRefused)
                {
                    rows.Add(new(sheetRow.Line, sheetRow.Number, RowOutcome.Refused, externalId.Length > 0 ? externalId : null, null, null, [], row.Findings));
                    continue;
                }

                var isNew = !tracked.TryGetValue(externalId, out var group);
                group ??= new() { PublicId = NewPublicId(publicIds), ExternalId = externalId, CreatedAt = now, UpdatedAt = now };
                var before = isNew ? [] : GroupFields.Of(group, lookups);
                new GroupRowReader(row, lookups, today).ApplyTo(group, centre, isNew);
                namesakes.Check(row, group, sheetRow.Line);
                rows.Add(Outcome(row, group, externalId, isNew, before, lookups));
                switch (rows[^1].Outcome)
                {
                    case RowOutcome.Created:
                        added.Add(group);
                        break;
                    case RowOutcome.Changed:
                        group.UpdatedAt = now;
                        break;
                }
            }
        }
        finally
        {
            db.ChangeTracker.AutoDetectChangesEnabled = changes;
        }

        findings.Sort((a, b) => (a.Line ?? 0).CompareTo(b.Line ?? 0));
        return (rows, added);
    }

    private static ImportedRow Outcome(ImportRow row, SelfHelpGroup group, string externalId, bool isNew, IReadOnlyList<GroupFields.Field> before, ImportLookups lookups)
    {
        var name = group.Name.IsEmpty() ? null : CellText.Shortened(group.Name.ToString());
        if (row.IsRefused)
        {
            return new(row.Row.Line, row.Row.Number, RowOutcome.Refused, externalId, name, null, [], row.Findings);
        }

        if (isNew)
        {
            return new(row.Row.Line, row.Row.Number, RowOutcome.Created, externalId, name, null, [], row.Findings) { IsDraft = group.Publication == Publication.Draft };
        }

        var changes = GroupFields.Changes(before, GroupFields.Of(group, lookups));
        return changes.Count == 0
            ? new(row.Row.Line, row.Row.Number, RowOutcome.Skipped, externalId, name, Unchanged, [], row.Findings)
            : new(row.Row.Line, row.Row.Number, RowOutcome.Changed, externalId, name, null, changes, row.Findings) { IsDraft = group.Publication == Publication.Draft };
    }

    private async Task SaveAsync(List<SelfHelpGroup> added, IProgress<ImportProgress>? progress, CancellationToken ct)
    {
        // The changed ones go with the first portion: they are tracked already.
        var done = 0;
        foreach (var portion in added.Chunk(SaveEvery))
        {
            db.Groups.AddRange(portion);
            await db.SaveChangesAsync(ct);
            db.ChangeTracker.Clear();
            progress?.Report(new(ImportPhase.Writing, done += portion.Length, added.Count));
        }

        await db.SaveChangesAsync(ct);
    }

    /// <summary>The groups the file speaks of, tracked, by external identifier. In portions, since a database takes only so many parameters.</summary>
    private async Task<Dictionary<string, SelfHelpGroup>> LoadAsync(Sheet sheet, ImportColumns columns, List<KnownGroup> known, CancellationToken ct)
    {
        var column = columns[ImportColumn.ExternalId];
        var wanted = sheet.Rows.Select(r => new ImportRow(r, columns).Text(column) ?? "").ToHashSet(StringComparer.OrdinalIgnoreCase);
        var tracked = new Dictionary<string, SelfHelpGroup>(StringComparer.OrdinalIgnoreCase);
        foreach (var ids in known.Where(k => k.ExternalId is not null && wanted.Contains(k.ExternalId)).Select(k => k.Id).Chunk(1000))
        {
            foreach (var group in await db.Groups.Include(g => g.Topics).Where(g => ids.Contains(g.Id)).ToListAsync(ct))
            {
                tracked[group.ExternalId!] = group;
            }
        }

        return tracked;
    }

    private static string ReadExternalId(ImportRow row)
    {
        var column = row.Columns[ImportColumn.ExternalId];
        var id = row.Text(ImportColumn.ExternalId) ?? "";
        if (id.Length == 0)
        {
            row.Refuse(column, "The identifier is missing: without it the group could not be recognised the next time.");
        }
        else if (id.Length > ExternalIdLength)
        {
            row.Refuse(column, $"{id.Length} characters; at most {ExternalIdLength} fit.");
            return id[..ExternalIdLength];
        }
        else if (ScientificNumber.IsMatch(id))
        {
            row.Refuse(column, $"The spreadsheet has shortened the number to {id}. Format the column as text and enter the identifiers again.");
        }

        return id;
    }

    private static Centre? ReadCentre(ImportRow row, ImportLookups lookups, Centre? above)
    {
        var column = row.Columns[ImportColumn.Centre];
        var cell = row.Text(ImportColumn.Centre) ?? "";
        if (cell.Length == 0)
        {
            if (above is null)
            {
                row.Refuse(column, "The centre is missing.");
            }
            else
            {
                // What is left of merged cells.
                row.Note(column, $"Empty: {above.Slug} is taken from the row above.");
            }

            return above;
        }

        var centre = lookups.Centre(cell);
        if (centre is null)
        {
            row.Refuse(column, $"\"{CellText.Shortened(cell)}\" is no centre.{(lookups.SimilarCentre(cell) is { } similar ? $" Did you mean {similar}?" : "")}");
        }

        return centre;
    }

    private static void CheckWidth(ImportRow row, SheetRow header)
    {
        if (row.Row.Cells.Length > header.Cells.Length && row.Row.Cells.Skip(header.Cells.Length).Any(c => !CellText.IsBlank(c)))
        {
            row.Refuse(null, $"The row has {row.Row.Cells.Length} cells, but there are {header.Cells.Length} columns: a text with the delimiter in it must stand in quotation marks.");
        }
    }

    private static bool IsTotalsRow(ImportRow row)
    {
        var filled = row.Row.Cells.Where(c => !CellText.IsBlank(c)).Take(3).ToList();
        return filled.Count <= 2 && CellText.Fold(filled[0]) is "total" or "totale" or "summe" or "gesamt" or "anzahl" or "somme";
    }

    private static string NewPublicId(HashSet<string> taken)
    {
        string id;
        do
        {
            id = PublicId.New();
        }
        while (!taken.Add(id));

        return id;
    }

    private static readonly Regex ScientificNumber = new(@"^\d[.,]\d+E[+-]?\d+$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking);

    internal sealed record KnownGroup(Guid Id, string PublicId, string? ExternalId, string? Fr, string? De, string? It, string? En, string? Locality);

    /// <summary>Finds what is probably one group under two identifiers: the same name in the same place.</summary>
    private sealed class Namesakes
    {
        private readonly Dictionary<(string Name, string Locality), string> names = [];

        public Namesakes(List<KnownGroup> known)
        {
            foreach (var group in known)
            {
                foreach (var name in new[] { group.Fr, group.De, group.It, group.En }.OfType<string>())
                {
                    names.TryAdd((CellText.Fold(name), CellText.Fold(group.Locality ?? "")), group.ExternalId is { } id ? $"the group {id}" : $"the group {group.PublicId}, which was entered by hand");
                }
            }
        }

        public void Check(ImportRow row, SelfHelpGroup group, int line)
        {
            var self = $"the group {group.ExternalId}";
            foreach (var name in group.Name.Existing())
            {
                var key = (CellText.Fold(name.Text), CellText.Fold(group.Place.Locality ?? ""));
                if (names.TryGetValue(key, out var other))
                {
                    if (!other.Equals(self, StringComparison.OrdinalIgnoreCase) && !other.StartsWith(self + " on line", StringComparison.OrdinalIgnoreCase))
                    {
                        row.Warn(null, $"The same name in the same place as {other}: is it the same group?");
                        return;
                    }
                }
                else
                {
                    names[key] = $"{self} on line {line}";
                }
            }
        }
    }
}
