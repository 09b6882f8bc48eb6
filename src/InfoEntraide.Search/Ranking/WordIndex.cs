using InfoEntraide.Search.Language;

namespace InfoEntraide.Search.Ranking;

/// <summary>
/// Full text over names, descriptions and topic names, ranked by BM25 (S. Robertson and H. Zaragoza, <i>The Probabilistic Relevance Framework: BM25 and
/// Beyond</i>, 2009) with the fields' term frequencies added up by weight before saturation, as in BM25F but with one common length. How rare a word and how
/// long a text is compared with the others is reckoned when searching, so that a change of one group touches only the lists of its own words.
/// </summary>
internal sealed class WordIndex
{
    private const float Saturation = 1.2f;
    private const float LengthInfluence = 0.5f;

    private readonly Dictionary<string, int[]> topicStems;
    private readonly Postings?[] ofStem;
    private readonly float[] lengths;
    private readonly float average;

    private WordIndex(Dictionary<string, int[]> topicStems, Postings?[] ofStem, float[] lengths)
    {
        this.topicStems = topicStems;
        this.ofStem = ofStem;
        this.lengths = lengths;
        average = Average(lengths);
    }

    /// <summary>The groups that have a word of a stem; without any for a stem no group has.</summary>
    public Postings Of(int stem) => (uint)stem < (uint)ofStem.Length && ofStem[stem] is { } postings ? postings : Postings.None;

    /// <summary>How rare the words of such a list are: inverse document frequency.</summary>
    public float RarityOf(Postings postings)
    {
        var containing = postings.Groups.Length;
        return MathF.Log(1 + ((lengths.Length - containing + 0.5f) / (containing + 0.5f)));
    }

    /// <summary>What a word contributes to the score of a group that has it so often.</summary>
    public float Contribution(float rarity, float frequency, int group) => rarity * frequency * (Saturation + 1) / (frequency + Norm(lengths[group]));

    /// <summary>How often a group has a stem in each field, weighted as in the index.</summary>
    public (float Names, float Topics, float Descriptions) FieldsOf(GroupDocument group, int stem, Lexicon lexicon) =>
        new GroupWords(lexicon, topicStems).FieldsOf(group, stem);

    public static Builder Build(IReadOnlyList<TopicDocument> topics, Lexicon lexicon, int groups) => new(topics, lexicon, groups);

    /// <summary>The index after an edit; lists of words that none of the changed groups has are shared.</summary>
    public WordIndex With(GroupEdit edit, Paged<GroupDocument> before, Lexicon lexicon)
    {
        var words = new GroupWords(lexicon, topicStems);
        var newLengths = edit.Copy(lengths);
        var touched = new SortedDictionary<int, List<(int Group, float Frequency)>>();
        foreach (var group in edit.Changed)
        {
            newLengths[group] = words.Read(edit.After(group)!, isRemoved: false);
            foreach (var stem in words.Stems)
            {
                Touch(stem).Add((group, words.Frequency(stem)));
            }
        }

        foreach (var group in edit.Gone)
        {
            words.Read(before[group], isRemoved: true);
            foreach (var stem in words.Stems)
            {
                Touch(stem);
            }
        }

        var newOfStem = new Postings?[lexicon.StemCount];
        ofStem.CopyTo(newOfStem, 0);
        foreach (var (stem, added) in touched)
        {
            newOfStem[stem] = Postings.Merge(newOfStem[stem], edit, added);
        }

        return new WordIndex(topicStems, newOfStem, newLengths);

        List<(int, float)> Touch(int stem)
        {
            if (!touched.TryGetValue(stem, out var added))
            {
                touched.Add(stem, added = []);
            }

            return added;
        }
    }

    private float Norm(float length) => Saturation * (1 - LengthInfluence + (LengthInfluence * length / average));

    private static float Average(float[] lengths)
    {
        var sum = 0.0;
        foreach (var length in lengths)
        {
            sum += length;
        }

        return (float)Math.Max(1, sum / Math.Max(1, lengths.Length));
    }

    /// <summary>The groups that have a word of one stem, ascending, and how often, weighted by field.</summary>
    internal sealed record Postings(int[] Groups, float[] Frequencies)
    {
        public static Postings None { get; } = new([], []);

        public int Find(int group) => Array.BinarySearch(Groups, group);

        internal static Postings? Merge(Postings? before, GroupEdit edit, List<(int Group, float Frequency)> added)
        {
            var room = (before?.Groups.Length ?? 0) + added.Count;
            var (groups, frequencies) = (new int[room], new float[room]);
            var (count, next) = (0, 0);
            for (var i = 0; i < (before?.Groups.Length ?? 0); i++)
            {
                var group = before!.Groups[i];
                if (edit.Goes(group))
                {
                    continue;
                }

                for (; next < added.Count && added[next].Group < group; next++)
                {
                    (groups[count], frequencies[count++]) = added[next];
                }

                (groups[count], frequencies[count++]) = (group, before.Frequencies[i]);
            }

            for (; next < added.Count; next++)
            {
                (groups[count], frequencies[count++]) = added[next];
            }

            return count == 0 ? null : count == room ? new Postings(groups, frequencies) : new Postings(groups[..count], frequencies[..count]);
        }
    }

    /// <summary>Takes groups in ascending order and sorts what they contain by stem in one counting pass.</summary>
    internal sealed class Builder
    {
        private readonly Lexicon lexicon;
        private readonly GroupWords words;
        private readonly Dictionary<string, int[]> topicStems = new(StringComparer.Ordinal);
        private readonly List<(int Stem, int Group, float Frequency)> postings = new(65536);
        private readonly float[] lengths;

        public Builder(IReadOnlyList<TopicDocument> topics, Lexicon lexicon, int groups)
        {
            this.lexicon = lexicon;
            lengths = new float[groups];
            words = new GroupWords(lexicon, topicStems);
            foreach (var topic in topics)
            {
                topicStems[topic.Slug] = words.StemsOf(topic.Names);
            }
        }

        public void Add(int group, GroupDocument document)
        {
            lengths[group] = words.Read(document, isRemoved: false);
            foreach (var stem in words.Stems)
            {
                postings.Add((stem, group, words.Frequency(stem)));
            }
        }

        public WordIndex ToIndex()
        {
            var counts = new int[lexicon.StemCount];
            foreach (var posting in postings)
            {
                counts[posting.Stem]++;
            }

            var ofStem = Array.ConvertAll(counts, static n => n == 0 ? null : new Postings(new int[n], new float[n]));
            Array.Clear(counts);
            foreach (var (stem, group, frequency) in postings)
            {
                var at = counts[stem]++;
                ofStem[stem]!.Groups[at] = group;
                ofStem[stem]!.Frequencies[at] = frequency;
            }

            return new WordIndex(topicStems, ofStem, lengths);
        }
    }
}
