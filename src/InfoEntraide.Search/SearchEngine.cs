using InfoEntraide.Search.Language;
using InfoEntraide.Search.Ranking;
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

    /// <summary>Kilometres around a locality that count as near when the visitor has not chosen.</summary>
    public const double DefaultRadiusKm = 20;

    /// <summary>The radius used instead when the default one holds fewer than <see cref="FewResults"/> groups.</summary>
    public const double WiderRadiusKm = 50;

    /// <summary>Fewer local results than this are worth a wider radius.</summary>
    public const int FewResults = 3;

    private const double WidestRadiusKm = 100;

    private readonly IReadOnlyList<TopicDocument> topics;
    private readonly Lexicon lexicon;
    private readonly ThesaurusPhrases phrases;
    private readonly Gazetteer gazetteer;
    private readonly Spelling spelling;
    private readonly GroupIndex groups;
    private readonly QueryReader reader;

    private SearchEngine(SearchCorpus corpus)
    {
        topics = corpus.Topics;
        lexicon = new Lexicon();
        foreach (var word in StopWords.All)
        {
            lexicon.Add(word, WordUse.Stop);
        }

        foreach (var word in PlaceWords.Leading)
        {
            lexicon.Add(word, WordUse.Stop);
        }

        foreach (var word in StopWords.Modifiers)
        {
            lexicon.Add(word, WordUse.Modifier);
        }

        foreach (var word in Kinship.All)
        {
            lexicon.Add(word, WordUse.Kin);
        }

        phrases = ThesaurusPhrases.Build(corpus.Topics, lexicon);
        gazetteer = Gazetteer.Build(corpus, lexicon);
        spelling = new Spelling(lexicon);
        groups = new GroupIndex(corpus, lexicon);
        reader = new QueryReader(topics, lexicon, phrases, new PlaceReader(gazetteer, lexicon), spelling);
    }

    private SearchEngine(SearchEngine before, IReadOnlyDictionary<int, GroupDocument> changed, int count)
    {
        (topics, phrases, gazetteer) = (before.topics, before.phrases, before.gazetteer);
        lexicon = before.lexicon.Copy();
        spelling = before.spelling.With(lexicon);
        groups = before.groups.With(changed, count, lexicon);
        reader = new QueryReader(topics, lexicon, phrases, new PlaceReader(gazetteer, lexicon), spelling);
    }

    /// <summary>How many groups there are to find.</summary>
    public int Count => groups.Count;

    /// <summary>Builds the engine; the corpus is read once and must not change afterwards. Each group is asked for once, in order.</summary>
    public static SearchEngine Build(SearchCorpus corpus) => new(corpus);

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
    public SearchResult Search(SearchRequest request)
    {
        var reading = reader.Read(request.Text, request.Place);
        var filter = FacetFilter.From(request.Filters, groups.Facets);
        var place = reading.Interpretation.Place;
        var plan = new SearchPlan
        {
            Topics = Wanted(reading.Topics),
            WordStems = reading.WordStems,
            WordsRequired = reading.Topics.Count == 0 && reading.HasWords,
            Scope = FirstScope(place, request.RadiusKm),
            Language = request.Language ?? "fr",
            Sort = request.Sort,
            Skip = Math.Max(0, request.Skip),
            Take = Math.Clamp(request.Take, 0, MaxTake),
        };

        var (found, relaxed, scope) = Find(plan, filter);
        return new SearchResult(found.Total, found.Hits, found.FacetCounts(), reading.Interpretation with
        {
            Relaxed = relaxed,
            RadiusKm = scope.Place?.Point is null || scope.IsEverywhere ? null : scope.RadiusKm,
        });
    }

    // Each step keeps what is most likely meant: words that no group has go first, then nearness, and the topics last.
    private (GroupSearch Found, Relaxation Relaxed, PlaceScope Scope) Find(SearchPlan plan, FacetFilter filter)
    {
        var (found, relaxed, scope) = FindNear(plan, filter);
        if (found.Total > 0)
        {
            return (found, relaxed, scope);
        }

        if (plan.WordsRequired)
        {
            var (others, widened, otherScope) = FindNear(plan with { WordsRequired = false, WordStems = [] }, filter);
            return (others, widened | Relaxation.WordsDropped, otherScope);
        }

        if (plan.Topics.Count > 0)
        {
            var (related, widened, relatedScope) = FindNear(plan with { Topics = Related(plan.Topics) }, filter);
            if (related.Total > 0)
            {
                return (related, widened | Relaxation.RelatedTopics, relatedScope);
            }
        }

        return (found, relaxed, scope);
    }

    private (GroupSearch Found, Relaxation Relaxed, PlaceScope Scope) FindNear(SearchPlan plan, FacetFilter filter)
    {
        var scope = plan.Scope;
        var found = Run(plan, filter);
        if (scope.Place is null)
        {
            return (found, Relaxation.None, scope);
        }

        if (scope.Place.Point is not null)
        {
            var enough = scope.OnlyWithin ? 1 : FewResults;
            foreach (var radius in (ReadOnlySpan<double>)[WiderRadiusKm, WidestRadiusKm])
            {
                if (found.LocalTotal >= enough || radius <= scope.RadiusKm || (radius > WiderRadiusKm && found.Total > 0))
                {
                    continue;
                }

                var wider = Run(plan with { Scope = new PlaceScope(scope.Place, radius, OnlyWithin: false) }, filter);
                if (wider.LocalTotal > found.LocalTotal || wider.Total > found.Total)
                {
                    found = wider;
                    scope = scope with { RadiusKm = radius, OnlyWithin = false };
                }
            }
        }

        if (found.Total > 0)
        {
            return (found, scope.RadiusKm == plan.Scope.RadiusKm && scope.OnlyWithin == plan.Scope.OnlyWithin ? Relaxation.None : Relaxation.RadiusWidened, scope);
        }

        scope = new PlaceScope(scope.Place, double.PositiveInfinity, OnlyWithin: false);
        return (Run(plan with { Scope = scope }, filter), Relaxation.Everywhere, scope);
    }

    private GroupSearch Run(SearchPlan plan, FacetFilter filter) => new GroupSearch(groups, plan, filter).Run();

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

    private List<WantedTopic> Related(IReadOnlyList<WantedTopic> wantedTopics)
    {
        var related = new List<WantedTopic>();
        for (var t = 0; t < topics.Count; t++)
        {
            foreach (var wanted in wantedTopics)
            {
                if (topics[t].Category == topics[wanted.Topic].Category)
                {
                    related.Add(new WantedTopic(t, wanted.Share));
                    break;
                }
            }
        }

        return related;
    }
}
