using InfoEntraide.Web.Features.Catalogue;
using InfoEntraide.Web.Features.Indexing;
using InfoEntraide.Web.Features.Shared;
using InfoEntraide.Web.Localization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Net.Http.Headers;

namespace InfoEntraide.Web.Features.Home;

/// <summary>The home page: the search box and ways in for those who have no word yet.</summary>
public sealed record HomePage(int GroupCount, int TopicCount, int CentreCount, IReadOnlyList<TopicEntry> FrequentTopics, IReadOnlyList<CategoryEntry> Categories);

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
            snapshot.Categories));
    }
}
