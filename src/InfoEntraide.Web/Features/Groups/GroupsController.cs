using InfoEntraide.Search;
using InfoEntraide.Web.Features.Catalogue;
using InfoEntraide.Web.Features.Indexing;
using InfoEntraide.Web.Features.Map;
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
        var inTheWay = FiltersInTheWay.Of(snapshot, search, understood, result, labels, Language.Code());
        if (SensitiveSearch.IsOnViolence(snapshot, search, understood))
        {
            OffersExit();
        }

        return View(new GroupListPage(
            search,
            result.Total,
            pageCount,
            Sections(rows, search, inTheWay is null ? result.Interpretation.Place : null),
            labels.Groups(snapshot, search, result),
            understood,
            snapshot.CrisisNumbers(Language, understood.Danger),
            inTheWay,
            MoreWays.For(snapshot, search, understood, inTheWay, result.Total, rows, Language.Code()),
            CentresToAsk(snapshot, search, result.Interpretation.Place),
            snapshot.NationalOffice,
            result.Total > 0 ? MapOf(snapshot, search, result) : null));
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
        if (group.IsSensitive)
        {
            OffersExit();
        }

        HasTrail([(texts["Nav.Topics"], PublicPaths.Topics(Language)), .. group.Topics.Take(1).Select(t => (t.Name.Current(), PublicPaths.Topic(t, Language))), (group.Name.Current(), PublicPaths.Group(group, Language))]);
        var page = Page(snapshot, group, clock.GetUtcNow(), Request.Origin() + PublicPaths.GroupWithoutName(group, Language)) with { OfficePhone = snapshot.NationalOffice?.Phone };
        IsAbout(GroupEvent.Of(group, page.Contact, page.Next, clock.GetUtcNow(), texts, Request.Origin()));
        return View(page);
    }

    private static GroupPage Page(CatalogueSnapshot snapshot, GroupEntry group, DateTimeOffset now, string address)
    {
        var contact = snapshot.ContactOf(group);
        var similar = Similar(snapshot, group);
        var locator = Locator.Of(snapshot, group);
        var today = MeetingDates.Today(now);

        // The rhythm of a group in creation is a plan: nobody waits behind the door yet.
        if (group.Lifecycle == Lifecycle.InCreation)
        {
            return new(group, contact, [], [], [], similar, locator, address, today);
        }

        var closures = group.Centre.Closures;
        List<Meeting> next = [.. MeetingDates.Next(group.Rhythm, closures, now, group.PausedUntil).Take(NextMeetings)];
        var ahead = today.AddDays(ClosuresAheadDays);
        var until = next.Count > 0 && next[^1].Day > ahead ? next[^1].Day : ahead;
        List<DateOnly> leftOut = [.. MeetingDates.LeftOut(group.Rhythm, closures, now, until, group.PausedUntil)];
        return new(
            group,
            contact,
            next,
            [.. closures.Where(c => leftOut.Exists(c.Holds)).OrderBy(c => c.From)],
            [.. leftOut.Where(day => !closures.Any(c => c.Holds(day)))],
            similar,
            locator,
            address,
            today);
    }

    /// <summary>A canton leads to its part of the result, a chosen one back. One without groups leads nowhere.</summary>
    private static CantonMap? MapOf(CatalogueSnapshot snapshot, SearchParameters search, SearchResult result)
    {
        var counts = (result.Facets.GetValueOrDefault(Facet.Canton) ?? []).ToDictionary(f => f.Value, f => f.Count, StringComparer.Ordinal);
        return CantonMap.Of(
            snapshot,
            c => counts.GetValueOrDefault(c.Code),
            c => counts.ContainsKey(c.Code) || IsChosen(c) ? PublicPaths.Groups(Language) + search.Toggle(Facet.Canton, c.Code).ToQueryString() : null,
            IsChosen);

        bool IsChosen(CantonEntry canton) => search.Values(Facet.Canton).Contains(canton.Code, StringComparer.Ordinal);
    }

    // The engine puts near groups before those that meet anywhere; another order mixes them, and then no heading would be true.
    private static IReadOnlyList<ListSection> Sections(List<GroupRow> rows, SearchParameters search, RecognisedPlace? place)
    {
        if (place is null || rows.Count == 0 || search.Sort is not (SortOrder.Relevance or SortOrder.Distance))
        {
            return rows.Count == 0 ? [] : [new(ListReach.Any, rows)];
        }

        // What fits better may stand first although it is further away: then near and far are not told apart.
        var reaches = rows.ConvertAll(r => ReachOf(r, place, search.Radius ?? SearchEngine.DefaultRadiusKm));
        if (!IsInOrder(reaches))
        {
            reaches = reaches.ConvertAll(r => r is ListReach.Near or ListReach.Farther ? ListReach.Within : r);
        }

        return IsInOrder(reaches)
            ? [.. rows.Zip(reaches).GroupBy(r => r.Second, r => r.First).Select(s => new ListSection(s.Key, [.. s]))]
            : [new(ListReach.Any, rows)];

        static bool IsInOrder(List<ListReach> reaches) => reaches.SequenceEqual(reaches.Order());
    }

    private static ListReach ReachOf(GroupRow row, RecognisedPlace place, double nearKm) =>
        row.Group.IsAnywhere ? ListReach.Anywhere
        : place.Point is null || row.DistanceKm <= nearKm ? ListReach.Near
        : row.DistanceKm is not null ? ListReach.Farther
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
