namespace InfoEntraide.Search.Ranking;

/// <summary>A group on one of the topics or with one of the words.</summary>
/// <param name="Group">Its position.</param>
/// <param name="Relevance">What topics or required words bring.</param>
/// <param name="Bonus">BM25 sum of its words.</param>
internal readonly record struct ScoredGroup(int Group, float Relevance, float Bonus)
{
    public static Comparer<ScoredGroup> ByGroup { get; } = Comparer<ScoredGroup>.Create((a, b) => a.Group.CompareTo(b.Group));
}

/// <summary>A group that can be a result: it fails one filter at most.</summary>
/// <param name="Group">Its position.</param>
/// <param name="Relevance">What topics or required words bring.</param>
/// <param name="Bonus">BM25 sum of its words.</param>
/// <param name="Flags">The facet whose filter it fails, as a bit, and the marks below.</param>
/// <param name="Square">Square of the straight line to the place; NaN without one.</param>
internal readonly record struct Candidate(int Group, float Relevance, float Bonus, uint Flags, double Square)
{
    public const uint FailedFacets = (1 << 16) - 1;
    public const uint SpeaksLanguage = 1 << 16;
    public const uint InCanton = 1 << 17;
    public const uint MeetsAnywhere = 1 << 18;

    public bool IsResult => (Flags & FailedFacets) == 0;

    /// <summary>The only facet whose filter it fails.</summary>
    public Facet Failed => (Facet)System.Numerics.BitOperations.TrailingZeroCount(Flags);

    public bool IsForeign => (Flags & SpeaksLanguage) == 0;

    public bool IsInCanton => (Flags & InCanton) != 0;

    public bool IsAnywhere => (Flags & MeetsAnywhere) != 0;
}

/// <summary>Memory for one search, used again by later ones of any engine: a search allocates little more than what it answers.</summary>
internal sealed class SearchScratch : IDisposable
{
    // As many as can be busy at the same time; what is more is left to the garbage collector.
    private static readonly SearchScratch?[] Idle = new SearchScratch?[Math.Max(4, Environment.ProcessorCount)];

    private readonly List<ulong[]> sets = [];
    private Candidate[] candidates = [];
    private ulong[] keys = [];
    private ScoredGroup[] scored = [];
    private ScoredGroup[] spare = [];
    private int[] counts = [];
    private int setsUsed;

    private SearchScratch()
    {
    }

    /// <summary>By group, ascending.</summary>
    public ScoredGroup[] Scored => scored;

    public ScoredGroup[] Spare => spare;

    public Candidate[] Candidates => candidates;

    public ulong[] Keys => keys;

    public static SearchScratch Rent(int values)
    {
        for (var i = 0; i < Idle.Length; i++)
        {
            if (Volatile.Read(ref Idle[i]) is not null && Interlocked.Exchange(ref Idle[i], null) is { } idle)
            {
                return idle.Fit(values);
            }
        }

        return new SearchScratch().Fit(values);
    }

    public void Dispose()
    {
        setsUsed = 0;
        for (var i = 0; i < Idle.Length; i++)
        {
            if (Interlocked.CompareExchange(ref Idle[i], this, null) is null)
            {
                return;
            }
        }
    }

    /// <summary>Room for so many groups in <see cref="Spare"/>.</summary>
    public void FitSpare(int groups) => Grow(ref spare, groups);

    /// <summary>What was filled as <see cref="Spare"/> is now <see cref="Scored"/>.</summary>
    public void SwapScored() => (scored, spare) = (spare, scored);

    /// <summary>Room for so many in <see cref="Candidates"/> and <see cref="Keys"/>.</summary>
    public void FitCandidates(int groups)
    {
        Grow(ref candidates, groups);
        FitKeys(groups);
    }

    public void FitKeys(int groups) => Grow(ref keys, groups);

    /// <summary>A count of zero for each value.</summary>
    public int[] ZeroCounts(int values)
    {
        Array.Clear(counts, 0, values);
        return counts;
    }

    /// <summary>An empty set of groups; the array may be longer.</summary>
    public ulong[] EmptySet(int groups)
    {
        var set = Set(groups);
        Array.Clear(set, 0, Bits.Words(groups));
        return set;
    }

    /// <summary>Room for a set of groups with anything in it; the array may be longer.</summary>
    public ulong[] Set(int groups)
    {
        if (setsUsed == sets.Count)
        {
            sets.Add([]);
        }

        if (sets[setsUsed].Length < Bits.Words(groups))
        {
            sets[setsUsed] = new ulong[Bits.Words(groups + (groups / 8))];
        }

        return sets[setsUsed++];
    }

    private SearchScratch Fit(int values)
    {
        Grow(ref counts, values);
        FitKeys(values);
        return this;
    }

    private static void Grow<T>(ref T[] array, int length)
    {
        if (array.Length < length)
        {
            array = new T[Math.Max(256, length + (length / 4))];
        }
    }
}
