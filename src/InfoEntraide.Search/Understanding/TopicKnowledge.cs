using InfoEntraide.Search.Language;

namespace InfoEntraide.Search.Understanding;

/// <summary>
/// Everything learned from the thesaurus alone: phrases, what words say, who is related to whom. It takes most of the time of building an engine and changes rarely, so the one used
/// last is kept and used again when an engine is built for the same topics.
/// </summary>
internal sealed class TopicKnowledge
{
    private const string ViolenceCategory = "violence";

    /// <summary>The words that every catalogue begins with; copied, because a lexicon grows with its catalogue.</summary>
    private static readonly Lexicon CommonWords = Lexicon.OfCommonWords();

    private static volatile Learning? last;

    private readonly Lexicon lexicon = CommonWords.Copy();
    private readonly bool[] isOnViolence;

    private TopicKnowledge(IReadOnlyList<TopicDocument> topics)
    {
        Phrases = ThesaurusPhrases.Build(topics, lexicon);
        Words = new TopicWords(Phrases, lexicon);
        Kinship = new TopicKinship(Phrases, topics);
        NearStems = new NearStems(Phrases, lexicon);
        SuicideTopic = FindSuicideTopic(topics);
        isOnViolence = [.. topics.Select(t => t.Category == ViolenceCategory)];
        ViolenceTopic = Enumerable.Range(0, topics.Count).FirstOrDefault(t => isOnViolence[t] && topics[t].Names.Any(n => n.Text.Contains("domesti", StringComparison.OrdinalIgnoreCase)), -1);
    }

    public ThesaurusPhrases Phrases { get; }

    public TopicWords Words { get; }

    public TopicKinship Kinship { get; }

    public NearStems NearStems { get; }

    /// <summary>Position of the topic of suicidal thoughts, or -1: where words of that danger lead.</summary>
    public int SuicideTopic { get; }

    /// <summary>Position of the topic of violence at home, or -1: where words of that danger lead that name no other violence.</summary>
    public int ViolenceTopic { get; }

    public bool IsOnViolence(int topic) => isOnViolence[topic];

    /// <summary>The knowledge of these topics; waits for it when another thread is learning it.</summary>
    public static TopicKnowledge Of(IReadOnlyList<TopicDocument> topics) => LearningOf(topics).Result.Value;

    /// <summary>Begins to learn these topics on another thread.</summary>
    public static void Prepare(IReadOnlyList<TopicDocument> topics)
    {
        var learning = LearningOf(topics);
        if (!learning.Result.IsValueCreated)
        {
            _ = Task.Run(() => learning.Result.Value); // whoever needs it asks and hears of an exception
        }
    }

    /// <summary>A lexicon that knows the words of the thesaurus, to be filled with places and groups.</summary>
    public Lexicon NewLexicon() => lexicon.Copy();

    // Most of its names say so; mourning a suicide is another topic, and so is being near somebody.
    private int FindSuicideTopic(IReadOnlyList<TopicDocument> topics)
    {
        for (var t = 0; t < topics.Count; t++)
        {
            var names = topics[t].Names;
            var saying = names.Count(n => n.Text.Contains("suicid", StringComparison.OrdinalIgnoreCase) || n.Text.Contains("suizid", StringComparison.OrdinalIgnoreCase));
            if (saying > names.Count / 2 && topics[t].Category is not "deuil" && !Phrases.IsForRelatives(t))
            {
                return t;
            }
        }

        return -1;
    }

    private static Learning LearningOf(IReadOnlyList<TopicDocument> topics)
    {
        var known = last;
        return known is not null && IsSame(known.Topics, topics) ? known : last = new Learning(topics, new(() => new TopicKnowledge(topics)));
    }

    private static bool IsSame(IReadOnlyList<TopicDocument> topics, IReadOnlyList<TopicDocument> others)
    {
        if (ReferenceEquals(topics, others))
        {
            return true;
        }

        if (others.Count != topics.Count)
        {
            return false;
        }

        for (var t = 0; t < topics.Count; t++)
        {
            var (topic, other) = (topics[t], others[t]);
            if (topic.Slug != other.Slug || topic.Category != other.Category || !topic.Names.SequenceEqual(other.Names) || !topic.Synonyms.SequenceEqual(other.Synonyms))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>What is learned, or being learned, of these topics.</summary>
    private sealed record Learning(IReadOnlyList<TopicDocument> Topics, Lazy<TopicKnowledge> Result);
}
