using InfoEntraide.Search.Language;

namespace InfoEntraide.Search.Understanding;

/// <summary>Finds words of the thesaurus at either end of a longer word: <i>Brustkrebsgruppe</i> is about <i>Brustkrebs</i>, <i>Kindermobbing</i> about <i>Mobbing</i>.</summary>
internal sealed class CompoundReader(Lexicon lexicon, ThesaurusPhrases phrases)
{
    private const int ShortestPart = 5;

    /// <summary>A part this long is believed whatever the rest of the word is.</summary>
    private const int CertainPart = 6;
    private const int ShortestRest = 3;

    /// <summary>Adds the longest part at the beginning and the longest at the end as meanings of the term.</summary>
    public bool AddParts(ReadOnlySpan<char> word, QueryTerm term)
    {
        var found = false;
        for (var length = word.Length - ShortestRest; length >= ShortestPart && !found; length--)
        {
            found = Add(word[..length], word[length..], term);
        }

        var foundAtEnd = false;
        for (var length = word.Length - ShortestRest; length >= ShortestPart && !foundAtEnd; length--)
        {
            foundAtEnd = Add(word[^length..], word[..^length], term);
        }

        return found || foundAtEnd;
    }

    private bool Add(ReadOnlySpan<char> part, ReadOnlySpan<char> rest, QueryTerm term)
    {
        var word = lexicon.Find(part);
        var stem = word == Lexicon.Unknown ? lexicon.FindStem(part) : lexicon.StemOf(word);
        if (word != Lexicon.Unknown && lexicon.Use(word).Has(WordUse.Stop | WordUse.Modifier))
        {
            return false;
        }

        if (word != Lexicon.Unknown && lexicon.Use(word).Has(WordUse.Kin))
        {
            term.Kin = Kinship.ClassOf(lexicon.Text(word));
            term.AddKey(phrases.KinKey(term.Kin));
            term.AddKey(phrases.AnyKinKey);
        }
        else if (!phrases.Knows(stem) || (part.Length < CertainPart && lexicon.FindStem(rest) == Lexicon.Unknown))
        {
            return false;
        }

        term.AddKey(phrases.Knows(stem) ? stem : Lexicon.Unknown);
        return true;
    }
}
