using InfoEntraide.Search;
using InfoEntraide.Web.Features.Catalogue;
using InfoEntraide.Web.Features.Groups;
using InfoEntraide.Web.Features.Map;
using InfoEntraide.Web.Features.Shared;
using InfoEntraide.Web.Localization;
using Microsoft.AspNetCore.Mvc;

namespace InfoEntraide.Web.Features.Centres;

/// <summary>The national office, the confirmed centres, and the cantons nobody but the national office answers for.</summary>
public sealed record CentreListPage(CentreEntry? NationalOffice, IReadOnlyList<CentreRow> Centres, IReadOnlyList<CantonEntry> CantonsWithoutCentre);

public sealed record CentreRow(CentreEntry Centre, int GroupCount);

/// <summary>The page of one centre. <paramref name="Closures"/> are those that are not over; <paramref name="Topics"/> are the topics of its groups, the most frequent first.</summary>
public sealed record CentrePage(CentreEntry Centre, CentreContact Contact, IReadOnlyList<ClosurePeriod> Closures, int GroupCount, IReadOnlyList<FacetChoice> Topics, Locator? Locator);

[LocalizedRoute(PathSegments.Centres)]
public sealed class CentresController(PublicCatalogue catalogue, FacetLabels labels, Texts texts, TimeProvider clock) : PublicController
{
    private const int ClosuresShown = 4;

    [HttpGet("")]
    public IActionResult Index()
    {
        var snapshot = catalogue.Current;
        StandsAt(PublicPaths.Centres);
        var regional = snapshot.Centres.Where(c => c.Kind != CentreKind.National && c.IsConfirmed).ToList();
        return View(new CentreListPage(
            snapshot.NationalOffice,
            [.. regional.OrderBy(c => c.Name.Current(), StringComparer.CurrentCulture).Select(c => new CentreRow(c, snapshot.GroupsOf(c).Count()))],
            [.. snapshot.Cantons.Where(canton => !snapshot.CentresServing(canton).Any()).OrderBy(c => c.Name.Current(), StringComparer.CurrentCulture)]));
    }

    [HttpGet("{id}/{slug?}")]
    public IActionResult Show(string id, string? slug)
    {
        var snapshot = catalogue.Current;
        if (snapshot.Centre(id) is not { } centre)
        {
            return NotFound();
        }

        if (id != centre.PublicId || slug != PublicPaths.CentreSlug(centre, Language))
        {
            return RedirectPermanent(PublicPaths.Centre(centre, Language));
        }

        StandsAt(l => PublicPaths.Centre(centre, l));
        HasTrail((texts["Nav.Centres"], PublicPaths.Centres(Language)), (centre.Name.Current(), PublicPaths.Centre(centre, Language)));
        if (!centre.IsConfirmed && centre.Kind != CentreKind.National)
        {
            ViewData["NoIndex"] = true;
        }

        var today = MeetingDates.Today(clock.GetUtcNow());
        var search = new SearchParameters().WithFilter(Facet.Centre, [centre.Slug]);
        var result = snapshot.Search.Search(search.ToRequest(Language.Code()) with { Take = 0 });
        return View(new CentrePage(
            centre,
            snapshot.ContactOf(centre),
            [.. centre.Closures.Where(c => c.To >= today).OrderBy(c => c.From).Take(ClosuresShown)],
            result.Total,
            [.. labels.Groups(snapshot, search, result).Where(g => g.Facet == Facet.Topic).SelectMany(g => g.Choices)],
            Locator.Of(snapshot, centre)));
    }
}
