using InfoEntraide.Search;
using InfoEntraide.Web.Features.Catalogue;
using InfoEntraide.Web.Features.Centres;
using InfoEntraide.Web.Features.Shared;
using InfoEntraide.Web.Localization;
using Microsoft.AspNetCore.Mvc;

namespace InfoEntraide.Web.Features.Groups;

[LocalizedRoute(PathSegments.Groups)]
public sealed class GroupsController(PublicCatalogue catalogue, FacetLabels labels, TimeProvider clock) : PublicController
{
    private const int SimilarGroups = 5;
    private const int NextMeetings = 3;

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
        return View(new GroupListPage(
            search,
            result.Total,
            pageCount,
            [.. result.Hits.Select(h => Row(snapshot.Groups[h.Ordinal], h.DistanceKm))],
            labels.Groups(snapshot, search, result),
            Understand(snapshot, search, result.Interpretation),
            CentresToAsk(snapshot, result.Interpretation.Place?.Canton ?? (search.Values(Facet.Canton) is [var canton] ? canton : null))));
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
        var now = clock.GetUtcNow();
        return View(new GroupPage(group, snapshot.ContactOf(group), [.. MeetingDates.Next(group.Rhythm, group.Centre.Closures, now, group.PausedUntil).Take(NextMeetings)], Similar(snapshot, group)));
    }

    private Understanding Understand(CatalogueSnapshot snapshot, SearchParameters search, Interpretation interpretation)
    {
        IReadOnlyList<TopicEntry> topics = [.. interpretation.Topics.Select(snapshot.Topic).OfType<TopicEntry>()];
        var place = interpretation.Place is { } found ? labels.Place(snapshot, found) : null;
        return new(
            topics,
            interpretation.Place,
            place,
            interpretation.Text,
            UnderstoodPart.Of(search, interpretation, topics, place),
            interpretation.Corrected,
            interpretation.UnknownPlace,
            interpretation.RadiusKm,
            interpretation.Relaxed,
            interpretation.Crisis);
    }

    private static IReadOnlyList<CentreEntry> CentresToAsk(CatalogueSnapshot snapshot, string? canton)
    {
        List<CentreEntry> centres = [.. snapshot.Centres.Where(c => c.IsConfirmed && c.Kind != CentreKind.National && c.Cantons.Any(x => x.Code == canton)).OrderBy(c => c.Name.Current(), StringComparer.CurrentCulture)];
        return centres.Count > 0 || snapshot.NationalOffice is not { } office ? centres : [office];
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
