namespace InfoEntraide.Search.Language;

/// <summary>
/// One light stemmer for French, German, Italian and English at once, because a query does not say its language. It takes off endings of number, gender and the
/// most frequent endings of verbs, in the spirit of the light stemmers of J. Savoy (<i>Light stemming approaches for the French, Portuguese, German and Hungarian
/// languages</i>, SAC 2006, and his Italian one) and of step 1 of M. Porter's (<i>An algorithm for suffix stripping</i>, 1980) for English, reduced to what is harmless in
/// the other languages. Irregular forms come from <see cref="WordFamilies"/>. Works on folded words.
/// </summary>
internal static class Stemming
{
    /// <summary>Words shorter than this stay as they are.</summary>
    private const int ShortestWord = 5;

    /// <summary>What must be left of a word when an ending of two letters or more goes.</summary>
    private const int ShortestStem = 4;

    /// <summary>Writes the stem of <paramref name="word"/> to <paramref name="target"/> (room for <see cref="TokenBuffer.MaxWordLength"/>) and returns its length.</summary>
    public static int Stem(ReadOnlySpan<char> word, Span<char> target)
    {
        word = WordFamilies.HeadOf(word);
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

        length = DropEnding(target, length);
        length = DropFinalVowels(target, length);
        length = Normalise(target, length);
        return DropVerbalT(target, length);
    }

    private static int DropEnding(ReadOnlySpan<char> word, int length)
    {
        var current = word[..length];
        if (length >= 8 && current.EndsWith("innen"))
        {
            return length - 5;
        }

        if (length >= ShortestStem + 3 && current.EndsWith("ing"))
        {
            return length - 3; // drinking
        }

        if (length >= ShortestStem + 2
            && (current.EndsWith("en") || current.EndsWith("er") || current.EndsWith("em") || current.EndsWith("es") || current.EndsWith("ed") || (length >= 7 && current.EndsWith("in"))))
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

        return length >= ShortestStem + 2 && word[length - 1] == 'r' && word[length - 2] is 'a' or 'i' ? length - 2 : length; // it: aiutare, guarire
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

    // de: raucht, rauchen. Nouns lose their last letter too, always the same way.
    private static int DropVerbalT(ReadOnlySpan<char> word, int length) =>
        length >= ShortestWord + 1 && word[length - 1] == 't' && word[length - 2] is not ('a' or 'e' or 'i' or 'o' or 'u' or 's') ? length - 1 : length;
}
