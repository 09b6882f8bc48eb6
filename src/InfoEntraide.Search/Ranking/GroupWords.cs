using System.Runtime.InteropServices;
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

    /// <summary>The stems of the group read last, each once.</summary>
    public ReadOnlySpan<int> Stems => CollectionsMarshal.AsSpan(touched);

    /// <summary>How often the group read last has a stem, weighted by where it stands.</summary>
    public float Frequency(int stem) => stem < frequencies.Length ? frequencies[stem] : 0;

    /// <summary>Reads a group; its words are added to the lexicon, or taken from it when the group goes.</summary>
    /// <returns>The weighted length of its texts.</returns>
    public float Read(GroupDocument group, bool isRemoved)
    {
        Forget();
        ReadNames(group, isRemoved ? Change.Remove : Change.Add);
        ReadDescriptions(group, isRemoved ? Change.Remove : Change.Add);
        ReadTopics(group);
        return length;
    }

    /// <summary>How often a group has a stem in each of its fields, weighted. The lexicon stays as it is.</summary>
    public (float Names, float Topics, float Descriptions) FieldsOf(GroupDocument group, int stem)
    {
        Forget();
        ReadNames(group, Change.None);
        var names = Frequency(stem);
        ReadTopics(group);
        var topics = Frequency(stem) - names;
        ReadDescriptions(group, Change.None);
        return (names, topics, Frequency(stem) - names - topics);
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

    private void Forget()
    {
        foreach (var stem in touched)
        {
            frequencies[stem] = 0;
        }

        touched.Clear();
        length = 0;
    }

    private void ReadNames(GroupDocument group, Change change)
    {
        foreach (var name in group.Names)
        {
            Add(name.Text, NameWeight, change);
        }
    }

    private void ReadDescriptions(GroupDocument group, Change change)
    {
        foreach (var description in group.Descriptions)
        {
            Add(description.Text, DescriptionWeight, change);
        }
    }

    private void ReadTopics(GroupDocument group)
    {
        foreach (var topic in group.Topics)
        {
            foreach (var stem in topicStems.GetValueOrDefault(topic) ?? [])
            {
                Add(stem, TopicWeight);
            }
        }
    }

    private void Add(string text, float weight, Change change)
    {
        tokens.Read(text);
        for (var i = 0; i < tokens.Count; i++)
        {
            var word = change switch
            {
                Change.Add => lexicon.AddOfGroup(tokens.Folded(i)),
                Change.Remove => lexicon.RemoveOfGroup(tokens.Folded(i)),
                _ => lexicon.Find(tokens.Folded(i)),
            };
            if (word != Lexicon.Unknown && !lexicon.Use(word).Has(WordUse.Stop | WordUse.Modifier))
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

    /// <summary>What reading a group does to the lexicon.</summary>
    private enum Change
    {
        None,
        Add,
        Remove,
    }
}
