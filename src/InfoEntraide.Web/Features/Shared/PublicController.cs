using System.Text.Json.Nodes;
using InfoEntraide.Web.Localization;
using Microsoft.AspNetCore.Mvc;

namespace InfoEntraide.Web.Features.Shared;

/// <summary>A controller of public pages: it knows the language and the page's address in every language.</summary>
public abstract class PublicController : Controller
{
    protected static PortalLanguage Language => PortalLanguages.Current;

    /// <summary>Tells the layout where this page stands in each language: for the language switch and <c>hreflang</c>.</summary>
    protected void StandsAt(Func<PortalLanguage, string> path) => ViewData["Addresses"] = PortalLanguages.All.ToDictionary(l => l, path);

    /// <summary>Where this page stands below the home page, itself last; search engines show it above the title.</summary>
    protected void HasTrail(params IReadOnlyList<(string Name, string Path)> steps) => ViewData["Trail"] = steps;

    /// <summary>What this page is about, in the words of schema.org.</summary>
    protected void IsAbout(JsonObject? thing) => ViewData["About"] = thing;

    /// <summary>A page on violence: a quick way out of it, and previews of its link that tell nothing.</summary>
    protected void OffersExit() => ViewData["Exit"] = true;

    /// <summary>Result pages reveal what somebody looks for: neither search engines nor shared computers keep them.</summary>
    protected void KeepPrivate()
    {
        Response.Headers.CacheControl = "no-store";
        ViewData["NoIndex"] = true;
    }
}
