using InfoEntraide.Search;
using InfoEntraide.Web.Features.Catalogue;
using InfoEntraide.Web.Features.Centres;
using InfoEntraide.Web.Features.Crisis;
using InfoEntraide.Web.Features.Map;
using InfoEntraide.Web.Localization;

namespace InfoEntraide.Web.Features.Groups;

/// <summary>The page of results.</summary>
/// <param name="Sections">The groups of this page, apart by how they are reached; one section when that makes no difference.</param>
/// <param name="Emergency">Numbers for the danger the query speaks of; empty when it speaks of none.</param>
/// <param name="InTheWay">The filters, where they are the reason that nothing fits; the groups of this page are then not what was asked for.</param>
/// <param name="More">What else there is when little fits.</param>
/// <param name="Centres">Those to ask: in charge of the place, or serving the canton searched in. Empty when there is none.</param>
/// <param name="Office">The national office, for everything else.</param>
/// <param name="Map">The groups found by canton; null when there are none.</param>
public sealed record GroupListPage(
    SearchParameters Search,
    int Total,
    int PageCount,
    IReadOnlyList<ListSection> Sections,
    IReadOnlyList<FacetGroup> Facets,
    Understanding Understanding,
    IReadOnlyList<CrisisNumberEntry> Emergency,
    FiltersInTheWay? InTheWay,
    MoreWays More,
    IReadOnlyList<CentreEntry> Centres,
    CentreEntry? Office,
    CantonMap? Map)
{
    public const int TopicsInHeading = 2;
}

/// <summary>Groups in a list that are reached the same way.</summary>
public sealed record ListSection(ListReach Reach, IReadOnlyList<GroupRow> Groups);

/// <summary>How a group is reached from the place searched near, in the order of the results.</summary>
public enum ListReach
{
    /// <summary>Groups that are not told apart.</summary>
    Any,

    /// <summary>It meets at or near the place, or in the canton searched in.</summary>
    Near,

    /// <summary>It meets within the radius that was searched, which is wider than what is called near.</summary>
    Within,

    /// <summary>It meets further away than what is called near.</summary>
    Farther,

    /// <summary>It meets in the canton of the place, where exactly is not public.</summary>
    InCanton,

    /// <summary>It meets online or by telephone.</summary>
    Anywhere,

    /// <summary>It meets in another canton, where exactly is not public.</summary>
    Elsewhere,
}

/// <summary>A group in a list.</summary>
public sealed record GroupRow(GroupEntry Group, string Path, double? DistanceKm);

/// <summary>One filter with its choices.</summary>
public sealed record FacetGroup(string Parameter, Facet Facet, IReadOnlyList<FacetChoice> Choices);

/// <summary>A choice of a filter. <paramref name="Label"/> is in the reader's language.</summary>
public sealed record FacetChoice(string Value, string Label, int Count, bool IsChosen);

/// <summary>The page of one group.</summary>
/// <param name="Closures">Closure periods that take away a meeting of the coming weeks.</param>
/// <param name="LeftOut">Other days of the coming weeks on which the group does not meet although its rhythm says so.</param>
/// <param name="Address">Full address without the name of the group: to pass on, as text or to be photographed.</param>
/// <param name="Today">The day the page is read, or printed.</param>
public sealed record GroupPage(
    GroupEntry Group,
    CentreContact Contact,
    IReadOnlyList<Meeting> Next,
    IReadOnlyList<ClosurePeriod> Closures,
    IReadOnlyList<DateOnly> LeftOut,
    IReadOnlyList<GroupRow> Similar,
    Locator? Locator,
    string Address,
    DateOnly Today)
{
    /// <summary>The number to call where the centre has neither telephone nor mail.</summary>
    public string? OfficePhone { get; init; }
}

/// <summary>Who to get in touch with: the group's centre, or the national office where the centre is not confirmed or has no way to be reached.</summary>
public sealed record CentreContact(CentreEntry Centre, bool IsNationalOfficeInstead);
