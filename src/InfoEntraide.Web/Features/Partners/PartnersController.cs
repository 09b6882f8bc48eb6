using InfoEntraide.Web.Features.Catalogue;
using InfoEntraide.Web.Features.Shared;
using InfoEntraide.Web.Features.Topics;
using InfoEntraide.Web.Localization;
using Microsoft.AspNetCore.Mvc;

namespace InfoEntraide.Web.Features.Partners;

/// <summary>All partner organisations from A to Z.</summary>
public sealed record PartnerListPage(IReadOnlyList<PartnerEntry> Partners);

/// <summary>The page of one partner. <paramref name="OfficialNames"/> are given where the name shown is only a translation.</summary>
public sealed record PartnerPage(PartnerEntry Partner, IReadOnlyList<TextInLanguage> OfficialNames, IReadOnlyList<TopicRow> Topics);

[LocalizedRoute(PathSegments.Partners)]
public sealed class PartnersController(PublicCatalogue catalogue, Texts texts) : PublicController
{
    [HttpGet("")]
    public IActionResult Index()
    {
        StandsAt(PublicPaths.Partners);
        return View(new PartnerListPage([.. catalogue.Current.Partners.OrderBy(p => p.Name.Current(), StringComparer.CurrentCulture)]));
    }

    [HttpGet("{id}/{slug?}")]
    public IActionResult Show(string id, string? slug)
    {
        var snapshot = catalogue.Current;
        if (snapshot.Partner(id) is not { } partner)
        {
            return NotFound();
        }

        if (id != partner.PublicId || slug != PublicPaths.PartnerSlug(partner, Language))
        {
            return RedirectPermanent(PublicPaths.Partner(partner, Language));
        }

        StandsAt(l => PublicPaths.Partner(partner, l));
        HasTrail((texts["Nav.Partners"], PublicPaths.Partners(Language)), (partner.Name.Current(), PublicPaths.Partner(partner, Language)));
        return View(new PartnerPage(
            partner,
            OfficialNames(partner),
            [.. partner.Topics.Select(t => new TopicRow(t, snapshot.GroupsAbout(t).Count())).OrderBy(r => r.Topic.Name.Current(), StringComparer.CurrentCulture)]));
    }

    private static IReadOnlyList<TextInLanguage> OfficialNames(PartnerEntry partner)
    {
        var shown = partner.Name.In(Language);
        return partner.OfficialNameLanguages.Contains(shown.Language.Code(), StringComparer.Ordinal)
            ? []
            : [.. partner.Name.Existing().Where(n => n.Text != shown.Text && partner.OfficialNameLanguages.Contains(n.Language.Code(), StringComparer.Ordinal))];
    }
}
