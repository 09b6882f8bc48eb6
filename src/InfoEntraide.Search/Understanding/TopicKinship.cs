using InfoEntraide.Search.Language;

namespace InfoEntraide.Search.Understanding;

/// <summary>A topic for relatives of people in the situation <paramref name="Base"/>, and how close the two are (0 to 1).</summary>
internal readonly record struct RelativesOf(int Topic, int Base, float Closeness);

/// <summary>
/// Which topic is for the relatives of whom, and which relatives it is for, both learned from the thesaurus: the phrases of <i>Angehörige von Bipolaren</i> share their words with those of <i>Bipolare Störung</i>
/// (cosine of the rarity-weighted words, G. Salton, A. Wong and C. S. Yang, <i>A vector space model for automatic indexing</i>, CACM 1975), and name mostly partners and parents. So nobody has to list every illness with every relative.
/// </summary>
internal sealed class TopicKinship
{
    /// <summary>Words that more topics share say little about closeness.</summary>
    private const int MostTopicsOfWord = 60;

    private const double LeastCosine = 0.12;

    /// <summary>A base topic as close as this share of the closest one counts.</summary>
    private const double LeastShare = 0.35;

    /// <summary>So many near topics of one category mean the whole category.</summary>
    private const int ManyOfCategory = 3;
    private const float ClosenessOfCategory = 0.6f;

    private readonly RelativesOf[] pairs;
    private readonly float[][] kinShares;

    public TopicKinship(ThesaurusPhrases phrases, IReadOnlyList<TopicDocument> topics)
    {
        var cosines = new Vectors(phrases);
        var found = new List<RelativesOf>();
        kinShares = KinShares(phrases, topics.Count);
        for (var topic = 0; topic < topics.Count; topic++)
        {
            if (phrases.IsForRelatives(topic))
            {
                AddBases(topic, phrases, topics, cosines.With(topic), found);
            }
        }

        pairs = [.. found];
    }

    public ReadOnlySpan<RelativesOf> Pairs => pairs;

    /// <summary>How much of what the topic's phrases say of relatives is about this class of them; 0 for topics that are not for relatives.</summary>
    public float Share(int topic, KinClass kin) => kinShares[topic].Length == 0 ? 0 : kinShares[topic][(int)kin];

    private static float[][] KinShares(ThesaurusPhrases phrases, int topicCount)
    {
        var counts = new float[topicCount][];
        for (var topic = 0; topic < topicCount; topic++)
        {
            counts[topic] = phrases.IsForRelatives(topic) ? new float[Enum.GetValues<KinClass>().Length] : [];
        }

        for (var p = 0; p < phrases.Count; p++)
        {
            var ofTopic = counts[phrases[p].Topic];
            for (var kin = KinClass.Partner; kin <= KinClass.Relative && ofTopic.Length > 0; kin++)
            {
                ofTopic[(int)kin] += phrases.Mentions(p, kin) ? 1 : 0;
            }
        }

        foreach (var ofTopic in counts)
        {
            var total = 1 + ofTopic.Sum();
            for (var kin = 0; kin < ofTopic.Length; kin++)
            {
                ofTopic[kin] /= total;
            }
        }

        return counts;
    }

    private static void AddBases(int topic, ThesaurusPhrases phrases, IReadOnlyList<TopicDocument> topics, double[] cosines, List<RelativesOf> found)
    {
        var near = new List<(int Topic, double Cosine)>();
        for (var other = 0; other < topics.Count; other++)
        {
            var cosine = phrases.IsForRelatives(other) ? 0 : cosines[other];
            if (cosine >= LeastCosine)
            {
                near.Add((other, cosine));
            }
        }

        if (near.Count == 0)
        {
            return;
        }

        var best = near.Max(n => n.Cosine);
        near.RemoveAll(n => n.Cosine < best * LeastShare);
        foreach (var (other, cosine) in near)
        {
            found.Add(new RelativesOf(topic, other, (float)(cosine / best)));
        }

        foreach (var category in near.GroupBy(n => topics[n.Topic].Category, StringComparer.Ordinal).Where(g => g.Count() >= ManyOfCategory).Select(g => g.Key))
        {
            for (var other = 0; other < topics.Count; other++)
            {
                if (string.Equals(topics[other].Category, category, StringComparison.Ordinal) && !phrases.IsForRelatives(other) && !near.Exists(n => n.Topic == other))
                {
                    found.Add(new RelativesOf(topic, other, ClosenessOfCategory));
                }
            }
        }
    }

    /// <summary>The topics as vectors of rarity-weighted words.</summary>
    private sealed class Vectors
    {
        private readonly List<(int Stem, double Weight)>[] vectors;
        private readonly double[] lengths;
        private readonly double[] dense;

        public Vectors(ThesaurusPhrases phrases)
        {
            vectors = new List<(int, double)>[phrases.TopicCount];
            lengths = new double[phrases.TopicCount];
            dense = new double[phrases.StemCount];
            var topicsOf = new int[phrases.StemCount];
            for (var t = 0; t < vectors.Length; t++)
            {
                vectors[t] = [];
            }

            // The phrases of a topic stand together.
            var touched = new List<int>();
            for (int p = 0, next; p < phrases.Count; p = next)
            {
                var topic = phrases[p].Topic;
                for (next = p; next < phrases.Count && phrases[next].Topic == topic; next++)
                {
                    Count(phrases, next, touched);
                }

                foreach (var stem in touched)
                {
                    vectors[topic].Add((stem, dense[stem]));
                    topicsOf[stem]++;
                    dense[stem] = 0;
                }

                touched.Clear();
            }

            for (var t = 0; t < vectors.Length; t++)
            {
                vectors[t].RemoveAll(entry => topicsOf[entry.Stem] > MostTopicsOfWord);
                for (var i = 0; i < vectors[t].Count; i++)
                {
                    var (stem, count) = vectors[t][i];
                    var weight = (1 + Math.Log(count)) * Math.Log((double)vectors.Length / topicsOf[stem]);
                    vectors[t][i] = (stem, weight);
                    lengths[t] += weight * weight;
                }

                lengths[t] = Math.Sqrt(lengths[t]);
            }
        }

        /// <summary>The cosines of this topic with all topics.</summary>
        public double[] With(int topic)
        {
            foreach (var (stem, weight) in vectors[topic])
            {
                dense[stem] = weight;
            }

            var cosines = new double[vectors.Length];
            for (var other = 0; other < vectors.Length; other++)
            {
                var product = 0.0;
                foreach (var (stem, weight) in vectors[other])
                {
                    product += weight * dense[stem];
                }

                cosines[other] = product == 0 ? 0 : product / (lengths[topic] * lengths[other]);
            }

            foreach (var (stem, _) in vectors[topic])
            {
                dense[stem] = 0;
            }

            return cosines;
        }

        private void Count(ThesaurusPhrases phrases, int phrase, List<int> touched)
        {
            var stems = phrases.Stems(phrase);
            var skipped = phrases[phrase].KinPositions | phrases[phrase].ModifierPositions;
            for (var i = 0; i < stems.Length; i++)
            {
                if ((skipped & (1u << i)) != 0)
                {
                    continue;
                }

                if (dense[stems[i]] == 0)
                {
                    touched.Add(stems[i]);
                }

                dense[stems[i]]++;
            }
        }
    }
}
