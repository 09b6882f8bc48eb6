using InfoEntraide.Search.Language;

namespace InfoEntraide.Search.Understanding;

/// <summary>A word of the query with everything it can stand for.</summary>
internal sealed class QueryTerm
{
    /// <summary>The most stems one word can stand for: itself and its kinship classes, or both ends of a compound.</summary>
    public const int MaxKeys = 4;

    private readonly int[] keys = new int[MaxKeys];

    public QueryTerm(Token token, int word, WordUse use)
    {
        Token = token;
        Word = word;
        Use = use;
    }

    public Token Token { get; }

    /// <summary>The number of the word in the lexicon, after correction, or <see cref="Lexicon.Unknown"/>.</summary>
    public int Word { get; set; }

    public WordUse Use { get; set; }

    /// <summary>How sure we are that the word means its stems: 1 as typed, less for compounds and corrections.</summary>
    public double Quality { get; set; } = 1;

    /// <summary>The word is not the one that was typed.</summary>
    public bool IsCorrected { get; set; }

    /// <summary>The name of a place, although another was typed: it needs no further reason to be read as one.</summary>
    public bool IsMisspeltPlace { get; set; }

    public KinClass Kin { get; set; }

    /// <summary>Written in capitals among words that are not: an abbreviation rather than a small word.</summary>
    public bool Abbreviation { get; set; }

    /// <summary>An ordinary word spelt like an abbreviation of the thesaurus ("mal", "oi").</summary>
    public bool LooksLikeAbbreviation { get; set; }

    /// <summary>Belongs to the place or introduces it.</summary>
    public bool IsPlace { get; set; }

    /// <summary>A small word that was not written as an abbreviation: it can complete a phrase of the thesaurus but not make one.</summary>
    public bool IsWeak => !Abbreviation && (Use.Has(WordUse.Stop) || LooksLikeAbbreviation);

    /// <summary>A single letter: what is left of an article ("l'alcool") or of inclusive writing.</summary>
    public bool IsParticle => Token.Length == 1 && Use != WordUse.Topic;

    public bool IsModifier => Use.Has(WordUse.Modifier) && !Abbreviation;

    /// <summary>Second half of a word that the thesaurus writes as one.</summary>
    public bool BelongsToPrevious { get; set; }

    public int KeyCount { get; private set; }

    public int Key(int index) => keys[index];

    public void AddKey(int key)
    {
        if (KeyCount < MaxKeys && key != Lexicon.Unknown && !keys.AsSpan(0, KeyCount).Contains(key))
        {
            keys[KeyCount++] = key;
        }
    }

}
