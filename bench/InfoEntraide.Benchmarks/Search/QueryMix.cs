using System.Globalization;
using InfoEntraide.Search;

namespace InfoEntraide.Benchmarks.Search;

/// <summary>What visitors ask for: topics, topics with a place, sentences, places, filters, pages to leaf through, words of names, typing errors, nonsense (<c>queries.csv</c>).</summary>
internal static class QueryMix
{
    private const int PageSize = 20;

    public static IReadOnlyList<SearchRequest> Read()
    {
        using var stream = typeof(QueryMix).Assembly.GetManifestResourceStream("queries.csv") ?? throw new InvalidOperationException("queries.csv is not in the program.");
        using var reader = new StreamReader(stream);
        var requests = new List<SearchRequest>();
        reader.ReadLine();
        while (reader.ReadLine() is { } line)
        {
            // None of them needs a comma of its own.
            if (line.Split(',') is not [var language, var text, var place, var filters, var sort, var page])
            {
                throw new FormatException($"Six fields are expected in: {line}");
            }

            requests.Add(new SearchRequest
            {
                Language = language,
                Text = text,
                Place = place,
                Filters = filters.Split(';', StringSplitOptions.RemoveEmptyEntries)
                    .Select(f => f.Split('='))
                    .GroupBy(f => Enum.Parse<Facet>(f[0], ignoreCase: true), f => f[1])
                    .ToDictionary(f => f.Key, f => (IReadOnlyList<string>)[.. f]),
                Sort = sort.Length == 0 ? SortOrder.Relevance : Enum.Parse<SortOrder>(sort, ignoreCase: true),
                Skip = page.Length == 0 ? 0 : (int.Parse(page, CultureInfo.InvariantCulture) - 1) * PageSize,
                Take = PageSize,
            });
        }

        return requests;
    }
}
