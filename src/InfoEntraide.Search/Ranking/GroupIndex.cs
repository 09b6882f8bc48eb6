using InfoEntraide.Search.Language;

namespace InfoEntraide.Search.Ranking;

/// <summary>A group on a topic; the first topic a group names is its main one.</summary>
internal readonly record struct TopicGroup(int Group, bool IsMain);

/// <summary>The groups in columns: facets, words, topics, points and orders.</summary>
internal sealed class GroupIndex
{
    private const double EarthRadiusKm = 6371.0088;

    private static readonly Dictionary<Facet, IReadOnlyList<string>> NoValues = [];

    // Points as unit vectors: a distance is a chord and one arc sine instead of six trigonometric functions.
    private readonly (double X, double Y, double Z)[] vectors;
    private readonly bool[] hasPoint;
    private readonly bool[] anywhere;
    private readonly byte[] trust;
    private readonly Dictionary<string, int> topicNumbers;
    private readonly TopicGroup[][] ofTopic;

    // As they came, but without the values, which the columns hold: for orders by name, and to know the words of a group that goes.
    private readonly GroupDocument[] documents;

    public GroupIndex(SearchCorpus corpus, Lexicon lexicon)
    {
        var words = WordIndex.Build(corpus.Topics, lexicon, corpus.Groups.Count);
        Count = corpus.Groups.Count;
        Facets = FacetColumn.ForAll(Count);
        documents = new GroupDocument[Count];
        vectors = new (double, double, double)[Count];
        hasPoint = new bool[Count];
        anywhere = new bool[Count];
        trust = new byte[Count];
        topicNumbers = new(corpus.Topics.Count, StringComparer.Ordinal);
        for (var t = 0; t < corpus.Topics.Count; t++)
        {
            topicNumbers[corpus.Topics[t].Slug] = t;
        }

        var lists = new List<TopicGroup>[corpus.Topics.Count];
        for (var t = 0; t < lists.Length; t++)
        {
            lists[t] = [];
        }

        // Each document is asked for once: the list may make them as it goes.
        for (var g = 0; g < Count; g++)
        {
            var group = corpus.Groups[g];
            words.Add(g, group);
            FacetColumn.Add(Facets, g, group);
            AddTo(lists, g, group);
            Set(g, group);
        }

        ofTopic = Array.ConvertAll(lists, static list => list.ToArray());
        Words = words.ToIndex();
        Orders = new GroupOrders(documents, trust);
    }

    private GroupIndex(GroupIndex before, GroupEdit edit, Lexicon lexicon)
    {
        Count = edit.Count;
        documents = edit.Copy(before.documents);
        vectors = edit.Copy(before.vectors);
        hasPoint = edit.Copy(before.hasPoint);
        anywhere = edit.Copy(before.anywhere);
        trust = edit.Copy(before.trust);
        topicNumbers = before.topicNumbers;
        Facets = new FacetColumn[before.Facets.Length];
        for (var f = 0; f < Facets.Length; f++)
        {
            Facets[f] = before.Facets[f].With(edit, (Facet)f);
        }

        foreach (var g in edit.Changed)
        {
            Set(g, edit.After(g)!);
        }

        ofTopic = TopicsAfter(before.ofTopic, edit);
        Words = before.Words.With(edit, lexicon);
        Orders = before.Orders.With(edit, documents, trust);
    }

    public int Count { get; }

    public FacetColumn[] Facets { get; }

    public WordIndex Words { get; }

    public GroupOrders Orders { get; }

    public ReadOnlySpan<TopicGroup> OfTopic(int topic) => ofTopic[topic];

    /// <summary>The index after an edit. Columns are copied, longer lists shared where nothing changed: a few megabytes among 100,000 groups.</summary>
    public GroupIndex With(IReadOnlyDictionary<int, GroupDocument> changed, int count, Lexicon lexicon) =>
        new(this, new GroupEdit(documents, changed, count), lexicon);

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

    private void Set(int position, GroupDocument group)
    {
        anywhere[position] = group.Anywhere;
        hasPoint[position] = group.Point is not null;
        vectors[position] = group.Point is { } point ? Vector(point) : default;
        trust[position] = GroupOrders.TrustIn(group);
        documents[position] = group with { Values = NoValues };
    }

    private void AddTo(List<TopicGroup>?[] lists, int position, GroupDocument group)
    {
        for (var i = 0; i < group.Topics.Count; i++)
        {
            if (topicNumbers.TryGetValue(group.Topics[i], out var topic))
            {
                (lists[topic] ??= []).Add(new TopicGroup(position, i == 0));
            }
        }
    }

    private TopicGroup[][] TopicsAfter(TopicGroup[][] before, GroupEdit edit)
    {
        var lists = new List<TopicGroup>?[before.Length];
        foreach (var g in edit.Changed)
        {
            AddTo(lists, g, edit.After(g)!);
        }

        for (var g = 0; g < edit.Before.Length; g++)
        {
            foreach (var slug in edit.Goes(g) ? edit.Before[g].Topics : [])
            {
                if (topicNumbers.TryGetValue(slug, out var topic))
                {
                    lists[topic] ??= [];
                }
            }
        }

        var after = (TopicGroup[][])before.Clone();
        for (var t = 0; t < lists.Length; t++)
        {
            if (lists[t] is { } added)
            {
                after[t] = [.. Array.FindAll(before[t], group => !edit.Goes(group.Group)), .. added];
            }
        }

        return after;
    }
}
