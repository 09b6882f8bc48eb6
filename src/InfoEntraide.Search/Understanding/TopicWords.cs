using System.Runtime.InteropServices;
using InfoEntraide.Search.Language;

namespace InfoEntraide.Search.Understanding;

/// <summary>How much a feature of a text speaks for a topic.</summary>
internal readonly record struct TopicEvidence(int Topic, float Weight);

/// <summary>
/// What single words, and pieces of four letters within words, say about topics, learned from the thesaurus's phrases: what only the phrases of one topic have speaks for it
/// wherever it stands, what all topics have says nothing. The weight is the square root of P(topic | feature) with equal priors, as in naive Bayes (M. E. Maron,
/// <i>Automatic indexing: an experimental inquiry</i>, JACM 1961), times the feature's rarity (K. Spärck Jones, 1972), less for what was seen once or twice only. Pieces of words bring forms, compounds and typing errors
/// together that stemming leaves apart (W. B. Cavnar and J. M. Trenkle, <i>N-gram-based text categorization</i>, 1994).
/// </summary>
internal sealed class TopicWords
{
    /// <summary>Letters in a piece.</summary>
    public const int PieceLength = 4;

    /// <summary>Phrases that a topic is treated as having at least, so that a word in one of very few phrases does not count too much.</summary>
    private const double Smoothing = 25;

    /// <summary>A feature seen in so many phrases of a topic is half as convincing as one seen in very many: a single scene proves little.</summary>
    private const double Doubt = 1.5;

    /// <summary>A word, or a piece, that more topics than this have is not worth looking at.</summary>
    private const int MostTopicsOfWord = 120;
    private const int MostTopicsOfPiece = 50;

    private readonly Table words;
    private readonly Table pieces;

    public TopicWords(ThesaurusPhrases phrases, Lexicon lexicon)
    {
        var phrasesOf = new int[phrases.TopicCount];
        var stemUses = new Uses(phrases.StemCount);
        var pieceUses = new Uses(1 << (5 * PieceLength));
        var wordCounts = new Dictionary<int, int>();
        Span<int> found = stackalloc int[TokenBuffer.MaxWordLength];

        // The phrases of a topic stand together.
        for (int p = 0, next; p < phrases.Count; p = next)
        {
            var topic = phrases[p].Topic;
            wordCounts.Clear();
            for (next = p; next < phrases.Count && phrases[next].Topic == topic; next++)
            {
                phrasesOf[topic]++;
                var stems = phrases.Stems(next);
                var (kin, modifiers) = (phrases[next].KinPositions, phrases[next].ModifierPositions);
                for (var i = 0; i < stems.Length; i++)
                {
                    stemUses.Count(stems[i], 1);
                    if (((kin | modifiers) & (1u << i)) == 0)
                    {
                        CollectionsMarshal.GetValueRefOrAddDefault(wordCounts, phrases.Word(next, i), out _)++;
                    }
                }
            }

            foreach (var (word, count) in wordCounts)
            {
                foreach (var piece in found[..Pieces(lexicon.Text(word), found)])
                {
                    pieceUses.Count(piece, count);
                }
            }

            stemUses.Close(topic);
            pieceUses.Close(topic);
        }

        words = new Table(stemUses, phrasesOf, MostTopicsOfWord);
        pieces = new Table(pieceUses, phrasesOf, MostTopicsOfPiece);
    }

    /// <summary>The topics whose phrases have the stem.</summary>
    public ReadOnlySpan<TopicEvidence> OfStem(int stem) => words.Of(stem);

    /// <summary>The topics whose phrases have the piece.</summary>
    public ReadOnlySpan<TopicEvidence> OfPiece(int piece) => pieces.Of(piece);

    /// <summary>Writes the numbers of all pieces of a folded word, its beginning and end marked, to <paramref name="target"/> (as long as the word); returns how many.</summary>
    public static int Pieces(ReadOnlySpan<char> folded, Span<int> target)
    {
        const int Mask = (1 << (5 * PieceLength)) - 1;
        if (folded.Length < PieceLength - 1)
        {
            return 0;
        }

        var count = 0;
        var number = Edge;
        for (var i = 0; i <= folded.Length && count < target.Length; i++)
        {
            number = ((number << 5) | (i < folded.Length ? Letter(folded[i]) : Edge)) & Mask;
            if (i >= PieceLength - 2)
            {
                target[count++] = number;
            }
        }

        return count;
    }

    private const int Edge = 31;

    private static int Letter(char c) => char.IsAsciiLetterLower(c) ? c - 'a' + 1 : char.IsAsciiDigit(c) ? 27 : 28;

    /// <summary>How often each feature stands in the phrases of each topic, gathered topic by topic.</summary>
    private sealed class Uses(int featureCount)
    {
        private readonly int[] counts = new int[featureCount];
        private readonly List<int> touched = [];

        public int FeatureCount => featureCount;

        public List<(int Feature, int Topic, int Count)> All { get; } = [];

        public void Count(int feature, int times)
        {
            if (counts[feature] == 0)
            {
                touched.Add(feature);
            }

            counts[feature] += times;
        }

        public void Close(int topic)
        {
            foreach (var feature in touched)
            {
                All.Add((feature, topic, counts[feature]));
                counts[feature] = 0;
            }

            touched.Clear();
        }
    }

    /// <summary>Features with the topics they speak for, one after the other.</summary>
    private sealed class Table
    {
        private readonly int[] starts;
        private readonly TopicEvidence[] evidence;

        public Table(Uses uses, int[] phrasesOf, int mostTopics)
        {
            var topicsOf = new int[uses.FeatureCount];
            var totals = new double[uses.FeatureCount];
            foreach (var (feature, topic, count) in uses.All)
            {
                topicsOf[feature]++;
                totals[feature] += Rate(topic, count);
            }

            starts = new int[uses.FeatureCount + 1];
            for (var feature = 0; feature < uses.FeatureCount; feature++)
            {
                starts[feature + 1] = starts[feature] + (topicsOf[feature] <= mostTopics ? topicsOf[feature] : 0);
            }

            evidence = new TopicEvidence[starts[^1]];
            var next = starts[..^1];
            foreach (var (feature, topic, count) in uses.All)
            {
                if (topicsOf[feature] <= mostTopics)
                {
                    var rarity = Math.Log(1 + ((double)phrasesOf.Length / topicsOf[feature]));
                    evidence[next[feature]++] = new TopicEvidence(topic, (float)(Math.Sqrt(Rate(topic, count) / totals[feature]) * rarity * count / (count + Doubt)));
                }
            }

            double Rate(int topic, int count) => count / (Smoothing + phrasesOf[topic]);
        }

        public ReadOnlySpan<TopicEvidence> Of(int feature) => feature >= 0 && feature + 1 < starts.Length ? evidence.AsSpan(starts[feature]..starts[feature + 1]) : [];
    }
}
