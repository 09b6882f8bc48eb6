using System.Globalization;
using CsvHelper;

namespace InfoEntraide.Search.Tests.Quality;

/// <summary>The portal's own thesaurus and places, read from the reference files, without groups: enough to understand queries.</summary>
public static class ReferenceCorpus
{
    private static readonly string[] Languages = ["fr", "de", "it", "en"];

    public static SearchCorpus Read(string folder)
    {
        var synonyms = new List<(string Topic, LanguageText Synonym)>();
        foreach (var language in Languages)
        {
            foreach (var row in Rows(Path.Combine(folder, "topics.csv")))
            {
                synonyms.AddRange(Split(row[$"synonyms_{language}"]).Select(term => (row["slug"], new LanguageText(language, term))));
            }

            foreach (var row in Rows(Path.Combine(folder, $"phrases_{language}.csv")))
            {
                synonyms.AddRange(Split(row["phrases"]).Select(term => (row["topic"], new LanguageText(language, term))));
            }
        }

        var synonymsOf = synonyms.ToLookup(s => s.Topic, s => s.Synonym, StringComparer.Ordinal);
        var aliasesOf = Rows(Path.Combine(folder, "locality_aliases.csv")).ToLookup(row => (row["locality"], row["canton"]), row => row["alias"]);
        return new SearchCorpus(
            [.. Rows(Path.Combine(folder, "topics.csv")).Select(row => new TopicDocument(row["slug"], row["category"], Names(row), [.. synonymsOf[row["slug"]]]))],
            [.. Rows(Path.Combine(folder, "cantons.csv")).Select(row => new CantonDocument(row["code"], [.. Names(row), new LanguageText("rm", row["name_rm"])]))],
            [
                .. Rows(Path.Combine(folder, "places.csv")).Select(row => new PlaceDocument(
                    row["npa"], row["locality"], row["commune"], row["canton"],
                    new GeoPoint(double.Parse(row["lat"], CultureInfo.InvariantCulture), double.Parse(row["lon"], CultureInfo.InvariantCulture)),
                    [.. aliasesOf[(row["locality"], row["canton"])]])),
            ],
            []);
    }

    /// <summary>The rows of a CSV file by column.</summary>
    internal static List<Dictionary<string, string>> Rows(string file)
    {
        using var reader = new StreamReader(file);
        using var csv = new CsvReader(reader, CultureInfo.InvariantCulture);
        var rows = new List<Dictionary<string, string>>();
        csv.Read();
        csv.ReadHeader();
        while (csv.Read())
        {
            rows.Add(csv.HeaderRecord!.ToDictionary(column => column, column => csv.GetField(column) ?? "", StringComparer.Ordinal));
        }

        return rows;
    }

    internal static string[] Split(string list) => list.Split('|', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    private static LanguageText[] Names(Dictionary<string, string> row) => [.. Languages.Where(l => row[$"name_{l}"].Length > 0).Select(l => new LanguageText(l, row[$"name_{l}"]))];
}
