namespace InfoEntraide.Search.Ranking;

/// <summary>A change of the list of groups: some positions hold other groups, and the list may be longer or shorter.</summary>
internal sealed class GroupEdit
{
    private readonly IReadOnlyDictionary<int, GroupDocument> after;
    private readonly bool[] goes;

    /// <summary>Works out what stays and what goes.</summary>
    /// <param name="before">How many groups there are now.</param>
    /// <param name="changed">The new groups by position.</param>
    /// <param name="count">How many groups there are afterwards.</param>
    /// <exception cref="ArgumentException">A position lies outside the list, or a new one is left empty.</exception>
    public GroupEdit(int before, IReadOnlyDictionary<int, GroupDocument> changed, int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        Before = before;
        Count = count;
        after = changed;
        goes = new bool[before];
        Changed = [.. changed.Keys.Order()];
        var added = 0;
        foreach (var position in Changed)
        {
            if ((uint)position >= (uint)count)
            {
                throw new ArgumentException($"There is no position {position} among {count} groups.", nameof(changed));
            }

            added += position >= before ? 1 : 0;
            if (position < before)
            {
                goes[position] = true;
            }
        }

        if (added < count - before)
        {
            throw new ArgumentException($"There are {count - before} new positions, but only {added} groups for them.", nameof(changed));
        }

        Array.Fill(goes, true, Math.Min(count, before), Math.Max(0, before - count));
        var gone = Changed.Where(g => g < before).ToList();
        gone.AddRange(Enumerable.Range(count, Math.Max(0, before - count)));
        Gone = gone;
    }

    /// <summary>How many groups there were.</summary>
    public int Before { get; }

    /// <summary>How many groups there are afterwards.</summary>
    public int Count { get; }

    /// <summary>Positions that hold another group afterwards, ascending.</summary>
    public IReadOnlyList<int> Changed { get; }

    /// <summary>Positions whose group is no longer there, ascending: those that changed, and those beyond the end of a shorter list.</summary>
    public IReadOnlyList<int> Gone { get; }

    /// <summary>The new group at a position, or null when it is the one from before.</summary>
    public GroupDocument? After(int group) => after.GetValueOrDefault(group);

    /// <summary>Whether the group that was at this position is no longer there.</summary>
    public bool Goes(int group) => goes[group];

    /// <summary>A copy of a column for the groups that stay; the changed ones are still to be set.</summary>
    public T[] Copy<T>(T[] column)
    {
        var copy = new T[Count];
        Array.Copy(column, copy, Math.Min(column.Length, Count));
        return copy;
    }
}
