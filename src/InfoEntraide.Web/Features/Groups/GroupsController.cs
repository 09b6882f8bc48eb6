using InfoEntraide.Search;
using InfoEntraide.Web.Features.Catalogue;
using InfoEntraide.Web.Features.Indexing;
using InfoEntraide.Web.Features.Shared;
using InfoEntraide.Web.Localization;
using Microsoft.AspNetCore.Mvc;

namespace InfoEntraide.Web.Features.Groups;

[LocalizedRoute(PathSegments.Groups)]
public sealed class GroupsController(PublicCatalogue catalogue, FacetLabels labels, Texts texts, TimeProvider clock) : PublicController
{
    private const int SimilarGroups = 5;
    private const int NextMeetings = 3;
    private const int ClosuresAheadDays = 62;

    [HttpGet("")]
    public IActionResult Index()
    {
        var snapshot = catalogue.Current;
        var search = SearchParameters.Read(Request.Query) with { PageSize = SearchParameters.DefaultPageSize };
        var result = snapshot.Search.Search(search.ToRequest(Language.Code()));
        var pageCount = Math.Max(1, (result.Total + search.PageSize - 1) / search.PageSize);
        if (search.Page > pageCount)
        {
            search = search with { Page = pageCount };
            result = snapshot.Search.Search(search.ToRequest(Language.Code()));
        }

        KeepPrivate();
        StandsAt(l => PublicPaths.Groups(l) + search.ToQueryString());
        List<GroupRow> rows = [.. result.Hits.Select(h => Row(snapshot.Groups[h.Ordinal], h.DistanceKm))];
        var understood = QueryParts.Of(snapshot, search, result.Interpretation, labels, texts);
        return View(new GroupListPage(
            search,
            result.Total,
            pageCount,
            Sections(rows, search, result.Interpretation.Place),
            labels.Groups(snapshot, search, result),
            understood,
            snapshot.CrisisNumbers(Language, understood.Danger),
            MoreWays.For(snapshot, search, understood, result.Total, rows, Language.Code()),
            CentresToAsk(snapshot, search, result.Interpretation.Place),
            snapshot.NationalOffice));
    }

    [HttpGet("{id}/{slug?}")]
    public IActionResult Show(string id, string? slug)
    {
        var snapshot = catalogue.Current;
        if (snapshot.Group(id) is not { } group)
        {
            return NotFound();
        }

        if (id != group.PublicId || slug != PublicPaths.GroupSlug(group, Language))
        {
            return RedirectPermanent(PublicPaths.Group(group, Language));
        }

        StandsAt(l => PublicPaths.Group(group, l));
        HasTrail([(texts["Nav.Topics"], PublicPaths.Topics(Language)), .. group.Topics.Take(1).Select(t => (t.Name.Current(), PublicPaths.Topic(t, Language))), (group.Name.Current(), PublicPaths.Group(group, Language))]);
        var page = Page(snapshot, group, clock.GetUtcNow());
        IsAbout(GroupEvent.Of(group, page.Contact, page.Next, clock.GetUtcNow(), texts, Request.Origin()));
        return View(page);
    }

    private static GroupPage Page(CatalogueSnapshot snapshot, GroupEntry group, DateTimeOffset now)
    {
        var contact = snapshot.ContactOf(group);
        var similar = Similar(snapshot, group);

        // The rhythm of a group in creation is a plan: nobody waits behind the door yet.
        if (group.Lifecycle == Lifecycle.InCreation)
        {
            return new(group, contact, [], [], [], similar);
        }

        var closures = group.Centre.Closures;
        List<Meeting> next = [.. MeetingDates.Next(group.Rhythm, closures, now, group.PausedUntil).Take(NextMeetings)];
        var ahead = MeetingDates.Today(now).AddDays(ClosuresAheadDays);
        var until = next.Count > 0 && next[^1].Day > ahead ? next[^1].Day : ahead;
        List<DateOnly> leftOut = [.. MeetingDates.LeftOut(group.Rhythm, closures, now, until, group.PausedUntil)];
        return new(
            group,
            contact,
            next,
            [.. closures.Where(c => leftOut.Exists(c.Holds)).OrderBy(c => c.From)],
            [.. leftOut.Where(day => !closures.Any(c => c.Holds(day)))],
            similar);
    }

    // The engine puts near groups before those that meet anywhere; another order mixes them, and then no heading would be true.
    private static IReadOnlyList<ListSection> Sections(List<GroupRow> rows, SearchParameters search, RecognisedPlace? place)
    {
        var reaches = rows.ConvertAll(r => ReachOf(r, place));
        if (place is null || search.Sort is not (SortOrder.Relevance or SortOrder.Distance) || !reaches.SequenceEqual(reaches.Order()))
        {
            return rows.Count == 0 ? [] : [new(ListReach.Near, rows)];
        }

        return [.. rows.Zip(reaches).GroupBy(r => r.Second, r => r.First).Select(s => new ListSection(s.Key, [.. s]))];
    }

    private static ListReach ReachOf(GroupRow row, RecognisedPlace? place) =>
        row.Group.IsAnywhere ? ListReach.Anywhere
        : place?.Point is null || row.DistanceKm is not null ? ListReach.Near
        : row.Group.Place.Canton?.Code == place.Canton ? ListReach.InCanton
        : ListReach.Elsewhere;

    private static IReadOnlyList<CentreEntry> CentresToAsk(CatalogueSnapshot snapshot, SearchParameters search, RecognisedPlace? place)
    {
        if (place?.Point is not null)
        {
            return snapshot.CentreInCharge(place) is { } centre ? [centre] : [];
        }

        var code = place?.Canton ?? (search.Values(Facet.Canton) is [var only] ? only : null);
        return code is not null && snapshot.Canton(code) is { } canton ? [.. snapshot.CentresServing(canton).OrderBy(c => c.Name.Current(), StringComparer.CurrentCulture)] : [];
    }

    /// <summary>Groups on the same main topic, nearest first.</summary>
    private static List<GroupRow> Similar(CatalogueSnapshot snapshot, GroupEntry group)
    {
        if (group.Topics.Count == 0)
        {
            return [];
        }

        return [.. snapshot.GroupsAbout(group.Topics[0])
            .Where(g => g != group)
            .Select(g => Row(g, g.Place.Point is { } there && group.Place.Point is { } here ? here.DistanceKm(there) : null))
            .OrderBy(r => r.DistanceKm ?? double.MaxValue).ThenBy(r => r.Group.PublicId, StringComparer.Ordinal)
            .Take(SimilarGroups)];
    }

    private static GroupRow Row(GroupEntry group, double? distanceKm) => new(group, PublicPaths.Group(group, Language), distanceKm);
}
