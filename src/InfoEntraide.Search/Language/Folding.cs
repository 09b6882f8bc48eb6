using System.Globalization;
using System.Text;

namespace InfoEntraide.Search.Language;

/// <summary>
/// Brings letters that people type interchangeably to one form: lower case, no accents, <c>œ</c> as <c>oe</c>, <c>ß</c> as <c>ss</c>.
/// Works character by character on any UTF-16 input; lone surrogates are separators like everything that is neither letter nor digit.
/// </summary>
internal static class Folding
{
    /// <summary>The most characters one character folds to.</summary>
    public const int MaxExpansion = 2;

    // Base letters of U+00C0 to U+017F; capitals stand for ligatures (see Ligature), '-' for the two signs that are no letters.
    private const string LatinBase =
        "aaaaaaAceeeeiiiidnooooo-ouuuuyPSaaaaaaAceeeeiiiidnooooo-ouuuuyPy"
        + "aaaaaaccccccccddddeeeeeeeeeegggggggghhhhiiiiiiiiiiJJjjkkklllllll"
        + "lllnnnnnnnnnooooooOOrrrrrrssssssssttttttuuuuuuuuuuuuwwyyyzzzzzzs";

    /// <summary>Writes a folded word that was typed without the umlaut key (<i>Zuerich</i>, <i>Aengste</i>) as one typed with it and returns its length.</summary>
    public static int CollapseUmlauts(ReadOnlySpan<char> word, Span<char> target)
    {
        var length = 0;
        for (var i = 0; i < word.Length; i++)
        {
            target[length++] = word[i];
            if (word[i] is 'a' or 'o' or 'u' && i + 1 < word.Length && word[i + 1] == 'e')
            {
                i++;
            }
        }

        return length;
    }

    /// <summary>Folds one character into <paramref name="target"/> (room for <see cref="MaxExpansion"/>).</summary>
    /// <returns>Characters written; 0 for a mark that vanishes inside a word; -1 for a separator.</returns>
    public static int Fold(char c, Span<char> target)
    {
        if (c < 0x80)
        {
            if (char.IsAsciiLetterOrDigit(c))
            {
                target[0] = char.IsAsciiLetterUpper(c) ? (char)(c | 0x20) : c;
                return 1;
            }

            return -1;
        }

        if (c is >= 'À' and <= 'ſ')
        {
            return FoldLatin(LatinBase[c - 'À'], target);
        }

        return c < 'À' ? FoldSign(c) : FoldOther(c, target);
    }

    private static int FoldLatin(char letter, Span<char> target)
    {
        if (letter == '-')
        {
            return -1;
        }

        if (char.IsAsciiLetterLower(letter))
        {
            target[0] = letter;
            return 1;
        }

        (target[0], target[1]) = letter switch
        {
            'A' => ('a', 'e'),
            'O' => ('o', 'e'),
            'S' => ('s', 's'),
            'P' => ('t', 'h'),
            _ => ('i', 'j'),
        };
        return 2;
    }

    // The soft hyphen is invisible: it must not cut a word copied from a document.
    private static int FoldSign(char c) => c == '\u00AD' ? 0 : -1;

    private static int FoldOther(char c, Span<char> target)
    {
        if (char.IsSurrogate(c))
        {
            return -1;
        }

        // Zero-width signs and the byte order mark come along with copied text.
        if (c is (>= '\u200B' and <= '\u200D') or '\u2060' or '\uFEFF')
        {
            return 0;
        }

        var category = CharUnicodeInfo.GetUnicodeCategory(c);
        if (category is UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark)
        {
            return 0;
        }

        if (!char.IsLetterOrDigit(c))
        {
            return -1;
        }

        // Vietnamese letters, ligatures of typesetting and full-width forms: rare enough for the general routine.
        if (c is (>= '\u1E00' and <= '\u1EFF') or (>= '\uFB00' and <= '\uFB06') or (>= '\uFF10' and <= '\uFF5A'))
        {
            var plain = c.ToString().Normalize(NormalizationForm.FormKD);
            var written = 0;
            foreach (var part in plain)
            {
                if (written < MaxExpansion && char.IsAsciiLetterOrDigit(part))
                {
                    target[written++] = char.ToLowerInvariant(part);
                }
            }

            return written;
        }

        target[0] = char.ToLowerInvariant(c);
        return 1;
    }
}
