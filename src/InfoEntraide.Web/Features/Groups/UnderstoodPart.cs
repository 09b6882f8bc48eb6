using InfoEntraide.Search;
using InfoEntraide.Web.Features.Catalogue;

namespace InfoEntraide.Web.Features.Groups;

/// <summary>One thing the engine read in the query, and the same search without it.</summary>
/// <param name="Facet"><see cref="Facet.Topic"/> or, for a place of any kind, <see cref="Facet.Canton"/>.</param>
public sealed record UnderstoodPart(Facet Facet, string Label, SearchParameters Without)
{
    /// <summary>
    /// Topics and place of a query. What was typed in one box cannot be cut out of it, so the search without a part keeps the other
    /// topics as a filter, the other place in its own box and the remaining words as text.
    /// </summary>
    public static IReadOnlyList<UnderstoodPart> Of(SearchParameters search, Interpretation interpretation, IReadOnlyList<TopicEntry> topics, string? placeLabel)
    {
        var parts = new List<UnderstoodPart>();
        var placeBox = search.Place.Length > 0 ? search.Place : interpretation.Place is { } found ? found.Npa ?? found.Name : "";
        foreach (var topic in topics)
        {
            var others = topics.Where(t => t != topic).Select(t => t.Slug);
            parts.Add(new(Facet.Topic, topic.Name.Current(), Rest(others) with { Place = placeBox }));
        }

        if (interpretation.Place is not null && placeLabel is not null)
        {
            var without = search.Place.Length > 0 ? search : Rest(topics.Select(t => t.Slug));
            parts.Add(new(Facet.Canton, placeLabel, without with { Place = "", Radius = null, Page = 1 }));
        }

        return parts;

        SearchParameters Rest(IEnumerable<string> keep) =>
            search.WithFilter(Facet.Topic, [.. search.Values(Facet.Topic).Union(keep)]) with { Text = interpretation.Text };
    }
}
