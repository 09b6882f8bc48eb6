namespace InfoEntraide.Search.Ranking;

/// <summary>A page being filled from one set after the other.</summary>
internal struct PageOf(int skip, int take)
{
    private int filled;

    public Hit[] Hits { get; } = take == 0 ? [] : new Hit[take];

    public int ToSkip { get; private set; } = skip;

    public readonly int Missing => Hits.Length - filled;

    public readonly bool IsFull => filled == Hits.Length;

    /// <summary>Leaves a whole set out when the page begins after it.</summary>
    public bool Passes(int count)
    {
        if (ToSkip < count)
        {
            return false;
        }

        ToSkip -= count;
        return true;
    }

    /// <summary>Counts one more group; true when it is on the page, at a position of <see cref="Hits"/>.</summary>
    public bool Add(out int at)
    {
        at = filled;
        if (ToSkip > 0)
        {
            ToSkip--;
            return false;
        }

        filled++;
        return true;
    }
}
