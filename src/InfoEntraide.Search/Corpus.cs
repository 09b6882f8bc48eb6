namespace InfoEntraide.Search;

/// <summary>Everything the engine is built from. The engine keeps what it needs and never writes back.</summary>
public sealed record SearchCorpus(
    IReadOnlyList<TopicDocument> Topics,
    IReadOnlyList<CantonDocument> Cantons,
    IReadOnlyList<PlaceDocument> Places,
    IReadOnlyList<GroupDocument> Groups)
{
    /// <summary>Centres to suggest; a search for groups does not look at them.</summary>
    public IReadOnlyList<CentreDocument> Centres { get; init; } = [];
}

/// <summary>A text together with the ISO 639-1 code of the language it is written in.</summary>
public readonly record struct LanguageText(string Language, string Text);

/// <summary>A topic of the thesaurus with all its names and synonyms.</summary>
/// <param name="Slug">Stable identifier, for instance <c>depression</c>.</param>
/// <param name="Category">Slug of the category the topic belongs to.</param>
/// <param name="Names">One name per language.</param>
/// <param name="Synonyms">Everyday words, abbreviations and phrases; for searching, never for display.</param>
public sealed record TopicDocument(string Slug, string Category, IReadOnlyList<LanguageText> Names, IReadOnlyList<LanguageText> Synonyms);

/// <summary>A canton with its names; <paramref name="Code"/> is the two-letter code in capitals.</summary>
public sealed record CantonDocument(string Code, IReadOnlyList<LanguageText> Names);

/// <summary>A locality with one of its postcodes. A postcode can belong to several localities and a locality to several postcodes.</summary>
/// <param name="Npa">Four-digit Swiss postcode.</param>
/// <param name="Locality">Official name of the locality.</param>
/// <param name="Commune">Name of the commune it belongs to.</param>
/// <param name="Canton">Two-letter code of the canton.</param>
/// <param name="Point">The locality's point.</param>
/// <param name="Aliases">Names in other languages, for instance <c>Genf</c>.</param>
public sealed record PlaceDocument(string Npa, string Locality, string Commune, string Canton, GeoPoint Point, IReadOnlyList<string> Aliases);

/// <summary>A centre that can be suggested.</summary>
/// <param name="Slug">Stable identifier.</param>
/// <param name="Names">The name in each language it exists in.</param>
/// <param name="Town">Where it is, if known.</param>
public sealed record CentreDocument(string Slug, IReadOnlyList<LanguageText> Names, string? Town);

/// <summary>A self-help offer as the engine sees it.</summary>
public sealed record GroupDocument
{
    /// <summary>Public identifier, different for each group; results refer to the group by its position in <see cref="SearchCorpus.Groups"/>.</summary>
    public required string Id { get; init; }

    /// <summary>The name in each language it exists in.</summary>
    public required IReadOnlyList<LanguageText> Names { get; init; }

    /// <summary>The description in each language it exists in.</summary>
    public IReadOnlyList<LanguageText> Descriptions { get; init; } = [];

    /// <summary>Slugs of the topics, the main one first.</summary>
    public required IReadOnlyList<string> Topics { get; init; }

    /// <summary>The published point: distances are computed from nothing else. Null when the place is hidden or the group meets nowhere.</summary>
    public GeoPoint? Point { get; init; }

    /// <summary>True for a group that meets online or by telephone only, so that distance says nothing about it.</summary>
    public bool Anywhere { get; init; }

    /// <summary>When the listing was created; decides the order <see cref="SortOrder.Newest"/>.</summary>
    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>When the centre last confirmed the listing, if ever.</summary>
    public DateOnly? VerifiedOn { get; init; }

    /// <summary>The values the group has for each facet, as they stand in URLs; <see cref="Facet.Topic"/> is filled from <see cref="Topics"/>.</summary>
    public required IReadOnlyDictionary<Facet, IReadOnlyList<string>> Values { get; init; }
}

/// <summary>The fields results can be filtered and counted by.</summary>
public enum Facet
{
    Topic,
    Canton,
    Centre,
    Kind,
    Format,
    Audience,
    Language,
    Status,
    Weekday,
    Time,
}
