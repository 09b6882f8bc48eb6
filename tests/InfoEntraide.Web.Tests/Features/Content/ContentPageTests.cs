using System.Net;
using System.Xml.Linq;
using AngleSharp.Dom;
using InfoEntraide.Web.Features.Audit;
using InfoEntraide.Web.Features.Catalogue;
using InfoEntraide.Web.Features.Content;
using InfoEntraide.Web.Features.Shared;
using InfoEntraide.Web.Localization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace InfoEntraide.Web.Tests.Features.Content;

/// <summary>The pages on the foundation and its work as a visitor meets them.</summary>
public sealed class ContentPageTests : IDisposable
{
    private const int Many = 3;

    private readonly PortalSite site = new();

    public static TheoryData<PortalLanguage> AllLanguages => [.. PortalLanguages.All];

    private CatalogueSnapshot Catalogue => site.Services.GetRequiredService<PublicCatalogue>().Current;

    public void Dispose() => site.Dispose();

    [Theory]
    [MemberData(nameof(AllLanguages))]
    public async Task Every_page_can_be_read_with_its_title_and_its_contents(PortalLanguage language)
    {
        var pages = Codes.All<ContentSection>().SelectMany(Catalogue.Pages.Of).ToList();
        Assert.Equal(16, pages.Count);
        foreach (var entry in pages)
        {
            var path = PublicPaths.ContentPage(entry, language);
            var page = await site.Visitor().PageAsync(path);
            var main = page.QuerySelector("main")!;
            Assert.Equal(entry.Title[language], page.Title());
            Assert.Equal("http://localhost" + path, page.QuerySelector("link[rel=canonical]")!.GetAttribute("href"));
            Assert.Equal(entry.Summary[language], page.QuerySelector("meta[name=description]")!.GetAttribute("content"));
            Assert.NotEmpty(main.QuerySelector(".article p.lead")!.TextContent);
            Assert.Single(page.QuerySelectorAll("h1"));
            Assert.Equal(page.QuerySelectorAll("[id]").Length, page.QuerySelectorAll("[id]").Select(e => e.Id).Distinct(StringComparer.Ordinal).Count());

            // Nothing is left of how it was written.
            Assert.DoesNotContain(new[] { "](", "**", "##", "page:", "list:", "---" }, sign => main.TextContent.Contains(sign, StringComparison.Ordinal));

            var headings = main.QuerySelectorAll(".prose h2").Select(h => $"#{h.Id} {h.TextContent}").ToList();
            Assert.Equal(
                headings.Count >= Many ? headings : [],
                main.QuerySelectorAll(".on-this-page a").Select(a => $"{a.GetAttribute("href")} {a.TextContent}"));
        }
    }

    [Theory]
    [MemberData(nameof(AllLanguages))]
    public async Task The_list_names_every_page_on_the_foundation_in_reading_order(PortalLanguage language)
    {
        var page = await site.Visitor().PageAsync(PublicPaths.About(language));
        var about = Catalogue.Pages.Of(ContentSection.About);
        Assert.Equal("mission", about[0].Key);
        Assert.Equal(about.Select(p => p.Title[language]), page.QuerySelectorAll("main .group h2").Select(h => h.TextContent));
        Assert.Equal(about.Select(p => p.Summary[language]), page.QuerySelectorAll("main .group p").Select(p => p.TextContent));
        foreach (var link in page.QuerySelectorAll("main a"))
        {
            await site.Visitor().PageAsync(link.GetAttribute("href")!);
        }
    }

    [Theory]
    [MemberData(nameof(AllLanguages))]
    public async Task The_working_group_has_its_own_address_and_leads_to_its_other_pages(PortalLanguage language)
    {
        var page = await site.Visitor().PageAsync(PublicPaths.Content(ContentSection.WorkingGroup, language));
        Assert.Equal(Catalogue.Pages["working-group"]!.Title[language], page.Title());
        Assert.Equal(
            new[] { "survey", "round-tables", "promotion-domains" }.Select(key => PublicPaths.ContentPage(Catalogue.Pages[key]!, language)),
            page.QuerySelectorAll("section[aria-labelledby=further] a").Select(a => a.GetAttribute("href")));
    }

    [Fact]
    public async Task One_page_leads_to_the_one_before_and_the_one_after()
    {
        var about = Catalogue.Pages.Of(ContentSection.About);
        for (var i = 0; i < about.Count; i++)
        {
            var page = await site.Visitor().PageAsync(PublicPaths.ContentPage(about[i], PortalLanguage.It));
            Assert.Equal(i == 0 ? null : PublicPaths.ContentPage(about[i - 1], PortalLanguage.It), page.QuerySelector("a[rel=prev]")?.GetAttribute("href"));
            Assert.Equal(i + 1 == about.Count ? null : PublicPaths.ContentPage(about[i + 1], PortalLanguage.It), page.QuerySelector("a[rel=next]")?.GetAttribute("href"));
        }
    }

    [Fact]
    public async Task A_page_knows_its_address_in_every_language_and_where_it_stands()
    {
        var page = await site.Visitor().PageAsync("/de/arbeitsgruppe/runde-tische");
        Assert.Equal(
            ["/fr/groupe-de-travail/tables-rondes", "/de/arbeitsgruppe/runde-tische", "/it/gruppo-di-lavoro/tavole-rotonde", "/en/working-group/round-tables"],
            page.QuerySelectorAll(".languages a").Select(a => a.GetAttribute("href")));
        Assert.Equal(
            "http://localhost/it/gruppo-di-lavoro/tavole-rotonde",
            page.QuerySelector("link[hreflang=it]")!.GetAttribute("href"));
        var trail = page.QuerySelectorAll("script[type='application/ld+json']").Single(s => s.TextContent.Contains("BreadcrumbList", StringComparison.Ordinal)).TextContent;
        Assert.Contains("http://localhost/de/arbeitsgruppe\"", trail, StringComparison.Ordinal);
        Assert.Equal("/de/arbeitsgruppe", page.QuerySelector(".kind-line a")!.GetAttribute("href"));
    }

    [Theory]
    [InlineData("/fr/a-propos/mission", "/fr/a-propos/mission-et-vision")]
    [InlineData("/fr/a-propos/MISSION-ET-VISION", "/fr/a-propos/mission-et-vision")]
    [InlineData("/de/ueber-uns/mission-et-vision", "/de/ueber-uns/auftrag-und-vision")]
    [InlineData("/en/about/survey", "/en/working-group/online-survey")]
    [InlineData("/it/gruppo-di-lavoro/working-group", "/it/gruppo-di-lavoro")]
    [InlineData("/it/gruppo-di-lavoro/gruppo-di-lavoro-partenariati", "/it/gruppo-di-lavoro")]
    [InlineData("/en/working-group/tables-rondes", "/en/working-group/round-tables")]
    public async Task Another_address_of_a_page_leads_to_the_right_one(string path, string right)
    {
        using var response = await site.Visitor().GetAsync(path);
        Assert.Equal((HttpStatusCode.MovedPermanently, right), (response.StatusCode, response.Headers.Location?.OriginalString));
        await site.Visitor().PageAsync(right);
    }

    [Theory]
    [InlineData("/fr/a-propos/rien")]
    [InlineData("/de/arbeitsgruppe/nichts")]
    [InlineData("/de/a-propos")]
    [InlineData("/fr/a-propos/mission-et-vision/plus")]
    public async Task An_address_that_no_page_has_is_not_found(string path) => await site.Visitor().PageAsync(path, HttpStatusCode.NotFound);

    [Theory]
    [MemberData(nameof(AllLanguages))]
    public async Task Every_page_of_the_portal_leads_to_the_legal_ones_and_to_easy_language(PortalLanguage language)
    {
        var page = await site.Visitor().PageAsync(PublicPaths.Groups(language));
        var footer = page.QuerySelectorAll("nav[aria-labelledby=footer-foundation] a").Select(a => a.GetAttribute("href"));
        Assert.Equal(
            [
                PublicPaths.About(language),
                .. new[] { "mission", "first-contact", "start-a-group", "working-group", "easy-language", "privacy", "accessibility", "legal" }.Select(key => PublicPaths.ContentPage(Catalogue.Pages[key]!, language)),
            ],
            footer);
        Assert.Equal(PublicPaths.ContentPage(Catalogue.Pages["easy-language"]!, language), page.QuerySelector(".site-tools > a")!.GetAttribute("href"));
    }

    [Fact]
    public async Task The_home_page_leads_on_to_what_self_help_is_and_how_contact_works()
    {
        var page = await site.Visitor().PageAsync("/en");
        Assert.Equal("/en/about/what-self-help-is", page.QuerySelector("section[aria-labelledby=what] a")!.GetAttribute("href"));
        Assert.Equal("/en/about/first-contact", page.QuerySelector("section[aria-labelledby=how] a")!.GetAttribute("href"));
    }

    [Fact]
    public async Task The_sitemap_holds_every_page()
    {
        using var real = new PortalSite { HoldsDemoData = false };
        var map = XDocument.Parse(await real.Visitor().GetStringAsync("/sitemap-it.xml"));
        var paths = map.Descendants().Where(e => e.Name.LocalName == "loc").Select(l => new Uri(l.Value).AbsolutePath).ToHashSet(StringComparer.Ordinal);
        Assert.Contains("/it/chi-siamo", paths);
        Assert.Contains("/it/gruppo-di-lavoro", paths);
        Assert.All(Codes.All<ContentSection>().SelectMany(Catalogue.Pages.Of), p => Assert.Contains(PublicPaths.ContentPage(p, PortalLanguage.It), paths));
    }

    [Fact]
    public async Task A_page_that_exists_in_one_language_only_says_so_and_marks_it()
    {
        await EditAsync(db => db.Add(new ContentPage
        {
            Key = "new",
            Order = 99,
            Title = LocalizedText.Of(PortalLanguage.De, "Neu"),
            Address = LocalizedText.Of(PortalLanguage.De, "neu"),
            Summary = LocalizedText.Of(PortalLanguage.De, "Etwas Neues"),
            Body = LocalizedText.Of(PortalLanguage.De, "Guten Tag ! [Mission](page:mission)\n\n## Mehr\n\nText."),
        }));

        var page = await site.Visitor().PageAsync("/fr/a-propos/neu");
        Assert.Equal("de", page.QuerySelector("h1")!.GetAttribute("lang"));
        Assert.Equal("Ce texte n’existe qu’en allemand.", page.QuerySelector(".article .note")!.TextContent);
        Assert.All(page.QuerySelectorAll(".article > div"), part => Assert.Equal("de", part.GetAttribute("lang")));
        Assert.Equal("Guten Tag ! Mission", page.QuerySelector(".lead")!.TextContent);
        Assert.Equal("/fr/a-propos/mission-et-vision", page.QuerySelector(".lead a")!.GetAttribute("href"));

        var german = await site.Visitor().PageAsync("/de/ueber-uns/neu");
        Assert.Null(german.QuerySelector(".note"));
        Assert.Null(german.QuerySelector("h1")!.GetAttribute("lang"));
    }

    [Fact]
    public async Task What_staff_change_is_public_and_keeps_what_was_before_in_the_audit()
    {
        await EditAsync(db =>
        {
            var mission = db.ContentPages.Single(p => p.Key == "mission");
            mission.Body = mission.Body.With(PortalLanguage.Fr, "Tout est **nouveau** : <script>alert(1)</script>");
            db.Remove(db.ContentPages.Single(p => p.Key == "easy-language"));
        });

        var page = await site.Visitor().PageAsync("/fr/a-propos/mission-et-vision");
        Assert.Equal("Tout est nouveau\u202f: <script>alert(1)</script>", page.QuerySelector(".lead")!.TextContent);
        Assert.Null(page.QuerySelector(".site-tools > a"));
        await site.Visitor().PageAsync("/fr/a-propos/langage-simplifie", HttpStatusCode.NotFound);

        await using var db = site.OpenDatabase();
        var entry = await db.AuditEntries.SingleAsync(e => e.EntityType == nameof(ContentPage) && e.Action == AuditAction.Changed);
        Assert.Equal(("anna", 2), (entry.Who, entry.EntityVersion));
        Assert.Equal(["Body.Fr"], AuditChanges.Parse(entry.Changes).Values!.Keys);
    }

    [Fact]
    public async Task Without_a_working_group_page_its_address_is_not_found_and_the_others_stay()
    {
        await EditAsync(db => db.Remove(db.ContentPages.Single(p => p.Key == "working-group")));

        await site.Visitor().PageAsync("/en/working-group", HttpStatusCode.NotFound);
        var page = await site.Visitor().PageAsync("/en/working-group/online-survey");
        Assert.Null(page.QuerySelector(".kind-line"));
        Assert.Equal("/en/working-group/round-tables", page.QuerySelector("a[rel=next]")!.GetAttribute("href"));
        await site.Visitor().PageAsync("/en/about");
    }

    [Fact]
    public async Task Two_pages_that_want_one_address_can_both_be_read()
    {
        await EditAsync(db =>
        {
            var history = db.ContentPages.Single(p => p.Key == "history");
            history.Address = history.Address.With(PortalLanguage.Fr, "mission-et-vision");
        });

        Assert.Equal("Mission et vision", (await site.Visitor().PageAsync("/fr/a-propos/mission-et-vision")).Title());
        Assert.Equal(Catalogue.Pages["history"]!.Title.Fr, (await site.Visitor().PageAsync("/fr/a-propos/history")).Title());
    }

    [Fact]
    public async Task Pages_are_read_without_asking_the_database()
    {
        await site.Visitor().PageAsync("/fr/a-propos");
        var before = site.Statements.Count;
        await site.Visitor().PageAsync("/fr/a-propos/premier-contact");
        await site.Visitor().PageAsync("/fr/groupe-de-travail");
        Assert.Equal(before, site.Statements.Count);
    }

    private async Task EditAsync(Action<Web.Data.PortalDb> edit)
    {
        var catalogue = site.Services.GetRequiredService<PublicCatalogue>();
        var before = catalogue.Current;
        await using var scope = site.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<Web.Data.PortalDb>();
        db.Actor = AuditActor.User("anna");
        edit(db);
        await db.SaveChangesAsync();
        await catalogue.AfterAsync(before, CancellationToken.None).WaitAsync(TimeSpan.FromSeconds(60));
    }
}
