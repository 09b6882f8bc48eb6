namespace InfoEntraide.Search.Ranking;

/// <summary>A change of the list of groups: some positions hold other groups, and the list may be longer or shorter.</summary>
internal sealed class GroupEdit
{
    private readonly GroupDocument?[] after;
    private readonly bool[] goes;

    /// <summary>Works out what stays and what goes.</summary>
    /// <param name="before">The groups as they are, without <see cref="GroupDocument.Values"/>.</param>
    /// <param name="changed">The new groups by position.</param>
    /// <param name="count">How many groups there are afterwards.</param>
    /// <exception cref="ArgumentException">A position lies outside the list, or a new one is left empty.</exception>
    public GroupEdit(GroupDocument[] before, IReadOnlyDictionary<int, GroupDocument> changed, int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        Before = before;
        Count = count;
        after = new GroupDocument?[count];
        goes = new bool[before.Length];
        foreach (var (position, document) in changed)
        {
            if ((uint)position >= (uint)count)
            {
                throw new ArgumentException($"There is no position {position} among {count} groups.", nameof(changed));
            }

            after[position] = document;
            if (position < before.Length)
            {
                goes[position] = true;
            }
        }

        Array.Fill(goes, true, Math.Min(count, before.Length), Math.Max(0, before.Length - count));
        for (var g = before.Length; g < count; g++)
        {
            if (after[g] is null)
            {
                throw new ArgumentException($"Nothing is given for the new position {g}.", nameof(changed));
            }
        }

        Changed = [.. changed.Keys.Order()];
    }

    public GroupDocument[] Before { get; }

    /// <summary>How many groups there are afterwards.</summary>
    public int Count { get; }

    /// <summary>Positions that hold another group afterwards, ascending.</summary>
    public IReadOnlyList<int> Changed { get; }

    /// <summary>The new group at a position, or null when it is the one from before.</summary>
    public GroupDocument? After(int group) => after[group];

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
