using InfoEntraide.Search;
using InfoEntraide.Web.Features.Catalogue;
using InfoEntraide.Web.Features.Groups;
using InfoEntraide.Web.Features.Shared;
using InfoEntraide.Web.Localization;
using Microsoft.AspNetCore.Mvc;

namespace InfoEntraide.Web.Features.Centres;

/// <summary>The national office, the confirmed centres, and the cantons nobody but the national office answers for.</summary>
public sealed record CentreListPage(CentreEntry? NationalOffice, IReadOnlyList<CentreRow> Centres, IReadOnlyList<CantonEntry> CantonsWithoutCentre);

public sealed record CentreRow(CentreEntry Centre, int GroupCount);

/// <summary>The page of one centre.</summary>
public sealed record CentrePage(CentreEntry Centre, CentreContact Contact, int GroupCount, IReadOnlyList<FacetChoice> Topics);

[LocalizedRoute(PathSegments.Centres)]
public sealed class CentresController(PublicCatalogue catalogue, FacetLabels labels) : PublicController
{
    [HttpGet("")]
    public IActionResult Index()
    {
        var snapshot = catalogue.Current;
        StandsAt(PublicPaths.Centres);
        var regional = snapshot.Centres.Where(c => c.Kind != CentreKind.National && c.IsConfirmed).ToList();
        return View(new CentreListPage(
            snapshot.NationalOffice,
            [.. regional.OrderBy(c => c.Name.Current(), StringComparer.CurrentCulture).Select(c => new CentreRow(c, snapshot.GroupsOf(c).Count()))],
            [.. snapshot.Cantons.Where(canton => !regional.Exists(c => c.Cantons.Contains(canton))).OrderBy(c => c.Name.Current(), StringComparer.CurrentCulture)]));
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
        var search = new SearchParameters().WithFilter(Facet.Centre, [centre.Slug]);
        var result = snapshot.Search.Search(search.ToRequest(Language.Code()) with { Take = 0 });
        return View(new CentrePage(
            centre,
            snapshot.ContactOf(centre),
            result.Total,
            [.. labels.Groups(snapshot, search, result).Where(g => g.Facet == Facet.Topic).SelectMany(g => g.Choices)]));
    }
}
