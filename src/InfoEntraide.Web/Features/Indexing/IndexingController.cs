using System.Net.Mime;
using InfoEntraide.Web.Features.Catalogue;
using InfoEntraide.Web.Features.Shared;
using InfoEntraide.Web.Localization;
using Microsoft.AspNetCore.Mvc;

namespace InfoEntraide.Web.Features.Indexing;

/// <summary>What search engines ask for before they read the pages. A portal with demonstration data has no sitemap: nothing invented is to be found.</summary>
[ApiExplorerSettings(IgnoreApi = true)]
public sealed class IndexingController(PublicCatalogue catalogue) : Controller
{
    private const string Xml = MediaTypeNames.Application.Xml + "; charset=utf-8";

    /// <summary>Forbids nothing: a page that must not be found says so itself, which a crawler sees only when it may read it.</summary>
    [HttpGet("/robots.txt")]
    public IActionResult Robots()
    {
        var rules = "User-agent: *\nDisallow:\n";
        return Content(catalogue.Current.IsDemo ? rules : $"{rules}\nSitemap: {Request.Origin()}/sitemap.xml\n", MediaTypeNames.Text.Plain);
    }

    [HttpGet("/sitemap.xml")]
    public async Task<IActionResult> Sitemaps()
    {
        var snapshot = catalogue.Current;
        if (snapshot.IsDemo)
        {
            return NotFound();
        }

        Response.ContentType = Xml;
        await Sitemap.WriteIndexAsync(Response.Body, Sitemap.Parts(snapshot), Request.Origin());
        return new EmptyResult();
    }

    [HttpGet("/sitemap-{lang:length(2)}.xml")]
    [HttpGet("/sitemap-{lang:length(2)}-{part:int:min(2)}.xml")]
    public async Task<IActionResult> Part(string lang, CancellationToken ct, int part = 1)
    {
        var snapshot = catalogue.Current;
        if (snapshot.IsDemo || PortalLanguages.Parse(lang) is not { } language || part > Sitemap.Parts(snapshot))
        {
            return NotFound();
        }

        Response.ContentType = Xml;
        await Sitemap.WriteAsync(Response.Body, Sitemap.Pages(snapshot).Skip((part - 1) * Sitemap.PagesPerPart).Take(Sitemap.PagesPerPart), language, Request.Origin(), ct);
        return new EmptyResult();
    }
}
