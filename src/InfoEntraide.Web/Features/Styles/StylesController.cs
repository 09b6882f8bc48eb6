using System.Text.RegularExpressions;
using InfoEntraide.Web.Features.Catalogue;
using InfoEntraide.Web.Features.Crisis;
using InfoEntraide.Web.Features.Groups;
using InfoEntraide.Web.Features.Map;
using InfoEntraide.Web.Features.Shared;
using InfoEntraide.Web.Localization;
using Microsoft.AspNetCore.Mvc;

namespace InfoEntraide.Web.Features.Styles;

/// <summary>The design system, alive: tokens as the style sheet has them, parts as the pages have them.</summary>
/// <param name="Groups">One group for each state a row of a list can have.</param>
/// <param name="Map">With a canton that is chosen and one that leads nowhere.</param>
/// <param name="Locators">One with a point and one without.</param>
public sealed record StylesPage(IReadOnlyList<string> Tokens, IReadOnlyList<GroupRow> Groups, IReadOnlyList<CategoryEntry> Categories, IReadOnlyList<CrisisNumberEntry> Emergency, CantonMap? Map, IReadOnlyList<Locator> Locators);

/// <summary>For those who work on the pages. It exists in Development only: elsewhere the address is unknown.</summary>
[Route("{lang:regex(^(fr|de|it|en)$)}/styles")]
public sealed partial class StylesController(PublicCatalogue catalogue, IWebHostEnvironment environment) : PublicController
{
    private const int MatchTimeout = 1000;

    [HttpGet("")]
    public async Task<IActionResult> Index(CancellationToken ct)
    {
        if (!environment.IsDevelopment())
        {
            return NotFound();
        }

        KeepPrivate();
        StandsAt(l => $"/{l.Code()}/styles");
        var snapshot = catalogue.Current;
        var groups = snapshot.Groups.DistinctBy(g => (g.Lifecycle, g.Kind, g.VerifiedOn is null)).OrderBy(g => g.Lifecycle).ThenBy(g => g.Kind)
            .Select(g => new GroupRow(g, PublicPaths.Group(g, Language), g.Place.Point is null ? null : 12));
        return View(new StylesPage(
            await TokensAsync(ct),
            [.. groups],
            snapshot.Categories,
            [.. snapshot.CrisisNumbers(Language)],
            CantonMap.Of(snapshot, c => snapshot.GroupsIn(c).Count, c => c.Code == "UR" ? null : PublicPaths.Canton(c, Language), c => c.Code == "VD"),
            [.. snapshot.Groups.Select(g => Locator.Of(snapshot, g)).OfType<Locator>().DistinctBy(l => l.Point is null)]));
    }

    private async Task<IReadOnlyList<string>> TokensAsync(CancellationToken ct)
    {
        await using var sheet = environment.WebRootFileProvider.GetFileInfo("css/base.css").CreateReadStream();
        using var reader = new StreamReader(sheet);
        return [.. Token().Matches(await reader.ReadToEndAsync(ct)).Select(m => m.Groups["name"].Value).Distinct()];
    }

    [GeneratedRegex("^ +(?<name>--[a-z0-9-]+):", RegexOptions.Multiline | RegexOptions.ExplicitCapture, MatchTimeout)]
    private static partial Regex Token();
}
