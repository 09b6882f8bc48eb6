using System.Text;
using InfoEntraide.Search.Language;

namespace InfoEntraide.Search.Understanding;

/// <summary>Turns what somebody typed into topics, a place, remaining words and signs of danger.</summary>
internal sealed class QueryReader(IReadOnlyList<TopicDocument> topicDocuments, Lexicon lexicon, TopicKnowledge knowledge, Gazetteer gazetteer, Spelling spelling)
{
    /// <summary>Characters read of each box; whoever pastes a letter is understood by its beginning.</summary>
    public const int MaxCharacters = 500;

    /// <summary>Words read of each box; they must fit in the bits of a <see cref="ulong"/>.</summary>
    public const int MaxWords = 40;

    /// <summary>Shorter stems belong to too many words ("bulle", "bullies") to follow them to forms the thesaurus does not list.</summary>
    private const int ShortestInflectedStem = 5;

    private readonly ThesaurusPhrases phrases = knowledge.Phrases;
    private readonly Thesaurus thesaurus = new(knowledge, lexicon);
    private readonly UnlistedWords unlisted = new(lexicon, knowledge, spelling);
    private readonly PlaceReader places = new(gazetteer, lexicon, knowledge.Phrases);
    private readonly Corrections corrections = new(lexicon, knowledge.Phrases, gazetteer, spelling);

    /// <summary>Reads both boxes; what was considered on the way goes to <paramref name="explanation"/> when somebody asks for it.</summary>
    public Reading Read(string? text, string? place, ReadingSteps without = ReadingSteps.None, ReadingExplanation? explanation = null)
    {
        text = Cut(text);
        place = Cut(place);
        var tokens = new TokenBuffer();
        tokens.Read(text, MaxWords);
        if (!without.HasFlag(ReadingSteps.Correction) && !without.HasFlag(ReadingSteps.Meaning))
        {
            corrections.Split(tokens);
        }

        var figurative = CrisisPhrases.Figurative(tokens);
        var (danger, dangerWords) = without.HasFlag(ReadingSteps.Danger) ? (Danger.None, 0) : CrisisPhrases.Speak(tokens, figurative);
        if (danger == Danger.None && !without.HasFlag(ReadingSteps.Danger))
        {
            (danger, dangerWords) = CrisisPhrases.SpeakMistyped(tokens, figurative, lexicon);
        }

        var terms = ReadTerms(tokens);
        var onlyWords = without.HasFlag(ReadingSteps.Meaning);
        var corrected = onlyWords || without.HasFlag(ReadingSteps.Correction) ? null : corrections.Mend(tokens, terms, text);
        ReadKinship(terms);

        var mentions = onlyWords ? [] : places.Read(tokens, terms, placeBox: false);
        foreach (var mention in mentions)
        {
            for (var i = mention.Start; i < mention.Start + mention.Count; i++)
            {
                terms[i].IsPlace = true;
            }
        }

        var inBox = FromPlaceBox(place);
        var mentioned = inBox ?? Best(mentions);
        var relatives = terms.Exists(term => term.Kin != KinClass.None && !term.IsPlace);
        var meaningless = CrisisPhrases.WithoutMeaning(tokens, figurative);
        var isSuicide = danger == Danger.Suicide && knowledge.SuicideTopic >= 0;
        var topics = onlyWords ? [] : MatchTopics(text, tokens, terms, relatives, isSuicide ? meaningless | dangerWords : meaningless, explanation);
        if (isSuicide && !onlyWords)
        {
            topics = WithSuicideFirst(topics, dangerWords);
        }
        else if (danger == Danger.Violence && knowledge.ViolenceTopic >= 0 && !onlyWords)
        {
            topics = WithViolenceFirst(topics, dangerWords);
        }

        explanation?.Words.AddRange(terms.Select((term, i) => Explain(tokens.Folded(i).ToString(), term)));
        var leftover = Leftover(terms, topics);
        return new Reading
        {
            Topics = topics,
            WordStems = Stems(tokens, terms, leftover),
            HasWords = leftover.Count > 0,
            Terms = terms,
            PlaceInText = inBox is null ? mentioned : null,
            Leftover = leftover,
            Interpretation = new Interpretation
            {
                Topics = Slugs(topics),
                Place = mentioned?.ToPlace(),
                UnknownPlace = mentioned is null && place.AsSpan().Trim().Length > 0 ? place.Trim() : null,
                Text = Join(text, terms, leftover),
                Corrected = corrected,
                Danger = danger,
                Relatives = relatives && AskedByRelative(terms, topics),
                Alternatives = Alternatives(mentioned, mentions),
            },
        };
    }

    // "Je veux mourir" must not lead to palliative care: the words of danger speak for this topic alone.
    private List<TopicMatch> WithSuicideFirst(List<TopicMatch> topics, ulong dangerWords)
    {
        var first = new TopicMatch(knowledge.SuicideTopic, topics.Count > 0 ? topics[0].Score : 1, dangerWords, IsWhole: true);
        return [first, .. topics.Where(t => t.Topic != first.Topic && t.IsWhole).Take(Thesaurus.MaxTopics - 1)];
    }

    // "Mein Partner schlägt mich" is not about partnership.
    private List<TopicMatch> WithViolenceFirst(List<TopicMatch> topics, ulong dangerWords)
    {
        List<TopicMatch> first = [.. topics.Where(t => knowledge.IsOnViolence(t.Topic))];
        if (first.Count == 0)
        {
            first.Add(new TopicMatch(knowledge.ViolenceTopic, topics.Count > 0 ? topics[0].Score : 1, dangerWords, IsWhole: true));
        }

        return [.. first.Concat(topics.Where(t => !knowledge.IsOnViolence(t.Topic) && t.IsWhole && (t.Terms & ~dangerWords) != 0)).Take(Thesaurus.MaxTopics)];
    }

    // What is denied counts only when nothing else makes sense.
    private List<TopicMatch> MatchTopics(string text, TokenBuffer tokens, List<QueryTerm> terms, bool relatives, ulong without, ReadingExplanation? explanation)
    {
        var denied = Negations.Find(text, tokens);
        if (denied != 0)
        {
            var affirmed = thesaurus.Match(tokens, terms, relatives, denied | without);
            if (affirmed.Count > 0 && affirmed[0].IsWhole)
            {
                return affirmed;
            }
        }

        return thesaurus.Match(tokens, terms, relatives, without, explanation?.Considered);
    }

    private WordExplanation Explain(string folded, QueryTerm term)
    {
        var stems = new List<string>();
        for (var k = 0; k < term.KeyCount; k++)
        {
            stems.Add(lexicon.StemText(term.Key(k)));
        }

        var use = term.IsPlace ? "place" : term.Kin != KinClass.None ? $"relative ({term.Kin})" : term.IsWeak || term.IsParticle ? "small word" : term.IsModifier ? "modifier" : stems.Count > 0 ? "meaning" : "unknown to the thesaurus";
        return new WordExplanation(folded, term.IsCorrected ? lexicon.Spelling(term.Word) : null, use, stems, term.Quality);
    }

    private static string Cut(string? text) => text is null ? "" : text.Length <= MaxCharacters ? text : text[..MaxCharacters];

    private List<QueryTerm> ReadTerms(TokenBuffer tokens)
    {
        var terms = new List<QueryTerm>(tokens.Count);
        var anySmall = false;
        for (var i = 0; i < tokens.Count; i++)
        {
            anySmall |= !tokens[i].AllCapitals && tokens[i].Length > 1;
            terms.Add(ReadTerm(tokens, i));
        }

        foreach (var term in terms)
        {
            term.Abbreviation = terms.Count == 1 || (term.Token.AllCapitals && anySmall);
        }

        for (var i = 0; i + 1 < terms.Count; i++)
        {
            JoinWithNext(tokens, terms, i);
        }

        return terms;
    }

    private QueryTerm ReadTerm(TokenBuffer tokens, int index)
    {
        Span<char> plain = stackalloc char[TokenBuffer.MaxWordLength];
        scoped var folded = tokens.Folded(index);
        var word = lexicon.Find(folded);
        var stem = word == Lexicon.Unknown ? lexicon.FindStem(folded) : lexicon.StemOf(word);
        if (stem == Lexicon.Unknown)
        {
            // "Zuerich", "Aengste": typed without the umlaut key.
            var collapsed = plain[..Folding.CollapseUmlauts(folded, plain)];
            word = lexicon.Find(collapsed);
            stem = word == Lexicon.Unknown ? lexicon.FindStem(collapsed) : lexicon.StemOf(word);
            folded = collapsed;
        }

        var term = new QueryTerm(tokens[index], word, word == Lexicon.Unknown ? WordUse.None : lexicon.Use(word));
        term.LooksLikeAbbreviation = term.Use.Has(WordUse.Ordinary) && phrases.IsAbbreviation(stem);
        if (phrases.Knows(stem) && (term.Use.Has(WordUse.Topic) || lexicon.StemLength(stem) >= ShortestInflectedStem))
        {
            term.AddKey(stem);
        }
        else if (!term.Use.Has(WordUse.Stop | WordUse.Modifier | WordUse.Kin | WordUse.Place))
        {
            unlisted.Read(folded, term);
        }

        return term;
    }

    // "burn out", "schul mobbing": two words the thesaurus writes as one.
    private void JoinWithNext(TokenBuffer tokens, List<QueryTerm> terms, int index)
    {
        Span<char> joined = stackalloc char[2 * TokenBuffer.MaxWordLength];
        var first = tokens.Folded(index);
        var second = tokens.Folded(index + 1);
        if (first.Length < 2 || second.Length < 2 || first.Length + second.Length > TokenBuffer.MaxWordLength)
        {
            return;
        }

        first.CopyTo(joined);
        second.CopyTo(joined[first.Length..]);
        var word = lexicon.Find(joined[..(first.Length + second.Length)]);
        if (word != Lexicon.Unknown && lexicon.Use(word).Has(WordUse.Topic))
        {
            terms[index].AddKey(lexicon.StemOf(word));
            terms[index].Use |= WordUse.Topic;
            terms[index + 1].BelongsToPrevious = true;
        }
    }

    private void ReadKinship(List<QueryTerm> terms)
    {
        for (var i = 0; i < terms.Count; i++)
        {
            var term = terms[i];
            if (!term.Use.Has(WordUse.Kin))
            {
                continue;
            }

            var word = lexicon.Text(term.Word);
            if (Kinship.NeedsPossessive(word) && !(i > 0 && terms[i - 1].Word >= 0 && Kinship.IsPossessive(lexicon.Text(terms[i - 1].Word))))
            {
                continue;
            }

            term.Kin = Kinship.ClassOf(word);
            term.AddKey(phrases.KinKey(term.Kin));
            term.AddKey(phrases.AnyKinKey);
        }
    }

    private PlaceMention? FromPlaceBox(string place)
    {
        var tokens = new TokenBuffer();
        tokens.Read(place, MaxWords);
        var terms = new List<QueryTerm>(tokens.Count);
        for (var i = 0; i < tokens.Count; i++)
        {
            var term = ReadTerm(tokens, i);
            corrections.MendPlace(tokens.Folded(i), term);
            terms.Add(term);
        }

        return Best(places.Read(tokens, terms, placeBox: true));
    }

    private static PlaceMention? Best(List<PlaceMention> mentions)
    {
        PlaceMention? best = null;
        foreach (var mention in mentions)
        {
            if (best is null || mention.Strength > best.Strength)
            {
                best = mention;
            }
        }

        return best;
    }

    // Somebody who lost her husband speaks of a relative but asks for herself: the topic's own phrase says so.
    private bool AskedByRelative(List<QueryTerm> terms, List<TopicMatch> topics)
    {
        if (topics.Count == 0 || thesaurus.IsForRelatives(topics[0].Topic))
        {
            return true;
        }

        for (var i = 0; i < terms.Count; i++)
        {
            if (terms[i].Kin != KinClass.None && (topics[0].Terms & (1UL << i)) == 0)
            {
                return true;
            }
        }

        return false;
    }

    private static List<int> Leftover(List<QueryTerm> terms, List<TopicMatch> topics)
    {
        var explained = 0UL;
        foreach (var topic in topics)
        {
            explained |= topic.Terms;
        }

        var leftover = new List<int>();
        for (var i = 0; i < terms.Count; i++)
        {
            var term = terms[i];
            var isWord = !term.IsPlace && !term.Use.Has(WordUse.Stop | WordUse.Modifier) && term.Token.Length > 1
                && !(term.BelongsToPrevious && (explained & (1UL << (i - 1))) != 0);
            if (isWord && (explained & (1UL << i)) == 0 && (topics.Count == 0 || term.Kin == KinClass.None))
            {
                leftover.Add(i);
            }
        }

        return leftover;
    }

    private int[] Stems(TokenBuffer tokens, List<QueryTerm> terms, List<int> leftover)
    {
        var stems = new List<int>(leftover.Count);
        foreach (var i in leftover)
        {
            var stem = terms[i].Word == Lexicon.Unknown ? lexicon.FindStem(tokens.Folded(i)) : lexicon.StemOf(terms[i].Word);
            if (stem != Lexicon.Unknown && !stems.Contains(stem))
            {
                stems.Add(stem);
            }
        }

        return [.. stems];
    }

    private static string Join(string text, List<QueryTerm> terms, List<int> leftover)
    {
        var joined = new StringBuilder();
        foreach (var i in leftover)
        {
            var token = terms[i].Token;
            joined.Append(joined.Length > 0 ? " " : "").Append(text, token.SourceStart, token.SourceLength);
        }

        return joined.ToString();
    }

    private string[] Slugs(List<TopicMatch> topics)
    {
        var slugs = new string[topics.Count];
        for (var i = 0; i < slugs.Length; i++)
        {
            slugs[i] = topicDocuments[topics[i].Topic].Slug;
        }

        return slugs;
    }

    private static List<string> Alternatives(PlaceMention? chosen, List<PlaceMention> mentions)
    {
        var labels = new List<string>();
        if (chosen is null)
        {
            return labels;
        }

        foreach (var other in chosen.Others)
        {
            labels.Add(other.Label);
        }

        foreach (var mention in mentions)
        {
            if (mention.Reading != chosen.Reading && !labels.Contains(mention.Reading.Label))
            {
                labels.Add(mention.Reading.Label);
            }
        }

        return labels;
    }
}
