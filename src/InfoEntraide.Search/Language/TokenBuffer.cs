namespace InfoEntraide.Search.Language;

/// <summary>A word of a text: where its folded form stands in the buffer and where it came from.</summary>
/// <param name="Start">Start of the folded form.</param>
/// <param name="Length">Length of the folded form.</param>
/// <param name="SourceStart">Position in the text that was read.</param>
/// <param name="SourceLength">Length in the text that was read.</param>
/// <param name="Capitalised">The first letter is a capital.</param>
/// <param name="AllCapitals">Two letters or more, all capitals.</param>
/// <param name="JoinsPrevious">Only a hyphen stands between this word and the one before.</param>
internal readonly record struct Token(int Start, int Length, int SourceStart, int SourceLength, bool Capitalised, bool AllCapitals, bool JoinsPrevious);

/// <summary>
/// Cuts texts into folded words. Letters and digits make words; everything else separates, so that <c>l'alcool</c>, <c>d'anxiété</c> and
/// <c>concerné·e·s</c> leave their particles behind as words of one letter. Reused from text to text: reading allocates nothing once the buffers have grown.
/// </summary>
internal sealed class TokenBuffer
{
    /// <summary>Folded words are cut at this many characters; nothing longer is a word of any language we serve.</summary>
    public const int MaxWordLength = 48;

    private char[] chars = new char[512];
    private Token[] tokens = new Token[64];
    private int charCount;

    public int Count { get; private set; }

    public Token this[int index] => tokens[index];

    public ReadOnlySpan<char> Folded(int index) => chars.AsSpan(tokens[index].Start, tokens[index].Length);

    /// <summary>Reads at most <paramref name="maxTokens"/> words of <paramref name="text"/>, forgetting what was read before.</summary>
    public void Read(ReadOnlySpan<char> text, int maxTokens = int.MaxValue)
    {
        Count = 0;
        charCount = 0;
        var start = -1;
        var wordStart = 0;
        var separators = 0;
        var joined = false;
        for (var i = 0; i <= text.Length; i++)
        {
            Reserve();
            var written = i < text.Length ? Folding.Fold(text[i], chars.AsSpan(charCount)) : -1;
            if (written >= 0)
            {
                if (start < 0)
                {
                    if (written == 0)
                    {
                        continue;
                    }

                    start = i;
                    wordStart = charCount;
                    joined = separators == 1 && IsHyphen(text[i - 1]);
                }

                charCount += charCount - wordStart + written <= MaxWordLength ? written : 0;
                continue;
            }

            if (start >= 0)
            {
                Close(text, start, i, wordStart, joined && Count > 0);
                start = -1;
                separators = 0;
                if (Count >= maxTokens)
                {
                    return;
                }
            }

            separators++;
        }
    }

    /// <summary>Cuts the word at <paramref name="index"/> in two where its folded form has <paramref name="length"/> letters. It must have as many letters as it was typed with.</summary>
    public void Split(int index, int length)
    {
        if (Count == tokens.Length)
        {
            Array.Resize(ref tokens, Count * 2);
        }

        Array.Copy(tokens, index + 1, tokens, index + 2, Count - index - 1);
        var whole = tokens[index];
        tokens[index] = whole with { Length = length, SourceLength = length };
        tokens[index + 1] = whole with { Start = whole.Start + length, Length = whole.Length - length, SourceStart = whole.SourceStart + length, SourceLength = whole.SourceLength - length, Capitalised = false, JoinsPrevious = false };
        Count++;
    }

    private static bool IsHyphen(char c) => c is '-' or '\u2010' or '\u2011' or '\u2013';

    private void Close(ReadOnlySpan<char> text, int start, int end, int wordStart, bool joined)
    {
        // Saint, Sainte, Sankt and St. begin the same place names.
        if (chars.AsSpan(wordStart, charCount - wordStart) is "saint" or "sainte" or "sankt" or "sant" or "ste")
        {
            "st".CopyTo(chars.AsSpan(wordStart));
            charCount = wordStart + 2;
        }

        if (Count == tokens.Length)
        {
            Array.Resize(ref tokens, Count * 2);
        }

        var source = text[start..end];
        tokens[Count++] = new Token(wordStart, charCount - wordStart, start, end - start, char.IsUpper(source[0]), AreCapitals(source), joined);
    }

    private static bool AreCapitals(ReadOnlySpan<char> word)
    {
        if (word.Length < 2)
        {
            return false;
        }

        foreach (var c in word)
        {
            if (!char.IsUpper(c))
            {
                return false;
            }
        }

        return true;
    }

    private void Reserve()
    {
        if (charCount + Folding.MaxExpansion > chars.Length)
        {
            Array.Resize(ref chars, chars.Length * 2);
        }
    }
}
