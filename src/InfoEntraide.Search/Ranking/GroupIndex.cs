using InfoEntraide.Search.Language;

namespace InfoEntraide.Search.Ranking;

/// <summary>A group on a topic; the first topic a group names is its main one.</summary>
internal readonly record struct TopicGroup(int Group, bool IsMain);

/// <summary>The groups in columns: facets, words, topics, points and orders.</summary>
internal sealed class GroupIndex
{
    private const double EarthRadiusKm = 6371.0088;

    // Points as unit vectors: a distance is a chord and one arc sine instead of six trigonometric functions.
    private readonly (double X, double Y, double Z)[] vectors;
    private readonly bool[] hasPoint;
    private readonly bool[] anywhere;
    private readonly TopicGroup[][] ofTopic;

    public GroupIndex(SearchCorpus corpus, Lexicon lexicon)
    {
        var groups = corpus.Groups;
        Count = groups.Count;
        Facets = FacetColumn.BuildAll(groups);
        Words = WordIndex.Build(corpus, lexicon);
        Orders = new GroupOrders(groups);
        vectors = new (double, double, double)[Count];
        hasPoint = new bool[Count];
        anywhere = new bool[Count];
        for (var g = 0; g < Count; g++)
        {
            anywhere[g] = groups[g].Anywhere;
            hasPoint[g] = groups[g].Point is not null;
            vectors[g] = groups[g].Point is { } point ? Vector(point) : default;
        }

        ofTopic = GroupsByTopic(corpus);
    }

    public int Count { get; }

    public FacetColumn[] Facets { get; }

    public WordIndex Words { get; }

    public GroupOrders Orders { get; }

    public ReadOnlySpan<TopicGroup> OfTopic(int topic) => ofTopic[topic];

    public static (double X, double Y, double Z) Vector(GeoPoint point)
    {
        var (sinLatitude, cosLatitude) = Math.SinCos(double.DegreesToRadians(point.Latitude));
        var (sinLongitude, cosLongitude) = Math.SinCos(double.DegreesToRadians(point.Longitude));
        return (cosLatitude * cosLongitude, cosLatitude * sinLongitude, sinLatitude);
    }

    /// <summary>Great-circle distance in kilometres to the published point, or NaN when the group has none.</summary>
    public double DistanceKm(int group, (double X, double Y, double Z) from)
    {
        if (!hasPoint[group])
        {
            return double.NaN;
        }

        var (x, y, z) = vectors[group];
        var chord = Math.Sqrt(((x - from.X) * (x - from.X)) + ((y - from.Y) * (y - from.Y)) + ((z - from.Z) * (z - from.Z)));
        return 2 * EarthRadiusKm * Math.Asin(Math.Min(1, chord / 2));
    }

    public Reach ReachOf(int group, in PlaceScope scope, int canton, double distance)
    {
        if (scope.Place is null)
        {
            return Reach.Local;
        }

        if (scope.Place.Point is not null)
        {
            if (distance <= scope.RadiusKm)
            {
                return Reach.Local;
            }

            if (scope.OnlyWithin || !double.IsNaN(distance))
            {
                return anywhere[group] && !scope.OnlyWithin ? Reach.Anywhere : Reach.Outside;
            }
        }

        if (anywhere[group])
        {
            return Reach.Anywhere;
        }

        if (Facets[(int)Facet.Canton].Of(group).Contains(canton))
        {
            return scope.Place.Point is null ? Reach.Local : Reach.SomewhereInCanton;
        }

        return scope.IsEverywhere ? Reach.Elsewhere : Reach.Outside;
    }

    private static TopicGroup[][] GroupsByTopic(SearchCorpus corpus)
    {
        var numbers = new Dictionary<string, int>(StringComparer.Ordinal);
        var lists = new List<TopicGroup>[corpus.Topics.Count];
        for (var t = 0; t < lists.Length; t++)
        {
            numbers[corpus.Topics[t].Slug] = t;
            lists[t] = [];
        }

        for (var g = 0; g < corpus.Groups.Count; g++)
        {
            var slugs = corpus.Groups[g].Topics;
            for (var i = 0; i < slugs.Count; i++)
            {
                if (numbers.TryGetValue(slugs[i], out var topic))
                {
                    lists[topic].Add(new TopicGroup(g, i == 0));
                }
            }
        }

        return Array.ConvertAll(lists, static list => list.ToArray());
    }
}
