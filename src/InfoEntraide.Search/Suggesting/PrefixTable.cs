namespace InfoEntraide.Search.Suggesting;

/// <summary>A name, alias or synonym that can be typed.</summary>
/// <param name="Shown">As it is written.</param>
/// <param name="Folded">As it is compared.</param>
/// <param name="Target">What it means.</param>
/// <param name="Language">ISO 639-1 code, or empty for names that belong to no language.</param>
/// <param name="IsName">A name rather than a synonym.</param>
internal readonly record struct Phrase(string Shown, string Folded, int Target, string Language, bool IsName);

/// <summary>The rest of a phrase from the beginning of one of its words.</summary>
internal readonly record struct PhraseEnd(int Phrase, int Offset);

/// <summary>
/// Ends of phrases in alphabetical order: those that begin with what was typed are neighbours, found by binary search. A typing error is looked for by going along
/// what was typed and trying every single edit at each letter, within the range of what begins the same.
/// </summary>
internal sealed class PrefixTable
{
    private readonly Phrase[] phrases;
    private readonly PhraseEnd[] rows;

    public PrefixTable(IReadOnlyList<Phrase> all, Func<ReadOnlySpan<char>, bool> isSilent)
    {
        phrases = [.. all];
        var ends = new List<PhraseEnd>(phrases.Length * 2);
        for (var p = 0; p < phrases.Length; p++)
        {
            var text = phrases[p].Folded;
            for (var start = 0; start >= 0 && start < text.Length; start = Next(text, start))
            {
                // "1003 Lausanne" is found by its postcode only: the town stands there by itself.
                if (start == 0 || !(char.IsAsciiDigit(text[0]) || isSilent(Word(text, start))))
                {
                    ends.Add(new PhraseEnd(p, start));
                }
            }
        }

        rows = [.. ends];
        Array.Sort(rows, Compare);
    }

    public int Count => rows.Length;

    public ref readonly Phrase PhraseOf(int row) => ref phrases[rows[row].Phrase];

    public int OffsetOf(int row) => rows[row].Offset;

    public ReadOnlySpan<char> TextOf(int row) => phrases[rows[row].Phrase].Folded.AsSpan(rows[row].Offset);

    /// <summary>The rows that begin with <paramref name="typed"/>.</summary>
    public Range Beginning(ReadOnlySpan<char> typed) => Narrow(..rows.Length, 0, typed);

    /// <summary>Hands over every range of rows that begins with <paramref name="typed"/> but for one letter too many, too few, another one, or two that changed places.</summary>
    /// <param name="typed">What was typed.</param>
    /// <param name="from">Where the word begins that may be mistyped; its first letter is right.</param>
    /// <param name="to">Where it ends.</param>
    /// <param name="take">Takes a range; the second number is how many letters of the row were typed.</param>
    public void Mistyped(ReadOnlySpan<char> typed, int from, int to, Action<Range, int> take)
    {
        var same = Beginning(typed[..(from + 1)]);
        Span<char> swapped = stackalloc char[2];
        for (var i = from + 1; i <= to && !IsEmpty(same); i++)
        {
            var rest = typed[i..];
            if (i < to)
            {
                Take(Narrow(same, i, rest[1..]), typed.Length - 1); // one too many
                if (i + 1 < to && rest[0] != rest[1])
                {
                    (swapped[0], swapped[1]) = (rest[1], rest[0]);
                    var exchanged = Narrow(same, i, swapped);
                    Take(Narrow(exchanged, i + 2, rest[2..]), typed.Length);
                }
            }

            // Each letter that really follows stands for the one typed, or for one left out.
            for (var first = same.Start.Value; first < same.End.Value;)
            {
                var text = TextOf(first);
                if (text.Length <= i)
                {
                    first++;
                    continue;
                }

                var letter = text[i];
                var with = Narrow(first..same.End, i, [letter]);
                first = with.End.Value;
                if (letter == ' ')
                {
                    continue;
                }

                if (i < to && letter != rest[0])
                {
                    Take(Narrow(with, i + 1, rest[1..]), typed.Length);
                }

                if (rest.Length > 0)
                {
                    Take(Narrow(with, i + 1, rest), typed.Length + 1);
                }
            }

            same = i < to ? Narrow(same, i, rest[..1]) : default;
        }

        void Take(Range range, int length)
        {
            if (!IsEmpty(range))
            {
                take(range, length);
            }
        }
    }

    public static bool IsEmpty(Range range) => range.End.Value <= range.Start.Value;

    // Of rows that agree up to a position, those that go on with a text.
    private Range Narrow(Range among, int position, ReadOnlySpan<char> text)
    {
        var start = Find(among.Start.Value, among.End.Value, position, text, after: false);
        return start..Find(start, among.End.Value, position, text, after: true);
    }

    private int Find(int low, int high, int position, ReadOnlySpan<char> text, bool after)
    {
        while (low < high)
        {
            var middle = (low + high) >>> 1;
            var row = TextOf(middle);
            var there = row.Length <= position ? [] : row[position..Math.Min(row.Length, position + text.Length)];
            var order = there.SequenceCompareTo(text);
            (low, high) = order < 0 || (after && order == 0) ? (middle + 1, high) : (low, middle);
        }

        return low;
    }

    private int Compare(PhraseEnd a, PhraseEnd b)
    {
        var order = phrases[a.Phrase].Folded.AsSpan(a.Offset).SequenceCompareTo(phrases[b.Phrase].Folded.AsSpan(b.Offset));
        return order != 0 ? order : a.Phrase != b.Phrase ? a.Phrase.CompareTo(b.Phrase) : a.Offset.CompareTo(b.Offset);
    }

    private static int Next(string text, int start) => text.IndexOf(' ', start) is >= 0 and var space ? space + 1 : -1;

    private static ReadOnlySpan<char> Word(string text, int start)
    {
        var end = text.IndexOf(' ', start);
        return end < 0 ? text.AsSpan(start) : text.AsSpan(start, end - start);
    }
}
