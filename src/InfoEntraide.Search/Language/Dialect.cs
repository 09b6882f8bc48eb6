namespace InfoEntraide.Search.Language;

/// <summary>
/// Spellings of Swiss German dialect brought nearer to the standard language, one regular sound at a time: <i>Chrebs</i> (k), <i>gstorbe</i> (ge), <i>Ziit</i> (ei), <i>Huus</i> (au), <i>Maa</i> (a).
/// Whoever finds the result in the thesaurus may believe it; nobody else should.
/// </summary>
internal static class Dialect
{
    private static readonly (string From, string To)[] Sounds =
    [
        ("ch", "k"), ("gs", "ges"), ("gh", "geh"), ("gf", "gef"), ("gl", "gel"), ("gm", "gem"), ("gw", "gew"), ("gr", "ger"), ("gn", "gen"), ("ii", "ei"), ("uu", "au"), ("uu", "eu"), ("aa", "a"), ("ee", "e"), ("oo", "o"), ("ue", "u"), ("ie", "i"), ("scht", "st"), ("schp", "sp"),
    ];

    /// <summary>How many forms may be asked for.</summary>
    public static int Count => Sounds.Length;

    /// <summary>Writes <paramref name="word"/> with sound <paramref name="number"/> replaced to <paramref name="target"/>; returns 0 when the word does not have it.</summary>
    public static int Form(ReadOnlySpan<char> word, int number, Span<char> target)
    {
        var (from, to) = Sounds[number];
        var at = from[0] is 'g' || from is "ch" ? (word.StartsWith(from, StringComparison.Ordinal) ? 0 : -1) : word.IndexOf(from, StringComparison.Ordinal);
        if (at < 0 || word.Length + to.Length - from.Length > target.Length)
        {
            return 0;
        }

        word[..at].CopyTo(target);
        to.CopyTo(target[at..]);
        word[(at + from.Length)..].CopyTo(target[(at + to.Length)..]);
        return word.Length + to.Length - from.Length;
    }
}
