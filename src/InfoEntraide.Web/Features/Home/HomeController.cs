using InfoEntraide.Web.Features.Catalogue;
using InfoEntraide.Web.Features.Content;
using InfoEntraide.Web.Features.Indexing;
using InfoEntraide.Web.Features.Map;
using InfoEntraide.Web.Features.Shared;
using InfoEntraide.Web.Localization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Net.Http.Headers;

namespace InfoEntraide.Web.Features.Home;

/// <summary>The home page: the search box and ways in for those who have no word yet.</summary>
/// <param name="SelfHelp">The page that says more of what self-help is.</param>
/// <param name="FirstContact">The page that says more of how contact works.</param>
public sealed record HomePage(
    int GroupCount, int TopicCount, int CentreCount, IReadOnlyList<TopicEntry> FrequentTopics, ContentPageEntry? SelfHelp, ContentPageEntry? FirstContact, CantonMap? Map);

[LocalizedRoute("")]
public sealed class HomeController(PublicCatalogue catalogue, Texts texts) : PublicController
{
    private const int FrequentTopics = 12;

    [HttpGet("/")]
    public IActionResult Root()
    {
        Response.Headers.Vary = HeaderNames.AcceptLanguage;
        return Redirect(PublicPaths.Home(RequestLanguage.FromBrowser(Request)));
    }

    [HttpGet("")]
    public IActionResult Index()
    {
        var snapshot = catalogue.Current;
        StandsAt(PublicPaths.Home);
        IsAbout(StructuredData.Organization(snapshot.NationalOffice, texts, Request.Origin()));
        return View(new HomePage(
            snapshot.Groups.Count,
            snapshot.Topics.Count(t => snapshot.GroupsAbout(t).Any()),
            snapshot.Centres.Count(c => c.IsConfirmed && c.Kind != Centres.CentreKind.National),
            snapshot.FrequentTopics(FrequentTopics),
            snapshot.Pages["self-help"],
            snapshot.Pages["first-contact"],
            CantonMap.Of(snapshot, c => snapshot.GroupsIn(c).Count, c => PublicPaths.Canton(c, Language))));
    }
}
