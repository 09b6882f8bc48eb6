using InfoEntraide.Search;
using InfoEntraide.Web.Features.Catalogue;
using InfoEntraide.Web.Features.Groups;
using InfoEntraide.Web.Features.Indexing;
using InfoEntraide.Web.Features.Map;
using InfoEntraide.Web.Features.Shared;
using InfoEntraide.Web.Localization;
using Microsoft.AspNetCore.Mvc;

namespace InfoEntraide.Web.Features.Cantons;

/// <summary>All cantons with their centres and the number of their groups.</summary>
public sealed record CantonListPage(CantonMap? Map, IReadOnlyList<CantonRow> Cantons);

/// <summary>A canton in a list; without centres the national office answers for it.</summary>
public sealed record CantonRow(CantonEntry Canton, IReadOnlyList<CentreEntry> Centres, int GroupCount);

/// <summary>The page of one canton. <paramref name="Topics"/> are those of its groups, the most frequent first.</summary>
public sealed record CantonPage(
    CantonEntry Canton,
    int GroupCount,
    double Density,
    IReadOnlyList<FacetChoice> Topics,
    IReadOnlyList<CentreEntry> Centres,
    CentreEntry? NationalOffice);

[LocalizedRoute(PathSegments.Cantons)]
public sealed class CantonsController(PublicCatalogue catalogue, FacetLabels labels, Texts texts) : PublicController
{
    [HttpGet("")]
    public IActionResult Index()
    {
        var snapshot = catalogue.Current;
        StandsAt(PublicPaths.Cantons);
        return View(new CantonListPage(
            CantonMap.Of(snapshot, c => snapshot.GroupsIn(c).Count, c => PublicPaths.Canton(c, Language)),
            [.. snapshot.Cantons.Select(c => new CantonRow(c, Centres(snapshot, c), snapshot.GroupsIn(c).Count)).OrderBy(r => r.Canton.Name.Current(), StringComparer.CurrentCulture)]));
    }

    [HttpGet("{slug}")]
    public IActionResult Show(string slug)
    {
        var snapshot = catalogue.Current;
        if (snapshot.CantonAt(Language, slug) is not { } canton)
        {
            return snapshot.CantonAtAny(slug) is { } elsewhere ? RedirectPermanent(PublicPaths.Canton(elsewhere, Language)) : NotFound();
        }

        StandsAt(l => PublicPaths.Canton(canton, l));
        HasTrail((texts["Nav.Cantons"], PublicPaths.Cantons(Language)), (canton.Name.Current(), PublicPaths.Canton(canton, Language)));
        var search = new SearchParameters().WithFilter(Facet.Canton, [canton.Code]);
        var result = snapshot.Search.Search(search.ToRequest(Language.Code()) with { Take = 0 });
        return View(new CantonPage(
            canton,
            result.Total,
            GroupDensity.Per100000(result.Total, canton.Population),
            [.. labels.Groups(snapshot, search, result).Where(g => g.Facet == Facet.Topic).SelectMany(g => g.Choices)],
            Centres(snapshot, canton),
            snapshot.NationalOffice));
    }

    private static List<CentreEntry> Centres(CatalogueSnapshot snapshot, CantonEntry canton) =>
        [.. snapshot.CentresServing(canton).OrderBy(c => c.Name.Current(), StringComparer.CurrentCulture)];
}
