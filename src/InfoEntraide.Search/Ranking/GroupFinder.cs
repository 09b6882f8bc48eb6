namespace InfoEntraide.Search.Ranking;

/// <summary>What was found, and what was given up for it.</summary>
internal readonly record struct FoundGroups(RankedGroups Groups, Relaxation Relaxed, PlaceScope Scope, IReadOnlyList<HitExplanation> Explanations);

/// <summary>Finds the groups that fit a plan, and gives up parts of it step by step when none does.</summary>
internal sealed class GroupFinder(GroupIndex groups, IReadOnlyList<TopicDocument> topics)
{
    // Each step keeps what is most likely meant: words that no group has go first, then nearness, and the topics last.
    public FoundGroups Find(SearchPlan plan, FacetFilter filter, Func<int, string>? wordOf)
    {
        using var search = GroupSearch.For(groups, plan, filter);
        var near = Widen(search, plan.Scope);
        if (near.Totals.Total > 0 || (!plan.WordsRequired && plan.Topics.Count == 0))
        {
            return Rank(search, near, Relaxation.None, wordOf);
        }

        if (plan.WordsRequired)
        {
            using var all = GroupSearch.For(groups, plan with { WordsRequired = false, WordStems = [] }, filter);
            return Rank(all, Widen(all, plan.Scope), Relaxation.WordsDropped, wordOf);
        }

        using var related = GroupSearch.For(groups, plan with { Topics = Related(plan.Topics) }, filter);
        var nearRelated = Widen(related, plan.Scope);
        return nearRelated.Totals.Total > 0
            ? Rank(related, nearRelated, Relaxation.RelatedTopics, wordOf)
            : Rank(search, near, Relaxation.None, wordOf);
    }

    private static (GroupTotals Totals, Relaxation Relaxed, PlaceScope Scope) Widen(GroupSearch search, PlaceScope first)
    {
        var scope = first;
        var found = search.Measure(scope);
        if (scope.Place is null)
        {
            return (found, Relaxation.None, scope);
        }

        if (scope.Place.Point is not null)
        {
            var enough = scope.OnlyWithin ? 1 : SearchEngine.FewResults;
            foreach (var radius in (ReadOnlySpan<double>)[SearchEngine.WiderRadiusKm, SearchEngine.WidestRadiusKm])
            {
                if (found.Local >= enough || radius <= scope.RadiusKm || (radius > SearchEngine.WiderRadiusKm && found.Total > 0))
                {
                    continue;
                }

                var wider = new PlaceScope(scope.Place, radius, OnlyWithin: false);
                var more = search.Measure(wider);
                if (more.Local > found.Local || more.Total > found.Total)
                {
                    (found, scope) = (more, wider);
                }
            }
        }

        if (found.Total > 0)
        {
            return (found, scope == first ? Relaxation.None : Relaxation.RadiusWidened, scope);
        }

        scope = new PlaceScope(scope.Place, double.PositiveInfinity, OnlyWithin: false);
        return (search.Measure(scope), Relaxation.Everywhere, scope);
    }

    private FoundGroups Rank(GroupSearch search, (GroupTotals Totals, Relaxation Relaxed, PlaceScope Scope) near, Relaxation also, Func<int, string>? wordOf)
    {
        var ranked = search.Rank(near.Scope);
        return new FoundGroups(ranked, near.Relaxed | also, near.Scope, wordOf is null ? [] : Explain(search, ranked.Hits, near.Scope, wordOf));
    }

    private HitExplanation[] Explain(GroupSearch search, IReadOnlyList<Hit> hits, PlaceScope scope, Func<int, string> wordOf) =>
        [.. hits.Select(hit => search.Explain(hit, scope, topic => topics[topic].Slug, wordOf))];

    private List<WantedTopic> Related(IReadOnlyList<WantedTopic> wantedTopics)
    {
        var related = new List<WantedTopic>();
        for (var t = 0; t < topics.Count; t++)
        {
            foreach (var wanted in wantedTopics)
            {
                if (topics[t].Category == topics[wanted.Topic].Category)
                {
                    related.Add(new WantedTopic(t, wanted.Share));
                    break;
                }
            }
        }

        return related;
    }
}
