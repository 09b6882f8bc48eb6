namespace InfoEntraide.Search.Ranking;

/// <summary>A topic to look for with its share of the best topic's score, 1 for the best.</summary>
internal readonly record struct WantedTopic(int Topic, double Share);

/// <summary>What to look for, in numbers.</summary>
internal sealed record SearchPlan
{
    public required IReadOnlyList<WantedTopic> Topics { get; init; }

    /// <summary>Stems of words; without a topic they are required.</summary>
    public required int[] WordStems { get; init; }

    /// <summary>Groups must have one of the words; otherwise words only raise the score.</summary>
    public bool WordsRequired { get; init; }

    public PlaceScope Scope { get; init; }

    public required string Language { get; init; }

    public SortOrder Sort { get; init; }

    public int Skip { get; init; }

    public int Take { get; init; }

    /// <summary>Neither topics nor words: every group is a candidate.</summary>
    public bool IsAboutAll => Topics.Count == 0 && !WordsRequired;
}

/// <summary>How many groups fit.</summary>
/// <param name="Total">All of them.</param>
/// <param name="Local">Those at the place, without those that meet anywhere.</param>
internal readonly record struct GroupTotals(int Total, int Local);

/// <summary>One page of groups and the counts of all facets.</summary>
internal readonly record struct RankedGroups(int Total, IReadOnlyList<Hit> Hits, IReadOnlyDictionary<Facet, IReadOnlyList<FacetCount>> Facets);

/// <summary>
/// The groups that fit a plan. The place can be tried several ways before the results are asked for: <see cref="Measure"/> only counts. There are two ways of searching
/// with the same answers: visiting a list of candidates, and working with sets where every group is one.
/// </summary>
internal abstract class GroupSearch : IDisposable
{
    /// <summary>Steps it takes to visit a group for its values, compared with <see cref="GroupIndex.CountingSteps"/>.</summary>
    protected const int VisitingSteps = 25;

    private readonly int cantonValue;
    private readonly int languageValue;

    protected GroupSearch(GroupIndex index, SearchPlan plan, FacetFilter filter)
    {
        (Index, Plan, Filter) = (index, plan, filter);
        Scratch = SearchScratch.Rent(index.Values.Count);
        Origin = UnitVector.Of(plan.Scope.Place?.Point);
        cantonValue = plan.Scope.Place is { } place ? index.Values.Find(Facet.Canton, place.Canton) : -1;
        languageValue = index.Values.Find(Facet.Language, plan.Language);
        Order = plan.Sort switch
        {
            SortOrder.Name => index.Orders.ByName(plan.Language),
            SortOrder.Newest => index.Orders.ByNewest,
            _ => index.Orders.ByTrust(plan.Language),
        };
    }

    protected GroupIndex Index { get; }

    protected SearchPlan Plan { get; }

    protected FacetFilter Filter { get; }

    protected SearchScratch Scratch { get; }

    /// <summary>The point of the place; it need not exist.</summary>
    protected UnitVector Origin { get; }

    protected GroupOrder Order { get; }

    protected bool HasFixedOrder => Plan.Sort is SortOrder.Name or SortOrder.Newest;

    protected bool IsByDistance => Plan.Sort == SortOrder.Distance && Plan.Scope.Place?.Point is not null;

    /// <summary>The groups of the place's canton.</summary>
    protected GroupSet OfCanton => cantonValue < 0 ? GroupSet.Empty : Index.OfValue(cantonValue);

    /// <summary>The groups in the visitor's language.</summary>
    protected GroupSet OfLanguage => languageValue < 0 ? GroupSet.Empty : Index.OfValue(languageValue);

    public static GroupSearch For(GroupIndex index, SearchPlan plan, FacetFilter filter) =>
        plan.IsAboutAll ? new WholeSearch(index, plan, filter) : new ListedSearch(index, plan, filter);

    /// <summary>Counts what fits with the place taken this way.</summary>
    public abstract GroupTotals Measure(in PlaceScope scope);

    /// <summary>The page and the counts with the place taken this way. To be called once, at the end.</summary>
    public abstract RankedGroups Rank(in PlaceScope scope);

    public void Dispose() => Scratch.Dispose();

    /// <summary>What the place of a hit in the results is made of.</summary>
    /// <param name="hit">A hit of <see cref="Rank"/>.</param>
    /// <param name="scope">The scope it was found with.</param>
    /// <param name="topicOf">The slug of a topic.</param>
    /// <param name="wordOf">A word with a stem.</param>
    public HitExplanation Explain(in Hit hit, in PlaceScope scope, Func<int, string> topicOf, Func<int, string> wordOf)
    {
        var group = hit.Ordinal;
        var row = Index.Rows.Of(group);
        var square = Plan.Scope.Place?.Point is null ? double.NaN : Index.PointOf(group).Square(Origin);
        var reach = ReachOf(scope, new Distance(scope.RadiusKm), square, Bits.Has(Index.Anywhere, group), row.Contains(cantonValue));
        var (relevance, bonus) = TextOf(group);
        return new HitExplanation
        {
            Hit = hit,
            Id = Index.Document(group).Id,
            Topics = TopicParts(group, topicOf),
            Words = WordParts(group, wordOf),
            Relevance = relevance,
            WordScore = Scoring.OfWords(bonus, Plan.WordsRequired),
            NearnessScore = reach == Reach.Local ? Scoring.OfNearness(square) : 0,
            Reach = reach.ToString(),
            IsInLanguage = row.Contains(languageValue),
            IsVerified = Index.IsVerified(group),
            Status = StatusOf(row),
            Rank = Order.RankOf[group],
        };
    }

    /// <summary>What topics and required words brought a group, and the BM25 sum of its words.</summary>
    protected abstract (float Relevance, float Bonus) TextOf(int group);

    /// <summary>Where a group stands relative to the place.</summary>
    /// <param name="scope">The place.</param>
    /// <param name="radius">The radius of <paramref name="scope"/>.</param>
    /// <param name="square">Square of the straight line to it.</param>
    /// <param name="isAnywhere">The group meets online or by telephone.</param>
    /// <param name="isInCanton">It belongs to the place's canton.</param>
    protected static Reach ReachOf(in PlaceScope scope, in Distance radius, double square, bool isAnywhere, bool isInCanton)
    {
        if (scope.Place is null)
        {
            return Reach.Local;
        }

        if (scope.Place.Point is not null)
        {
            if (radius.IsWithin(square))
            {
                return Reach.Local;
            }

            if (scope.OnlyWithin || !double.IsNaN(square))
            {
                return isAnywhere && !scope.OnlyWithin ? Reach.Anywhere : Reach.Outside;
            }
        }

        if (isAnywhere)
        {
            return Reach.Anywhere;
        }

        if (isInCanton)
        {
            return scope.Place.Point is null ? Reach.Local : Reach.SomewhereInCanton;
        }

        return scope.IsEverywhere ? Reach.Elsewhere : Reach.Outside;
    }

    protected ulong KeyOf(int group, Reach reach, float relevance, float bonus, double square, bool isForeign)
    {
        var rank = Order.RankOf[group];
        return HasFixedOrder ? (ulong)rank
            : IsByDistance ? Scoring.KeyByDistance(square, isForeign, rank)
            : Scoring.KeyByScore(reach, ScoreOf(reach, relevance, bonus, square), isForeign, rank);
    }

    protected Hit HitOf(int group, in PlaceScope scope, in Distance radius, float relevance, float bonus)
    {
        var square = Plan.Scope.Place?.Point is null ? double.NaN : Index.PointOf(group).Square(Origin);
        var reach = ReachOf(scope, radius, square, Bits.Has(Index.Anywhere, group), isInCanton: true);
        return new Hit(group, double.IsNaN(square) ? null : Distance.Km(square), ScoreOf(reach, relevance, bonus, square));
    }

    /// <summary>A set with one bit a group; the array may be longer.</summary>
    protected ulong[] SetOf(GroupSet groups)
    {
        var set = Scratch.EmptySet(Index.Count);
        groups.AddTo(set.AsSpan(0, Bits.Words(Index.Count)));
        return set;
    }

    /// <summary>For each facet that is filtered the groups with one of the wanted values.</summary>
    protected ulong[]?[] FilterSets()
    {
        var sets = new ulong[]?[Filter.Selected.Length];
        for (var f = 0; f < sets.Length; f++)
        {
            if (Filter.Selected[f] is { } values)
            {
                var set = sets[f] = Scratch.EmptySet(Index.Count);
                foreach (var value in values)
                {
                    Index.OfValue(value).AddTo(set.AsSpan(0, Bits.Words(Index.Count)));
                }
            }
        }

        return sets;
    }

    /// <summary>Counts every value in a set of groups.</summary>
    protected void CountIn(ReadOnlySpan<ulong> set, int[] counts)
    {
        for (var value = 0; value < Index.Values.Count; value++)
        {
            counts[value] = Index.OfValue(value).CountIn(set);
        }
    }

    protected Dictionary<Facet, IReadOnlyList<FacetCount>> FacetsOf(int[] counts)
    {
        var result = new Dictionary<Facet, IReadOnlyList<FacetCount>>(FacetValues.Facets);
        for (var f = 0; f < FacetValues.Facets; f++)
        {
            result.Add((Facet)f, Index.Values.List(f, counts, Scratch.Keys));
        }

        return result;
    }

    private double ScoreOf(Reach reach, float relevance, float bonus, double square) =>
        Scoring.Score(relevance, Scoring.OfWords(bonus, Plan.WordsRequired), reach == Reach.Local ? Scoring.OfNearness(square) : 0);

    private List<TopicPart> TopicParts(int group, Func<int, string> topicOf)
    {
        var parts = new List<TopicPart>();
        var score = 0f;
        foreach (var wanted in Plan.Topics)
        {
            foreach (var (other, isMain) in Index.OfTopic(wanted.Topic))
            {
                if (other == group)
                {
                    var with = Scoring.WithTopic(score, Scoring.OfTopic(wanted.Share, isMain));
                    parts.Add(new TopicPart(topicOf(wanted.Topic), isMain, wanted.Share, with - score));
                    score = with;
                }
            }
        }

        return parts;
    }

    private List<WordPart> WordParts(int group, Func<int, string> wordOf)
    {
        var parts = new List<WordPart>();
        foreach (var stem in Plan.WordStems)
        {
            var postings = Index.Words.Of(stem);
            if (postings.Find(group) is >= 0 and var at)
            {
                var rarity = Index.Words.RarityOf(postings);
                var (names, topics, descriptions) = Index.FieldsOf(group, stem);
                parts.Add(new WordPart(wordOf(stem), rarity, names, topics, descriptions, Index.Words.Contribution(rarity, postings.Frequencies[at], group)));
            }
        }

        return parts;
    }

    private string? StatusOf(ReadOnlySpan<int> row)
    {
        foreach (var value in row)
        {
            if (Index.Values.FacetOf(value) == Facet.Status)
            {
                return Index.Values.TextOf(value);
            }
        }

        return null;
    }
}
