using InfoEntraide.Search.Language;

namespace InfoEntraide.Search.Ranking;

/// <summary>
/// Full text over names, descriptions and topic names, ranked by BM25 (S. Robertson and H. Zaragoza, <i>The Probabilistic Relevance Framework: BM25 and
/// Beyond</i>, 2009) with the fields' term frequencies added up by weight before saturation, as in BM25F but with one common length.
/// </summary>
internal sealed class WordIndex
{
    private const float NameWeight = 3;
    private const float TopicWeight = 2;
    private const float DescriptionWeight = 1;
    private const float Saturation = 1.2f;
    private const float LengthInfluence = 0.5f;

    private readonly int[] starts;
    private readonly int[] groups;
    private readonly float[] weights;

    private WordIndex(int[] starts, int[] groups, float[] weights)
    {
        this.starts = starts;
        this.groups = groups;
        this.weights = weights;
    }

    /// <summary>Groups with a word of that stem, in ascending order, with what the word adds to each one's score.</summary>
    public bool Find(int stem, out ReadOnlySpan<int> found, out ReadOnlySpan<float> scores)
    {
        var known = stem >= 0 && stem + 1 < starts.Length;
        found = known ? groups.AsSpan(starts[stem]..starts[stem + 1]) : [];
        scores = known ? weights.AsSpan(starts[stem]..starts[stem + 1]) : [];
        return found.Length > 0;
    }

    public static WordIndex Build(SearchCorpus corpus, Lexicon lexicon)
    {
        var writer = new Writer(lexicon);
        var topicStems = new Dictionary<string, int[]>(StringComparer.Ordinal);
        foreach (var topic in corpus.Topics)
        {
            topicStems[topic.Slug] = writer.StemsOf(topic.Names);
        }

        for (var g = 0; g < corpus.Groups.Count; g++)
        {
            var group = corpus.Groups[g];
            for (var i = 0; i < group.Names.Count; i++)
            {
                writer.Add(group.Names[i].Text, NameWeight);
            }

            for (var i = 0; i < group.Descriptions.Count; i++)
            {
                writer.Add(group.Descriptions[i].Text, DescriptionWeight);
            }

            for (var i = 0; i < group.Topics.Count; i++)
            {
                writer.Add(topicStems.GetValueOrDefault(group.Topics[i]) ?? [], TopicWeight);
            }

            writer.EndGroup(g);
        }

        return writer.ToIndex(corpus.Groups.Count);
    }

    /// <summary>Collects postings group by group, then sorts them by stem in one counting pass.</summary>
    private sealed class Writer(Lexicon lexicon)
    {
        private readonly TokenBuffer tokens = new();
        private readonly List<(int Stem, int Group, float Frequency)> postings = new(65536);
        private readonly List<float> lengths = [];
        private readonly List<int> touched = [];
        private float[] frequencies = new float[16384];
        private float length;

        public void Add(string text, float weight)
        {
            tokens.Read(text);
            for (var i = 0; i < tokens.Count; i++)
            {
                var word = lexicon.Add(tokens.Folded(i), WordUse.Group);
                if (!lexicon.Use(word).Has(WordUse.Stop | WordUse.Modifier))
                {
                    Add(lexicon.StemOf(word), weight);
                }
            }
        }

        public void Add(int[] stems, float weight)
        {
            foreach (var stem in stems)
            {
                Add(stem, weight);
            }
        }

        public int[] StemsOf(IReadOnlyList<LanguageText> texts)
        {
            var stems = new List<int>();
            foreach (var text in texts)
            {
                tokens.Read(text.Text);
                for (var i = 0; i < tokens.Count; i++)
                {
                    var word = lexicon.Add(tokens.Folded(i), WordUse.Group);
                    if (!lexicon.Use(word).Has(WordUse.Stop | WordUse.Modifier) && !stems.Contains(lexicon.StemOf(word)))
                    {
                        stems.Add(lexicon.StemOf(word));
                    }
                }
            }

            return [.. stems];
        }

        public void EndGroup(int group)
        {
            foreach (var stem in touched)
            {
                postings.Add((stem, group, frequencies[stem]));
                frequencies[stem] = 0;
            }

            touched.Clear();
            lengths.Add(length);
            length = 0;
        }

        public WordIndex ToIndex(int groupCount)
        {
            var starts = new int[lexicon.StemCount + 1];
            foreach (var posting in postings)
            {
                starts[posting.Stem + 1]++;
            }

            for (var s = 1; s < starts.Length; s++)
            {
                starts[s] += starts[s - 1];
            }

            var averageLength = AverageLength();
            var next = starts[..^1];
            var groups = new int[postings.Count];
            var weights = new float[postings.Count];
            foreach (var (stem, group, frequency) in postings)
            {
                var containing = starts[stem + 1] - starts[stem];
                var rarity = MathF.Log(1 + ((groupCount - containing + 0.5f) / (containing + 0.5f)));
                var norm = Saturation * (1 - LengthInfluence + (LengthInfluence * lengths[group] / averageLength));
                var at = next[stem]++;
                groups[at] = group;
                weights[at] = rarity * frequency * (Saturation + 1) / (frequency + norm);
            }

            return new WordIndex(starts, groups, weights);
        }

        private void Add(int stem, float weight)
        {
            if (stem >= frequencies.Length)
            {
                Array.Resize(ref frequencies, Math.Max(stem + 1, frequencies.Length * 2));
            }

            if (frequencies[stem] == 0)
            {
                touched.Add(stem);
            }

            frequencies[stem] += weight;
            length += weight;
        }

        private float AverageLength()
        {
            var sum = 0.0;
            foreach (var one in lengths)
            {
                sum += one;
            }

            return (float)Math.Max(1, sum / Math.Max(1, lengths.Count));
        }
    }
}
