using InfoEntraide.Search.Language;

namespace InfoEntraide.Search.Suggesting;

/// <summary>
/// Folding for beginnings of words: like that of the search, but word by word with single spaces between and without bringing <i>Saint</i> and <i>St.</i> together,
/// since half a word is not the word.
/// </summary>
internal static class TypedText
{
    /// <summary>Folded characters read of what is typed; no name is longer.</summary>
    public const int MaxLength = 80;

    /// <summary>Folds as much of <paramref name="text"/> as there is room for.</summary>
    /// <returns>Characters written.</returns>
    public static int Fold(ReadOnlySpan<char> text, Span<char> target)
    {
        var length = 0;
        var gap = false;
        Span<char> letters = stackalloc char[Folding.MaxExpansion];
        foreach (var c in text)
        {
            var written = Folding.Fold(c, letters);
            if (written < 0)
            {
                gap = length > 0;
                continue;
            }

            if (length + written + (gap ? 1 : 0) > target.Length)
            {
                break;
            }

            if (written > 0 && gap)
            {
                target[length++] = ' ';
                gap = false;
            }

            letters[..written].CopyTo(target[length..]);
            length += written;
        }

        return length;
    }

    public static string Fold(string text)
    {
        Span<char> folded = stackalloc char[MaxLength];
        return folded[..Fold(text, folded)].ToString();
    }

    /// <summary>Where the folded characters from <paramref name="start"/> on stand in the text they were folded from.</summary>
    public static TextPart SourceOf(string text, int start, int length)
    {
        Span<char> letters = stackalloc char[Folding.MaxExpansion];
        var (folded, gap, first, last) = (0, false, -1, 0);
        for (var i = 0; i < text.Length && folded < start + length; i++)
        {
            var written = Folding.Fold(text[i], letters);
            if (written < 0)
            {
                gap = folded > 0;
                continue;
            }

            folded += written > 0 && gap ? 1 : 0;
            gap = gap && written == 0;
            if (written > 0 && folded >= start && first < 0)
            {
                first = i;
            }

            folded += written;
            last = i + 1;
        }

        return first < 0 ? default : new TextPart(first, last - first);
    }
}
