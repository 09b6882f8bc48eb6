using InfoEntraide.Search;
using InfoEntraide.Web.Features.Catalogue;
using InfoEntraide.Web.Features.Shared;

namespace InfoEntraide.Web.Features.Groups;

/// <summary>
/// What a results page offers when little fits: other searches with the same words, each for a reason of its own, and then people to ask. A group stands in one list only.
/// </summary>
public sealed record MoreWays
{
    /// <summary>Fewer groups than this near the place, or in all, are few.</summary>
    public const int Few = 5;

    /// <summary>The reason of the groups that fit without filters.</summary>
    public const string WithoutFilters = "filters";

    private const int GroupsEach = 3;
    private const int TopicsAtMost = 8;
    private const int PartnersAtMost = 6;
    private const int FrequentTopicsShown = 12;

    /// <summary>Wider than the country: with it the engine looks at every published point.</summary>
    private const double AllSwitzerlandKm = 400;

    public IReadOnlyList<WayOn> Ways { get; private init; } = [];

    /// <summary>Topics of the same category that have groups, those with the most near the place first.</summary>
    public IReadOnlyList<OtherTopic> Related { get; private init; } = [];

    /// <summary>What most groups are about: for those whose words nothing knows.</summary>
    public IReadOnlyList<TopicEntry> Frequent { get; private init; } = [];

    public IReadOnlyList<PartnerEntry> Partners { get; private init; } = [];

    public bool IsEmpty => Ways.Count + Related.Count + Frequent.Count + Partners.Count == 0;

    /// <summary>What to offer beside the results.</summary>
    /// <param name="shown">The rows that stand on the page.</param>
    public static MoreWays For(
        CatalogueSnapshot snapshot, SearchParameters search, Understanding understood, FiltersInTheWay? inTheWay, int total, IReadOnlyList<GroupRow> shown, string language)
    {
        var local = understood.Place is null ? total : understood.Relaxed.HasFlag(Relaxation.Everywhere) ? 0 : shown.Count(r => !r.Group.IsAnywhere);
        var isFew = search.Page == 1 && (local < Few || inTheWay is not null);
        var finder = new Finder(snapshot, search, understood, inTheWay, shown, language);
        if (inTheWay is null && (understood.IsNothing || (total == 0 && understood.Topics.Count == 0 && search.Values(Facet.Topic).Count == 0)))
        {
            return new MoreWays { Ways = total < Few ? finder.Ways() : [], Frequent = snapshot.FrequentTopics(FrequentTopicsShown) };
        }

        if (!isFew)
        {
            return new MoreWays();
        }

        return new MoreWays { Ways = finder.Ways(), Related = finder.Related(), Partners = finder.Partners() };
    }

    private sealed class Finder(CatalogueSnapshot snapshot, SearchParameters search, Understanding understood, FiltersInTheWay? inTheWay, IReadOnlyList<GroupRow> shown, string language)
    {
        private readonly HashSet<GroupEntry> seen = [.. shown.Select(r => r.Group)];

        public IReadOnlyList<WayOn> Ways()
        {
            // Who is looking for what stays; where, when and in which form is what these searches change.
            var open = Cleared(search with { Radius = null, Sort = SortOrder.Relevance }, [Facet.Canton, Facet.Centre, Facet.Kind, Facet.Format, Facet.Status, Facet.Weekday, Facet.Time]);
            var nearby = Cleared(search with { Sort = SortOrder.Distance }, [Facet.Canton, Facet.Centre]);
            var anywhere = Without(understood.Place, open);
            var ways = new List<WayOn?>
            {
                inTheWay is not null ? Way(WithoutFilters, inTheWay.Without) : null,
                understood.Place is { Place.Point: not null } ? (understood.Relaxed.HasFlag(Relaxation.Everywhere) && inTheWay is null ? null : Way("farther", nearby, AllSwitzerlandKm))
                    : understood.Place is not null || nearby.Filters.Count < search.Filters.Count ? Way("elsewhere", Without(understood.Place, nearby with { Sort = SortOrder.Relevance }))
                    : null,
                Way("online", anywhere.WithFilter(Facet.Format, [MeetingFormat.Online.Code(), MeetingFormat.Phone.Code()])),
                Way("exchange", open.WithFilter(Facet.Kind, [GroupKind.Exchange.Code()])),
                Way("in-creation", open.WithFilter(Facet.Status, [Lifecycle.InCreation.Code()])),
                inTheWay is null && (search.Radius is not null || open.Filters.Count < search.Filters.Count) ? Way(WithoutFilters, open) : null,
            };
            return [.. ways.OfType<WayOn>()];
        }

        public IReadOnlyList<OtherTopic> Related()
        {
            var topics = Topics();
            if (topics.Count == 0)
            {
                return [];
            }

            // The place alone, to see which topics have groups near it.
            var place = understood.Place?.Text ?? "";
            var near = snapshot.Search.Search(new SearchRequest { Place = place, Language = language, Take = 0 }).Facets
                .GetValueOrDefault(Facet.Topic, []).ToDictionary(c => c.Value, c => c.Count, StringComparer.Ordinal);
            return [.. snapshot.Topics
                .Where(t => t.Category == topics[0].Category && !topics.Contains(t) && snapshot.GroupsAbout(t).Any())
                .OrderByDescending(t => near.GetValueOrDefault(t.Slug)).ThenBy(t => t.Slug, StringComparer.Ordinal)
                .Take(TopicsAtMost)
                .Select(t => new OtherTopic(t, (new SearchParameters { Place = place }).WithFilter(Facet.Topic, [t.Slug])))];
        }

        public IReadOnlyList<PartnerEntry> Partners() =>
            [.. Topics().SelectMany(snapshot.PartnersFor).Distinct().OrderBy(p => p.Name.Current(), StringComparer.CurrentCulture).Take(PartnersAtMost)];

        private List<TopicEntry> Topics() =>
            [.. understood.Topics.Select(t => t.Topic).Concat(search.Values(Facet.Topic).Select(snapshot.Topic).OfType<TopicEntry>()).Distinct()];

        private WayOn? Way(string reason, SearchParameters to, double? radiusKm = null)
        {
            var request = to.ToRequest(language) with { RadiusKm = radiusKm, Skip = 0, Take = shown.Count + (4 * GroupsEach) };
            var result = snapshot.Search.Search(request);

            // Other topics or words than asked for are no way to what was asked for.
            if ((result.Interpretation.Relaxed & (Relaxation.RelatedTopics | Relaxation.WordsDropped)) != Relaxation.None)
            {
                return null;
            }

            var rows = result.Hits
                .Select(h => new GroupRow(snapshot.Groups[h.Ordinal], PublicPaths.Group(snapshot.Groups[h.Ordinal], Localization.PortalLanguages.Current), h.DistanceKm))
                .Where(r => !seen.Contains(r.Group)).Take(GroupsEach).ToList();
            seen.UnionWith(rows.Select(r => r.Group));
            return rows.Count == 0 ? null : new WayOn(reason, rows, result.Total, radiusKm is null ? to : null);
        }

        private static SearchParameters Cleared(SearchParameters search, IEnumerable<Facet> facets) => facets.Aggregate(search with { Page = 1 }, (s, facet) => s.WithFilter(facet, []));

        // Where the place could not be cut out of the text, its topics stand in the filter.
        private static SearchParameters Without(UnderstoodPlace? place, SearchParameters search) =>
            place is null ? search : search.WithFilter(Facet.Topic, place.Without.Values(Facet.Topic)) with { Text = place.Without.Text, Place = place.Without.Place, Without = place.Without.Without, Radius = null };
    }
}

/// <summary>Groups that a search with other conditions finds.</summary>
/// <param name="Reason">Why they are there: the key of the texts <c>More.…</c>.</param>
/// <param name="Total">How many there are in all.</param>
/// <param name="Search">The search for all of them; null when none can be linked.</param>
public sealed record WayOn(string Reason, IReadOnlyList<GroupRow> Groups, int Total, SearchParameters? Search);

/// <summary>Another topic, with a search for it at the same place.</summary>
public sealed record OtherTopic(TopicEntry Topic, SearchParameters Search);
