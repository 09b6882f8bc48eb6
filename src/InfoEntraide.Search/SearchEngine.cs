using InfoEntraide.Search.Language;
using InfoEntraide.Search.Ranking;
using InfoEntraide.Search.Suggesting;
using InfoEntraide.Search.Understanding;

namespace InfoEntraide.Search;

/// <summary>
/// The search over one state of the catalogue. Never changed once it is there, and safe to search from many threads at once; a changed catalogue gets a new
/// engine, built from everything (<see cref="Build"/>) or from the one before and what changed (<see cref="With"/>).
/// A search first reads the query (topics, place, leftover words), then ranks the groups, and gives up parts of the query step by step when nothing fits.
/// </summary>
public sealed class SearchEngine
{
    /// <summary>Results returned at most, whatever is asked for.</summary>
    public const int MaxTake = 1000;

    /// <summary>Suggestions returned at most, whatever is asked for.</summary>
    public const int MaxSuggestions = 8;

    /// <summary>Kilometres around a locality that count as near when the visitor has not chosen.</summary>
    public const double DefaultRadiusKm = 20;

    /// <summary>The radius used instead when the default one holds fewer than <see cref="FewResults"/> groups.</summary>
    public const double WiderRadiusKm = 50;

    /// <summary>Fewer local results than this are worth a wider radius.</summary>
    public const int FewResults = 3;

    /// <summary>The widest circle that is tried before the place only orders the results.</summary>
    internal const double WidestRadiusKm = 100;

    private readonly IReadOnlyList<TopicDocument> topics;
    private readonly Lexicon lexicon;
    private readonly TopicKnowledge knowledge;
    private readonly Gazetteer gazetteer;
    private readonly Spelling spelling;
    private readonly GroupIndex groups;
    private readonly GroupFinder finder;
    private readonly QueryReader reader;
    private readonly SuggestionIndex suggestions;

    private SearchEngine(SearchCorpus corpus)
    {
        topics = corpus.Topics;
        knowledge = TopicKnowledge.Of(corpus.Topics);
        lexicon = knowledge.NewLexicon();
        gazetteer = Gazetteer.Build(corpus, lexicon);
        spelling = new Spelling(lexicon);
        groups = new GroupIndex(corpus, lexicon);
        finder = new GroupFinder(groups, topics);
        reader = NewReader();
        suggestions = new SuggestionIndex(corpus);
    }

    private SearchEngine(SearchEngine before, IReadOnlyDictionary<int, GroupDocument> changed, int count)
    {
        (topics, knowledge, gazetteer, suggestions) = (before.topics, before.knowledge, before.gazetteer, before.suggestions);
        lexicon = before.lexicon.Copy();
        spelling = before.spelling.With(lexicon);
        groups = before.groups.With(changed, count, lexicon);
        finder = new GroupFinder(groups, topics);
        reader = NewReader();
    }

    /// <summary>How many groups there are to find.</summary>
    public int Count => groups.Count;

    /// <summary>Builds the engine; the corpus is read once and must not change afterwards. Each group is asked for once, in order.</summary>
    public static SearchEngine Build(SearchCorpus corpus) => new(corpus);

    /// <summary>
    /// Begins to learn a thesaurus on another thread and returns at once; <see cref="Build"/> for the same topics waits for the rest of it. For whoever knows the topics
    /// some time before the groups. Nothing happens when they are known already.
    /// </summary>
    public static void Prepare(IReadOnlyList<TopicDocument> topics) => TopicKnowledge.Prepare(topics);

    /// <summary>
    /// The engine for a list of groups of which only some are different; this one stays as it is. It answers every request exactly like one built from that whole
    /// list. Time and memory go with copying columns and the word lists of the changed groups (copy on write after J. Driscoll, N. Sarnak, D. Sleator and
    /// R. Tarjan, <i>Making Data Structures Persistent</i>, 1989): a few per cent of building anew. Meant for up to some thousand changes.
    /// </summary>
    /// <param name="changed">The groups that are new or different by their position in the list.</param>
    /// <param name="count">Length of the list afterwards; what was at higher positions is gone, and every added position must be in <paramref name="changed"/>.</param>
    /// <exception cref="ArgumentException">A position is outside the list, or an added one is missing.</exception>
    public SearchEngine With(IReadOnlyDictionary<int, GroupDocument> changed, int count) => new(this, changed, count);

    /// <summary>Answers any request; there is no input it refuses.</summary>
    public SearchResult Search(SearchRequest request) => Find(request, explanation: null).Result;

    /// <summary>Answers a request like <see cref="Search"/> and says for each hit why it stands where it stands. For looking into the engine, not for visitors: it is slow.</summary>
    public SearchExplanation Explain(SearchRequest request)
    {
        var reading = new ReadingExplanation([.. topics.Select(t => t.Slug)]);
        var (result, explanations) = Find(request, reading);
        return new SearchExplanation(result, explanations) { Reading = reading };
    }

    private (SearchResult Result, IReadOnlyList<HitExplanation> Explanations) Find(SearchRequest request, ReadingExplanation? explanation)
    {
        var reading = reader.Read(request.Text, request.Place, request.Without, explanation);
        var filter = FacetFilter.From(request.Filters, groups.Values);
        var place = reading.Interpretation.Place;
        var plan = new SearchPlan
        {
            Topics = Wanted(reading.Topics),
            WordStems = reading.WordStems,
            WordsRequired = reading.Topics.Count == 0 && reading.HasWords && !(request.Without.HasFlag(ReadingSteps.Meaning) && request.Filters.ContainsKey(Facet.Topic)),
            Scope = FirstScope(place, request.RadiusKm),
            Language = request.Language ?? "fr",
            Sort = request.Sort,
            Skip = Math.Max(0, request.Skip),
            Take = Math.Clamp(request.Take, 0, MaxTake),
        };

        var (found, relaxed, scope, explanations) = finder.Find(plan, filter, explanation is null ? null : WordOf);
        var result = new SearchResult(found.Total, found.Hits, found.Facets, reading.Interpretation with
        {
            Relaxed = relaxed,
            RadiusKm = scope.Place?.Point is null || scope.IsEverywhere ? null : scope.RadiusKm,
        });
        return (result, explanations);
    }

    /// <summary>
    /// What somebody may be about to type: topics by their names and short synonyms in any language, places and centres, by the beginning of any of their words, without
    /// regard to accents and with one typing error in a word of five letters or more. After a topic that is typed out, places. Any string is allowed.
    /// </summary>
    /// <param name="text">What was typed so far.</param>
    /// <param name="language">ISO 639-1 code of the language of the labels.</param>
    /// <param name="max">How many at most; never more than <see cref="MaxSuggestions"/>.</param>
    public IReadOnlyList<Suggestion> Suggest(string? text, string language, int max = MaxSuggestions) => suggestions.Find(text, language, Math.Clamp(max, 0, MaxSuggestions));

    /// <summary>Reads a request without looking for groups.</summary>
    public QueryReading Read(SearchRequest request)
    {
        var reading = reader.Read(request.Text, request.Place, request.Without);
        return new QueryReading(reading.Interpretation, WordRoles.Of(reading, topics, lexicon));
    }

    private QueryReader NewReader() => new(topics, lexicon, knowledge, gazetteer, spelling);

    private string WordOf(int stem)
    {
        var word = 0;
        while (lexicon.StemOf(word) != stem)
        {
            word++;
        }

        return lexicon.Text(word);
    }

    private static PlaceScope FirstScope(RecognisedPlace? place, double? radius)
    {
        // The radius says nothing about a canton: it has no point to measure from.
        var chosen = radius is > 0 && double.IsFinite(radius.Value) && place?.Point is not null;
        return new PlaceScope(place, chosen ? radius!.Value : DefaultRadiusKm, chosen);
    }

    private static WantedTopic[] Wanted(IReadOnlyList<TopicMatch> matches)
    {
        var wanted = new WantedTopic[matches.Count];
        for (var i = 0; i < wanted.Length; i++)
        {
            wanted[i] = new WantedTopic(matches[i].Topic, matches[i].Score / matches[0].Score);
        }

        return wanted;
    }
}
