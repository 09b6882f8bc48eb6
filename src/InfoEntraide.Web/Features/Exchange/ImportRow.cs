using InfoEntraide.Web.Localization;

namespace InfoEntraide.Web.Features.Exchange;

/// <summary>One row being read: its cells by meaning, and what is found in them.</summary>
public sealed class ImportRow(SheetRow row, ImportColumns columns)
{
    public SheetRow Row => row;

    public ImportColumns Columns => columns;

    public List<ImportFinding> Findings { get; } = [];

    public int Refusals => Findings.Count(f => f.Level == FindingLevel.Refusal);

    public bool IsRefused => Findings.Exists(f => f.Level == FindingLevel.Refusal);

    public void Note(SheetColumn? column, string text) => Add(FindingLevel.Note, column, text);

    public void Warn(SheetColumn? column, string text) => Add(FindingLevel.Warning, column, text);

    public void Refuse(SheetColumn? column, string text) => Add(FindingLevel.Refusal, column, text);

    /// <summary>The cell as clean text with its line breaks; null when the file has no such column, empty when the cell is.</summary>
    public string? Text(SheetColumn? column)
    {
        if (column is null)
        {
            return null;
        }

        // Spreadsheet programs leave out empty cells at the end of a row.
        var raw = column.Index < row.Cells.Length ? row.Cells[column.Index] : "";
        if (raw.Length > 200_000)
        {
            Refuse(column, $"The cell has {raw.Length} characters.");
            return "";
        }

        if (CellText.Formula(raw) is { } formula)
        {
            if (formula.Address is { } address)
            {
                Warn(column, "A formula with a link; " + (column.Meaning == ImportColumn.Website ? "its address" : "its text") + " is taken.");
                raw = column.Meaning == ImportColumn.Website ? address : formula.Text;
            }
            else
            {
                raw = formula.Text;
            }
        }

        var text = CellText.Clean(raw);
        if (text.Length > 1 && text[0] == '\'' && (char.IsAsciiDigit(text[1]) || "=+-@".Contains(text[1], StringComparison.Ordinal)))
        {
            // The apostrophe tells a spreadsheet program to keep what follows as it is.
            text = text[1..];
        }

        if (text.Length > 1 && text[0] == '=' && text[1] != ' ')
        {
            Warn(column, "A formula; taken as plain text.");
        }

        if (CellText.SpreadsheetError(text) is { } error)
        {
            Refuse(column, error);
            return "";
        }

        if (text.Contains('\uFFFD', StringComparison.Ordinal))
        {
            Refuse(column, "A letter is damaged. Save the file again as \"CSV UTF-8\".");
        }
        else if (CellText.IsGarbled(text))
        {
            Refuse(column, $"Letters are garbled (\"{CellText.Shortened(text, 40)}\"): the text was once read in the wrong encoding. Export it anew.");
        }

        return text;
    }

    public string? Text(ImportColumn meaning) => OnOneLine(Text(columns[meaning]));

    /// <summary>A value of a fixed list: <paramref name="fallback"/> when the column is missing or the cell empty; a refusal when the word is unknown.</summary>
    public T Value<T>(ImportColumn meaning, Func<string, T?> parse, T fallback, string allowed) where T : struct
    {
        var column = columns[meaning];
        if (Text(meaning) is not { Length: > 0 } cell)
        {
            return fallback;
        }

        if (parse(cell) is { } value)
        {
            return value;
        }

        Refuse(column, $"\"{CellText.Shortened(cell)}\" is not understood. Possible: {allowed}.");
        return fallback;
    }

    /// <summary>A short text of the record: no markup, Swiss spelling, at most <paramref name="length"/> characters. Null when empty.</summary>
    public string? OfRecord(ImportColumn meaning, string? before, int length)
    {
        var column = columns[meaning];
        if (column is null || Text(column) is not { } cell)
        {
            return before;
        }

        // The spelling first: it makes a text longer.
        var text = Fitting(column, CellText.SwissSpelling(OnOneLine(Plain(column, cell))), length);
        return text.Length == 0 ? null : text;
    }

    /// <summary>A text in up to four languages: columns with a language, and one without in <paramref name="plain"/>.</summary>
    public LocalizedText Localized(ImportColumn meaning, LocalizedText before, PortalLanguage plain, bool plainIsStated, int length, bool paragraphs)
    {
        if (!columns.Has(meaning))
        {
            return before;
        }

        var result = before;
        foreach (var language in PortalLanguages.All)
        {
            var own = columns[meaning, language];
            var general = language == plain ? columns[meaning] : null;
            var ownText = Text(own);
            var generalText = Text(general);
            if (ownText is { Length: > 0 } && generalText is { Length: > 0 } && ownText != generalText)
            {
                Refuse(general, $"Says something else than column \"{own!.Header}\", which is in the same language.");
                continue;
            }

            var column = generalText is { Length: > 0 } ? general : own ?? general;
            var text = generalText is { Length: > 0 } ? generalText : ownText ?? generalText;
            if (text is null)
            {
                continue;
            }

            text = Plain(column!, text);
            text = paragraphs ? text : OnOneLine(text);
            text = Fitting(column!, language == PortalLanguage.De ? CellText.SwissSpelling(text) : text, length);
            if (CellText.PersonalContact(text) is { } contact)
            {
                Warn(column, $"Personal data in a public text? {contact}");
            }

            result = result.With(language, text.Length == 0 ? null : text);
        }

        if (result.IsEmpty())
        {
            return result with { Source = before.Source };
        }

        var stated = plainIsStated && columns[meaning] is not null && result[plain] is not null;
        return stated ? result with { Source = plain }
            : !before.IsEmpty() && result[before.Source] is not null ? result
            : result with { Source = result[plain] is not null ? plain : result.Existing().First().Language };
    }

    private void Add(FindingLevel level, SheetColumn? column, string text)
    {
        var finding = new ImportFinding(level, row.Line, row.Number, column?.Header, text);
        if (!Findings.Contains(finding))
        {
            Findings.Add(finding);
        }
    }

    private string Plain(SheetColumn column, string text)
    {
        var plain = CellText.WithoutHtml(text);
        if (plain != text)
        {
            Note(column, "HTML is turned into plain text.");
        }

        return plain;
    }

    private string Fitting(SheetColumn? column, string text, int length)
    {
        if (text.Length > length)
        {
            Refuse(column, $"{text.Length} characters; at most {length} fit.");
        }

        return text;
    }

    [return: System.Diagnostics.CodeAnalysis.NotNullIfNotNull(nameof(text))]
    private static string? OnOneLine(string? text) => text is null ? null : CellText.OneLine(text);
}
