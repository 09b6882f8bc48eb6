using InfoEntraide.Search;
using InfoEntraide.Web.Features.Catalogue;
using InfoEntraide.Web.Features.Centres;
using InfoEntraide.Web.Localization;

namespace InfoEntraide.Web.Features.Groups;

/// <summary>The page of results. <paramref name="Centres"/> are those to ask when nothing fits: of the canton searched in, else the national office.</summary>
public sealed record GroupListPage(
    SearchParameters Search,
    int Total,
    int PageCount,
    IReadOnlyList<GroupRow> Groups,
    IReadOnlyList<FacetGroup> Facets,
    Understanding Understanding,
    IReadOnlyList<CentreEntry> Centres);

/// <summary>A group in a list.</summary>
public sealed record GroupRow(GroupEntry Group, string Path, double? DistanceKm);

/// <summary>One filter with its choices.</summary>
public sealed record FacetGroup(string Parameter, Facet Facet, IReadOnlyList<FacetChoice> Choices);

/// <summary>A choice of a filter. <paramref name="Label"/> is in the reader's language.</summary>
public sealed record FacetChoice(string Value, string Label, int Count, bool IsChosen);

/// <summary>How the query was understood, in the reader's words.</summary>
/// <param name="Text">What was searched as words.</param>
/// <param name="Parts">Topics and place, each with the same search without it.</param>
/// <param name="UnknownPlace">What stands in the place box when no place of that name is known.</param>
/// <param name="RadiusKm">The radius the results were taken from; null when distance played no part.</param>
/// <param name="Relaxed">What the engine gave up because nothing fitted all of the query.</param>
public sealed record Understanding(
    IReadOnlyList<TopicEntry> Topics,
    RecognisedPlace? Place,
    string? PlaceLabel,
    string Text,
    IReadOnlyList<UnderstoodPart> Parts,
    string? Corrected,
    string? UnknownPlace,
    double? RadiusKm,
    Relaxation Relaxed,
    bool Crisis);

/// <summary>The page of one group.</summary>
/// <param name="Closures">Closure periods that take away a meeting of the coming weeks.</param>
/// <param name="LeftOut">Other days of the coming weeks on which the group does not meet although its rhythm says so.</param>
public sealed record GroupPage(
    GroupEntry Group,
    CentreContact Contact,
    IReadOnlyList<Meeting> Next,
    IReadOnlyList<ClosurePeriod> Closures,
    IReadOnlyList<DateOnly> LeftOut,
    IReadOnlyList<GroupRow> Similar);

/// <summary>Who to get in touch with: the group's centre, or the national office where the centre is not confirmed or has no way to be reached.</summary>
public sealed record CentreContact(CentreEntry Centre, bool IsNationalOfficeInstead);
