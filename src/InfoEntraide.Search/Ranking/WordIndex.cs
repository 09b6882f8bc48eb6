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
    private readonly float[] norms;

    private WordIndex(Dictionary<string, int[]> topicStems, Postings?[] ofStem, float[] lengths)
    {
        this.topicStems = topicStems;
        this.ofStem = ofStem;
        this.lengths = lengths;
        norms = Norms(lengths);
    }

    /// <summary>Adds what a word of that stem contributes to the score of each group that has one.</summary>
    /// <returns>These groups, ascending.</returns>
    public ReadOnlySpan<int> Score(int stem, float[] scores)
    {
        if ((uint)stem >= (uint)ofStem.Length || ofStem[stem] is not { } postings)
        {
            return [];
        }

        var containing = postings.Groups.Length;
        var rarity = MathF.Log(1 + ((lengths.Length - containing + 0.5f) / (containing + 0.5f)));
        for (var i = 0; i < postings.Groups.Length; i++)
        {
            var group = postings.Groups[i];
            var frequency = postings.Frequencies[i];
            scores[group] += rarity * frequency * (Saturation + 1) / (frequency + norms[group]);
        }

        return postings.Groups;
    }

    public static Builder Build(IReadOnlyList<TopicDocument> topics, Lexicon lexicon, int groups) => new(topics, lexicon, groups);

    /// <summary>The index after an edit; lists of words that none of the changed groups has are shared.</summary>
    public WordIndex With(GroupEdit edit, Lexicon lexicon)
    {
        var words = new GroupWords(lexicon, topicStems);
        var newLengths = edit.Copy(lengths);
        var touched = new SortedDictionary<int, List<(int Group, float Frequency)>>();
        foreach (var group in edit.Changed)
        {
            newLengths[group] = words.Read(edit.After(group)!, isRemoved: false);
            foreach (var (stem, frequency) in words.Frequencies)
            {
                Touch(stem).Add((group, frequency));
            }
        }

        for (var group = 0; group < edit.Before.Length; group++)
        {
            if (edit.Goes(group))
            {
                words.Read(edit.Before[group], isRemoved: true);
                foreach (var (stem, _) in words.Frequencies)
                {
                    Touch(stem);
                }
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

    private static float[] Norms(float[] lengths)
    {
        var sum = 0.0;
        foreach (var length in lengths)
        {
            sum += length;
        }

        var average = (float)Math.Max(1, sum / Math.Max(1, lengths.Length));
        return Array.ConvertAll(lengths, length => Saturation * (1 - LengthInfluence + (LengthInfluence * length / average)));
    }

    /// <summary>The groups that have a word of one stem, ascending, and how often, weighted by field.</summary>
    private sealed record Postings(int[] Groups, float[] Frequencies)
    {
        public static Postings? Merge(Postings? before, GroupEdit edit, List<(int Group, float Frequency)> added)
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
            foreach (var (stem, frequency) in words.Frequencies)
            {
                postings.Add((stem, group, frequency));
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
