namespace InfoEntraide.Search;

/// <summary>What a visitor asks for. Every member is optional; an empty request finds every group.</summary>
public sealed record SearchRequest
{
    /// <summary>Free text: words, a sentence, a place, or all at once. Any string is allowed.</summary>
    public string Text { get; init; } = "";

    /// <summary>The separate place box: postcode, locality or canton. Any string is allowed.</summary>
    public string Place { get; init; } = "";

    /// <summary>Only groups whose published point lies within this many kilometres of the place; null leaves the choice to the engine.</summary>
    public double? RadiusKm { get; init; }

    /// <summary>For each facet the values of which a group must have at least one.</summary>
    public IReadOnlyDictionary<Facet, IReadOnlyList<string>> Filters { get; init; } = new Dictionary<Facet, IReadOnlyList<string>>();

    /// <summary>ISO 639-1 code of the visitor's language: groups in it come before equal ones.</summary>
    public string Language { get; init; } = "fr";

    /// <summary>Steps of reading that the visitor has declined.</summary>
    public ReadingSteps Without { get; init; }

    /// <summary>Order of the results.</summary>
    public SortOrder Sort { get; init; } = SortOrder.Relevance;

    /// <summary>How many results to leave out at the beginning; 0 or more.</summary>
    public int Skip { get; init; }

    /// <summary>How many results to return at most; 0 or more.</summary>
    public int Take { get; init; } = 20;
}

/// <summary>Orders of results; ties are always broken the same way.</summary>
public enum SortOrder
{
    Relevance,
    Distance,
    Name,
    Newest,
}

/// <summary>One page of results with counts and the engine's reading of the query.</summary>
public sealed record SearchResult(
    int Total,
    IReadOnlyList<Hit> Hits,
    IReadOnlyDictionary<Facet, IReadOnlyList<FacetCount>> Facets,
    Interpretation Interpretation);

/// <summary>A group found.</summary>
/// <param name="Ordinal">Position in <see cref="SearchCorpus.Groups"/>.</param>
/// <param name="DistanceKm">Distance from the place understood to the published point, where both exist.</param>
/// <param name="Score">Relevance; only comparable within one result.</param>
public readonly record struct Hit(int Ordinal, double? DistanceKm, double Score);

/// <summary>How many results have a value, counted with every filter but the facet's own. Values without a result are left out.</summary>
public readonly record struct FacetCount(string Value, int Count);

/// <summary>How the engine understood the query.</summary>
public sealed record Interpretation
{
    /// <summary>Slugs of the topics recognised in the text, best first.</summary>
    public IReadOnlyList<string> Topics { get; init; } = [];

    /// <summary>The place recognised, or null.</summary>
    public RecognisedPlace? Place { get; init; }

    /// <summary>What is left of the text and was searched as words.</summary>
    public string Text { get; init; } = "";

    /// <summary>The query with its typing errors mended, or null when nothing was corrected.</summary>
    public string? Corrected { get; init; }

    /// <summary>The danger the words speak of; then emergency numbers come first.</summary>
    public Danger Danger { get; init; }

    /// <summary>True when the words speak of suicide or acute violence.</summary>
    public bool Crisis => Danger != Danger.None;

    /// <summary>True when a relative seems to be asking.</summary>
    public bool Relatives { get; init; }

    /// <summary>What stands in the place box when no place of that name is known.</summary>
    public string? UnknownPlace { get; init; }

    /// <summary>The radius in kilometres the results were taken from; null without a point or when it was dropped.</summary>
    public double? RadiusKm { get; init; }

    /// <summary>What the engine gave up of the query because nothing fitted all of it.</summary>
    public Relaxation Relaxed { get; init; }

    /// <summary>Other readings of the same query, for instance another locality of the same name.</summary>
    public IReadOnlyList<string> Alternatives { get; init; } = [];
}

/// <summary>What somebody may be in danger of.</summary>
public enum Danger
{
    /// <summary>Nothing points to danger.</summary>
    None,

    /// <summary>The writer's own life or that of somebody near.</summary>
    Suicide,

    /// <summary>Acute violence or threats.</summary>
    Violence,
}

/// <summary>Steps in reading a text that can be left out.</summary>
[Flags]
public enum ReadingSteps
{
    /// <summary>None: the text is read with all of them.</summary>
    None = 0,

    /// <summary>Mending typing errors.</summary>
    Correction = 1,

    /// <summary>Seeing topics and places: without it the text is nothing but words. Beside a filter on topics they only order the results.</summary>
    Meaning = 2,

    /// <summary>Seeing danger.</summary>
    Danger = 4,
}

/// <summary>A text read, without looking for groups.</summary>
/// <param name="Interpretation">The same as in the result of a search, but for what was given up to find something.</param>
/// <param name="Words">The words of the text in their order, as far as they were read.</param>
public sealed record QueryReading(Interpretation Interpretation, IReadOnlyList<QueryWord> Words);

/// <summary>A word of the text and what it was read as.</summary>
/// <param name="Start">Position of its first character in the text.</param>
/// <param name="Length">Characters it has there.</param>
/// <param name="Role">What it is for the search.</param>
/// <param name="Topics">Slugs of the topics it speaks for.</param>
/// <param name="IsRelative">It names a relative, or belongs to such a name ("my" in "my son").</param>
/// <param name="ReadAs">The word it was taken for when it was corrected, else null.</param>
public sealed record QueryWord(int Start, int Length, WordRole Role, IReadOnlyList<string> Topics, bool IsRelative, string? ReadAs);

/// <summary>What a word of the text is for the search.</summary>
public enum WordRole
{
    /// <summary>It says nothing by itself.</summary>
    Silent,

    /// <summary>Part of a topic.</summary>
    Topic,

    /// <summary>Part of the place, or leading to it ("in").</summary>
    Place,

    /// <summary>Part of another place, which was not chosen.</summary>
    OtherPlace,

    /// <summary>Looked for as a word.</summary>
    Searched,
}

/// <summary>What was given up to find something.</summary>
[Flags]
public enum Relaxation
{
    /// <summary>Every result fits the whole query.</summary>
    None = 0,

    /// <summary>No group has the words that are not a topic or a place; they were left out.</summary>
    WordsDropped = 1,

    /// <summary>The radius is larger than usual or than asked for; see <see cref="Interpretation.RadiusKm"/>.</summary>
    RadiusWidened = 2,

    /// <summary>The place only orders the results.</summary>
    Everywhere = 4,

    /// <summary>No group has the topics; groups on topics of the same category are shown.</summary>
    RelatedTopics = 8,
}

/// <summary>A place understood. For a canton <paramref name="Name"/> is its code and <paramref name="Npa"/> and <paramref name="Point"/> are null.</summary>
public sealed record RecognisedPlace(string Name, string Canton, string? Npa, GeoPoint? Point);

/// <summary>A result with, for each hit of its page, what its place in the order is made of.</summary>
public sealed record SearchExplanation(SearchResult Result, IReadOnlyList<HitExplanation> Hits)
{
    /// <summary>How the text was read.</summary>
    public ReadingExplanation Reading { get; init; } = new([]);
}

/// <summary>What the engine considered when it read the text.</summary>
/// <param name="Topics">Slugs of all topics by their position in the corpus.</param>
public sealed record ReadingExplanation(IReadOnlyList<string> Topics)
{
    /// <summary>The words of the text in order.</summary>
    public List<WordExplanation> Words { get; } = [];

    /// <summary>All topics with enough evidence, best first.</summary>
    public List<TopicExplanation> Considered { get; } = [];
}

/// <summary>What one word of the text was taken for.</summary>
/// <param name="Folded">The word as it is compared.</param>
/// <param name="Corrected">The word it was corrected to, if any.</param>
/// <param name="Use">What it was taken for.</param>
/// <param name="Stems">The stems of the thesaurus it stands for; those of word classes begin with an asterisk.</param>
/// <param name="Quality">How sure the engine is, 0 to 1.</param>
public sealed record WordExplanation(string Folded, string? Corrected, string Use, IReadOnlyList<string> Stems, double Quality);

/// <summary>What speaks for a topic.</summary>
/// <param name="Topic">Position of the topic in the corpus.</param>
/// <param name="Score">The sum, after kinship was considered.</param>
/// <param name="PhraseScore">What the best phrase adds.</param>
/// <param name="Phrase">The words of that phrase that count.</param>
/// <param name="IsWhole">Whether a phrase of the topic is there completely.</param>
/// <param name="WordScore">What single words and pieces of words say.</param>
/// <param name="IsChosen">Whether the topic is in the interpretation.</param>
public sealed record TopicExplanation(int Topic, double Score, double PhraseScore, string Phrase, bool IsWhole, double WordScore, bool IsChosen);

/// <summary>
/// What the place of a hit in the results is made of. Results are ordered by <see cref="Reach"/>, then by score, then by <see cref="IsInLanguage"/>, then by
/// <see cref="Rank"/>. The score, <see cref="Search.Hit.Score"/>, is the sum of <see cref="Relevance"/>, <see cref="WordScore"/> and <see cref="NearnessScore"/>.
/// </summary>
public sealed record HitExplanation
{
    public required Hit Hit { get; init; }

    /// <summary>The group's public identifier.</summary>
    public required string Id { get; init; }

    /// <summary>The topics of the query the group is on, and what each adds to <see cref="Relevance"/>.</summary>
    public required IReadOnlyList<TopicPart> Topics { get; init; }

    /// <summary>The words of the query the group has.</summary>
    public required IReadOnlyList<WordPart> Words { get; init; }

    /// <summary>What the topics brought or, without topics, how many of the words the group has: 10 is the best single match.</summary>
    public required double Relevance { get; init; }

    /// <summary>What the words bring by their BM25 sum, saturated: below 2 beside a topic, below 5 without one.</summary>
    public required double WordScore { get; init; }

    /// <summary>What the distance to the place brings, in steps: 4 within two kilometres, less and less beyond.</summary>
    public required double NearnessScore { get; init; }

    /// <summary>Where the group stands relative to the place: <c>Local</c>, <c>SomewhereInCanton</c>, <c>Anywhere</c> or <c>Elsewhere</c>, in this order.</summary>
    public required string Reach { get; init; }

    /// <summary>The group is held in the visitor's language.</summary>
    public required bool IsInLanguage { get; init; }

    /// <summary>A centre has confirmed the listing.</summary>
    public required bool IsVerified { get; init; }

    /// <summary>The group's value of <see cref="Facet.Status"/>, if it has one.</summary>
    public string? Status { get; init; }

    /// <summary>Place in the fixed order that decides last, 0 first: verified, then open, then name; or the order that was asked for.</summary>
    public required int Rank { get; init; }
}

/// <summary>A topic of the query that a group is on.</summary>
/// <param name="Slug">The topic.</param>
/// <param name="IsMain">It is the group's first topic.</param>
/// <param name="Share">Its score in the query as a share of the best topic's, 1 for the best.</param>
/// <param name="Score">What it adds.</param>
public sealed record TopicPart(string Slug, bool IsMain, double Share, double Score);

/// <summary>A word of the query that a group has.</summary>
/// <param name="Word">One of the words with that stem.</param>
/// <param name="Rarity">Inverse document frequency.</param>
/// <param name="InNames">How often it stands in the names, weighted.</param>
/// <param name="InTopics">How often it stands in the names of its topics, weighted.</param>
/// <param name="InDescriptions">How often it stands in the descriptions, weighted.</param>
/// <param name="Score">Its part of the BM25 sum.</param>
public sealed record WordPart(string Word, double Rarity, double InNames, double InTopics, double InDescriptions, double Score)
{
    /// <summary>The part of <see cref="Score"/> that comes from a field: fields share it by their weighted frequencies.</summary>
    public double ScoreOf(double field) => Score * field / (InNames + InTopics + InDescriptions);
}
