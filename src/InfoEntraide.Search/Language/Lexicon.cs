using InfoEntraide.Search.Understanding;

namespace InfoEntraide.Search.Language;

/// <summary>Where a word is known from.</summary>
[Flags]
internal enum WordUse : byte
{
    None = 0,
    Topic = 1,
    Place = 2,

    /// <summary>In the name of a topic, as the index of the groups' words reads it.</summary>
    TopicName = 4,

    /// <summary>Says nothing about the problem in at least one language (article, pronoun, "group").</summary>
    Stop = 8,

    /// <summary>Changes the meaning of its neighbours ("without", "after") but means nothing alone.</summary>
    Modifier = 16,

    /// <summary>A word of kinship.</summary>
    Kin = 32,

    /// <summary>In the lists of everyday words: spelt correctly, whatever it is about.</summary>
    Ordinary = 64,
}

internal static class WordUses
{
    /// <summary>Whether the word has at least one of these uses.</summary>
    public static bool Has(this WordUse use, WordUse any) => (use & any) != WordUse.None;
}

/// <summary>
/// Numbers for words and for their stems, so that everything after reading a text compares integers. Words of groups come and go with
/// them: one that no group has any more keeps its number but is not found, as if it had never been there.
/// </summary>
internal sealed class Lexicon
{
    public const int Unknown = -1;

    private readonly Dictionary<string, int> words;
    private readonly Dictionary<string, int> stems;
    private readonly Dictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> wordLookup;
    private readonly Dictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> stemLookup;
    private readonly List<string> texts;
    private readonly List<int> stemOf;
    private readonly List<int> stemLengths;
    private readonly List<WordUse> uses;
    private readonly List<WordUse> stemUses;

    // How often each word stands in groups, and how many words of each stem are known.
    private readonly List<int> inGroups;
    private readonly List<int> knownWords;
    private readonly Dictionary<int, string> spellings;

    public Lexicon()
    {
        words = new(8192, StringComparer.Ordinal);
        stems = new(8192, StringComparer.Ordinal);
        (texts, stemOf, stemLengths) = (new(8192), new(8192), new(8192));
        (uses, stemUses, inGroups, knownWords) = (new(8192), new(8192), new(8192), new(8192));
        spellings = [];
        wordLookup = words.GetAlternateLookup<ReadOnlySpan<char>>();
        stemLookup = stems.GetAlternateLookup<ReadOnlySpan<char>>();
    }

    private Lexicon(Lexicon other)
    {
        words = new(other.words, StringComparer.Ordinal);
        stems = new(other.stems, StringComparer.Ordinal);
        (texts, stemOf, stemLengths) = ([.. other.texts], [.. other.stemOf], [.. other.stemLengths]);
        (uses, stemUses, inGroups, knownWords) = ([.. other.uses], [.. other.stemUses], [.. other.inGroups], [.. other.knownWords]);
        spellings = new(other.spellings);
        wordLookup = words.GetAlternateLookup<ReadOnlySpan<char>>();
        stemLookup = stems.GetAlternateLookup<ReadOnlySpan<char>>();
    }

    /// <summary>A lexicon with the words the engine knows by itself: small words, kinship, everyday words.</summary>
    public static Lexicon OfCommonWords()
    {
        var lexicon = new Lexicon();
        lexicon.AddAll(StopWords.All, WordUse.Stop);
        lexicon.AddAll(PlaceWords.Leading, WordUse.Stop);
        lexicon.AddAll(StopWords.Modifiers, WordUse.Modifier);
        lexicon.AddAll(Kinship.All, WordUse.Kin);
        var tokens = new TokenBuffer();
        foreach (var word in OrdinaryWords.All())
        {
            tokens.Read(word);
            for (var i = 0; i < tokens.Count; i++)
            {
                lexicon.Add(tokens.Folded(i), WordUse.Ordinary);
            }
        }

        return lexicon;
    }

    private void AddAll(IEnumerable<string> all, WordUse use)
    {
        foreach (var word in all)
        {
            Add(word, use);
        }
    }

    public int WordCount => texts.Count;

    public int StemCount => stems.Count;

    /// <summary>The stem as text; slow, for explanations.</summary>
    public string StemText(int stem) => stems.First(s => s.Value == stem).Key;

    /// <summary>All stems with their numbers.</summary>
    public IEnumerable<KeyValuePair<string, int>> Stems => stems;

    public string Text(int word) => texts[word];

    public int StemOf(int word) => stemOf[word];

    public int StemLength(int stem) => stemLengths[stem];

    public WordUse Use(int word) => uses[word];

    /// <summary>Where the words of this stem are known from, those of groups left aside.</summary>
    public WordUse StemUse(int stem) => stemUses[stem];

    /// <summary>The word as it is written in the source, with accents, for showing a correction.</summary>
    public string Spelling(int word) => spellings.GetValueOrDefault(word, texts[word]);

    /// <summary>A lexicon for the next state of the catalogue with the same numbers; only words of groups may be added to it or taken away.</summary>
    public Lexicon Copy() => new(this);

    public int Find(ReadOnlySpan<char> folded) => wordLookup.TryGetValue(folded, out var word) && IsKnown(word) ? word : Unknown;

    /// <summary>The number of the stem of a word that need not be known itself.</summary>
    public int FindStem(ReadOnlySpan<char> folded)
    {
        Span<char> stem = stackalloc char[TokenBuffer.MaxWordLength];
        return stemLookup.TryGetValue(stem[..Stemming.Stem(folded, stem)], out var number) && knownWords[number] > 0 ? number : Unknown;
    }

    public int Add(ReadOnlySpan<char> folded, WordUse use)
    {
        var word = Number(folded);
        var wasKnown = IsKnown(word);
        uses[word] |= use;
        stemUses[stemOf[word]] |= use;
        knownWords[stemOf[word]] += wasKnown ? 0 : 1;
        return word;
    }

    /// <summary>The word stands once more in a group.</summary>
    public int AddOfGroup(ReadOnlySpan<char> folded)
    {
        var word = Number(folded);
        knownWords[stemOf[word]] += IsKnown(word) ? 0 : 1;
        inGroups[word]++;
        return word;
    }

    /// <summary>The word, which <see cref="AddOfGroup"/> has added, stands once less in a group.</summary>
    public int RemoveOfGroup(ReadOnlySpan<char> folded)
    {
        var word = wordLookup[folded];
        inGroups[word]--;
        knownWords[stemOf[word]] -= IsKnown(word) ? 0 : 1;
        return word;
    }

    /// <summary>Like <see cref="Add(ReadOnlySpan{char}, WordUse)"/>, remembering how the word is written.</summary>
    public int Add(ReadOnlySpan<char> folded, WordUse use, ReadOnlySpan<char> spelling)
    {
        var word = Add(folded, use);
        if (!spelling.SequenceEqual(texts[word]))
        {
            spellings.TryAdd(word, spelling.ToString());
        }

        return word;
    }

    /// <summary>A stem of its own that no text can produce; for classes of words.</summary>
    public int AddStem(ReadOnlySpan<char> stem)
    {
        if (!stemLookup.TryGetValue(stem, out var number))
        {
            number = stems.Count;
            stems.Add(stem.ToString(), number);
            stemLengths.Add(stem.Length);
            stemUses.Add(WordUse.None);
            knownWords.Add(0);
        }

        return number;
    }

    private bool IsKnown(int word) => uses[word] != WordUse.None || inGroups[word] > 0;

    private int Number(ReadOnlySpan<char> folded)
    {
        if (wordLookup.TryGetValue(folded, out var word))
        {
            return word;
        }

        word = texts.Count;
        var text = folded.ToString();
        words.Add(text, word);
        texts.Add(text);
        uses.Add(WordUse.None);
        inGroups.Add(0);
        Span<char> stem = stackalloc char[TokenBuffer.MaxWordLength];
        stemOf.Add(AddStem(stem[..Stemming.Stem(folded, stem)]));
        return word;
    }
}
