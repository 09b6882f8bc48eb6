namespace InfoEntraide.Search.Language;

/// <summary>
/// One light stemmer for French, German, Italian and English at once, because a query does not say its language. It takes off endings of number and gender
/// only, in the spirit of the light stemmers of J. Savoy (<i>Light stemming approaches for the French, Portuguese, German and Hungarian languages</i>, SAC 2006,
/// and his Italian one), reduced to what is harmless in the other three languages. Works on folded words.
/// </summary>
internal static class Stemming
{
    /// <summary>Words shorter than this stay as they are.</summary>
    private const int ShortestWord = 5;

    /// <summary>Writes the stem of <paramref name="word"/> to <paramref name="target"/> (at least as long) and returns its length.</summary>
    public static int Stem(ReadOnlySpan<char> word, Span<char> target)
    {
        word.CopyTo(target);
        var length = word.Length;
        if (length < ShortestWord || char.IsAsciiDigit(word[^1]))
        {
            return length;
        }

        if (length >= 6 && word.EndsWith("aux"))
        {
            target[length - 2] = 'l'; // journaux, journal
            return length - 1;
        }

        if (target[length - 1] is 's' or 'x' && target[length - 2] != 's')
        {
            length--; // plural in fr and en, genitive in de
        }

        length = DropGermanEnding(target, length);
        length = DropFinalVowels(target, length);
        return Normalise(target, length);
    }

    private static int DropGermanEnding(ReadOnlySpan<char> word, int length)
    {
        var current = word[..length];
        if (length >= 8 && current.EndsWith("innen"))
        {
            return length - 5;
        }

        if (length >= 7 && (current.EndsWith("en") || current.EndsWith("er") || current.EndsWith("em") || current.EndsWith("es") || current.EndsWith("in")))
        {
            return length - 2;
        }

        return length;
    }

    private static int DropFinalVowels(ReadOnlySpan<char> word, int length)
    {
        while (length >= ShortestWord && word[length - 1] is 'a' or 'e' or 'i' or 'o' && length >= ShortestWord)
        {
            length--; // gender and number in it, gender in fr (concernee), plural in de
        }

        return length;
    }

    private static int Normalise(Span<char> word, int length)
    {
        if (length >= 5 && word[length - 1] == word[length - 2])
        {
            length--; // professionnelle, professionnel
        }

        if (length >= 5 && word[length - 2] == 'i' && word[length - 1] == 'v')
        {
            word[length - 1] = 'f'; // depressive, depressif
        }
        else if (length >= 5 && word[length - 2] == 'u' && word[length - 1] == 's')
        {
            length--; // anxieuse, anxieux
        }

        return length;
    }
}
