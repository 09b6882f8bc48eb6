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

    /// <summary>True when the words speak of suicide, violence or danger.</summary>
    public bool Crisis { get; init; }

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
