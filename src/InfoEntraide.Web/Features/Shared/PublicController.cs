using InfoEntraide.Web.Localization;
using Microsoft.AspNetCore.Mvc;

namespace InfoEntraide.Web.Features.Shared;

/// <summary>A controller of public pages: it knows the language and the page's address in every language.</summary>
public abstract class PublicController : Controller
{
    protected static PortalLanguage Language => PortalLanguages.Current;

    /// <summary>Tells the layout where this page stands in each language: for the language switch and <c>hreflang</c>.</summary>
    protected void StandsAt(Func<PortalLanguage, string> path) => ViewData["Addresses"] = PortalLanguages.All.ToDictionary(l => l, path);

    /// <summary>Result pages reveal what somebody looks for: neither search engines nor shared computers keep them.</summary>
    protected void KeepPrivate()
    {
        Response.Headers.CacheControl = "no-store";
        ViewData["NoIndex"] = true;
    }
}
