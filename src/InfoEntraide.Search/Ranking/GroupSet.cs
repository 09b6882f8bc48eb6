namespace InfoEntraide.Search.Ranking;

/// <summary>The groups that have one value of a facet: one bit each where they are many, a list where they are few. Never changed.</summary>
internal sealed class GroupSet
{
    /// <summary>With fewer than one group in so many, going through the list is as fast as going through the bits, and far smaller.</summary>
    private const int Sparse = 256;

    private readonly ulong[]? bits;
    private readonly int[] list;

    private GroupSet(ulong[]? bits, int[] list, int count) => (this.bits, this.list, Count) = (bits, list, count);

    public static GroupSet Empty { get; } = new(null, [], 0);

    public int Count { get; }

    /// <summary>What <see cref="CountIn"/> takes, in steps of about a third of a nanosecond.</summary>
    public int CountingSteps => bits?.Length ?? (2 * list.Length);

    /// <summary>A set of these groups.</summary>
    /// <param name="members">Positions, ascending.</param>
    /// <param name="groups">How many groups there are.</param>
    public static GroupSet Of(ReadOnlySpan<int> members, int groups)
    {
        if (members.Length <= groups / Sparse)
        {
            return new GroupSet(null, members.ToArray(), members.Length);
        }

        var set = new ulong[Bits.Words(groups)];
        foreach (var group in members)
        {
            Bits.Add(set, group);
        }

        return new GroupSet(set, [], members.Length);
    }

    public int CountIn(ReadOnlySpan<ulong> set)
    {
        if (bits is not null)
        {
            return Bits.CountBoth(bits, set);
        }

        var count = 0;
        foreach (var group in list)
        {
            count += (int)(set[group >> 6] >> group) & 1;
        }

        return count;
    }

    public void AddTo(Span<ulong> set)
    {
        if (bits is not null)
        {
            for (var i = 0; i < Math.Min(bits.Length, set.Length); i++)
            {
                set[i] |= bits[i];
            }
        }

        foreach (var group in list)
        {
            Bits.Add(set, group);
        }
    }

    /// <summary>The set after an edit in which the groups that come have the value at <paramref name="added"/>, ascending.</summary>
    public GroupSet With(GroupEdit edit, List<int> added)
    {
        if (bits is null)
        {
            var members = new List<int>(list.Length + added.Count);
            members.AddRange(list.AsSpan());
            members.RemoveAll(edit.Goes);
            members.AddRange(added);
            members.Sort();
            return Of(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(members), edit.Count);
        }

        var copy = new ulong[Bits.Words(Math.Max(edit.Count, edit.Before))];
        bits.AsSpan(0, Math.Min(bits.Length, copy.Length)).CopyTo(copy);
        foreach (var group in edit.Gone)
        {
            copy[group >> 6] &= ~(1UL << group);
        }

        foreach (var group in added)
        {
            Bits.Add(copy, group);
        }

        Array.Resize(ref copy, Bits.Words(edit.Count));
        return new GroupSet(copy, [], Bits.Count(copy));
    }
}
