using InfoEntraide.Search.Language;

namespace InfoEntraide.Search.Understanding;

/// <summary>
/// Brings forms together that the light stemmer leaves apart: a word the thesaurus does not know stands for the stem of the thesaurus with the longest beginning in common
/// (<i>vergewaltigte</i>, <i>Vergewaltigung</i>; <i>dépressive</i>, <i>déprimée</i> stay apart). Truncation in the manner of early retrieval systems, kept strict.
/// </summary>
internal sealed class NearStems
{
    private const int ShortestBeginning = 6;
    private const double LeastShare = 0.7;

    private readonly string[] texts;
    private readonly int[] numbers;

    public NearStems(ThesaurusPhrases phrases, Lexicon lexicon)
    {
        var known = new List<(string Text, int Number)>();
        foreach (var (text, number) in lexicon.Stems)
        {
            if (text.Length >= ShortestBeginning && phrases.Knows(number))
            {
                known.Add((text, number));
            }
        }

        known.Sort(static (a, b) => string.CompareOrdinal(a.Text, b.Text));
        texts = [.. known.Select(k => k.Text)];
        numbers = [.. known.Select(k => k.Number)];
    }

    /// <summary>The nearest stem, or <see cref="Lexicon.Unknown"/>.</summary>
    public int Nearest(ReadOnlySpan<char> folded)
    {
        Span<char> target = stackalloc char[TokenBuffer.MaxWordLength];
        var stem = target[..Stemming.Stem(folded, target)];
        if (stem.Length < ShortestBeginning)
        {
            return Lexicon.Unknown;
        }

        var low = 0;
        var high = texts.Length;
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (texts[middle].AsSpan().SequenceCompareTo(stem) < 0)
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }

        var best = Lexicon.Unknown;
        var longest = 0;
        for (var i = Math.Max(0, low - 1); i <= Math.Min(texts.Length - 1, low); i++)
        {
            var common = stem.CommonPrefixLength(texts[i]);
            if (common >= ShortestBeginning && common > longest && common >= LeastShare * Math.Max(stem.Length, texts[i].Length))
            {
                (best, longest) = (numbers[i], common);
            }
        }

        return best;
    }
}
