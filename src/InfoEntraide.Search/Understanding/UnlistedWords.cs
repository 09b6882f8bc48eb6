using InfoEntraide.Search.Language;

namespace InfoEntraide.Search.Understanding;

/// <summary>Finds a meaning for words that no phrase of the thesaurus has: a missing apostrophe, a compound, dialect, another form of a listed word.</summary>
internal sealed class UnlistedWords(Lexicon lexicon, TopicKnowledge knowledge, Spelling spelling)
{
    /// <summary>Shorter stems belong to too many words.</summary>
    private const int ShortestStem = 5;
    private const int ShortestElided = 6;

    private const double CompoundQuality = 0.8;
    private const double DialectQuality = 0.85;
    private const double NearQuality = 0.75;

    private readonly ThesaurusPhrases phrases = knowledge.Phrases;
    private readonly CompoundReader compounds = new(lexicon, knowledge.Phrases);

    /// <summary>Adds what the word may stand for; a typing error is left to <see cref="Spelling"/>.</summary>
    public void Read(ReadOnlySpan<char> folded, QueryTerm term)
    {
        // "Lecole", "danxiete": the apostrophe is missing.
        if (term.Word == Lexicon.Unknown && folded.Length >= ShortestElided && folded[0] is 'l' or 'd' or 's' && folded[1] is 'a' or 'e' or 'i' or 'o' or 'u' or 'h'
            && lexicon.Find(folded[1..]) is >= 0 and var elided && lexicon.Use(elided).Has(WordUse.Topic) && phrases.Knows(lexicon.StemOf(elided)))
        {
            term.Word = elided;
            term.Use = lexicon.Use(elided);
            term.AddKey(lexicon.StemOf(elided));
            return;
        }

        // A word one slip of the finger away is a typing error, not a compound or another form.
        if (term.Word == Lexicon.Unknown && spelling.Nearest(folded, mostEdits: 1) != Lexicon.Unknown)
        {
            return;
        }

        if (compounds.AddParts(folded, term))
        {
            term.Quality = CompoundQuality;
            return;
        }

        Span<char> standard = stackalloc char[TokenBuffer.MaxWordLength];
        for (var sound = 0; sound < Dialect.Count && term.Word == Lexicon.Unknown; sound++)
        {
            var length = Dialect.Form(folded, sound, standard);
            var word = length == 0 ? Lexicon.Unknown : lexicon.Find(standard[..length]);
            var stem = word != Lexicon.Unknown ? lexicon.StemOf(word) : length == 0 ? Lexicon.Unknown : lexicon.FindStem(standard[..length]);
            if (phrases.Knows(stem) && length >= ShortestStem)
            {
                term.Word = word;
                term.Use |= word == Lexicon.Unknown ? WordUse.Topic : lexicon.Use(word);
                term.AddKey(stem);
                term.Quality = DialectQuality;
                return;
            }
        }

        var near = knowledge.NearStems.Nearest(folded);
        if (near != Lexicon.Unknown)
        {
            term.AddKey(near);
            term.Quality = NearQuality;
        }
    }
}
