using System.Numerics;
using InfoEntraide.Search.Language;

namespace InfoEntraide.Search.Understanding;

/// <summary>A topic recognised in a query.</summary>
/// <param name="Topic">Position of the topic in the corpus.</param>
/// <param name="Score">How much speaks for it; comparable within one query.</param>
/// <param name="Terms">The query's words, one bit each, that were understood as this topic.</param>
/// <param name="IsWhole">One of the topic's phrases is there completely.</param>
internal readonly record struct TopicMatch(int Topic, double Score, ulong Terms, bool IsWhole);

/// <summary>
/// Finds topics by the phrases of all languages at once. Two kinds of evidence add up: the phrase that fits best (<see cref="ThesaurusPhrases"/>), so that
/// <i>cancer du sein</i> is not read as <i>cancer</i>; and what each single word says (<see cref="TopicWords"/>), so that a sentence nobody has listed still finds its topic.
/// </summary>
internal sealed class Thesaurus(TopicKnowledge knowledge, Lexicon lexicon)
{
    private readonly ThesaurusPhrases phrases = knowledge.Phrases;
    private readonly TopicWords topicWords = knowledge.Words;
    private readonly TopicKinship kinship = knowledge.Kinship;

    /// <summary>Topics reported at most.</summary>
    public const int MaxTopics = 3;

    /// <summary>A topic explained by the same words as a better one stays when its score is at least this share.</summary>
    private const double TieShare = 0.5;

    /// <summary>A topic explained by other words stays when its score is at least this share of the best one's.</summary>
    private const double SecondShare = 0.25;

    /// <summary>Two topics named by different words are as clear as each other from this share on.</summary>
    private const double AsClearlyShare = 0.8;

    private const double PartOfNameQuality = 0.6;

    /// <summary>A single everyday word among others is weak evidence, even where the thesaurus lists it.</summary>
    private const double OrdinaryWordQuality = 0.45;

    /// <summary>How much of what speaks for a situation also speaks for the topic of its relatives when a relative asks.</summary>
    private const double KinshipShare = 1.1;

    /// <summary>A phrase that is there completely is worth more than its words.</summary>
    private const double WholePhraseBonus = 1.4;

    /// <summary>A phrase of nothing but small words and relatives ("non ho figli") hardly counts where the query says more.</summary>
    private const double WithoutContent = 0.6;

    /// <summary>Weight of a piece of a word beside the word itself.</summary>
    private const double PieceWeight = 0.45;

    /// <summary>A word that says at least this share of what it could belongs to the topic.</summary>
    private const double TellingShare = 0.5;

    private const double NoRelativesPenalty = 0.7;

    /// <summary>Without a whole phrase a topic needs this share of what the query's words could say.</summary>
    private const double LeastShare = 0.24;

    /// <summary>Without a whole phrase a single word is no evidence ("pizza margherita"), but for a whole sentence it may be all there is.</summary>
    private const int FewestWords = 2;
    private const int ShortQuery = 2;

    /// <summary>What a word counts that the thesaurus does not know, when the share is reckoned.</summary>
    private const double UnknownWeight = 6;

    [ThreadStatic]
    private static TopicScratch? scratch;

    public bool IsForRelatives(int topic) => phrases.IsForRelatives(topic);

    /// <summary>The topics that the terms not excluded speak of, best first.</summary>
    public List<TopicMatch> Match(TokenBuffer tokens, IReadOnlyList<QueryTerm> terms, bool relatives, ulong excluded, List<TopicExplanation>? explanations = null)
    {
        var work = scratch ??= new TopicScratch();
        work.Begin(phrases.Count, phrases.TopicCount, phrases.StemCount);
        var content = ContentTerms(terms) & ~excluded;
        var possible = Enter(terms, excluded, content, work);
        AddPhrases(terms, content, relatives, work);
        AddWords(terms, tokens, content, work);
        if (relatives)
        {
            AddKinship(terms, excluded, work);
        }

        return Choose(work, relatives, possible, content, explanations);
    }

    // Which word of the query stands for a stem, and how much the words could say at most.
    private double Enter(IReadOnlyList<QueryTerm> terms, ulong excluded, ulong content, TopicScratch work)
    {
        var possible = 0.0;
        for (var t = 0; t < terms.Count; t++)
        {
            var term = terms[t];
            if (term.IsPlace || (excluded & (1UL << t)) != 0)
            {
                continue;
            }

            var rarest = 0.0;
            for (var k = 0; k < term.KeyCount; k++)
            {
                work.EnterStem(term.Key(k), t);
                rarest = Math.Max(rarest, phrases.Rarity(term.Key(k)));
            }

            if ((content & (1UL << t)) != 0)
            {
                possible += rarest > 0 ? rarest * term.Quality : UnknownWeight;
            }
        }

        return possible;
    }

    private void AddPhrases(IReadOnlyList<QueryTerm> terms, ulong content, bool relatives, TopicScratch work)
    {
        for (var t = 0; t < terms.Count; t++)
        {
            var term = terms[t];
            for (var k = 0; k < term.KeyCount; k++)
            {
                if (!work.TryTermOf(term.Key(k), out var entered) || entered != t || phrases.IsKinKey(term.Key(k)))
                {
                    continue;
                }

                foreach (var occurrence in phrases.Occurrences(term.Key(k)))
                {
                    if (work.IsNew(occurrence.Phrase))
                    {
                        AddPhrase(occurrence.Phrase, terms, content, relatives, work);
                    }
                }
            }
        }
    }

    private void AddPhrase(int number, IReadOnlyList<QueryTerm> terms, ulong content, bool relatives, TopicScratch work)
    {
        var phrase = phrases[number];
        var stems = phrases.Stems(number);
        var positions = 0u;
        var used = 0UL;
        var weight = 0.0;
        for (var i = 0; i < stems.Length; i++)
        {
            if (!work.TryTermOf(stems[i], out var t))
            {
                continue;
            }

            var term = terms[t];
            positions |= 1u << i;
            used |= 1UL << t;
            weight += phrases.Weight(number, i) * term.Quality;
        }

        var quality = Quality(phrase, positions, used, weight, terms, content, relatives, out var whole);
        if (quality > 0)
        {
            work.OfferPhrase(phrase.Topic, number, weight * quality, used, whole);
        }
    }

    private double Quality(ThesaurusPhrase phrase, uint positions, ulong used, double weight, IReadOnlyList<QueryTerm> terms, ulong content, bool relatives, out bool whole)
    {
        whole = positions == phrase.AllPositions;
        var quality = (phrase.IsPart ? PartOfNameQuality : 1) * (phrase.IsOrdinaryWord && (content & ~used) != 0 ? OrdinaryWordQuality : 1);
        if ((used & content) == 0)
        {
            // Only kinship, modifying or small words: they must be the whole phrase, and of one word only as an abbreviation or as the whole query.
            var single = phrase.AllPositions == 1 ? terms[BitOperations.TrailingZeroCount(used)] : null;
            if (!whole || (single is not null && (single.IsWeak || single.IsModifier) && terms.Count > 1))
            {
                return 0;
            }

            quality *= content != 0 ? WithoutContent : 1;
        }

        if (phrase.NeedsCapitals && terms.Count > 1 && !terms[BitOperations.TrailingZeroCount(used)].Abbreviation)
        {
            return 0;
        }

        if (whole)
        {
            return quality * WholePhraseBonus;
        }

        var missing = phrase.AllPositions & ~positions;
        if (relatives && phrases.IsForRelatives(phrase.Topic) && (missing & ~phrase.KinPositions) == 0)
        {
            whole = true;
            return quality * WholePhraseBonus;
        }

        return quality * (weight / phrase.Weight);
    }

    private void AddWords(IReadOnlyList<QueryTerm> terms, TokenBuffer tokens, ulong content, TopicScratch work)
    {
        Span<int> pieces = stackalloc int[TokenBuffer.MaxWordLength];
        for (var rest = content; rest != 0; rest &= rest - 1)
        {
            var t = BitOperations.TrailingZeroCount(rest);
            var term = terms[t];
            for (var k = 0; k < term.KeyCount; k++)
            {
                if (!work.TryTermOf(term.Key(k), out var entered) || entered != t)
                {
                    continue;
                }

                var telling = TellingShare * phrases.Rarity(term.Key(k));
                foreach (var evidence in topicWords.OfStem(term.Key(k)))
                {
                    work.OfferWord(evidence.Topic, evidence.Weight * term.Quality, evidence.Weight >= telling ? 1UL << t : 0);
                }
            }

            var folded = term.IsCorrected ? lexicon.Text(term.Word) : tokens.Folded(t);
            foreach (var piece in pieces[..TopicWords.Pieces(folded, pieces)])
            {
                foreach (var evidence in topicWords.OfPiece(piece))
                {
                    work.OfferWord(evidence.Topic, evidence.Weight * PieceWeight, 0);
                }
            }
        }
    }

    // "Ma femme" and "bipolaire" together speak for the relatives of bipolar people.
    private void AddKinship(IReadOnlyList<QueryTerm> terms, ulong excluded, TopicScratch work)
    {
        var named = 0UL;
        var classes = 0;
        for (var t = 0; t < terms.Count; t++)
        {
            if (terms[t].Kin != KinClass.None && !terms[t].IsPlace && (excluded & (1UL << t)) == 0)
            {
                named |= 1UL << t;
                classes |= 1 << (int)terms[t].Kin;
            }
        }

        foreach (var pair in kinship.Pairs)
        {
            if (work.TryOf(pair.Base, out var found))
            {
                var score = KinshipShare * pair.Closeness * Fit(pair.Topic, classes) * (found.Phrase + found.Words);
                work.OfferKinship(pair.Topic, score, found.PhraseTerms | named, found.WordTerms, found.IsWhole);
            }
        }
    }

    private float Fit(int topic, int classes)
    {
        var fit = 0f;
        for (var kin = KinClass.Partner; kin <= KinClass.Relative; kin++)
        {
            fit += (classes & (1 << (int)kin)) != 0 ? kinship.Share(topic, kin) : 0;
        }

        return Math.Min(1, fit);
    }

    private List<TopicMatch> Choose(TopicScratch work, bool relatives, double possible, ulong content, List<TopicExplanation>? explanations)
    {
        var matches = new List<TopicMatch>();
        var isShort = BitOperations.PopCount(content) <= ShortQuery;
        foreach (var topic in work.Topics)
        {
            var found = work.Of(topic);
            var score = found.Phrase + found.Words + found.Kinship;
            var terms = found.PhraseTerms | found.WordTerms;
            if (!found.IsWhole && (score < LeastShare * possible || (isShort && BitOperations.PopCount(terms & content) < FewestWords)))
            {
                continue;
            }

            if (!relatives && phrases.IsForRelatives(topic))
            {
                score *= NoRelativesPenalty;
            }

            if ((terms & content) != 0 || found.IsWhole)
            {
                matches.Add(new TopicMatch(topic, score, terms, found.IsWhole));
            }
        }

        matches.Sort(static (a, b) => a.Score == b.Score ? a.Topic.CompareTo(b.Topic) : b.Score.CompareTo(a.Score));
        var chosen = new List<TopicMatch>(MaxTopics);
        var explained = 0UL;
        foreach (var match in matches)
        {
            if (chosen.Count == MaxTopics || match.Score < matches[0].Score * SecondShare)
            {
                break;
            }

            var isNew = (work.Of(match.Topic).PhraseTerms & content & ~explained) != 0 && work.Of(match.Topic).IsWhole;
            if (chosen.Count > 0 && IsPartOfBest(match, chosen[0], work))
            {
                continue;
            }

            if (chosen.Count == 0 || isNew || match.Score >= matches[0].Score * TieShare)
            {
                chosen.Add(match);
                explained |= match.Terms;
            }
        }

        OrderAsWritten(chosen, work);
        foreach (var match in explanations is null ? [] : matches)
        {
            var found = work.Of(match.Topic);
            explanations!.Add(new TopicExplanation(match.Topic, match.Score, found.Phrase, found.PhraseNumber < 0 ? "" : TextOf(found.PhraseNumber), found.IsWhole, found.Words, chosen.Exists(c => c.Topic == match.Topic)));
        }

        return chosen;
    }

    // "Cancer" within "cancer du sein": the more exact topic is meant, unless a relative asks, who may want the affliction itself.
    private bool IsPartOfBest(TopicMatch match, TopicMatch best, TopicScratch work)
    {
        var phrase = work.Of(match.Topic).PhraseTerms;
        var bestPhrase = work.Of(best.Topic).PhraseTerms;
        return match.IsWhole && best.IsWhole && phrase != bestPhrase && (phrase & ~bestPhrase) == 0 && phrases.IsForRelatives(match.Topic) == phrases.IsForRelatives(best.Topic);
    }

    // Of two topics that different words name as clearly, the one named first comes first.
    private static void OrderAsWritten(List<TopicMatch> chosen, TopicScratch work)
    {
        if (chosen.Count < 2 || !chosen[0].IsWhole || !chosen[1].IsWhole || chosen[1].Score < chosen[0].Score * AsClearlyShare)
        {
            return;
        }

        var first = work.Of(chosen[0].Topic).PhraseTerms;
        var second = work.Of(chosen[1].Topic).PhraseTerms;
        if ((first & second) == 0 && BitOperations.TrailingZeroCount(second) < BitOperations.TrailingZeroCount(first))
        {
            (chosen[0], chosen[1]) = (chosen[1] with { Score = chosen[0].Score }, chosen[0]);
        }
    }

    private string TextOf(int phrase) => string.Join(' ', Enumerable.Range(0, phrases.Stems(phrase).Length).Select(i => lexicon.Spelling(phrases.Word(phrase, i))));

    private static ulong ContentTerms(IReadOnlyList<QueryTerm> terms)
    {
        var content = 0UL;
        for (var t = 0; t < terms.Count; t++)
        {
            var term = terms[t];
            if (!term.IsPlace && !term.IsWeak && !term.IsModifier && term.Kin == KinClass.None && !term.IsParticle)
            {
                content |= 1UL << t;
            }
        }

        return content;
    }
}
