using System.Runtime.InteropServices;

namespace InfoEntraide.Search.Language;

/// <summary>Where a word is known from.</summary>
[Flags]
internal enum WordUse : byte
{
    None = 0,
    Topic = 1,
    Place = 2,
    Group = 4,

    /// <summary>Says nothing about the problem in at least one language (article, pronoun, "group").</summary>
    Stop = 8,

    /// <summary>Changes the meaning of its neighbours ("without", "after") but means nothing alone.</summary>
    Modifier = 16,

    /// <summary>A word of kinship.</summary>
    Kin = 32,
}

internal static class WordUses
{
    /// <summary>Whether the word has at least one of these uses.</summary>
    public static bool Has(this WordUse use, WordUse any) => (use & any) != WordUse.None;
}

/// <summary>Numbers for words and for their stems, so that everything after reading a text compares integers.</summary>
internal sealed class Lexicon
{
    public const int Unknown = -1;

    private readonly Dictionary<string, int> words = new(8192, StringComparer.Ordinal);
    private readonly Dictionary<string, int> stems = new(8192, StringComparer.Ordinal);
    private readonly Dictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> wordLookup;
    private readonly Dictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> stemLookup;
    private readonly List<string> texts = new(8192);
    private readonly List<int> stemOf = new(8192);
    private readonly List<int> stemLengths = new(8192);
    private readonly List<WordUse> uses = new(8192);
    private readonly Dictionary<int, string> spellings = [];

    public Lexicon()
    {
        wordLookup = words.GetAlternateLookup<ReadOnlySpan<char>>();
        stemLookup = stems.GetAlternateLookup<ReadOnlySpan<char>>();
    }

    public int WordCount => texts.Count;

    public int StemCount => stems.Count;

    public string Text(int word) => texts[word];

    public int StemOf(int word) => stemOf[word];

    public int StemLength(int stem) => stemLengths[stem];

    public WordUse Use(int word) => uses[word];

    /// <summary>The word as it is written in the source, with accents, for showing a correction.</summary>
    public string Spelling(int word) => spellings.GetValueOrDefault(word, texts[word]);

    public int Find(ReadOnlySpan<char> folded) => wordLookup.TryGetValue(folded, out var word) ? word : Unknown;

    /// <summary>The number of the stem of a word that need not be known itself.</summary>
    public int FindStem(ReadOnlySpan<char> folded)
    {
        Span<char> stem = stackalloc char[TokenBuffer.MaxWordLength];
        return stemLookup.TryGetValue(stem[..Stemming.Stem(folded, stem)], out var number) ? number : Unknown;
    }

    public int Add(ReadOnlySpan<char> folded, WordUse use)
    {
        if (wordLookup.TryGetValue(folded, out var word))
        {
            CollectionsMarshal.AsSpan(uses)[word] |= use;
            return word;
        }

        word = texts.Count;
        var text = folded.ToString();
        words.Add(text, word);
        texts.Add(text);
        uses.Add(use);
        Span<char> stem = stackalloc char[TokenBuffer.MaxWordLength];
        stemOf.Add(AddStem(stem[..Stemming.Stem(folded, stem)]));
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
        }

        return number;
    }
}
