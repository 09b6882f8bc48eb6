using InfoEntraide.Search.Language;

namespace InfoEntraide.Search.Ranking;

/// <summary>A group on a topic; the first topic a group names is its main one.</summary>
internal readonly record struct TopicGroup(int Group, bool IsMain);

/// <summary>The groups in columns and, the other way round, as sets: by value, topic, word, point and fixed order. Never changed once it is there.</summary>
internal sealed class GroupIndex
{
    private static readonly Dictionary<Facet, IReadOnlyList<string>> NoValues = [];

    private readonly Lexicon lexicon;
    private readonly Paged<UnitVector> points;
    private readonly PointGrid grid;
    private readonly byte[] trust;
    private readonly Dictionary<string, int> topicNumbers;
    private readonly TopicGroup[][] ofTopic;
    private readonly GroupSet[] ofValue;
    private readonly ulong[] anywhere;
    private readonly ulong[] withoutPoint;

    // As they came, but without the values, which the rows hold: for orders by name, and to know the words of a group that goes.
    private readonly Paged<GroupDocument> documents;

    public GroupIndex(SearchCorpus corpus, Lexicon lexicon)
    {
        this.lexicon = lexicon;
        var words = WordIndex.Build(corpus.Topics, lexicon, corpus.Groups.Count);
        Count = corpus.Groups.Count;
        Values = new FacetValues();
        var rows = new FacetRows.Builder(Count);
        documents = new(Count);
        points = new(Count);
        trust = new byte[Count];
        anywhere = new ulong[Bits.Words(Count)];
        withoutPoint = new ulong[Bits.Words(Count)];
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
            rows.Add(group, Values);
            AddTo(lists, g, group);
            Set(g, group);
        }

        ofTopic = Array.ConvertAll(lists, static list => list.ToArray());
        Rows = rows.ToRows();
        Values.Complete();
        ofValue = SetsOf(Rows, Values, Count);
        grid = PointGrid.Of(points, Count);
        Orders = new GroupOrders(documents, trust);
        Words = words.ToIndex();
        Orders.Complete();
        (WholeCounts, CountingSteps) = WholeOf(Values, ofValue);
    }

    private GroupIndex(GroupIndex before, GroupEdit edit, Lexicon lexicon)
    {
        this.lexicon = lexicon;
        Count = edit.Count;
        documents = before.documents.With(edit);
        points = before.points.With(edit);
        trust = edit.Copy(before.trust);
        topicNumbers = before.topicNumbers;
        anywhere = CopyOf(before.anywhere, edit);
        withoutPoint = CopyOf(before.withoutPoint, edit);
        foreach (var g in edit.Changed)
        {
            Set(g, edit.After(g)!);
        }

        Values = before.Values.Copy();
        Rows = before.Rows.With(edit, Values);
        Values.Complete();
        ofValue = SetsAfter(before, edit);
        grid = before.grid.With(edit, before.points, points);
        ofTopic = TopicsAfter(before, edit);
        Words = before.Words.With(edit, before.documents, lexicon);
        Orders = before.Orders.With(edit, documents, trust);
        (WholeCounts, CountingSteps) = WholeOf(Values, ofValue);
    }

    public int Count { get; }

    public FacetValues Values { get; }

    public FacetRows Rows { get; }

    public WordIndex Words { get; }

    public GroupOrders Orders { get; }

    /// <summary>What every facet counts when nothing is asked for.</summary>
    public IReadOnlyDictionary<Facet, IReadOnlyList<FacetCount>> WholeCounts { get; }

    /// <summary>What counting a set by the values' sets takes, in steps of about a third of a nanosecond.</summary>
    public int CountingSteps { get; }

    /// <summary>Groups that meet online or by telephone only.</summary>
    public ReadOnlySpan<ulong> Anywhere => anywhere;

    public ReadOnlySpan<ulong> WithoutPoint => withoutPoint;

    /// <summary>The groups on a topic, ascending; one that names it twice is there twice.</summary>
    public ReadOnlySpan<TopicGroup> OfTopic(int topic) => ofTopic[topic];

    public GroupSet OfValue(int value) => ofValue[value];

    /// <summary>The published point, or one that does not exist.</summary>
    public ref readonly UnitVector PointOf(int group) => ref points[group];

    public GroupDocument Document(int group) => documents[group];

    /// <summary>How often a group has a stem in each of its fields, weighted as in the index.</summary>
    public (float Names, float Topics, float Descriptions) FieldsOf(int group, int stem) => Words.FieldsOf(documents[group], stem, lexicon);

    public bool IsVerified(int group) => GroupOrders.IsVerified(trust[group]);

    /// <summary>The index after an edit: what did not change is shared or copied as it is.</summary>
    public GroupIndex With(IReadOnlyDictionary<int, GroupDocument> changed, int count, Lexicon lexicon) =>
        new(this, new GroupEdit(Count, changed, count), lexicon);

    /// <summary>Adds the groups whose published point is so near to a set.</summary>
    public void AddWithin(in UnitVector from, double km, Span<ulong> set)
    {
        if (!double.IsPositiveInfinity(km))
        {
            grid.AddWithin(from, km, set);
            return;
        }

        for (var i = 0; i < set.Length; i++)
        {
            set[i] |= ~withoutPoint[i];
        }

        Bits.Trim(set, Count);
    }

    private void Set(int position, GroupDocument group)
    {
        var point = UnitVector.Of(group.Point);
        points[position] = point;
        Bits.Set(anywhere, position, group.Anywhere);
        Bits.Set(withoutPoint, position, !point.Exists);
        trust[position] = GroupOrders.TrustIn(group);
        documents[position] = group with { Values = NoValues };
    }

    private static ulong[] CopyOf(ulong[] set, GroupEdit edit)
    {
        var copy = new ulong[Bits.Words(edit.Count)];
        set.AsSpan(0, Math.Min(set.Length, copy.Length)).CopyTo(copy);
        Bits.Trim(copy, edit.Count);
        return copy;
    }

    private static GroupSet[] SetsOf(FacetRows rows, FacetValues values, int count)
    {
        var members = new List<int>[values.Count];
        for (var v = 0; v < members.Length; v++)
        {
            members[v] = [];
        }

        for (var g = 0; g < count; g++)
        {
            foreach (var value in rows.Of(g))
            {
                members[value].Add(g);
            }
        }

        return Array.ConvertAll(members, list => GroupSet.Of(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(list), count));
    }

    private GroupSet[] SetsAfter(GroupIndex before, GroupEdit edit)
    {
        var touched = new Dictionary<int, List<int>>();
        foreach (var group in edit.Gone)
        {
            foreach (var value in before.Rows.Of(group))
            {
                touched.TryAdd(value, []);
            }
        }

        foreach (var group in edit.Changed)
        {
            foreach (var value in Rows.Of(group))
            {
                touched.TryAdd(value, []);
                touched[value].Add(group);
            }
        }

        var after = new GroupSet[Values.Count];
        Array.Fill(after, GroupSet.Empty);
        before.ofValue.CopyTo(after, 0);
        foreach (var (value, added) in touched)
        {
            after[value] = after[value].With(edit, added);
        }

        return after;
    }

    private static (IReadOnlyDictionary<Facet, IReadOnlyList<FacetCount>> Counts, int Steps) WholeOf(FacetValues values, GroupSet[] ofValue)
    {
        var counts = Array.ConvertAll(ofValue, set => set.Count);
        var keys = new ulong[values.Count];
        var lists = new Dictionary<Facet, IReadOnlyList<FacetCount>>();
        for (var f = 0; f < FacetValues.Facets; f++)
        {
            lists.Add((Facet)f, values.List(f, counts, keys).AsReadOnly());
        }

        return (lists.AsReadOnly(), ofValue.Sum(set => set.CountingSteps));
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

    private TopicGroup[][] TopicsAfter(GroupIndex before, GroupEdit edit)
    {
        var lists = new List<TopicGroup>?[before.ofTopic.Length];
        foreach (var g in edit.Changed)
        {
            AddTo(lists, g, edit.After(g)!);
        }

        foreach (var g in edit.Gone)
        {
            foreach (var slug in before.documents[g].Topics)
            {
                if (topicNumbers.TryGetValue(slug, out var topic))
                {
                    lists[topic] ??= [];
                }
            }
        }

        var after = (TopicGroup[][])before.ofTopic.Clone();
        for (var t = 0; t < lists.Length; t++)
        {
            if (lists[t] is { } added)
            {
                // Stable: a group that names the topic twice keeps its order.
                after[t] = [.. before.ofTopic[t].Where(group => !edit.Goes(group.Group)).Concat(added).OrderBy(group => group.Group)];
            }
        }

        return after;
    }
}
