namespace InfoEntraide.Search.Language;

/// <summary>Edit distance with transposition of neighbours: the restricted Damerau-Levenshtein ("optimal string alignment") distance.</summary>
internal static class EditDistance
{
    /// <summary>Edits between the two words, or <paramref name="limit"/> + 1 as soon as it is certain that there are more than <paramref name="limit"/>.</summary>
    public static int Bounded(ReadOnlySpan<char> a, ReadOnlySpan<char> b, int limit)
    {
        if (Math.Abs(a.Length - b.Length) > limit || b.Length > TokenBuffer.MaxWordLength || a.Length > TokenBuffer.MaxWordLength)
        {
            return limit + 1;
        }

        Span<int> rows = stackalloc int[3 * (TokenBuffer.MaxWordLength + 1)];
        var width = b.Length + 1;
        var beforeLast = rows[..width];
        var last = rows.Slice(width, width);
        var current = rows.Slice(2 * width, width);
        for (var j = 0; j < width; j++)
        {
            last[j] = j;
        }

        for (var i = 1; i <= a.Length; i++)
        {
            current[0] = i;
            var best = i;
            for (var j = 1; j < width; j++)
            {
                var cost = Math.Min(Math.Min(last[j] + 1, current[j - 1] + 1), last[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1));
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                {
                    cost = Math.Min(cost, beforeLast[j - 2] + 1);
                }

                current[j] = cost;
                best = Math.Min(best, cost);
            }

            if (best > limit)
            {
                return limit + 1;
            }

            var free = beforeLast;
            beforeLast = last;
            last = current;
            current = free;
        }

        return Math.Min(last[b.Length], limit + 1);
    }
}
