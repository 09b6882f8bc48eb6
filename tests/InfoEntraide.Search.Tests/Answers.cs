using System.Globalization;

namespace InfoEntraide.Search.Tests;

/// <summary>Results as texts, scores and distances to the last bit included.</summary>
internal static class Answers
{
    public static string Of(int total, IReadOnlyList<Hit> hits, IReadOnlyDictionary<Facet, IReadOnlyList<FacetCount>> facets) => string.Create(CultureInfo.InvariantCulture, $"""
        {total} {string.Join(' ', hits.Select(h => string.Create(CultureInfo.InvariantCulture, $"{h.Ordinal}:{h.DistanceKm:R}:{h.Score:R}")))}
        {string.Join(' ', facets.OrderBy(f => f.Key).Select(f => $"{f.Key}={string.Join(',', f.Value.Select(c => $"{c.Value}:{c.Count}"))}"))}
        """);
}
