using System.Runtime.InteropServices;
using System.Text;
using InfoEntraide.Search.Language;

namespace InfoEntraide.Search.Understanding;

/// <summary>
/// Phrases of suicide and acute violence in four languages, from the lists in the folder <c>Crisis</c>; an asterisk stands for any ending. The words of a phrase must follow
/// each other with at most two other words between neighbours. A word of mourning beside a suicide speaks of somebody else's: that is bereavement, not danger. Words of intent are never
/// explained away. It errs towards showing the emergency numbers: they stand above the results and take nothing away.
/// </summary>
internal static class CrisisPhrases
{
    private const int LargestGap = 2;

    private static readonly PhraseList Suicide = PhraseList.Read("suicide");
    private static readonly PhraseList Violence = PhraseList.Read("violence");

    private const int ShortestMistyped = 5;

    // The bare word may be about somebody else.
    private static readonly PhraseList Named = PhraseList.Read("named");
    private static readonly HashSet<string> Words = [.. Suicide.Words, .. Violence.Words, .. Named.Words];
    private static readonly PhraseList Mourning = PhraseList.Read("mourning");

    // "After a suicide attempt" is about the one who writes.
    private static readonly PhraseList Attempts = PhraseList.Read("attempts");

    // "Mort de rire", "en finir avec la cigarette".
    private static readonly PhraseList Everyday = PhraseList.Read("everyday");

    // Words of death that everyday phrases use figuratively, by their beginnings.
    private static readonly string[] WordsOfDeath =
        ["mort", "mour", "meur", "crev", "tuer", "tue", "suicid", "tod", "tot", "sterb", "stirb", "bring", "morire", "muoi", "ammazz", "uccid", "die", "dying", "died", "dead", "death", "kill"];

    /// <summary>The words, one bit each, of figurative everyday phrases: they speak of no danger.</summary>
    public static ulong Figurative(TokenBuffer tokens) => Everyday.Find(tokens, 0);

    /// <summary>Those of the <paramref name="figurative"/> words that would lead to topics of death; the others ("finir avec l'alcool") keep their meaning.</summary>
    public static ulong WithoutMeaning(TokenBuffer tokens, ulong figurative)
    {
        var without = 0UL;
        for (var i = 0; i < tokens.Count; i++)
        {
            foreach (var beginning in WordsOfDeath)
            {
                if ((figurative & (1UL << i)) != 0 && tokens.Folded(i).StartsWith(beginning, StringComparison.Ordinal))
                {
                    without |= 1UL << i;
                }
            }
        }

        return without;
    }

    /// <summary>What danger the words speak of, those <paramref name="figurative"/> left aside, and which words say so.</summary>
    public static (Danger Danger, ulong Words) Speak(TokenBuffer tokens, ulong figurative)
    {
        var suicide = Suicide.Find(tokens, figurative);
        if (suicide != 0)
        {
            return (Danger.Suicide, suicide);
        }

        var violence = Violence.Find(tokens, figurative);
        if (violence != 0)
        {
            return (Danger.Violence, violence);
        }

        var named = Named.Find(tokens, figurative);
        return named != 0 && (Mourning.Find(tokens, figurative) == 0 || Attempts.Find(tokens, figurative) != 0) ? (Danger.Suicide, named) : (Danger.None, 0);
    }

    /// <summary>The same for words typed without the umlaut key or with a slip of the finger: whoever is in danger does not look at the keys.</summary>
    public static (Danger Danger, ulong Words) SpeakMistyped(TokenBuffer tokens, ulong figurative, Lexicon lexicon)
    {
        var mended = new StringBuilder();
        var isMended = false;
        Span<char> collapsed = stackalloc char[TokenBuffer.MaxWordLength];
        for (var i = 0; i < tokens.Count; i++)
        {
            var word = tokens.Folded(i).ToString();
            var plain = collapsed[..Folding.CollapseUmlauts(word, collapsed)].ToString();
            var better = lexicon.Find(word) != Lexicon.Unknown && plain == word ? word : Words.Contains(plain) ? plain : Nearest(word) ?? word;
            isMended |= better != word;
            mended.Append(better).Append(' ');
        }

        if (!isMended)
        {
            return (Danger.None, 0);
        }

        var again = new TokenBuffer();
        again.Read(mended.ToString());
        return again.Count == tokens.Count ? Speak(again, figurative) : (Danger.None, 0);
    }

    private static string? Nearest(string word)
    {
        if (word.Length >= ShortestMistyped)
        {
            foreach (var known in Words)
            {
                if (known[0] == word[0] && known.Length >= ShortestMistyped && EditDistance.Bounded(word, known, 1) == 1)
                {
                    return known;
                }
            }
        }

        return null;
    }

    /// <summary>A list of phrases, found by their first word.</summary>
    private sealed class PhraseList
    {
        private readonly Dictionary<string, List<string[]>> byFirst = new(StringComparer.Ordinal);
        private readonly List<string[]> withOpenFirst = [];

        /// <summary>The words of all phrases but those with open endings.</summary>
        public IEnumerable<string> Words => byFirst.Values.SelectMany(list => list).SelectMany(phrase => phrase).Where(word => word[^1] != '*');

        public static PhraseList Read(string name)
        {
            using var stream = typeof(CrisisPhrases).Assembly.GetManifestResourceStream($"Crisis.{name}.txt")
                ?? throw new InvalidOperationException($"The list of phrases '{name}' is not in the program.");
            using var reader = new StreamReader(stream);
            var list = new PhraseList();
            while (reader.ReadLine() is { } line)
            {
                list.Add(line);
            }

            return list;
        }

        /// <summary>The words of the phrases found, one bit each.</summary>
        public ulong Find(TokenBuffer tokens, ulong excluded)
        {
            var found = 0UL;
            var lookup = byFirst.GetAlternateLookup<ReadOnlySpan<char>>();
            for (var start = 0; start < tokens.Count; start++)
            {
                if ((excluded & (1UL << start)) != 0)
                {
                    continue;
                }

                if (lookup.TryGetValue(tokens.Folded(start), out var phrases))
                {
                    foreach (var phrase in phrases)
                    {
                        found |= Follow(tokens, start, phrase, excluded);
                    }
                }

                foreach (var phrase in withOpenFirst)
                {
                    found |= Matches(phrase[0], tokens.Folded(start)) ? Follow(tokens, start, phrase, excluded) : 0;
                }
            }

            return found;
        }

        private void Add(string line)
        {
            // Folding each word by itself keeps the asterisks.
            var tokens = new TokenBuffer();
            var words = new List<string>();
            foreach (var part in line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            {
                tokens.Read(part);
                for (var i = 0; i < tokens.Count; i++)
                {
                    var isOpen = part[^1] == '*' && i == tokens.Count - 1;
                    words.Add(tokens.Folded(i).ToString() + (isOpen ? "*" : ""));
                }
            }

            if (words.Count == 0)
            {
                return;
            }

            if (words[0][^1] == '*')
            {
                withOpenFirst.Add([.. words]);
            }
            else
            {
                (CollectionsMarshal.GetValueRefOrAddDefault(byFirst, words[0], out _) ??= []).Add([.. words]);
            }
        }

        private static ulong Follow(TokenBuffer tokens, int position, string[] phrase, ulong excluded)
        {
            var found = 1UL << position;
            for (var part = 1; part < phrase.Length; part++)
            {
                var next = position + 1;
                var last = Math.Min(tokens.Count - 1, next + LargestGap);
                while (next <= last && ((excluded & (1UL << next)) != 0 || !Matches(phrase[part], tokens.Folded(next))))
                {
                    next++;
                }

                if (next > last)
                {
                    return 0;
                }

                found |= 1UL << next;
                position = next;
            }

            return found;
        }

        private static bool Matches(string pattern, ReadOnlySpan<char> word) => pattern[^1] == '*'
            ? word.StartsWith(pattern.AsSpan(0, pattern.Length - 1), StringComparison.Ordinal)
            : pattern.Length == word.Length && pattern[0] == word[0] && word.SequenceEqual(pattern);
    }
}
