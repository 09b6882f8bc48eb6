using InfoEntraide.Search.Language;

namespace InfoEntraide.Search.Understanding;

/// <summary>
/// Everything learned from the thesaurus alone: phrases, what words say, who is related to whom. It takes most of the time of building an engine and changes rarely, so the one used
/// last is kept and used again when an engine is built for the same topics.
/// </summary>
internal sealed class TopicKnowledge
{
    /// <summary>The words that every catalogue begins with; copied, because a lexicon grows with its catalogue.</summary>
    private static readonly Lexicon CommonWords = Lexicon.OfCommonWords();

    private static volatile TopicKnowledge? last;

    private readonly IReadOnlyList<TopicDocument> topics;
    private readonly Lexicon lexicon = CommonWords.Copy();

    private TopicKnowledge(IReadOnlyList<TopicDocument> topics)
    {
        this.topics = topics;
        Phrases = ThesaurusPhrases.Build(topics, lexicon);
        Words = new TopicWords(Phrases, lexicon);
        Kinship = new TopicKinship(Phrases, topics);
        NearStems = new NearStems(Phrases, lexicon);
        SuicideTopic = FindSuicideTopic();
    }

    public ThesaurusPhrases Phrases { get; }

    public TopicWords Words { get; }

    public TopicKinship Kinship { get; }

    public NearStems NearStems { get; }

    /// <summary>Position of the topic of suicidal thoughts, or -1: where words of that danger lead.</summary>
    public int SuicideTopic { get; }

    /// <summary>The knowledge of these topics.</summary>
    public static TopicKnowledge Of(IReadOnlyList<TopicDocument> topics)
    {
        var known = last;
        return known is not null && known.IsOf(topics) ? known : last = new TopicKnowledge(topics);
    }

    /// <summary>A lexicon that knows the words of the thesaurus, to be filled with places and groups.</summary>
    public Lexicon NewLexicon() => lexicon.Copy();

    // Most of its names say so; mourning a suicide is another topic, and so is being near somebody.
    private int FindSuicideTopic()
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

    private bool IsOf(IReadOnlyList<TopicDocument> others)
    {
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
}
