using System.Numerics;
using System.Runtime.InteropServices;
using InfoEntraide.Search.Language;

namespace InfoEntraide.Search.Understanding;

/// <summary>
/// Mends typing errors: a word that is known from nowhere becomes the nearest word of the thesaurus or the gazetteer, at most one edit away from five letters on
/// and two from seven on, with the same first letter (errors there are rare: Pollock and Zamora, 1984). Candidates are filtered by length and by the set
/// of their letters before the distance is computed. When no word is that near, one that sounds the same will do (<see cref="Phonetics"/>).
/// </summary>
internal sealed class Spelling
{
    private const int ShortestWord = 5;
    private const int ShortestWordForTwo = 7;
    private const int ShortestPlace = 4;

    private const int Initials = 32;

    /// <summary>Letters by which words that sound alike may differ in length.</summary>
    private const int LargestDifference = 3;

    private readonly Lexicon lexicon;
    private readonly List<(int Word, uint Letters)>?[] byBeginning;
    private readonly Dictionary<string, int> bySound;

    public Spelling(Lexicon lexicon)
        : this(lexicon, new List<(int, uint)>?[(TokenBuffer.MaxWordLength + 2) * Initials], new(StringComparer.Ordinal))
    {
        Span<char> key = stackalloc char[TokenBuffer.MaxWordLength];
        for (var word = 0; word < lexicon.WordCount; word++)
        {
            var text = lexicon.Text(word);
            if (lexicon.Use(word).Has(WordUse.Topic | WordUse.Place) && text.Length >= ShortestWord - 1)
            {
                (byBeginning[Bucket(text.Length, text[0])] ??= []).Add((word, Letters(text)));
                var length = Phonetics.Key(text, key);
                if (length >= Phonetics.ShortestKey && (!bySound.TryGetValue(key[..length].ToString(), out var known) || IsBetter(word, known, text.Length)))
                {
                    bySound[key[..length].ToString()] = word;
                }
            }
        }
    }

    private Spelling(Lexicon lexicon, List<(int, uint)>?[] byBeginning, Dictionary<string, int> bySound) =>
        (this.lexicon, this.byBeginning, this.bySound) = (lexicon, byBeginning, bySound);

    /// <summary>The same for a copy of the lexicon: words of groups are not among the candidates.</summary>
    public Spelling With(Lexicon copy) => new(copy, byBeginning, bySound);

    /// <summary>
    /// The name of a place that may be meant, with its distance, or <see cref="Lexicon.Unknown"/>. Between equally near ones the better known; in a word of five letters only a well-known one may
    /// differ by another letter, and words of four letters are well-known places with a letter too many, too few or out of order.
    /// </summary>
    /// <param name="folded">What was typed.</param>
    /// <param name="gazetteer">The places.</param>
    /// <param name="begun">A name the words before have begun (<see cref="Gazetteer.Begun"/>), or 0: a word it goes on with counts like a town.</param>
    public (int Word, int Distance) NearestPlace(ReadOnlySpan<char> folded, Gazetteer gazetteer, int begun = 0)
    {
        var best = (Word: Lexicon.Unknown, Distance: 0, Weight: 0);
        if (folded.Length < ShortestPlace || ContainsDigit(folded))
        {
            return (Lexicon.Unknown, 0);
        }

        var letters = Letters(folded);
        var limit = folded.Length >= ShortestWordForTwo ? 2 : 1;
        for (var length = Math.Max(ShortestPlace, folded.Length - limit); length <= Math.Min(TokenBuffer.MaxWordLength, folded.Length + limit); length++)
        {
            var (first, second) = (Bucket(length, folded[0]), Bucket(length, folded[1]));
            ComparePlaces(folded, letters, byBeginning[first], gazetteer, begun, ref best, ref limit);
            ComparePlaces(folded, letters, second == first ? null : byBeginning[second], gazetteer, begun, ref best, ref limit);
        }

        return (best.Word, best.Distance);
    }

    private void ComparePlaces(ReadOnlySpan<char> folded, uint letters, List<(int Word, uint Letters)>? candidates, Gazetteer gazetteer, int begun, ref (int Word, int Distance, int Weight) best, ref int limit)
    {
        foreach (var (word, wordLetters) in CollectionsMarshal.AsSpan(candidates))
        {
            if (BitOperations.PopCount(letters ^ wordLetters) > 2 * limit || !lexicon.Use(word).Has(WordUse.Place))
            {
                continue;
            }

            var text = lexicon.Text(word);
            if (text[0] != folded[0] && (text[0] != folded[1] || text[1] != folded[0]))
            {
                continue;
            }

            var distance = EditDistance.Bounded(folded, text, limit);
            var weight = distance <= limit ? gazetteer.GoesOn(begun, word) ? Gazetteer.TownWeight : gazetteer.Weight(word) : 0;
            if (weight == 0)
            {
                continue;
            }

            var isReplaced = text.Length == folded.Length && letters != wordLetters;
            var isAllowed = folded.Length > ShortestWord || (folded.Length == ShortestWord ? weight >= Gazetteer.TownWeight || !isReplaced : weight >= Gazetteer.TownWeight && !isReplaced);
            if (isAllowed && (best.Word == Lexicon.Unknown || distance < best.Distance || weight > best.Weight))
            {
                best = (word, distance, weight);
                limit = distance;
            }
        }
    }

    /// <summary>The best known word near <paramref name="folded"/>, or <see cref="Lexicon.Unknown"/>.</summary>
    public int Nearest(ReadOnlySpan<char> folded, int mostEdits = 2)
    {
        if (folded.Length < ShortestWord || ContainsDigit(folded))
        {
            return Lexicon.Unknown;
        }

        var limit = Math.Min(mostEdits, folded.Length >= ShortestWordForTwo ? 2 : 1);
        var letters = Letters(folded);
        var best = Lexicon.Unknown;
        for (var length = Math.Max(ShortestWord - 1, folded.Length - limit); length <= Math.Min(TokenBuffer.MaxWordLength, folded.Length + limit); length++)
        {
            Compare(folded, letters, byBeginning[Bucket(length, folded[0])], swapped: false, ref best, ref limit);
            if (Bucket(length, folded[1]) != Bucket(length, folded[0]))
            {
                Compare(folded, letters, byBeginning[Bucket(length, folded[1])], swapped: true, ref best, ref limit);
            }
        }

        return best == Lexicon.Unknown && mostEdits > 1 ? SoundsLike(folded) : best;
    }

    // Only the first two letters may be out of order at the beginning.
    private void Compare(ReadOnlySpan<char> folded, uint letters, List<(int Word, uint Letters)>? candidates, bool swapped, ref int best, ref int limit)
    {
        foreach (var (word, wordLetters) in CollectionsMarshal.AsSpan(candidates))
        {
            if (BitOperations.PopCount(letters ^ wordLetters) > 2 * limit)
            {
                continue;
            }

            var text = lexicon.Text(word);
            if (swapped ? text[0] != folded[1] || text[1] != folded[0] : text[0] != folded[0])
            {
                continue;
            }

            // In a word this short another letter is as likely another word: only a letter too many, too few or out of order is mended.
            if (folded.Length == ShortestWord && text.Length == ShortestWord && letters != wordLetters)
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

    private int SoundsLike(ReadOnlySpan<char> folded)
    {
        Span<char> key = stackalloc char[TokenBuffer.MaxWordLength];
        var length = Phonetics.Key(folded, key);
        return length >= Phonetics.ShortestKey && bySound.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(key[..length], out var word)
            && Math.Abs(lexicon.Text(word).Length - folded.Length) <= LargestDifference ? word : Lexicon.Unknown;
    }

    // Between equally near words: topics before places, then the same length.
    private bool IsBetter(int word, int best, int length)
    {
        var topic = lexicon.Use(word).Has(WordUse.Topic);
        var bestIsTopic = lexicon.Use(best).Has(WordUse.Topic);
        return topic == bestIsTopic ? lexicon.Text(word).Length == length && lexicon.Text(best).Length != length : topic;
    }

    private static int Bucket(int length, char initial) => (length * Initials) + (initial % Initials);

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
