using System.Numerics;
using System.Runtime.InteropServices;
using InfoEntraide.Search.Language;

namespace InfoEntraide.Search.Understanding;

/// <summary>A topic recognised in a query.</summary>
/// <param name="Topic">Position of the topic in the corpus.</param>
/// <param name="Score">Sum of the weights of the words that speak for it.</param>
/// <param name="Terms">The query's words, one bit each, that were understood as this topic.</param>
internal readonly record struct TopicMatch(int Topic, double Score, ulong Terms);

/// <summary>
/// Finds topics by their names and synonyms in all languages at once. Each name or synonym is a phrase: the set of its meaningful stems. A phrase is found when
/// all of its stems are in the query, in any order; among overlapping phrases the one that explains more of the query wins, so that <i>cancer du sein</i> is not
/// read as <i>cancer</i>. Words weigh by how few topics use them (inverse document frequency after K. Spärck Jones, 1972).
/// </summary>
internal sealed class Thesaurus(ThesaurusPhrases phrases)
{
    /// <summary>Topics reported at most.</summary>
    private const int MaxTopics = 5;

    /// <summary>A topic explained by the same words as a better one stays when its score is at least this share.</summary>
    private const double TieShare = 0.85;

    /// <summary>Topics far below the best one are chance hits.</summary>
    private const double WeakestShare = 0.3;

    /// <summary>An inflected form counts a little less than the word as listed.</summary>
    private const double InflectedQuality = 0.94;

    private const double PartOfNameQuality = 0.75;
    private const double RelativesBoost = 1.1;

    /// <summary>Weight of a phrase whose only missing word is the one for the relative.</summary>
    private const double OtherRelativeQuality = 0.85;

    /// <summary>How much of a phrase must be there when no phrase is there completely.</summary>
    private const double PartialShare = 0.5;

    public bool Knows(int stem) => phrases.Knows(stem);

    public bool IsForRelatives(int topic) => phrases.IsForRelatives(topic);

    public List<TopicMatch> Match(IReadOnlyList<QueryTerm> terms, bool relatives)
    {
        var found = new Dictionary<int, Evidence>();
        var order = new List<int>();
        Collect(terms, found, order);
        var matches = Score(terms, found, order, relatives, partial: false);
        if (matches.Count == 0)
        {
            matches = Score(terms, found, order, relatives, partial: true);
        }

        return Choose(matches, relatives);
    }

    private void Collect(IReadOnlyList<QueryTerm> terms, Dictionary<int, Evidence> found, List<int> order)
    {
        for (var t = 0; t < terms.Count; t++)
        {
            var term = terms[t];
            if (term.IsPlace)
            {
                continue;
            }

            var bit = 1UL << t;
            for (var k = 0; k < term.KeyCount; k++)
            {
                foreach (var occurrence in phrases.Occurrences(term.Key(k)))
                {
                    ref var evidence = ref CollectionsMarshal.GetValueRefOrAddDefault(found, occurrence.Phrase, out var known);
                    if (!known)
                    {
                        order.Add(occurrence.Phrase);
                    }

                    if ((evidence.Positions & (1u << occurrence.Position)) != 0 || (evidence.Terms & bit) != 0)
                    {
                        continue;
                    }

                    var exact = phrases.Word(occurrence.Phrase, occurrence.Position) == term.Word;
                    evidence.Positions |= 1u << occurrence.Position;
                    evidence.Terms |= bit;
                    evidence.Weight += phrases.Weight(occurrence.Phrase, occurrence.Position) * term.Quality * (exact ? 1 : InflectedQuality);
                }
            }
        }
    }

    private List<TopicMatch> Score(IReadOnlyList<QueryTerm> terms, Dictionary<int, Evidence> found, List<int> order, bool relatives, bool partial)
    {
        var content = ContentTerms(terms);
        var best = new Dictionary<int, TopicMatch>();
        foreach (var number in order)
        {
            var evidence = found[number];
            var phrase = phrases[number];
            var score = partial ? PartialScore(phrase, number, evidence, content, relatives) : FullScore(phrase, evidence, terms, content, relatives);
            if (score <= 0)
            {
                continue;
            }

            if (relatives && phrases.IsForRelatives(phrase.Topic))
            {
                score *= RelativesBoost;
            }

            if (!best.TryGetValue(phrase.Topic, out var known) || score > known.Score)
            {
                best[phrase.Topic] = new TopicMatch(phrase.Topic, score, evidence.Terms);
            }
        }

        var matches = new List<TopicMatch>(best.Values);
        matches.Sort(static (a, b) => a.Score == b.Score ? a.Topic.CompareTo(b.Topic) : b.Score.CompareTo(a.Score));
        return matches;
    }

    private double FullScore(ThesaurusPhrase phrase, Evidence evidence, IReadOnlyList<QueryTerm> terms, ulong content, bool relatives)
    {
        var quality = phrase.IsPart ? PartOfNameQuality : 1;
        if (evidence.Positions != phrase.AllPositions)
        {
            var otherRelative = relatives && phrases.IsForRelatives(phrase.Topic) && (evidence.Terms & content) != 0
                && (evidence.Positions | phrase.KinPositions) == phrase.AllPositions;
            if (!otherRelative)
            {
                return 0;
            }

            quality *= OtherRelativeQuality;
        }

        if ((evidence.Terms & content) == 0)
        {
            // Only kinship, modifying or small words: they must be the whole phrase, and a small word must be an abbreviation or the whole query.
            var single = phrase.AllPositions == 1 ? terms[BitOperations.TrailingZeroCount(evidence.Terms)] : null;
            if (single is null || ((single.IsWeak || single.IsModifier) && terms.Count > 1))
            {
                return 0;
            }
        }

        if (phrase.NeedsCapitals && terms.Count > 1 && !terms[BitOperations.TrailingZeroCount(evidence.Terms)].Abbreviation)
        {
            return 0;
        }

        return evidence.Weight * quality;
    }

    private double PartialScore(ThesaurusPhrase phrase, int number, Evidence evidence, ulong content, bool relatives)
    {
        // "Leben" is not "Leben ohne Kinder": a modifier that is missing changes the meaning.
        if ((phrase.ModifierPositions & ~evidence.Positions) != 0)
        {
            return 0;
        }

        // "Ho perso mio marito" is not "ho perso un figlio".
        var otherRelative = relatives && (phrase.KinPositions & ~evidence.Positions) != 0 && !phrases.IsForRelatives(phrase.Topic);
        if ((evidence.Terms & content) == 0 || phrase.NeedsCapitals || otherRelative)
        {
            return 0;
        }

        var share = evidence.Weight / phrase.Weight;
        return share >= PartialShare || phrases.HasWordOfItsOwn(number, evidence.Positions) ? evidence.Weight * share : 0;
    }

    private List<TopicMatch> Choose(List<TopicMatch> matches, bool relatives)
    {
        var chosen = new List<TopicMatch>(MaxTopics);
        var explained = 0UL;
        var generalAdded = false;
        foreach (var match in matches)
        {
            if (chosen.Count == MaxTopics || match.Score < matches[0].Score * WeakestShare)
            {
                break;
            }

            var isNew = (match.Terms & ~explained) != 0;
            var isTie = !isNew && chosen.Exists(other => other.Terms == match.Terms && match.Score >= other.Score * TieShare);
            // Whoever asks for a relative may also want to know about the affliction itself.
            var isGeneral = relatives && !generalAdded && !isNew && !phrases.IsForRelatives(match.Topic) && phrases.IsForRelatives(chosen[0].Topic);
            if (isNew || isTie || isGeneral)
            {
                chosen.Add(match);
                explained |= match.Terms;
                generalAdded |= isGeneral;
            }
        }

        return chosen;
    }

    private static ulong ContentTerms(IReadOnlyList<QueryTerm> terms)
    {
        var content = 0UL;
        for (var t = 0; t < terms.Count; t++)
        {
            var term = terms[t];
            if (!term.IsPlace && !term.IsWeak && !term.IsModifier && term.Kin == KinClass.None)
            {
                content |= 1UL << t;
            }
        }

        return content;
    }

    /// <summary>What of a phrase was found: its positions, the query's words, and their weight.</summary>
    private record struct Evidence(uint Positions, ulong Terms, double Weight);
}
