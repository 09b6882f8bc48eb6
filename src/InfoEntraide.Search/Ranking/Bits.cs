using System.Numerics;

namespace InfoEntraide.Search.Ranking;

/// <summary>Sets of groups as one bit each.</summary>
internal static class Bits
{
    public static int Words(int groups) => (groups + 63) >> 6;

    public static bool Has(ReadOnlySpan<ulong> set, int group) => (set[group >> 6] & (1UL << group)) != 0;

    public static void Add(Span<ulong> set, int group) => set[group >> 6] |= 1UL << group;

    public static void Set(Span<ulong> set, int group, bool isMember)
    {
        if (isMember)
        {
            set[group >> 6] |= 1UL << group;
        }
        else
        {
            set[group >> 6] &= ~(1UL << group);
        }
    }

    /// <summary>Takes away what is beyond the last group.</summary>
    public static void Trim(Span<ulong> set, int groups)
    {
        if ((groups & 63) != 0)
        {
            set[^1] &= (1UL << groups) - 1;
        }
    }

    /// <summary>All of the first <paramref name="groups"/>.</summary>
    public static void Fill(Span<ulong> set, int groups)
    {
        set.Fill(ulong.MaxValue);
        Trim(set, groups);
    }

    public static void And(Span<ulong> set, ReadOnlySpan<ulong> other)
    {
        other = other[..set.Length];
        for (var i = 0; i < set.Length; i++)
        {
            set[i] &= other[i];
        }
    }

    public static void AndNot(Span<ulong> set, ReadOnlySpan<ulong> other)
    {
        other = other[..set.Length];
        for (var i = 0; i < set.Length; i++)
        {
            set[i] &= ~other[i];
        }
    }

    public static void Or(Span<ulong> set, ReadOnlySpan<ulong> other)
    {
        other = other[..set.Length];
        for (var i = 0; i < set.Length; i++)
        {
            set[i] |= other[i];
        }
    }

    public static int Count(ReadOnlySpan<ulong> set)
    {
        var count = 0;
        foreach (var word in set)
        {
            count += BitOperations.PopCount(word);
        }

        return count;
    }

    /// <summary>How many are in both; what is beyond the end of the shorter one is in none.</summary>
    public static int CountBoth(ReadOnlySpan<ulong> a, ReadOnlySpan<ulong> b)
    {
        var length = Math.Min(a.Length, b.Length);
        a = a[..length];
        b = b[..length];
        var (count, more, i) = (0, 0, 0);

        // Two sums, so that one does not wait for the other.
        for (; i + 1 < a.Length; i += 2)
        {
            count += BitOperations.PopCount(a[i] & b[i]);
            more += BitOperations.PopCount(a[i + 1] & b[i + 1]);
        }

        return count + more + (i < a.Length ? BitOperations.PopCount(a[i] & b[i]) : 0);
    }

    /// <summary>Writes the members, ascending.</summary>
    /// <returns>How many there are.</returns>
    public static int List(ReadOnlySpan<ulong> set, Span<int> groups)
    {
        var count = 0;
        for (var i = 0; i < set.Length; i++)
        {
            for (var word = set[i]; word != 0; word &= word - 1)
            {
                groups[count++] = (i << 6) + BitOperations.TrailingZeroCount(word);
            }
        }

        return count;
    }
}
