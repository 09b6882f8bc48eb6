using System.Globalization;
using System.Xml;
using InfoEntraide.Web.Features.Catalogue;
using InfoEntraide.Web.Features.Centres;
using InfoEntraide.Web.Features.Content;
using InfoEntraide.Web.Features.Shared;
using InfoEntraide.Web.Localization;

namespace InfoEntraide.Web.Features.Indexing;

/// <summary>A page for search engines: its address in every language and the day it last changed, where that is known.</summary>
internal sealed record SitemapPage(Func<PortalLanguage, string> Path, DateOnly? ChangedOn = null);

/// <summary>
/// The public pages for search engines, after the protocol of sitemaps.org: a list per language in which every page names its other languages,
/// in parts far below the limits of the protocol (50,000 pages, 50 MB), and an index of all parts.
/// </summary>
internal static class Sitemap
{
    public const int PagesPerPart = 10_000;

    private const string Namespace = "http://www.sitemaps.org/schemas/sitemap/0.9";
    private const string LinkNamespace = "http://www.w3.org/1999/xhtml";

    /// <summary>Everything to be found: no results, no centre that nobody has confirmed.</summary>
    public static IEnumerable<SitemapPage> Pages(CatalogueSnapshot snapshot) =>
    [
        new(PublicPaths.Home),
        new(PublicPaths.Topics),
        new(PublicPaths.Cantons),
        new(PublicPaths.Centres),
        new(PublicPaths.Partners),
        new(PublicPaths.About),
        .. Codes.All<ContentSection>().SelectMany(snapshot.Pages.Of).Select(p => new SitemapPage(l => PublicPaths.ContentPage(p, l))),
        .. snapshot.Topics.Select(t => new SitemapPage(l => PublicPaths.Topic(t, l))),
        .. snapshot.Cantons.Select(c => new SitemapPage(l => PublicPaths.Canton(c, l))),
        .. snapshot.Centres.Where(c => c.IsConfirmed || c.Kind == CentreKind.National).Select(c => new SitemapPage(l => PublicPaths.Centre(c, l))),
        .. snapshot.Partners.Select(p => new SitemapPage(l => PublicPaths.Partner(p, l))),
        .. snapshot.Groups.Select(g => new SitemapPage(l => PublicPaths.Group(g, l), DateOnly.FromDateTime(g.UpdatedAt.UtcDateTime))),
    ];

    public static int Parts(CatalogueSnapshot snapshot) => (Pages(snapshot).Count() + PagesPerPart - 1) / PagesPerPart;

    /// <summary>The address of a part, counted from 1; the first has no number.</summary>
    public static string Path(PortalLanguage language, int part) =>
        part == 1 ? $"/sitemap-{language.Code()}.xml" : string.Create(CultureInfo.InvariantCulture, $"/sitemap-{language.Code()}-{part}.xml");

    public static async Task WriteIndexAsync(Stream to, int parts, string origin)
    {
        await using var xml = Writer(to);
        await xml.WriteStartDocumentAsync();
        await xml.WriteStartElementAsync(null, "sitemapindex", Namespace);
        foreach (var language in PortalLanguages.All)
        {
            for (var part = 1; part <= parts; part++)
            {
                await xml.WriteStartElementAsync(null, "sitemap", Namespace);
                await xml.WriteElementStringAsync(null, "loc", Namespace, origin + Path(language, part));
                await xml.WriteEndElementAsync();
            }
        }

        await xml.WriteEndDocumentAsync();
    }

    public static async Task WriteAsync(Stream to, IEnumerable<SitemapPage> pages, PortalLanguage language, string origin, CancellationToken ct)
    {
        await using var xml = Writer(to);
        await xml.WriteStartDocumentAsync();
        await xml.WriteStartElementAsync(null, "urlset", Namespace);
        await xml.WriteAttributeStringAsync("xmlns", "xhtml", null, LinkNamespace);
        foreach (var page in pages)
        {
            ct.ThrowIfCancellationRequested();
            await xml.WriteStartElementAsync(null, "url", Namespace);
            await xml.WriteElementStringAsync(null, "loc", Namespace, origin + page.Path(language));
            if (page.ChangedOn is { } day)
            {
                await xml.WriteElementStringAsync(null, "lastmod", Namespace, day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
            }

            foreach (var other in PortalLanguages.All)
            {
                await WriteLinkAsync(xml, other.Code(), origin + page.Path(other));
            }

            await WriteLinkAsync(xml, "x-default", origin + page.Path(PortalLanguage.Fr));
            await xml.WriteEndElementAsync();
        }

        await xml.WriteEndDocumentAsync();
    }

    private static async Task WriteLinkAsync(XmlWriter xml, string language, string address)
    {
        await xml.WriteStartElementAsync("xhtml", "link", LinkNamespace);
        await xml.WriteAttributeStringAsync(null, "rel", null, "alternate");
        await xml.WriteAttributeStringAsync(null, "hreflang", null, language);
        await xml.WriteAttributeStringAsync(null, "href", null, address);
        await xml.WriteEndElementAsync();
    }

    private static XmlWriter Writer(Stream to) => XmlWriter.Create(to, new XmlWriterSettings { Async = true, Encoding = new System.Text.UTF8Encoding(encoderShouldEmitUTF8Identifier: false) });
}
