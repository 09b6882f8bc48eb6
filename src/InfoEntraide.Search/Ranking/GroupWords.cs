using InfoEntraide.Search.Language;

namespace InfoEntraide.Search.Ranking;

/// <summary>Reads the words of one group after the other and counts their stems, weighted by where they stand.</summary>
internal sealed class GroupWords(Lexicon lexicon, Dictionary<string, int[]> topicStems)
{
    private const float NameWeight = 3;
    private const float TopicWeight = 2;
    private const float DescriptionWeight = 1;

    private readonly TokenBuffer tokens = new();
    private readonly List<int> touched = [];
    private float[] frequencies = new float[16384];
    private float length;

    /// <summary>The stems of the group read last with their weighted frequencies.</summary>
    public IEnumerable<(int Stem, float Frequency)> Frequencies => touched.Select(stem => (stem, frequencies[stem]));

    /// <summary>Reads a group; its words are added to the lexicon, or taken from it when the group goes.</summary>
    /// <returns>The weighted length of its texts.</returns>
    public float Read(GroupDocument group, bool isRemoved)
    {
        foreach (var stem in touched)
        {
            frequencies[stem] = 0;
        }

        touched.Clear();
        length = 0;
        foreach (var name in group.Names)
        {
            Add(name.Text, NameWeight, isRemoved);
        }

        foreach (var description in group.Descriptions)
        {
            Add(description.Text, DescriptionWeight, isRemoved);
        }

        foreach (var topic in group.Topics)
        {
            foreach (var stem in topicStems.GetValueOrDefault(topic) ?? [])
            {
                Add(stem, TopicWeight);
            }
        }

        return length;
    }

    /// <summary>The stems of the meaningful words of a topic's names; the words stay in the lexicon.</summary>
    public int[] StemsOf(IReadOnlyList<LanguageText> texts)
    {
        var stems = new List<int>();
        foreach (var text in texts)
        {
            tokens.Read(text.Text);
            for (var i = 0; i < tokens.Count; i++)
            {
                var word = lexicon.Add(tokens.Folded(i), WordUse.TopicName);
                if (!lexicon.Use(word).Has(WordUse.Stop | WordUse.Modifier) && !stems.Contains(lexicon.StemOf(word)))
                {
                    stems.Add(lexicon.StemOf(word));
                }
            }
        }

        return [.. stems];
    }

    private void Add(string text, float weight, bool isRemoved)
    {
        tokens.Read(text);
        for (var i = 0; i < tokens.Count; i++)
        {
            var word = isRemoved ? lexicon.RemoveOfGroup(tokens.Folded(i)) : lexicon.AddOfGroup(tokens.Folded(i));
            if (!lexicon.Use(word).Has(WordUse.Stop | WordUse.Modifier))
            {
                Add(lexicon.StemOf(word), weight);
            }
        }
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
}
