using System.Globalization;
using CsvHelper;
using CsvHelper.Configuration;

namespace InfoEntraide.Web.Features.Exchange;

/// <summary>One row of a sheet.</summary>
/// <param name="Line">Line of the file it starts on, from 1: what a text editor shows.</param>
/// <param name="Number">Number of the row, from 1: what a spreadsheet program shows. Differs from the line after cells with line breaks.</param>
public sealed record SheetRow(int Line, int Number, string[] Cells)
{
    public bool IsBlank => Array.TrueForAll(Cells, CellText.IsBlank);
}

/// <summary>A delimited text taken apart: the column names and the rows under them, or why it cannot be.</summary>
public sealed record Sheet(char Delimiter, SheetRow Header, IReadOnlyList<SheetRow> Rows, IReadOnlyList<ImportFinding> Findings)
{
    public const int MaxRows = 50_000;
    public const int MaxColumns = 300;

    // A cell that runs over more lines than this was opened by a stray quotation mark.
    private const int MaxLinesOfRow = 400;

    // The header is looked for among this many rows that are not blank.
    private const int RowsBeforeData = 30;

    private static readonly char[] Delimiters = [';', ',', '\t'];

    public bool IsRefused => Findings.Any(f => f.Level == FindingLevel.Refusal);

    public static Sheet Read(string text)
    {
        var skip = 0;
        char? declared = null;
        if (text.StartsWith("sep=", StringComparison.OrdinalIgnoreCase) && text.Length > 4)
        {
            // Excel's own first line that names the delimiter.
            var end = text.AsSpan().IndexOfAny('\r', '\n');
            declared = Delimiters.Contains(text[4]) ? text[4] : null;
            skip = end < 0 ? text.Length : end + (text[end] == '\r' && end + 1 < text.Length && text[end + 1] == '\n' ? 2 : 1);
        }

        var body = text[skip..];
        var firstLine = skip > 0 ? 2 : 1;
        var best = (Delimiter: declared ?? ';', Header: (SheetRow?)null, Score: 0);
        foreach (var delimiter in declared is { } only ? [only] : Delimiters)
        {
            foreach (var row in Parse(body, delimiter, firstLine).Where(r => r.Cells.Length <= MaxColumns && !r.IsBlank).Take(RowsBeforeData))
            {
                var score = ImportColumns.Recognised(row.Cells);
                if (score > best.Score)
                {
                    best = (delimiter, row, score);
                }
            }
        }

        return best.Header is { } header && best.Score >= 2 ? ReadRows(body, best.Delimiter, header, firstLine) : NoHeader(body, firstLine);
    }

    private static Sheet ReadRows(string body, char delimiter, SheetRow header, int firstLine)
    {
        List<ImportFinding> findings = [];
        List<SheetRow> rows = [];
        foreach (var row in Parse(body, delimiter, firstLine))
        {
            var lines = row.Cells.Sum(c => c.AsSpan().Count('\n'));
            if (lines > MaxLinesOfRow)
            {
                findings.Add(new(FindingLevel.Refusal, row.Line, row.Number, null, $"A cell runs over {lines} lines: a quotation mark opened here is probably never closed."));
                break;
            }

            if (row.Number < header.Number && !row.IsBlank)
            {
                findings.Add(new(FindingLevel.Note, row.Line, row.Number, null, "Above the column names; not read."));
            }

            if (row.Number <= header.Number || row.IsBlank)
            {
                continue;
            }

            if (rows.Count == MaxRows)
            {
                findings.Add(new(FindingLevel.Refusal, row.Line, row.Number, null, $"More than {MaxRows} rows. Split the file into several."));
                break;
            }

            if (SameNames(row, header))
            {
                findings.Add(new(FindingLevel.Note, row.Line, row.Number, null, "The column names again; not read as a group."));
                continue;
            }

            rows.Add(row);
        }

        return new(delimiter, header, rows, findings);
    }

    private static Sheet NoHeader(string body, int firstLine)
    {
        var first = Parse(body, ';', firstLine).FirstOrDefault(r => !r.IsBlank);
        var finding = new ImportFinding(FindingLevel.Refusal, first?.Line, first?.Number, null,
            "No row with column names was found among the first rows. One row must name the columns, for instance external_id; centre; name_de; topics.");
        return new(';', first ?? new(firstLine, firstLine, []), [], [finding]);
    }

    /// <summary>Printed lists repeat the column names on each page.</summary>
    private static bool SameNames(SheetRow row, SheetRow header)
    {
        var same = 0;
        for (var i = 0; i < row.Cells.Length; i++)
        {
            if (CellText.IsBlank(row.Cells[i]))
            {
                continue;
            }

            if (i >= header.Cells.Length || CellText.Fold(row.Cells[i]) != CellText.Fold(header.Cells[i]))
            {
                return false;
            }

            same++;
        }

        return same >= 2;
    }

    private static IEnumerable<SheetRow> Parse(string text, char delimiter, int firstLine)
    {
        using var reader = new StringReader(text);
        using var parser = new CsvParser(reader, new CsvConfiguration(CultureInfo.InvariantCulture)
        {
            Delimiter = delimiter.ToString(),
            HasHeaderRecord = false,
            BadDataFound = null,
            IgnoreBlankLines = false,
        });
        var line = firstLine;
        var number = firstLine;
        while (parser.Read())
        {
            yield return new(line, number, parser.Record ?? []);
            line += LineBreaks(parser.RawRecord);
            number++;
        }
    }

    private static int LineBreaks(string raw)
    {
        var count = 0;
        for (var i = 0; i < raw.Length; i++)
        {
            if (raw[i] == '\n' || (raw[i] == '\r' && (i + 1 == raw.Length || raw[i + 1] != '\n')))
            {
                count++;
            }
        }

        return count;
    }
}
