using InfoEntraide.Search.Language;
using InfoEntraide.Search.Ranking;

namespace InfoEntraide.Search.Tests;

/// <summary>
/// The rules of ranking written down as simply as possible: every group is looked at, and everything is reckoned from its document. What the fast search is compared
/// with, to the last bit.
/// </summary>
internal sealed class SlowRanking
{
    private static readonly double[] Steps = [0, 2, 5, 10, 20, 30, 50];

    private readonly IReadOnlyList<TopicDocument> topics;
    private readonly IReadOnlyList<GroupDocument> groups;
    private readonly Lexicon lexicon;
    private readonly List<Dictionary<int, float>> frequencies;
    private readonly float average;

    public SlowRanking(IReadOnlyList<TopicDocument> topics, IReadOnlyList<GroupDocument> groups, Lexicon lexicon)
    {
        (this.topics, this.groups, this.lexicon) = (topics, groups, lexicon);
        frequencies = [.. groups.Select(FrequenciesOf)];
        average = (float)Math.Max(1, frequencies.Sum(f => (double)f.Values.Sum()) / Math.Max(1, groups.Count));
    }

    public (string Answer, Relaxation Relaxed, PlaceScope Scope) Find(SearchPlan plan, IReadOnlyDictionary<Facet, IReadOnlyList<string>> filters)
    {
        var (found, relaxed, scope) = FindNear(plan, filters);
        if (found.Total == 0 && plan.WordsRequired)
        {
            (found, relaxed, scope) = FindNear(plan with { WordsRequired = false, WordStems = [] }, filters);
            relaxed |= Relaxation.WordsDropped;
        }
        else if (found.Total == 0 && plan.Topics.Count > 0)
        {
            var related = Enumerable.Range(0, topics.Count)
                .Select(t => (Topic: t, Of: plan.Topics.FirstOrDefault(w => topics[w.Topic].Category == topics[t].Category)))
                .Where(x => x.Of.Share > 0)
                .Select(x => new WantedTopic(x.Topic, x.Of.Share))
                .ToList();
            var other = FindNear(plan with { Topics = related }, filters);
            if (other.Found.Total > 0)
            {
                (found, relaxed, scope) = (other.Found, other.Relaxed | Relaxation.RelatedTopics, other.Scope);
            }
        }

        return (found.Answer, relaxed, scope);
    }

    private (Found Found, Relaxation Relaxed, PlaceScope Scope) FindNear(SearchPlan plan, IReadOnlyDictionary<Facet, IReadOnlyList<string>> filters)
    {
        var scope = plan.Scope;
        var found = Search(plan, filters);
        if (scope.Place is null)
        {
            return (found, Relaxation.None, scope);
        }

        var widened = Relaxation.None;
        foreach (var radius in scope.Place.Point is null ? [] : new[] { 50d, 100 })
        {
            var enough = found.Local >= (scope.OnlyWithin ? 1 : 3) || (radius > 50 && found.Total > 0);
            if (!enough && radius > scope.RadiusKm)
            {
                var wider = Search(plan with { Scope = new PlaceScope(scope.Place, radius, false) }, filters);
                if (wider.Local > found.Local || wider.Total > found.Total)
                {
                    (found, scope, widened) = (wider, new PlaceScope(scope.Place, radius, false), Relaxation.RadiusWidened);
                }

                // The number that is enough depends on whether the visitor had chosen the first radius only until it is widened.
            }
        }

        if (found.Total > 0)
        {
            return (found, widened, scope);
        }

        scope = new PlaceScope(scope.Place, double.PositiveInfinity, false);
        return (Search(plan with { Scope = scope }, filters), Relaxation.Everywhere, scope);
    }

    private Found Search(SearchPlan plan, IReadOnlyDictionary<Facet, IReadOnlyList<string>> filters)
    {
        var results = new List<Result>();
        var counts = Enum.GetValues<Facet>().ToDictionary(f => f, _ => new Dictionary<string, int>(StringComparer.Ordinal));
        for (var g = 0; g < groups.Count; g++)
        {
            var (relevance, bonus) = Text(g, plan);
            if (!plan.IsAboutAll && relevance == 0)
            {
                continue;
            }

            var distance = DistanceKm(groups[g], plan.Scope);
            if (ReachOf(groups[g], plan.Scope, distance) is not { } reach)
            {
                continue;
            }

            var failed = filters.Where(f => Enum.IsDefined(f.Key) && f.Value.Count > 0 && !ValuesOf(groups[g], f.Key).Intersect(f.Value, StringComparer.Ordinal).Any()).Select(f => f.Key).ToList();
            foreach (var (facet, count) in counts)
            {
                if (failed.Count == 0 || (failed.Count == 1 && failed[0] == facet))
                {
                    foreach (var value in ValuesOf(groups[g], facet).Distinct(StringComparer.Ordinal))
                    {
                        count[value] = count.GetValueOrDefault(value) + 1;
                    }
                }
            }

            if (failed.Count == 0)
            {
                var words = (plan.WordsRequired ? 5.0 : 2.0) * bonus / (bonus + 4.0);
                results.Add(new Result(g, reach, distance, relevance + words + (reach == Reach.Local ? Nearness(distance) : 0)));
            }
        }

        results.Sort((a, b) => Compare(a, b, plan));
        var hits = results.Skip(plan.Skip).Take(plan.Take).Select(r => new Hit(r.Group, double.IsNaN(r.Distance) ? null : r.Distance, r.Score));
        var facets = counts.ToDictionary(
            f => f.Key,
            f => (IReadOnlyList<FacetCount>)[.. f.Value.Select(c => new FacetCount(c.Key, c.Value)).OrderByDescending(c => c.Count).ThenBy(c => c.Value, StringComparer.Ordinal)]);
        return new Found(results.Count, results.Count(r => r.Reach is Reach.Local or Reach.SomewhereInCanton), Answers.Of(results.Count, [.. hits], facets));
    }

    private (float Relevance, float Bonus) Text(int g, SearchPlan plan)
    {
        var (relevance, bonus) = (0f, 0f);
        foreach (var (topic, share) in plan.Topics)
        {
            for (var i = 0; i < groups[g].Topics.Count; i++)
            {
                if (groups[g].Topics[i] == topics[topic].Slug)
                {
                    var score = (float)(10.0 * share * (i == 0 ? 1 : 0.9));
                    relevance = relevance == 0 ? score : Math.Max(relevance, score) + 2f;
                }
            }
        }

        foreach (var stem in plan.WordStems)
        {
            if (frequencies[g].TryGetValue(stem, out var frequency))
            {
                var containing = frequencies.Count(f => f.ContainsKey(stem));
                var rarity = MathF.Log(1 + ((groups.Count - containing + 0.5f) / (containing + 0.5f)));
                var norm = 1.2f * (1 - 0.5f + (0.5f * frequencies[g].Values.Sum() / average));
                bonus += rarity * frequency * (1.2f + 1) / (frequency + norm);
                relevance += plan.WordsRequired ? (float)(10.0 / plan.WordStems.Length) : 0;
            }
        }

        return (relevance, bonus);
    }

    private int Compare(Result a, Result b, SearchPlan plan)
    {
        if (plan.Sort == SortOrder.Name)
        {
            return ByName(a, b, plan);
        }

        if (plan.Sort == SortOrder.Newest)
        {
            var ages = groups[b.Group].CreatedAt.CompareTo(groups[a.Group].CreatedAt);
            return ages != 0 ? ages : string.CompareOrdinal(groups[a.Group].Id, groups[b.Group].Id);
        }

        var byDistance = plan.Sort == SortOrder.Distance && plan.Scope.Place?.Point is not null;
        int[] rules =
        [
            byDistance ? DistanceUnits(a).CompareTo(DistanceUnits(b)) : a.Reach.CompareTo(b.Reach),
            byDistance ? 0 : ScoreUnits(b).CompareTo(ScoreUnits(a)),
            IsForeign(a, plan).CompareTo(IsForeign(b, plan)),
            Trust(a).CompareTo(Trust(b)),
            ByName(a, b, plan),
        ];
        return rules.First(r => r != 0 || ReferenceEquals(a, b));
    }

    // Scores and distances that differ by less than these units are equal.
    private static long ScoreUnits(Result r) => (long)(r.Score * (1 << 24));

    private static long DistanceUnits(Result r) => double.IsNaN(r.Distance) ? long.MaxValue : (long)Math.Min((1 << 30) - 2, r.Distance * (1 << 20));

    private bool IsForeign(Result r, SearchPlan plan) => !ValuesOf(groups[r.Group], Facet.Language).Contains(plan.Language, StringComparer.Ordinal);

    private int Trust(Result r)
    {
        var status = ValuesOf(groups[r.Group], Facet.Status) is [var first, ..] ? first : "";
        return (groups[r.Group].VerifiedOn is null ? 10 : 0) + (status == "active" ? 0 : status == "paused" ? 2 : 1);
    }

    private int ByName(Result a, Result b, SearchPlan plan)
    {
        var language = plan.Language is "de" or "it" or "en" ? plan.Language : "fr";
        var names = string.CompareOrdinal(NameKey(groups[a.Group], language), NameKey(groups[b.Group], language));
        return names != 0 ? names : string.CompareOrdinal(groups[a.Group].Id, groups[b.Group].Id);
    }

    private static string NameKey(GroupDocument group, string language)
    {
        if (group.Names.Count == 0)
        {
            return "";
        }

        var name = group.Names.Where(n => n.Language == language).Select(n => n.Text).FirstOrDefault() ?? group.Names[0].Text;
        var tokens = new TokenBuffer();
        tokens.Read(name, 16);
        return string.Concat(Enumerable.Range(0, tokens.Count).Select(i => tokens.Folded(i).ToString() + " "));
    }

    private Dictionary<int, float> FrequenciesOf(GroupDocument group)
    {
        var result = new Dictionary<int, float>();
        foreach (var name in group.Names)
        {
            AddWords(name.Text, 3);
        }

        foreach (var description in group.Descriptions)
        {
            AddWords(description.Text, 1);
        }

        foreach (var topic in group.Topics.SelectMany(slug => topics.Where(t => t.Slug == slug)))
        {
            foreach (var stem in topic.Names.SelectMany(n => StemsOf(n.Text)).Distinct())
            {
                result[stem] = result.GetValueOrDefault(stem) + 2;
            }
        }

        return result;

        void AddWords(string text, float weight)
        {
            foreach (var stem in StemsOf(text))
            {
                result[stem] = result.GetValueOrDefault(stem) + weight;
            }
        }
    }

    private List<int> StemsOf(string text)
    {
        var tokens = new TokenBuffer();
        tokens.Read(text);
        return [.. Enumerable.Range(0, tokens.Count).Select(i => lexicon.Find(tokens.Folded(i))).Where(w => !lexicon.Use(w).Has(WordUse.Stop | WordUse.Modifier)).Select(lexicon.StemOf)];
    }

    private static IReadOnlyList<string> ValuesOf(GroupDocument group, Facet facet) => facet == Facet.Topic ? group.Topics : group.Values.GetValueOrDefault(facet) ?? [];

    private static double DistanceKm(GroupDocument group, PlaceScope scope)
    {
        if (scope.Place?.Point is not { } from || group.Point is not { } to)
        {
            return double.NaN;
        }

        var ((ax, ay, az), (bx, by, bz)) = (Vector(to), Vector(from));
        var chord = Math.Sqrt(((ax - bx) * (ax - bx)) + ((ay - by) * (ay - by)) + ((az - bz) * (az - bz)));
        return 2 * 6371.0088 * Math.Asin(Math.Min(1, chord / 2));
    }

    private static (double X, double Y, double Z) Vector(GeoPoint point)
    {
        var (sinLatitude, cosLatitude) = Math.SinCos(double.DegreesToRadians(point.Latitude));
        var (sinLongitude, cosLongitude) = Math.SinCos(double.DegreesToRadians(point.Longitude));
        return (cosLatitude * cosLongitude, cosLatitude * sinLongitude, sinLatitude);
    }

    private static double Nearness(double distance)
    {
        if (double.IsNaN(distance))
        {
            return 0;
        }

        var step = distance >= Steps[^1] ? distance : Steps.Last(s => s <= distance);
        return 4 / (1 + (step / 10));
    }

    private static Reach? ReachOf(GroupDocument group, PlaceScope scope, double distance)
    {
        var inCanton = ValuesOf(group, Facet.Canton).Contains(scope.Place?.Canton, StringComparer.Ordinal);
        return (scope.Place, scope.Place?.Point) switch
        {
            (null, _) => Reach.Local,
            (_, not null) when distance <= scope.RadiusKm => Reach.Local,
            (_, not null) when scope.OnlyWithin => null,
            _ when group.Anywhere => Reach.Anywhere,
            (_, not null) when !double.IsNaN(distance) => null,
            (_, not null) when inCanton => Reach.SomewhereInCanton,
            (_, null) when inCanton => Reach.Local,
            _ => scope.IsEverywhere ? Reach.Elsewhere : null,
        };
    }

    private sealed record Found(int Total, int Local, string Answer);

    private sealed record Result(int Group, Reach Reach, double Distance, double Score);
}
