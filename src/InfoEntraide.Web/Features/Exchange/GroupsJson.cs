using System.ComponentModel;

namespace InfoEntraide.Web.Features.Exchange;

/// <summary>A page of results of <c>GET /api/v1/groups</c>. The descriptions stand in the OpenAPI document.</summary>
public sealed record GroupsResponse(
    [property: Description("How many groups match, over all pages.")] int Total,
    [property: Description("This page, from 1.")] int Page,
    [property: Description("Groups on a full page.")] int PageSize,
    [property: Description("Address of the next page; null on the last one.")] string? Next,
    [property: Description("How the words of `q` and `place` were understood.")] InterpretationJson Interpretation,
    [property: Description("For each filter its values with the number of groups each would leave. The key is the name of the parameter.")] IReadOnlyDictionary<string, IEnumerable<FacetJson>> Facets,
    [property: Description("The groups, in the order of `sort`.")] IEnumerable<GroupJson> Groups);

public sealed record InterpretationJson(
    [property: Description("Stable slugs of the topics that were recognised, the best first.")] IReadOnlyList<string> Topics,
    [property: Description("The place that was recognised; null when there was none.")] PlaceJson? Place,
    [property: Description("The words that are neither topic nor place; they were looked for in names and descriptions.")] string Text,
    [property: Description("The query with its misspellings corrected; null when nothing was.")] string? Corrected,
    [property: Description("The words speak of danger to life: show a crisis line before any group.")] bool Crisis,
    [property: Description("Somebody is looking on behalf of a person close to them.")] bool Relatives,
    [property: Description("What was given up because no group fits the whole search: `words-dropped` (the words in `text`), `radius-widened`, `everywhere` (the place only orders the results), `related-topics` (topics of the same category). Empty when every group fits.")] IEnumerable<string> Relaxed,
    [property: Description("Other places that may have been meant.")] IReadOnlyList<string> Alternatives);

/// <summary>A place understood; without postcode and point it is a canton.</summary>
public sealed record PlaceJson(
    [property: Description("Name of the locality or canton.")] string Name,
    [property: Description("Code of the canton.")] string Canton,
    [property: Description("Postcode; null for a canton.")] string? Npa,
    [property: Description("Degrees north, WGS84; null for a canton.")] double? Lat,
    [property: Description("Degrees east, WGS84; null for a canton.")] double? Lon);

public sealed record FacetJson(
    [property: Description("The value as the parameter takes it.")] string Value,
    [property: Description("The value in the language of `ui`.")] string Label,
    [property: Description("How many groups have it, the other filters being as they are.")] int Count);

public sealed record GroupJson(
    [property: Description("Stable identifier.")] string Id,
    [property: Description("Path of the group's page in the language of `ui`.")] string Url,
    [property: Description("Name, in the language of `ui` where it exists, else in its own.")] string Name,
    [property: Description("Stable slugs of the topics, the main one first.")] IEnumerable<string> Topics,
    [property: Description("`self-managed`, `facilitated`, `exchange` or `forum`.")] string Kind,
    [property: Description("`in-creation`, `active` or `paused`.")] string Status,
    [property: Description("`in-person`, `online`, `hybrid` or `phone`.")] string Format,
    [property: Description("Whom the group is for.")] IEnumerable<string> Audience,
    [property: Description("Code of the canton; null for offers all over Switzerland.")] string? Canton,
    [property: Description("Where it meets; null when the place is not public.")] string? Locality,
    [property: Description("Kilometres from the place asked for, as the crow flies, to the published point; null without either.")] double? DistanceKm,
    [property: Description("Languages spoken in the group, ISO 639-1 or a sign language (`sgg`, `ssr`, `slf`), the main one first.")] IReadOnlyList<string> Languages,
    [property: Description("Stable slug of the centre in charge.")] string Centre,
    [property: Description("When the centre last confirmed the listing.")] DateOnly? VerifiedOn);
