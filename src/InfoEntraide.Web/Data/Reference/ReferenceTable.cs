using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using CsvHelper;
using CsvHelper.Configuration;
using InfoEntraide.Web.Features.Shared;
using InfoEntraide.Web.Localization;

namespace InfoEntraide.Web.Data.Reference;

/// <summary>A file of reference data taken apart into rows, and what was found wrong with it.</summary>
internal sealed class ReferenceTable
{
    private readonly string file;
    private readonly List<ReferenceRow> rows = [];
    private readonly List<RefusedRow> refused = [];

    /// <summary>Takes a file apart.</summary>
    /// <param name="file">Name of the file, for the report.</param>
    /// <param name="content">The file as it is on disk; null when there is none.</param>
    /// <param name="columns">Columns that must be there. Others may be: they are not read.</param>
    public ReferenceTable(string file, byte[]? content, IReadOnlyList<string> columns)
    {
        this.file = file;
        if (content is null)
        {
            Fail("", "the file is missing");
            return;
        }

        try
        {
            using var text = new StreamReader(new MemoryStream(content), new UTF8Encoding(false, throwOnInvalidBytes: true));
            Read(text, columns);
        }
        catch (DecoderFallbackException)
        {
            Fail("", "the file is not UTF-8");
        }
    }

    public bool Failed { get; private set; }

    /// <summary>Rows with the right number of fields; what they say is not yet checked.</summary>
    public IReadOnlyList<ReferenceRow> Rows => rows;

    public IReadOnlyList<RefusedRow> Refused => refused;

    /// <summary>Counts the rows not loaded because they say that they are not certain.</summary>
    public int Uncertain { get; set; }

    public void Refuse(int line, string column, string reason) => refused.Add(new RefusedRow(file, line, column, reason));

    private void Fail(string column, string reason)
    {
        Failed = true;
        rows.Clear();
        refused.Clear();
        Refuse(column.Length == 0 ? 0 : 1, column, reason);
    }

    private void Read(TextReader text, IReadOnlyList<string> columns)
    {
        var broken = false;
        using var csv = new CsvParser(text, new CsvConfiguration(CultureInfo.InvariantCulture) { BadDataFound = _ => broken = true });
        if (!csv.Read())
        {
            Fail("", "the file is empty");
            return;
        }

        var header = csv.Record!.Select(c => c.Trim()).ToArray();
        foreach (var column in columns)
        {
            var count = header.Count(h => h == column);
            if (count != 1)
            {
                Fail(column, count == 0 ? "the column is missing" : "the column stands more than once in the header");
                return;
            }
        }

        while (csv.Read())
        {
            // Asking for the fields is what finds bad quotation marks.
            var values = csv.Record!;

            // A quoted field may hold line breaks: the row is where it begins.
            var line = csv.RawRow - csv.RawRecord.AsSpan().Trim("\r\n").Count('\n');
            if (broken)
            {
                Refuse(line, header[0], "a quotation mark stands inside a field or is never closed");
                broken = false;
            }
            else if (values.Length != header.Length)
            {
                Refuse(line, header[0], $"the row has {values.Length} fields, the header {header.Length}");
            }
            else
            {
                rows.Add(new ReferenceRow(this, line, columns.ToDictionary(c => c, c => values[Array.IndexOf(header, c)].Trim(), StringComparer.Ordinal)));
            }
        }
    }
}

/// <summary>A row whose fields are checked while they are read; a wrong one refuses the row and says why.</summary>
internal sealed partial class ReferenceRow(ReferenceTable table, int line, Dictionary<string, string> fields)
{
    public int Line => line;

    public bool IsRefused { get; private set; }

    public void Refuse(string column, string reason)
    {
        IsRefused = true;
        table.Refuse(line, column, reason);
    }

    public string? Optional(string column, int limit)
    {
        var text = fields[column];
        if (text.Length > limit)
        {
            Refuse(column, $"has {text.Length} characters, at most {limit} are possible");
        }

        return text.Length == 0 ? null : text;
    }

    public string Required(string column, int limit)
    {
        if (Optional(column, limit) is { } text)
        {
            return text;
        }

        Refuse(column, "is empty");
        return "";
    }

    public string Slug(string column, int limit)
    {
        var slug = Required(column, limit);
        return Check(column, slug, SlugPattern(), "is no identifier of small letters, digits and hyphens");
    }

    public string Npa(string column) => Check(column, Required(column, 4), NpaPattern(), "is no postcode of four digits");

    public string? OptionalNpa(string column) => fields[column].Length == 0 ? null : Npa(column);

    /// <summary>A telephone number as one writes it. Its column takes no other characters: in SQL Server they would turn into question marks.</summary>
    public string? Phone(string column, int limit) =>
        Optional(column, limit) is { } phone ? Check(column, phone, PhonePattern(), "is no telephone number of digits, spaces and + ( ) / . -") : null;

    public string CantonCode(string column) => Check(column, Required(column, 2), CantonPattern(), "is no canton code of two capitals");

    public string Language(string column) => Check(column, Required(column, 2), LanguagePattern(), "is no language code of two small letters");

    public List<string> Languages(string column)
    {
        var languages = List(column);
        if (languages.Count == 0)
        {
            Refuse(column, "is empty");
        }

        foreach (var language in languages)
        {
            Check(column, language, LanguagePattern(), "is no language code of two small letters");
        }

        return languages;
    }

    /// <summary>The parts of a field between vertical bars.</summary>
    public List<string> List(string column) => [.. fields[column].Split('|', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)];

    public bool YesNo(string column)
    {
        if (fields[column] is not ("yes" or "no"))
        {
            Refuse(column, $"is '{fields[column]}', not yes or no");
        }

        return fields[column] == "yes";
    }

    public T Code<T>(string column) where T : struct, Enum
    {
        if (Codes.Parse<T>(fields[column]) is { } value)
        {
            return value;
        }

        Refuse(column, $"'{fields[column]}' is none of {string.Join(", ", Codes.All<T>().Select(v => v.Code()))}");
        return default;
    }

    public int Count(string column)
    {
        if (!int.TryParse(fields[column], NumberStyles.None, CultureInfo.InvariantCulture, out var count))
        {
            Refuse(column, $"'{fields[column]}' is no whole number");
        }

        return count;
    }

    /// <summary>Degrees north within Switzerland.</summary>
    public double Latitude(string column) => Degrees(column, 45.8, 47.9);

    /// <summary>Degrees east within Switzerland.</summary>
    public double Longitude(string column) => Degrees(column, 5.9, 10.6);

    public bool IsEmpty(string column) => fields[column].Length == 0;

    /// <summary>Names in the columns <c>name_fr</c> … that the file has; the one in <paramref name="source"/> must be there.</summary>
    public LocalizedText Names(PortalLanguage source, int limit) => Texts("name", source, limit);

    /// <summary>The same for columns that begin with another word.</summary>
    public LocalizedText Texts(string beginning, PortalLanguage source, int limit)
    {
        var text = LocalizedText.Of(source, Required($"{beginning}_{source.Code()}", limit));
        foreach (var language in PortalLanguages.All.Where(l => l != source && fields.ContainsKey($"{beginning}_{l.Code()}")))
        {
            text = text.With(language, Optional($"{beginning}_{language.Code()}", limit));
        }

        return text;
    }

    /// <summary>Times of day such as <c>18:00-23:00</c>; nulls for <c>always</c>.</summary>
    public (TimeOnly? From, TimeOnly? Until) Hours(string column)
    {
        if (fields[column] == "always")
        {
            return (null, null);
        }

        if (fields[column].Split('-') is [var from, var until]
            && TimeOnly.TryParseExact(from, "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var start)
            && TimeOnly.TryParseExact(until, "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var end))
        {
            return (start, end);
        }

        Refuse(column, $"'{fields[column]}' is neither always nor times such as 18:00-23:00");
        return (null, null);
    }

    /// <summary>The first of several websites between bars, with its scheme.</summary>
    public string? Website(string column, int limit)
    {
        if (List(column) is not [var first, ..])
        {
            return null;
        }

        var address = first.Contains("://", StringComparison.Ordinal) ? first : "https://" + first;
        if (address.Length > limit || !Uri.TryCreate(address, UriKind.Absolute, out var uri) || uri.Scheme is not ("https" or "http") || !uri.Host.Contains('.', StringComparison.Ordinal))
        {
            Refuse(column, $"'{first}' is no address of a website");
        }

        return address;
    }

    private double Degrees(string column, double least, double most)
    {
        if (!double.TryParse(fields[column], NumberStyles.Float, CultureInfo.InvariantCulture, out var degrees))
        {
            Refuse(column, $"'{fields[column]}' is no number");
        }
        else if (!(degrees >= least && degrees <= most))
        {
            Refuse(column, $"{fields[column]} lies outside Switzerland");
        }

        return degrees;
    }

    private string Check(string column, string text, Regex pattern, string complaint)
    {
        if (text.Length > 0 && !pattern.IsMatch(text))
        {
            Refuse(column, $"'{text}' {complaint}");
        }

        return text;
    }

    [GeneratedRegex(@"\A[a-z0-9]+(-[a-z0-9]+)*\z", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex SlugPattern();

    [GeneratedRegex(@"\A[1-9][0-9]{3}\z", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex NpaPattern();

    [GeneratedRegex(@"\A[0-9+()/. -]+\z", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex PhonePattern();

    [GeneratedRegex(@"\A[A-Z]{2}\z", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex CantonPattern();

    [GeneratedRegex(@"\A[a-z]{2}\z", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex LanguagePattern();
}
