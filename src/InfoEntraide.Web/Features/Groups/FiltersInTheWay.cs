using InfoEntraide.Search;
using InfoEntraide.Web.Features.Catalogue;

namespace InfoEntraide.Web.Features.Groups;

/// <summary>The chosen filters, where they are the reason that no group fits: the same search without them finds some.</summary>
/// <param name="Without">The search without filters.</param>
/// <param name="Total">What it finds; at least one.</param>
/// <param name="Removals">Single filters that are enough to take back, those that bring most first; empty where only one is chosen.</param>
public sealed record FiltersInTheWay(SearchParameters Without, int Total, IReadOnlyList<FilterRemoval> Removals)
{
    private const Relaxation OtherThanAsked = Relaxation.RelatedTopics | Relaxation.WordsDropped;

    /// <summary>Null when something fits, no filter is set, or nothing fits without filters either.</summary>
    public static FiltersInTheWay? Of(CatalogueSnapshot snapshot, SearchParameters search, Understanding understood, SearchResult result, FacetLabels labels, string language)
    {
        // A topic that is chosen and not written is what the search is about. The radius is never in the way: the engine widens it.
        var chosen = search.Filters.Keys.Where(f => f != Facet.Topic || understood.Topics.Count > 0).ToList();
        if (chosen.Count == 0 || Fitting(result) > 0)
        {
            return null;
        }

        var without = chosen.Aggregate(search with { Radius = null }, (s, facet) => s.WithFilter(facet, []));
        var total = Count(without);
        if (total == 0)
        {
            return null;
        }

        // Values of one filter stand beside each other: taking back one of several would leave fewer groups, not more.
        var removals = chosen.Count == 1 ? [] : chosen
            .Select(facet => new FilterRemoval(facet, [.. search.Values(facet).Select(v => labels.Label(snapshot, facet, v))], search.WithFilter(facet, []), Count(search.WithFilter(facet, []))))
            .Where(r => r.Total > 0).OrderByDescending(r => r.Total).ThenBy(r => r.Facet).ToList();
        return new(without, total, removals);

        int Count(SearchParameters other) => Fitting(snapshot.Search.Search(other.ToRequest(language) with { Skip = 0, Take = 0 }));
    }

    private static int Fitting(SearchResult result) => (result.Interpretation.Relaxed & OtherThanAsked) == Relaxation.None ? result.Total : 0;
}

/// <summary>One filter taken back, with what is found then.</summary>
/// <param name="Labels">Its chosen values in the reader's language.</param>
public sealed record FilterRemoval(Facet Facet, IReadOnlyList<string> Labels, SearchParameters Search, int Total);
