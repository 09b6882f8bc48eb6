using System.Buffers;

namespace InfoEntraide.Search.Ranking;

/// <summary>A topic to look for with its share of the best topic's score, 1 for the best.</summary>
internal readonly record struct WantedTopic(int Topic, double Share);

/// <summary>What to look for, in numbers.</summary>
internal sealed record SearchPlan
{
    public required IReadOnlyList<WantedTopic> Topics { get; init; }

    public required int[] WordStems { get; init; }

    /// <summary>Groups must have one of the words; otherwise words only raise the score.</summary>
    public bool WordsRequired { get; init; }

    public PlaceScope Scope { get; init; }

    public required string Language { get; init; }

    public SortOrder Sort { get; init; }

    public int Skip { get; init; }

    public int Take { get; init; }
}

/// <summary>One pass over the groups that can match: filters, place, counts and the best page.</summary>
internal sealed class GroupSearch
{
    private const double TopicScore = 10;
    private const double SecondaryTopicShare = 0.9;
    private const double AdditionalTopicScore = 2;
    private const double WordScore = 5;
    private const double WordBonus = 2;
    private const double WordSaturation = 4;
    private const double NearnessScore = 4;

    // Scores stay far below 64; the key has 30 bits for them.
    private const double ScoreUnit = 1 << 24;
    private const double DistanceUnit = 1 << 20;
    private const ulong MaxScoreBits = (1UL << 30) - 1;

    private readonly GroupIndex index;
    private readonly SearchPlan plan;
    private readonly bool[]?[] selected;
    private readonly int[][] counts;
    private readonly (double X, double Y, double Z) origin;
    private readonly int canton;
    private readonly int language;
    private readonly GroupOrder order;

    public GroupSearch(GroupIndex index, SearchPlan plan, FacetFilter filter)
    {
        this.index = index;
        this.plan = plan;
        selected = filter.Selected;
        counts = new int[index.Facets.Length][];
        for (var f = 0; f < counts.Length; f++)
        {
            counts[f] = new int[index.Facets[f].ValueCount];
        }

        origin = plan.Scope.Place?.Point is { } point ? GroupIndex.Vector(point) : default;
        canton = plan.Scope.Place is { } place ? index.Facets[(int)Facet.Canton].Find(place.Canton) : -1;
        language = index.Facets[(int)Facet.Language].Find(plan.Language);
        order = plan.Sort switch
        {
            SortOrder.Name => index.Orders.ByName(plan.Language),
            SortOrder.Newest => index.Orders.ByNewest,
            _ => index.Orders.ByTrust(plan.Language),
        };
    }

    public int Total { get; private set; }

    /// <summary>Results that are at the place, without those that meet anywhere.</summary>
    public int LocalTotal { get; private set; }

    public IReadOnlyList<Hit> Hits { get; private set; } = [];

    public GroupSearch Run()
    {
        var relevance = ArrayPool<float>.Shared.Rent(index.Count);
        var bonus = ArrayPool<float>.Shared.Rent(index.Count);
        var keys = ArrayPool<ulong>.Shared.Rent(index.Count);
        Array.Clear(relevance, 0, index.Count);
        Array.Clear(bonus, 0, index.Count);
        Score(relevance, bonus);
        var all = plan.Topics.Count == 0 && !plan.WordsRequired;
        for (var g = 0; g < index.Count; g++)
        {
            if (all || relevance[g] > 0)
            {
                Consider(g, relevance[g], bonus[g], keys);
            }
        }

        Hits = Page(keys, relevance, bonus);
        ArrayPool<float>.Shared.Return(relevance);
        ArrayPool<float>.Shared.Return(bonus);
        ArrayPool<ulong>.Shared.Return(keys);
        return this;
    }

    /// <summary>Counts of every facet's values, largest first.</summary>
    public IReadOnlyDictionary<Facet, IReadOnlyList<FacetCount>> FacetCounts()
    {
        var result = new Dictionary<Facet, IReadOnlyList<FacetCount>>(counts.Length);
        for (var f = 0; f < counts.Length; f++)
        {
            var list = new List<FacetCount>();
            for (var value = 0; value < counts[f].Length; value++)
            {
                if (counts[f][value] > 0)
                {
                    list.Add(new FacetCount(index.Facets[f].Value(value), counts[f][value]));
                }
            }

            list.Sort(static (a, b) => a.Count == b.Count ? string.CompareOrdinal(a.Value, b.Value) : b.Count.CompareTo(a.Count));
            result.Add((Facet)f, list);
        }

        return result;
    }

    private void Score(float[] relevance, float[] bonus)
    {
        foreach (var wanted in plan.Topics)
        {
            foreach (var (group, isMain) in index.OfTopic(wanted.Topic))
            {
                var score = (float)(TopicScore * wanted.Share * (isMain ? 1 : SecondaryTopicShare));
                relevance[group] = relevance[group] == 0 ? score : Math.Max(relevance[group], score) + (float)AdditionalTopicScore;
            }
        }

        var perWord = (float)(TopicScore / Math.Max(1, plan.WordStems.Length));
        foreach (var stem in plan.WordStems)
        {
            foreach (var group in index.Words.Score(stem, bonus))
            {
                relevance[group] += plan.WordsRequired ? perWord : 0;
            }
        }
    }

    private void Consider(int group, float relevance, float bonus, ulong[] keys)
    {
        var failed = -1;
        for (var f = 0; f < selected.Length; f++)
        {
            if (selected[f] is { } wanted && !HasOne(index.Facets[f].Of(group), wanted))
            {
                if (failed >= 0)
                {
                    return;
                }

                failed = f;
            }
        }

        var distance = plan.Scope.Place?.Point is null ? double.NaN : index.DistanceKm(group, origin);
        var reach = index.ReachOf(group, plan.Scope, canton, distance);
        if (reach == Reach.Outside)
        {
            return;
        }

        // A facet's own filter does not count for it: a group that fails only there is still one of its values' results.
        for (var f = 0; f < counts.Length; f++)
        {
            if (failed < 0 || failed == f)
            {
                foreach (var value in index.Facets[f].Of(group))
                {
                    counts[f][value]++;
                }
            }
        }

        if (failed < 0)
        {
            LocalTotal += reach is Reach.Local or Reach.SomewhereInCanton ? 1 : 0;
            keys[Total++] = Key(group, relevance, bonus, reach, distance);
        }
    }

    private static bool HasOne(ReadOnlySpan<int> values, bool[] wanted)
    {
        foreach (var value in values)
        {
            if (wanted[value])
            {
                return true;
            }
        }

        return false;
    }

    // From the highest bits: reach (2), score or distance (30), another language (1), rank in the fixed order (31). Smaller is better.
    private ulong Key(int group, float relevance, float bonus, Reach reach, double distance)
    {
        var rank = (ulong)order.RankOf[group];
        if (plan.Sort is SortOrder.Name or SortOrder.Newest)
        {
            return rank;
        }

        var foreign = language < 0 || !index.Facets[(int)Facet.Language].Of(group).Contains(language) ? 1UL << 31 : 0;
        if (plan.Sort == SortOrder.Distance && plan.Scope.Place?.Point is not null)
        {
            var far = double.IsNaN(distance) ? MaxScoreBits : (ulong)Math.Min(MaxScoreBits - 1, distance * DistanceUnit);
            return (far << 32) | foreign | rank;
        }

        var score = Math.Min(MaxScoreBits, (ulong)(RelevanceOf(relevance, bonus, reach, distance) * ScoreUnit));
        return ((ulong)reach << 62) | ((MaxScoreBits - score) << 32) | foreign | rank;
    }

    private double RelevanceOf(float relevance, float bonus, Reach reach, double distance) =>
        relevance + ((plan.WordsRequired ? WordScore : WordBonus) * bonus / (bonus + WordSaturation)) + (reach == Reach.Local ? Nearness(distance) : 0);

    // In steps, so that equally near groups tie and language and verification decide among them.
    private static double Nearness(double distance)
    {
        var step = distance switch
        {
            < 2 => 0.0,
            < 5 => 2,
            < 10 => 5,
            < 20 => 10,
            < 30 => 20,
            < 50 => 30,
            _ => distance,
        };
        return double.IsNaN(distance) ? 0 : NearnessScore / (1 + (step / 10));
    }

    private Hit[] Page(ulong[] keys, float[] relevance, float[] bonus)
    {
        var end = (int)Math.Min(Total, (long)plan.Skip + plan.Take);
        if (end <= plan.Skip)
        {
            return [];
        }

        SmallestKeys.MoveToFront(keys.AsSpan(0, Total), end);
        var hits = new Hit[end - plan.Skip];
        for (var i = 0; i < hits.Length; i++)
        {
            var group = order.GroupAt[(int)(keys[plan.Skip + i] & 0x7FFF_FFFF)];
            var distance = plan.Scope.Place?.Point is null ? double.NaN : index.DistanceKm(group, origin);
            var reach = index.ReachOf(group, plan.Scope, canton, distance);
            hits[i] = new Hit(group, double.IsNaN(distance) ? null : distance, RelevanceOf(relevance[group], bonus[group], reach, distance));
        }

        return hits;
    }
}
