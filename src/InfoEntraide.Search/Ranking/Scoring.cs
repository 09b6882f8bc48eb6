namespace InfoEntraide.Search.Ranking;

/// <summary>
/// The rules by which results are ordered, as numbers. Searching and explaining a search use the same ones. The key of a group holds from its highest bits: reach (2),
/// score or distance (30), another language (1), rank in the fixed order (31); smaller is better.
/// </summary>
internal static class Scoring
{
    private const double TopicScore = 10;
    private const double SecondaryTopicShare = 0.9;
    private const double AdditionalTopicScore = 2;
    private const double WordScore = 5;
    private const double WordBonus = 2;
    private const double WordSaturation = 4;
    private const double NearnessScore = 4;

    // Scores stay far below 64; the key has 30 bits for them.
    private const double ScoreUnit = 1 << 24;
    private const double DistanceUnit = 1 << 20;
    private const ulong MaxScoreBits = (1UL << 30) - 1;
    private const ulong RankBits = (1UL << 31) - 1;

    // In steps, so that equally near groups tie and language and verification decide among them.
    private static readonly (Distance Below, double Score)[] Steps =
    [
        (new(2), ScoreAt(0)), (new(5), ScoreAt(2)), (new(10), ScoreAt(5)), (new(20), ScoreAt(10)), (new(30), ScoreAt(20)), (new(50), ScoreAt(30)),
    ];

    /// <summary>Within each of these kilometres everything is better than anything farther; between them groups tie.</summary>
    public static ReadOnlySpan<double> StepsKm => [2, 5, 10, 20, 30, 50];

    /// <summary>What a topic brings a group; the topic a group names first is its main one.</summary>
    public static float OfTopic(double share, bool isMain) => (float)(TopicScore * share * (isMain ? 1 : SecondaryTopicShare));

    /// <summary>The score of a group on one more of the topics.</summary>
    public static float WithTopic(float before, float topic) => before == 0 ? topic : Math.Max(before, topic) + (float)AdditionalTopicScore;

    /// <summary>What each of so many required words brings a group that has it.</summary>
    public static float OfRequiredWord(int words) => (float)(TopicScore / Math.Max(1, words));

    /// <summary>What words bring by their BM25 sum.</summary>
    public static double OfWords(float bm25, bool required) => (required ? WordScore : WordBonus) * bm25 / (bm25 + WordSaturation);

    /// <summary>What being near brings a group within reach. NaN, no distance, brings nothing.</summary>
    public static double OfNearness(double square)
    {
        if (double.IsNaN(square))
        {
            return 0;
        }

        foreach (var (below, score) in Steps)
        {
            if (below.IsBelow(square))
            {
                return score;
            }
        }

        return ScoreAt(Distance.Km(square));
    }

    public static double Score(float relevance, double words, double nearness) => relevance + words + nearness;

    public static ulong KeyByScore(Reach reach, double score, bool isForeign, int rank)
    {
        var bits = Math.Min(MaxScoreBits, (ulong)(score * ScoreUnit));
        return ((ulong)reach << 62) | ((MaxScoreBits - bits) << 32) | (isForeign ? 1UL << 31 : 0) | (uint)rank;
    }

    public static ulong KeyByDistance(double square, bool isForeign, int rank)
    {
        var far = double.IsNaN(square) ? MaxScoreBits : (ulong)Math.Min(MaxScoreBits - 1, Distance.Km(square) * DistanceUnit);
        return (far << 32) | (isForeign ? 1UL << 31 : 0) | (uint)rank;
    }

    /// <summary>The rank in the fixed order that stands in a key.</summary>
    public static int RankIn(ulong key) => (int)(key & RankBits);

    private static double ScoreAt(double km) => NearnessScore / (1 + (km / 10));
}
