namespace InfoEntraide.Search.Tests.Quality;

/// <summary>A query with what an experienced counsellor would have understood.</summary>
/// <param name="Id">Language and number.</param>
/// <param name="Text">What somebody typed.</param>
/// <param name="Language">Language of the query.</param>
/// <param name="Topics">Slugs, best first; empty when nothing should be found.</param>
/// <param name="Canton">Code of the canton meant, or empty.</param>
/// <param name="Locality">Official name of the locality meant, or empty.</param>
/// <param name="Crisis">Whether the emergency numbers must come first.</param>
/// <param name="Kind">What makes the query hard.</param>
/// <param name="IsHeld">In the half that is never looked at while tuning.</param>
public sealed record JudgedQuery(string Id, string Text, string Language, IReadOnlyList<string> Topics, string Canton, string Locality, bool Crisis, string Kind, bool IsHeld)
{
    public bool HasPlace => Canton.Length > 0 || Locality.Length > 0;

    /// <summary>Reads a set; every second query of a language belongs to the half kept untouched.</summary>
    public static IReadOnlyList<JudgedQuery> Read(string file)
    {
        var seen = new Dictionary<string, int>(StringComparer.Ordinal);
        var queries = new List<JudgedQuery>();
        foreach (var row in ReferenceCorpus.Rows(file))
        {
            var language = row["language"];
            var number = seen[language] = seen.GetValueOrDefault(language) + 1;
            queries.Add(new JudgedQuery(
                row["id"], row["query"], language, ReferenceCorpus.Split(row["expected_topics"]), row["expected_canton"], row["expected_locality"],
                string.Equals(row.GetValueOrDefault("crisis"), "yes", StringComparison.Ordinal), row.GetValueOrDefault("kind") ?? "", number % 2 == 0));
        }

        return queries;
    }
}
