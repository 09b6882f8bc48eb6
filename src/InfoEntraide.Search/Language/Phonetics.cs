namespace InfoEntraide.Search.Language;

/// <summary>
/// A rough key of how a folded word sounds, the same for spellings people confuse (<i>skizofrenie, schizophrénie</i>; <i>estavayé, Estavayer</i>): an idea of R. C. Russell's Soundex (1918),
/// with rules of our own that French, German, Italian and English can share. Only for words that are known from nowhere.
/// </summary>
internal static class Phonetics
{
    /// <summary>Shorter keys are shared by too many words.</summary>
    public const int ShortestKey = 4;

    /// <summary>Writes the key of <paramref name="word"/> to <paramref name="key"/> (at least as long) and returns its length.</summary>
    public static int Key(ReadOnlySpan<char> word, Span<char> key)
    {
        var length = 0;
        for (var i = 0; i < word.Length;)
        {
            var sound = Sound(word[i..], out var taken);
            i += taken;
            if (sound != '\0' && (length == 0 || key[length - 1] != sound))
            {
                key[length++] = sound;
            }
        }

        // Endings that are written but not heard, or heard but not written.
        while (length > ShortestKey - 1 && key[length - 1] is 's' or 't' or 'd' or 'e' or 'r')
        {
            length--;
        }

        return length;
    }

    private static char Sound(ReadOnlySpan<char> rest, out int taken)
    {
        if (rest.StartsWith("sch"))
        {
            taken = 3;
            return 'x';
        }

        if (rest.StartsWith("eau"))
        {
            taken = 3;
            return 'o';
        }

        if (rest.Length >= 2)
        {
            taken = 2;
            switch ((rest[0], rest[1]))
            {
                case ('c' or 's', 'h'):
                    return 'x';
                case ('s', 'k'):
                    return 'x';
                case ('p', 'h'):
                    return 'f';
                case ('t', 'h'):
                    return 't';
                case ('t', 'z' or 's'):
                    return 's';
                case ('q', 'u') or ('c', 'k'):
                    return 'k';
                case ('a' or 'e', 'i' or 'y') or ('a', 'e'):
                    return 'e';
                case ('o', 'u'):
                    return 'u';
                case ('a', 'u') or ('o', 'e'):
                    return 'o';
                case ('c', 'e' or 'i' or 'y'):
                    taken = 1;
                    return 's';
                default:
                    break;
            }
        }

        taken = 1;
        return rest[0] switch
        {
            'h' => '\0',
            'c' or 'q' => 'k',
            'y' => 'i',
            'z' => 's',
            'w' => 'v',
            _ => rest[0],
        };
    }
}
