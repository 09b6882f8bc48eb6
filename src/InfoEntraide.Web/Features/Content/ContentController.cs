using InfoEntraide.Web.Features.Catalogue;
using InfoEntraide.Web.Features.Shared;
using InfoEntraide.Web.Localization;
using Microsoft.AspNetCore.Mvc;

namespace InfoEntraide.Web.Features.Content;

/// <summary>The pages on the foundation and on this website, in reading order, and where the working group begins.</summary>
public sealed record ContentListPage(IReadOnlyList<ContentPageEntry> Pages, ContentPageEntry? WorkingGroup);

/// <summary>One page to read.</summary>
/// <param name="Section">What stands above it: name and address; null for a page that stands there itself.</param>
/// <param name="Below">The other pages of the section, where this one is its beginning.</param>
/// <param name="Previous">The page before it in reading order.</param>
/// <param name="Next">The page after it.</param>
public sealed record ContentShowPage(
    ContentPageEntry Page, Article Article, (string Name, string Path)? Section, IReadOnlyList<ContentPageEntry> Below, ContentPageEntry? Previous, ContentPageEntry? Next);

/// <summary>Pages to read: a section of them for each controller below.</summary>
public abstract class ContentController(PublicCatalogue catalogue, Texts texts, ContentSection section) : PublicController
{
    protected CatalogueSnapshot Snapshot { get; } = catalogue.Current;

    protected Texts Texts => texts;

    [HttpGet("{address}")]
    public IActionResult Show(string address)
    {
        var pages = Snapshot.Pages;
        if (pages.At(section, Language, address) is { } page && !ContentPages.IsFront(page))
        {
            return Read(page);
        }

        return pages.AtAny(section, address) is { } meant ? RedirectPermanent(PublicPaths.ContentPage(meant, Language)) : NotFound();
    }

    protected ViewResult Read(ContentPageEntry page)
    {
        var all = Snapshot.Pages.Of(section);
        var place = all.TakeWhile(p => p != page).Count();
        var isFront = ContentPages.IsFront(page);
        var above = isFront ? null : Above();
        (string, string) here = (page.Title.Current(), PublicPaths.ContentPage(page, Language));
        StandsAt(l => PublicPaths.ContentPage(page, l));
        HasTrail(above is { } step ? [step, here] : [here]);
        if (page.Key == ContentPages.PrivateBrowsing)
        {
            OffersExit();
        }

        return View("~/Features/Content/Show.cshtml", new ContentShowPage(
            page,
            Snapshot.Pages.Article(page, Language),
            above,
            isFront ? [.. all.Where(p => p != page)] : [],
            isFront ? null : all.ElementAtOrDefault(place - 1),
            isFront ? null : all.ElementAtOrDefault(place + 1)));
    }

    /// <summary>What the pages of the section stand below.</summary>
    protected abstract (string Name, string Path)? Above();
}

[LocalizedRoute(PathSegments.About)]
public sealed class AboutController(PublicCatalogue catalogue, Texts texts) : ContentController(catalogue, texts, ContentSection.About)
{
    [HttpGet("")]
    public IActionResult Index()
    {
        StandsAt(PublicPaths.About);
        return View("~/Features/Content/Index.cshtml", new ContentListPage(Snapshot.Pages.Of(ContentSection.About), Snapshot.Pages.Front(ContentSection.WorkingGroup)));
    }

    protected override (string Name, string Path)? Above() => (Texts["Nav.About"], PublicPaths.About(Language));
}

[LocalizedRoute(PathSegments.WorkingGroup)]
public sealed class WorkingGroupController(PublicCatalogue catalogue, Texts texts) : ContentController(catalogue, texts, ContentSection.WorkingGroup)
{
    [HttpGet("")]
    public IActionResult Index() => Snapshot.Pages.Front(ContentSection.WorkingGroup) is { } page ? Read(page) : NotFound();

    protected override (string Name, string Path)? Above() =>
        Snapshot.Pages.Front(ContentSection.WorkingGroup) is { } front ? (front.Title.Current(), PublicPaths.ContentPage(front, Language)) : null;
}
