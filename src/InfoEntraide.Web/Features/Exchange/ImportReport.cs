using System.Globalization;

namespace InfoEntraide.Web.Features.Exchange;

public enum FindingLevel
{
    /// <summary>Understood, but worth knowing.</summary>
    Note,

    /// <summary>Taken as it is; somebody should look.</summary>
    Warning,

    /// <summary>Not taken; nothing of the file is written.</summary>
    Refusal,
}

/// <summary>Something found in a file, with where.</summary>
/// <param name="Line">Line of the file; null for the file as a whole.</param>
/// <param name="Row">Row of the sheet, which differs from the line after cells with line breaks.</param>
/// <param name="Column">Name of the column as it stands in the file; null for the row as a whole.</param>
public sealed record ImportFinding(FindingLevel Level, int? Line, int? Row, string? Column, string Text);

public enum RowOutcome
{
    Created,
    Changed,
    Skipped,
    Refused,
}

/// <summary>A field that the file changes. Long texts are not repeated: both values are null.</summary>
public sealed record FieldChange(string Field, string? Before, string? After);

/// <summary>What becomes of one row.</summary>
/// <param name="Reason">Why it is skipped; null otherwise.</param>
public sealed record ImportedRow(
    int Line, int Row, RowOutcome Outcome, string? ExternalId, string? Name, string? Reason, IReadOnlyList<FieldChange> Changes, IReadOnlyList<ImportFinding> Findings)
{
    /// <summary>True when the group is created or changed and not published yet.</summary>
    public bool IsDraft { get; init; }
}

/// <summary>The outcome of an import, line by line; the same for a dry run as for the import itself.</summary>
/// <param name="Format">Encoding, delimiter and line of the header; null when the file could not be read so far.</param>
/// <param name="Written">True when the changes are in the database.</param>
/// <param name="FileFindings">What concerns the file or rows that are no groups.</param>
public sealed record ImportReport(bool DryRun, bool Written, string? Format, IReadOnlyList<ImportFinding> FileFindings, IReadOnlyList<ImportedRow> Rows)
{
    public int Created => Rows.Count(r => r.Outcome == RowOutcome.Created);

    public int Changed => Rows.Count(r => r.Outcome == RowOutcome.Changed);

    public int Skipped => Rows.Count(r => r.Outcome == RowOutcome.Skipped);

    public int Refused => Rows.Count(r => r.Outcome == RowOutcome.Refused);

    /// <summary>How many of the groups created or changed are drafts.</summary>
    public int Drafts => Rows.Count(r => r.IsDraft);

    /// <summary>True when nothing in the file is refused.</summary>
    public bool IsAccepted => Refused == 0 && !FileFindings.Any(f => f.Level == FindingLevel.Refusal);

    public IEnumerable<ImportFinding> Findings => FileFindings.Concat(Rows.SelectMany(r => r.Findings));

    /// <summary>Writes the report for a person to read: the file, every row, the totals last.</summary>
    public void WriteTo(TextWriter writer)
    {
        if (Format is not null)
        {
            writer.WriteLine("Read as " + Format);
        }

        foreach (var finding in FileFindings)
        {
            writer.WriteLine(Where(finding.Line, finding.Row) + Sentence(finding));
        }

        foreach (var row in Rows)
        {
            var what = row.Reason ?? string.Join(", ", row.Changes.Select(Change));
            writer.WriteLine(string.Join("  ", new[]
            {
                Where(row.Line, row.Row) + row.Outcome.ToString().ToLowerInvariant().PadRight(7), row.ExternalId ?? "(no external_id)", row.Name is null ? null : $"\"{row.Name}\"", what,
            }.Where(part => !string.IsNullOrEmpty(part))));
            foreach (var finding in row.Findings)
            {
                writer.WriteLine("    " + Sentence(finding));
            }
        }

        writer.WriteLine(Totals());
        writer.WriteLine(Ending());
    }

    public override string ToString()
    {
        using var writer = new StringWriter(CultureInfo.InvariantCulture);
        WriteTo(writer);
        return writer.ToString();
    }

    private static string Where(int? line, int? row) =>
        line is null ? "" : row is null || row == line ? $"line {line}: " : $"line {line} (row {row}): ";

    private static string Sentence(ImportFinding finding) =>
        $"{finding.Level.ToString().ToLowerInvariant()}: {(finding.Column is null ? "" : $"column \"{finding.Column}\": ")}{finding.Text}";

    private static string Change(FieldChange change) =>
        change.Before is null && change.After is null ? change.Field : $"{change.Field} ({change.Before ?? "empty"} -> {change.After ?? "empty"})";

    private string Totals()
    {
        var warnings = Findings.Count(f => f.Level == FindingLevel.Warning);
        var unchanged = Rows.Count(r => r.Outcome == RowOutcome.Skipped && r.Reason == GroupImport.Unchanged);
        return $"Totals: {Created} created, {Changed} changed, {Skipped} skipped ({unchanged} unchanged, {Skipped - unchanged} duplicate), {Refused} refused; {warnings} {(warnings == 1 ? "warning" : "warnings")}.";
    }

    private string Ending() => this switch
    {
        { IsAccepted: false, Refused: 0 } => "Nothing is written: the file is refused as a whole.",
        { IsAccepted: false } => $"Nothing is written: a file is taken as a whole or not at all, and {Refused} of its rows {(Refused == 1 ? "is" : "are")} refused.",
        { DryRun: true, Created: 0, Changed: 0 } => "Dry run: there is nothing to write, everything is already there.",
        { Created: 0, Changed: 0 } => "Nothing to write: everything is already there.",
        { DryRun: true } => "Dry run: nothing is written. The same command without --dry-run writes it." + OfDrafts(),
        _ => "Written. A running portal follows within five seconds." + OfDrafts(),
    };

    private string OfDrafts() => (Drafts, Created + Changed) switch
    {
        (0, _) => "",
        (1, 1) => " The group is a draft: nobody sees it until it is published.",
        (1, var written) => $" 1 of the {written} groups is a draft: nobody sees it until it is published.",
        (var drafts, var written) => $" {drafts} of the {written} groups are drafts: nobody sees them until they are published.",
    };
}

public enum ImportPhase
{
    Reading,
    Writing,
}

/// <summary>How far an import is.</summary>
public readonly record struct ImportProgress(ImportPhase Phase, int Done, int Total);
