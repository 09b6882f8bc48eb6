namespace InfoEntraide.Search.Understanding;

/// <summary>What was found for a topic: its best phrase and the sum over single words.</summary>
internal record struct TopicFound(double Phrase, int PhraseNumber, double Words, double Kinship, ulong PhraseTerms, ulong WordTerms, bool IsWhole);

/// <summary>Memory of one thread, marked with the number of the query instead of being cleared.</summary>
internal sealed class TopicScratch
{
    private int[] phraseSeen = [];
    private (int Query, int Term)[] termOf = [];
    private (int Query, TopicFound Found)[] found = [];
    private int query;

    public List<int> Topics { get; } = [];

    public void Begin(int phraseCount, int topicCount, int stemCount)
    {
        if (phraseSeen.Length < phraseCount || termOf.Length < stemCount || found.Length < topicCount || query == int.MaxValue)
        {
            (phraseSeen, termOf, found, query) = (new int[phraseCount], new (int, int)[stemCount], new (int, TopicFound)[topicCount], 0);
        }

        query++;
        Topics.Clear();
    }

    public void EnterStem(int stem, int term)
    {
        if (stem >= 0 && stem < termOf.Length && termOf[stem].Query != query)
        {
            termOf[stem] = (query, term);
        }
    }

    public bool TryTermOf(int stem, out int term)
    {
        term = -1;
        if (stem < 0 || stem >= termOf.Length || termOf[stem].Query != query)
        {
            return false;
        }

        term = termOf[stem].Term;
        return true;
    }

    public bool IsNew(int phrase)
    {
        if (phraseSeen[phrase] == query)
        {
            return false;
        }

        phraseSeen[phrase] = query;
        return true;
    }

    public TopicFound Of(int topic) => found[topic].Found;

    public void OfferPhrase(int topic, int phrase, double score, ulong terms, bool isWhole)
    {
        ref var known = ref Touch(topic);
        known.IsWhole |= isWhole;
        if (score > known.Phrase)
        {
            (known.Phrase, known.PhraseNumber, known.PhraseTerms) = (score, phrase, terms);
        }
    }

    public void OfferWord(int topic, double score, ulong term)
    {
        ref var known = ref Touch(topic);
        known.Words += score;
        known.WordTerms |= term;
    }

    public bool TryOf(int topic, out TopicFound result)
    {
        result = found[topic].Found;
        return found[topic].Query == query;
    }

    public void OfferKinship(int topic, double score, ulong phraseTerms, ulong wordTerms, bool isWhole)
    {
        ref var known = ref Touch(topic);
        if (score > known.Kinship)
        {
            known.Kinship = score;
            known.PhraseTerms |= phraseTerms;
            known.WordTerms |= wordTerms;
            known.IsWhole |= isWhole;
        }
    }

    private ref TopicFound Touch(int topic)
    {
        if (found[topic].Query != query)
        {
            found[topic] = (query, new TopicFound { PhraseNumber = -1 });
            Topics.Add(topic);
        }

        return ref found[topic].Found;
    }
}
