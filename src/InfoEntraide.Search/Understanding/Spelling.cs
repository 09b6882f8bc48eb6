using System.Numerics;
using InfoEntraide.Search.Language;

namespace InfoEntraide.Search.Understanding;

/// <summary>
/// Mends typing errors: a word that is known from nowhere becomes the nearest word of the thesaurus or the gazetteer, at most one edit away from five letters on
/// and two from nine on, with the same first letter (errors there are rare: Pollock and Zamora, 1984). Candidates are filtered by length and by the set
/// of their letters before the distance is computed.
/// </summary>
internal sealed class Spelling
{
    private const int ShortestWord = 5;
    private const int ShortestWordForTwo = 9;

    private readonly Lexicon lexicon;
    private readonly List<(int Word, uint Letters)>[] byLength;

    public Spelling(Lexicon lexicon)
        : this(lexicon, new List<(int, uint)>[TokenBuffer.MaxWordLength + 1])
    {
        for (var word = 0; word < lexicon.WordCount; word++)
        {
            var text = lexicon.Text(word);
            if (lexicon.Use(word).Has(WordUse.Topic | WordUse.Place) && text.Length >= ShortestWord - 1)
            {
                (byLength[text.Length] ??= []).Add((word, Letters(text)));
            }
        }
    }

    private Spelling(Lexicon lexicon, List<(int, uint)>[] byLength) => (this.lexicon, this.byLength) = (lexicon, byLength);

    /// <summary>The same for a copy of the lexicon: words of groups are not among the candidates.</summary>
    public Spelling With(Lexicon copy) => new(copy, byLength);

    /// <summary>The best known word near <paramref name="folded"/>, or <see cref="Lexicon.Unknown"/>.</summary>
    public int Nearest(ReadOnlySpan<char> folded)
    {
        if (folded.Length < ShortestWord || ContainsDigit(folded))
        {
            return Lexicon.Unknown;
        }

        var limit = folded.Length >= ShortestWordForTwo ? 2 : 1;
        var letters = Letters(folded);
        var best = Lexicon.Unknown;
        for (var length = Math.Max(ShortestWord - 1, folded.Length - limit); length <= Math.Min(TokenBuffer.MaxWordLength, folded.Length + limit); length++)
        {
            foreach (var (word, wordLetters) in byLength[length] ?? [])
            {
                if (BitOperations.PopCount(letters ^ wordLetters) > 2 * limit)
                {
                    continue;
                }

                var text = lexicon.Text(word);
                if (text[0] != folded[0] && !(text[0] == folded[1] && text[1] == folded[0]))
                {
                    continue;
                }

                // In a word this short another letter is as likely another word: only a letter too many, too few or out of order is mended.
                if (folded.Length == ShortestWord && length == ShortestWord && letters != wordLetters)
                {
                    continue;
                }

                var distance = EditDistance.Bounded(folded, text, limit);
                if (distance < limit || (distance == limit && (best == Lexicon.Unknown || IsBetter(word, best, folded.Length))))
                {
                    best = word;
                    limit = distance;
                }
            }
        }

        return best;
    }

    // Between equally near words: topics before places, then the same length.
    private bool IsBetter(int word, int best, int length)
    {
        var topic = lexicon.Use(word).Has(WordUse.Topic);
        var bestIsTopic = lexicon.Use(best).Has(WordUse.Topic);
        return topic == bestIsTopic ? lexicon.Text(word).Length == length && lexicon.Text(best).Length != length : topic;
    }

    private static bool ContainsDigit(ReadOnlySpan<char> word) => word.ContainsAnyInRange('0', '9');

    private static uint Letters(ReadOnlySpan<char> word)
    {
        var letters = 0u;
        foreach (var c in word)
        {
            letters |= 1u << (c % 32);
        }

        return letters;
    }
}
