using System.Globalization;
using System.Net;
using System.Text.Json;
using System.Xml.Linq;
using AngleSharp.Dom;
using InfoEntraide.Web.Features.Catalogue;
using InfoEntraide.Web.Features.Centres;
using InfoEntraide.Web.Features.Content;
using InfoEntraide.Web.Features.Groups;
using InfoEntraide.Web.Features.Shared;
using InfoEntraide.Web.Localization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace InfoEntraide.Web.Tests.Features;

/// <summary>What search engines and previews of links learn of a portal with real groups, and what they must not learn.</summary>
public sealed class SeoTests : IDisposable
{
    private static readonly XNamespace Map = "http://www.sitemaps.org/schemas/sitemap/0.9";
    private static readonly XNamespace Html = "http://www.w3.org/1999/xhtml";

    private readonly PortalSite site = new() { HoldsDemoData = false };

    private CatalogueSnapshot Catalogue => site.Services.GetRequiredService<PublicCatalogue>().Current;

    public void Dispose() => site.Dispose();

    [Fact]
    public async Task The_sitemap_of_each_language_names_every_page_once_with_its_other_languages()
    {
        var visitor = site.Visitor();
        var index = XDocument.Parse(await visitor.GetStringAsync("/sitemap.xml"));
        var maps = index.Descendants(Map + "loc").Select(l => new Uri(l.Value).AbsolutePath).ToList();
        Assert.Equal(["/sitemap-fr.xml", "/sitemap-de.xml", "/sitemap-it.xml", "/sitemap-en.xml"], maps);
        foreach (var language in PortalLanguages.All)
        {
            var urls = XDocument.Parse(await visitor.GetStringAsync(maps[(int)language])).Root!.Elements(Map + "url").ToList();
            var paths = urls.Select(u => new Uri(u.Element(Map + "loc")!.Value).AbsolutePath).ToList();
            Assert.Equal(paths.Distinct(), paths);
            Assert.All(paths, p => Assert.StartsWith("/" + language.Code(), p, StringComparison.Ordinal));
            Assert.Equal(
                6 + Codes.All<ContentSection>().Sum(s => Catalogue.Pages.Of(s).Count) + Catalogue.Topics.Count + Catalogue.Cantons.Count + Catalogue.Partners.Count + Catalogue.Groups.Count + Catalogue.Centres.Count(c => c.IsConfirmed || c.Kind == CentreKind.National),
                paths.Count);
            Assert.All(urls, u => Assert.Equal(["fr", "de", "it", "en", "x-default"], u.Elements(Html + "link").Select(l => l.Attribute("hreflang")!.Value)));
        }
    }

    [Fact]
    public async Task Every_page_in_the_sitemap_answers_under_that_very_address()
    {
        var visitor = site.Visitor();
        var map = XDocument.Parse(await visitor.GetStringAsync("/sitemap-de.xml"));
        var pages = map.Descendants(Map + "loc").Select(l => new Uri(l.Value).AbsolutePath).ToList();

        // Every page of the smaller kinds, every tenth group.
        var read = pages.Where((p, i) => !p.StartsWith("/de/gruppen/", StringComparison.Ordinal) || i % 10 == 0).ToList();
        foreach (var path in read)
        {
            var page = await visitor.PageAsync(path);
            Assert.Equal("http://localhost" + path, page.QuerySelector("link[rel=canonical]")!.GetAttribute("href"));
            Assert.Null(page.QuerySelector("meta[name=robots]"));
        }
    }

    [Fact]
    public async Task The_sitemap_tells_when_a_group_last_changed()
    {
        var group = Catalogue.Groups[7];
        var map = XDocument.Parse(await site.Visitor().GetStringAsync("/sitemap-it.xml"));
        var url = map.Descendants(Map + "url").Single(u => u.Element(Map + "loc")!.Value.Contains(group.PublicId, StringComparison.Ordinal));
        Assert.Equal(group.UpdatedAt.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), url.Element(Map + "lastmod")!.Value);
    }

    [Fact]
    public async Task Hidden_groups_and_centres_that_are_not_confirmed_are_in_no_sitemap()
    {
        var visitor = site.Visitor();
        using var db = site.OpenDatabase();
        var hidden = await db.Groups.Where(g => g.Publication != Publication.Published || g.Lifecycle == Lifecycle.Closed).Select(g => g.PublicId).ToListAsync();
        var unconfirmed = await db.Centres.Where(c => !c.IsConfirmed).Select(c => c.PublicId).ToListAsync();
        Assert.NotEmpty(hidden);
        Assert.NotEmpty(unconfirmed);
        foreach (var language in PortalLanguages.All)
        {
            var map = await visitor.GetStringAsync($"/sitemap-{language.Code()}.xml");
            Assert.DoesNotContain(hidden.Concat(unconfirmed), id => map.Contains($"/{id}/", StringComparison.Ordinal));
        }
    }

    [Theory]
    [InlineData("/sitemap-es.xml")]
    [InlineData("/sitemap-fr-2.xml")]
    [InlineData("/sitemap-fr-99999999999.xml")]
    [InlineData("/sitemap-fr-1.xml")]
    public async Task A_sitemap_that_is_not_in_the_index_does_not_exist(string path)
    {
        using var response = await site.Visitor().GetAsync(path);
        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
    }

    [Fact]
    public async Task Robots_may_read_everything_and_learn_where_the_sitemap_is()
    {
        var robots = await site.Visitor().GetStringAsync("/robots.txt");
        Assert.Equal(["User-agent: *", "Disallow:", "Sitemap: http://localhost/sitemap.xml"], robots.Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }

    [Fact]
    public async Task Demonstration_data_has_no_sitemap()
    {
        using var demo = new PortalSite();
        foreach (var path in new[] { "/sitemap.xml", "/sitemap-fr.xml" })
        {
            using var response = await demo.Visitor().GetAsync(path);
            Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        }

        Assert.DoesNotContain("Sitemap", await demo.Visitor().GetStringAsync("/robots.txt"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/fr/groupes")]
    [InlineData("/de/gruppen?q=Depression&place=Bern")]
    public async Task Result_pages_are_neither_indexed_nor_previewed(string path)
    {
        var page = await site.Visitor().PageAsync(path);
        Assert.Equal("noindex", page.QuerySelector("meta[name=robots]")!.GetAttribute("content"));
        Assert.Null(page.QuerySelector("link[rel=canonical]"));
        Assert.Empty(page.QuerySelectorAll("meta[property^='og:'], script:not([src])"));
        Assert.All(page.QuerySelectorAll("link[rel=alternate]"), l => Assert.DoesNotContain('?', l.GetAttribute("href")!));
    }

    [Theory]
    [InlineData("/fr/themes?order=az", "http://localhost/fr/themes")]
    [InlineData("/fr/cantons/vaud?utm_source=x", "http://localhost/fr/cantons/vaud")]
    public async Task A_page_has_one_address_whatever_parameters_it_is_asked_with(string path, string expected)
    {
        var page = await site.Visitor().PageAsync(path);
        Assert.Equal(expected, page.QuerySelector("link[rel=canonical]")!.GetAttribute("href"));
        Assert.Equal(expected, page.QuerySelector("meta[property='og:url']")!.GetAttribute("content"));
    }

    [Fact]
    public async Task A_link_passed_on_shows_title_text_and_a_picture_of_our_own()
    {
        var group = Catalogue.Groups[0];
        var visitor = site.Visitor();
        var page = await visitor.PageAsync(PublicPaths.Group(group, PortalLanguage.It));
        string? Meta(string property) => page.QuerySelector($"meta[property='og:{property}']")?.GetAttribute("content");
        Assert.Equal(group.Name.In(PortalLanguage.It).Text, Meta("title"));
        Assert.Equal(page.QuerySelector("meta[name=description]")!.GetAttribute("content"), Meta("description"));
        Assert.Equal("it_CH", Meta("locale"));
        Assert.NotEmpty(Meta("image:alt")!);

        var picture = await visitor.GetByteArrayAsync(new Uri(Meta("image")!).AbsolutePath);
        Assert.True(picture.Length < 100_000);
        static int Number(byte[] from, int at) => System.Buffers.Binary.BinaryPrimitives.ReadInt32BigEndian(from.AsSpan(at));
        Assert.Equal((1200, 630), (Number(picture, 16), Number(picture, 20)));
    }

    [Fact]
    public async Task The_home_page_says_who_we_are()
    {
        var page = await site.Visitor().PageAsync("/de");
        var organization = Data(page).Single(d => Type(d) == "NGO");
        Assert.Equal("Stiftung Selbsthilfe Schweiz", organization.GetProperty("name").GetString());
        Assert.Equal("Basel", organization.GetProperty("address").GetProperty("addressLocality").GetString());
    }

    [Fact]
    public async Task Pages_say_where_they_stand()
    {
        var group = Catalogue.Groups.First(g => g.Topics.Count > 0);
        var centre = Catalogue.Centres.First(c => c.IsConfirmed);
        foreach (var path in new[]
        {
            PublicPaths.Group(group, PortalLanguage.Fr), PublicPaths.Topic(group.Topics[0], PortalLanguage.De), PublicPaths.Centre(centre, PortalLanguage.It),
            PublicPaths.Canton(Catalogue.Cantons[0], PortalLanguage.En), PublicPaths.Partner(Catalogue.Partners[0], PortalLanguage.Fr),
        })
        {
            var page = await site.Visitor().PageAsync(path);
            var steps = Data(page).Single(d => Type(d) == "BreadcrumbList").GetProperty("itemListElement").EnumerateArray().ToList();
            Assert.Equal(Enumerable.Range(1, steps.Count), steps.Select(s => s.GetProperty("position").GetInt32()));
            Assert.Equal("http://localhost" + path, steps[^1].GetProperty("item").GetString());
            Assert.True(steps.Count >= 3, path);
            foreach (var step in steps)
            {
                await site.Visitor().PageAsync(new Uri(step.GetProperty("item").GetString()!).AbsolutePath);
            }
        }
    }

    [Fact]
    public async Task A_group_is_an_event_with_its_schedule()
    {
        var id = await ChangeAsync(group => group.Rhythm = new Rhythm
        {
            Rule = "FREQ=MONTHLY;BYDAY=2TU",
            StartTime = new TimeOnly(19, 30),
            EndTime = new TimeOnly(21, 0),
            Except = [new DateOnly(2027, 2, 9)],
        });
        var found = await EventAsync(id);
        Assert.Equal("2026-12-08T19:30:00+01:00", found.GetProperty("startDate").GetString());
        var schedule = found.GetProperty("eventSchedule");
        Assert.Equal("P1M", schedule.GetProperty("repeatFrequency").GetString());
        Assert.Equal(["2TU"], schedule.GetProperty("byDay").EnumerateArray().Select(d => d.GetString()));
        Assert.Equal("19:30:00", schedule.GetProperty("startTime").GetString());
        Assert.Equal("Europe/Zurich", schedule.GetProperty("scheduleTimezone").GetString());
        Assert.Contains("2027-02-09", schedule.GetProperty("exceptDate").EnumerateArray().Select(d => d.GetString()));
    }

    [Theory]
    [InlineData(MeetingFormat.Online, "OnlineEventAttendanceMode", "VirtualLocation")]
    [InlineData(MeetingFormat.InPerson, "OfflineEventAttendanceMode", "Place")]
    public async Task The_place_of_an_event_fits_its_format(MeetingFormat format, string mode, string place)
    {
        var found = await EventAsync(await ChangeAsync(group => group.Format = format));
        Assert.EndsWith(mode, found.GetProperty("eventAttendanceMode").GetString(), StringComparison.Ordinal);
        Assert.Equal(place, Type(found.GetProperty("location")));
    }

    [Fact]
    public async Task A_text_cannot_break_out_of_the_data()
    {
        const string Evil = "</script><script>alert(1)</script>";
        var id = await ChangeAsync(group => group.Name = LocalizedText.Of(PortalLanguage.Fr, Evil));
        var page = await site.Visitor().PageAsync(PublicPaths.Group(Catalogue.Group(id)!, PortalLanguage.Fr));
        Assert.All(page.QuerySelectorAll("script:not([src])"), s => Assert.Equal("application/ld+json", s.GetAttribute("type")));
        Assert.All(page.QuerySelectorAll("script[src]"), s => Assert.StartsWith("/js/", s.GetAttribute("src"), StringComparison.Ordinal));
        Assert.Equal(Evil, (await EventAsync(id)).GetProperty("name").GetString());
    }

    [Fact]
    public async Task Data_for_machines_never_tell_a_hidden_place()
    {
        var id = await ChangeAsync(group =>
        {
            group.Name = LocalizedText.Of(PortalLanguage.Fr, "Groupe");
            group.Description = LocalizedText.Empty;
            group.Place = new MeetingPlace { Venue = "Maison secrète", Street = "Ruelle cachée 7", Npa = "1003", Locality = "Lausanne", CantonCode = "VD", Latitude = 46.5, Longitude = 6.6, Precision = PlacePrecision.Hidden };
        });
        foreach (var (precision, told) in new (PlacePrecision, string[])[] { (PlacePrecision.Hidden, []), (PlacePrecision.Locality, ["1003", "Lausanne"]), (PlacePrecision.Address, ["1003", "Lausanne", "Ruelle", "Maison"]) })
        {
            await ChangeAsync(group => group.Place = group.Place with { Precision = precision });
            var location = (await EventAsync(id)).GetProperty("location").ToString();
            Assert.Equal(told.Order(StringComparer.Ordinal), new[] { "1003", "Lausanne", "Ruelle", "Maison", "46.5", "6.6" }.Where(w => location.Contains(w, StringComparison.Ordinal)).Order(StringComparer.Ordinal));
            Assert.Contains("Vaud", location, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task No_hidden_address_of_any_group_gets_out()
    {
        using var db = site.OpenDatabase();
        var hidden = await db.Groups.Where(g => g.Publication == Publication.Published && g.Lifecycle != Lifecycle.Closed && g.Place.Precision == PlacePrecision.Hidden && g.Place.Street != null)
            .OrderBy(g => g.PublicId).Take(20).ToListAsync();
        Assert.NotEmpty(hidden);
        foreach (var group in hidden)
        {
            var page = await site.Visitor().PageAsync(PublicPaths.Group(Catalogue.Group(group.PublicId)!, PortalLanguage.De));
            Assert.DoesNotContain(group.Place.Street!, page.DocumentElement.OuterHtml, StringComparison.Ordinal);
            Assert.All(Data(page).Where(d => Type(d) == "Event" && Type(d.GetProperty("location")) == "Place"), d =>
                Assert.Equal(["@type", "addressCountry", "addressRegion"], d.GetProperty("location").GetProperty("address").EnumerateObject().Select(p => p.Name).Order(StringComparer.Ordinal)));
        }
    }

    private static string Type(JsonElement data) => data.GetProperty("@type").GetString()!;

    private static List<JsonElement> Data(IDocument page) => [.. page.QuerySelectorAll("script[type='application/ld+json']").Select(s => JsonDocument.Parse(s.TextContent).RootElement)];

    private async Task<JsonElement> EventAsync(string id) =>
        Data(await site.Visitor().PageAsync(PublicPaths.Group(Catalogue.Group(id)!, PortalLanguage.Fr))).Single(d => Type(d) == "Event");

    /// <summary>Changes one and the same active group that meets every week.</summary>
    private async Task<string> ChangeAsync(Action<SelfHelpGroup> change)
    {
        string id;
        using (var db = site.OpenDatabase())
        {
            var group = await db.Groups.OrderBy(g => g.PublicId).FirstAsync(g =>
                g.Publication == Publication.Published && g.Lifecycle == Lifecycle.Active && g.Format == MeetingFormat.InPerson && g.Kind == GroupKind.SelfManaged && g.Rhythm.Rule != null);
            id = group.PublicId;
            change(group);
            await db.SaveChangesAsync();
        }

        await site.Services.GetRequiredService<PublicCatalogue>().RefreshAsync(CancellationToken.None);
        return id;
    }
}
