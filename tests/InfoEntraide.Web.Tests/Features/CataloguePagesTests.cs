using System.Globalization;
using System.Net;
using InfoEntraide.Web.Data;
using InfoEntraide.Web.Features.Cantons;
using InfoEntraide.Web.Features.Catalogue;
using InfoEntraide.Web.Features.Centres;
using InfoEntraide.Web.Features.Groups;
using InfoEntraide.Web.Features.Shared;
using InfoEntraide.Web.Localization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace InfoEntraide.Web.Tests.Features;

/// <summary>Cantons, partners, topics, centres and groups as a visitor meets them.</summary>
public sealed class CataloguePagesTests : IDisposable
{
    private readonly PortalSite site = new();

    private CatalogueSnapshot Catalogue => site.Services.GetRequiredService<PublicCatalogue>().Current;

    public static TheoryData<PortalLanguage> AllLanguages => [.. PortalLanguages.All];

    public void Dispose() => site.Dispose();

    [Theory]
    [MemberData(nameof(AllLanguages))]
    public async Task Every_kind_of_page_is_there_in_every_language(PortalLanguage language)
    {
        var visitor = site.Visitor();
        var partner = Catalogue.Partners[5];
        foreach (var path in new[]
        {
            PublicPaths.Cantons(language), PublicPaths.Canton(Catalogue.Canton("VD")!, language), PublicPaths.Partners(language), PublicPaths.Partner(partner, language),
            PublicPaths.Topics(language) + "?order=az", PublicPaths.Centre(Catalogue.Centres.First(c => c.IsConfirmed), language),
        })
        {
            var page = await visitor.PageAsync(path);
            Assert.Equal(language.Code(), page.DocumentElement.GetAttribute("lang"));
            Assert.Single(page.QuerySelectorAll("h1"));
            Assert.Equal(path, page.QuerySelector($".languages a[hreflang={language.Code()}]")!.GetAttribute("href"));
            foreach (var other in page.QuerySelectorAll(".languages a"))
            {
                await visitor.PageAsync(other.GetAttribute("href")!);
            }
        }
    }

    [Theory]
    [InlineData(PortalLanguage.Fr, "Accessibilité", null)]
    [InlineData(PortalLanguage.De, "Zugänglichkeit", "fr")]
    [InlineData(PortalLanguage.It, "Accessibilità", "fr")]
    [InlineData(PortalLanguage.En, "Accessibility", null)]
    public async Task A_group_page_says_how_accessible_the_group_is_where_that_is_known(PortalLanguage language, string title, string? markedAs)
    {
        var (known, unknown) = ("", "");
        using var database = TestDatabase.WithGroups();
        using var tried = new PortalSite(database, [])
        {
            Before = db =>
            {
                var groups = db.Groups.Where(SelfHelpGroup.IsPublicExpression).OrderBy(g => g.PublicId).Take(2).ToList();
                groups[0].Accessibility = LocalizedText.Of(PortalLanguage.Fr, "Rampe à l’entrée").With(PortalLanguage.En, "Ramp at the entrance");
                groups[1].Accessibility = LocalizedText.Empty;
                (known, unknown) = (groups[0].PublicId, groups[1].PublicId);
            },
        };
        var visitor = tried.Visitor();
        var catalogue = tried.Services.GetRequiredService<PublicCatalogue>().Current;

        var page = await visitor.PageAsync(PublicPaths.Group(catalogue.Group(known)!, language));
        var other = await visitor.PageAsync(PublicPaths.Group(catalogue.Group(unknown)!, language));

        var term = Assert.Single(page.QuerySelectorAll("dt"), t => t.TextContent == title);
        var text = term.NextElementSibling!;
        Assert.Equal(language == PortalLanguage.En ? "Ramp at the entrance" : "Rampe à l’entrée", text.TextContent.Trim());
        Assert.Equal(markedAs, text.GetAttribute("lang") ?? text.QuerySelector("[lang]")?.GetAttribute("lang"));
        Assert.DoesNotContain(other.QuerySelectorAll("dt"), t => t.TextContent == title);
    }

    [Theory]
    [InlineData("/fr/cantons/vaud", "VD")]
    [InlineData("/de/kantone/waadt", "VD")]
    [InlineData("/it/cantoni/san-gallo", "SG")]
    [InlineData("/en/cantons/geneva", "GE")]
    public async Task A_canton_stands_under_its_name_in_the_language_of_the_page(string path, string code)
    {
        var page = await site.Visitor().PageAsync(path);
        Assert.Contains(page.QuerySelectorAll("a[href*='canton=']"), a => a.GetAttribute("href")!.Contains("canton=" + code, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("/fr/cantons/waadt", "/fr/cantons/vaud")]
    [InlineData("/de/kantone/vd", "/de/kantone/waadt")]
    [InlineData("/it/cantoni/Vaud", "/it/cantoni/vaud")]
    public async Task Other_names_of_a_canton_lead_to_its_page(string path, string expected)
    {
        using var response = await site.Visitor().GetAsync(path);
        Assert.Equal(HttpStatusCode.MovedPermanently, response.StatusCode);
        Assert.Equal(expected, response.Headers.Location!.ToString());
    }

    [Theory]
    [InlineData("/fr/cantons/bavaria")]
    [InlineData("/de/partner/zzzzzzzz")]
    [InlineData("/it/partner/zzzzzzzz/nome")]
    public async Task What_does_not_exist_is_not_found(string path) => await site.Visitor().PageAsync(path, HttpStatusCode.NotFound);

    [Fact]
    public async Task A_canton_tells_how_many_groups_there_are_and_on_what()
    {
        var canton = Catalogue.Canton("ZH")!;
        var groups = Catalogue.Groups.Where(g => g.Place.Canton == canton).ToList();
        var page = await site.Visitor().PageAsync("/en/cantons/zurich");
        var density = GroupDensity.Per100000(groups.Count, canton.Population).ToString("0.#", PortalLanguage.En.Culture());
        Assert.Contains($"about {density} groups per 100", page.QuerySelector(".density")!.TextContent, StringComparison.Ordinal);

        var topic = groups.SelectMany(g => g.Topics).GroupBy(t => t.Slug).OrderByDescending(t => t.Count()).First();
        var link = page.QuerySelector($"a[href='/en/groups?topic={topic.Key}&canton=ZH']")!;
        Assert.Contains(topic.Count().ToString(CultureInfo.InvariantCulture), link.ParentElement!.QuerySelector(".count")!.TextContent, StringComparison.Ordinal);

        var results = await site.Visitor().PageAsync(page.QuerySelector("a.onward")!.GetAttribute("href")!);
        Assert.StartsWith(groups.Count.ToString(CultureInfo.InvariantCulture), results.Title(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(330, 826_000, 40)]
    [InlineData(13, 354_000, 3.7)]
    [InlineData(0, 17_000, 0)]
    [InlineData(5, 0, 0)]
    public void Density_is_rounded_as_far_as_the_number_of_residents_is_known(int groups, int residents, double expected) =>
        Assert.Equal(expected, GroupDensity.Per100000(groups, residents));

    [Theory]
    [InlineData(PortalLanguage.Fr, 1, "environ 1 groupe pour")]
    [InlineData(PortalLanguage.Fr, 1.5, "environ 1,5 groupe pour")]
    [InlineData(PortalLanguage.Fr, 2, "environ 2 groupes pour")]
    [InlineData(PortalLanguage.De, 1, "Das ist rund 1 Gruppe auf")]
    [InlineData(PortalLanguage.De, 0.8, "Das sind rund 0.8 Gruppen auf")]
    [InlineData(PortalLanguage.It, 1, "Corrisponde a circa 1 gruppo ogni")]
    [InlineData(PortalLanguage.It, 1.2, "Sono circa 1.2 gruppi ogni")]
    [InlineData(PortalLanguage.En, 1, "about 1 group per")]
    [InlineData(PortalLanguage.En, 1.1, "about 1.1 groups per")]
    public void Density_is_said_in_the_singular_where_the_language_does(PortalLanguage language, double density, string expected) =>
        Assert.Contains(expected, new Texts(language).Count("Canton.Density", density, 100_000, GroupDensity.Inhabitants), StringComparison.Ordinal);

    [Fact]
    public async Task Every_canton_is_in_the_list_with_its_centres_or_the_national_office()
    {
        var page = await site.Visitor().PageAsync("/fr/cantons");
        var rows = page.QuerySelectorAll("main .group").ToDictionary(r => r.QuerySelector("a")!.GetAttribute("href")!, r => r.QuerySelector(".who")!.TextContent.Trim());
        Assert.Equal(26, rows.Count);
        Assert.Equal("Par le bureau national", rows["/fr/cantons/fribourg"]);
        Assert.Equal("Par le bureau national", rows["/fr/cantons/glaris"]);
        Assert.Equal(
            Catalogue.CentresServing(Catalogue.Canton("ZH")!).Select(c => c.Name.In(PortalLanguage.Fr).Text).Order(StringComparer.Ordinal),
            rows["/fr/cantons/zurich"].Split('·').Select(n => n.Trim()).Order(StringComparer.Ordinal));
        Assert.Equal("Info-Entraide Vaud", rows["/fr/cantons/vaud"]);
    }

    [Theory]
    [InlineData("/fr/cantons/glaris")]
    [InlineData("/fr/cantons/fribourg")]
    [InlineData("/fr/cantons/valais")]
    public async Task A_canton_without_a_confirmed_centre_gives_the_number_of_the_national_office(string path)
    {
        var page = await site.Visitor().PageAsync(path);
        var links = page.QuerySelectorAll("main section[aria-labelledby=centres] a").Select(a => a.GetAttribute("href")!).ToList();
        Assert.Contains(PublicPaths.Centre(Catalogue.NationalOffice!, PortalLanguage.Fr), links);
        Assert.Contains(links, l => l.StartsWith("tel:", StringComparison.Ordinal));
        Assert.Empty(page.QuerySelectorAll("main section[aria-labelledby=centres] .group"));
    }

    [Fact]
    public async Task A_centre_that_is_not_confirmed_does_not_look_like_one_to_go_to()
    {
        var centre = Catalogue.Centres.First(c => !c.IsConfirmed && c.Town is not null);
        var visitor = site.Visitor();
        var page = await visitor.PageAsync(PublicPaths.Centre(centre, PortalLanguage.De));
        Assert.Equal("Über die nationale Stelle", page.QuerySelector(".kind-line")!.TextContent);
        Assert.DoesNotContain("Adresse", page.QuerySelectorAll("dt").Select(d => d.TextContent));
        Assert.Contains(PublicPaths.Centre(Catalogue.NationalOffice!, PortalLanguage.De), page.QuerySelectorAll(".contact a").Select(a => a.GetAttribute("href")));
        var list = await visitor.PageAsync("/de/zentren");
        Assert.DoesNotContain(PublicPaths.Centre(centre, PortalLanguage.De), list.QuerySelectorAll("main a").Select(a => a.GetAttribute("href")));
        Assert.Contains("/de/kantone/freiburg", list.QuerySelectorAll(".national a").Select(a => a.GetAttribute("href")));
    }

    [Fact]
    public async Task A_partner_is_found_from_its_topic_and_its_topics_from_the_partner()
    {
        var partner = Catalogue.Partners.First(p => p.Slug == "ligue-contre-le-cancer");
        var path = PublicPaths.Partner(partner, PortalLanguage.It);
        var topic = partner.Topics[0];
        var visitor = site.Visitor();
        var topicPage = await visitor.PageAsync(PublicPaths.Topic(topic, PortalLanguage.It));
        Assert.Contains(path, topicPage.QuerySelectorAll("main a").Select(a => a.GetAttribute("href")));
        var page = await visitor.PageAsync(path);
        Assert.Equal("Lega svizzera contro il cancro", page.Title());
        Assert.Equal(
            partner.Topics.Select(t => PublicPaths.Topic(t, PortalLanguage.It)).Order(StringComparer.Ordinal),
            page.QuerySelectorAll("section a").Select(a => a.GetAttribute("href")!).Where(h => h.StartsWith("/it/temi/", StringComparison.Ordinal)).Order(StringComparer.Ordinal));
        using var old = await visitor.GetAsync($"/it/partner/{partner.PublicId}/nome-vecchio");
        Assert.Equal((HttpStatusCode.MovedPermanently, path), (old.StatusCode, old.Headers.Location!.ToString()));
    }

    [Fact]
    public async Task A_name_that_is_only_translated_stands_with_the_official_one()
    {
        var partner = Catalogue.Partners.First(p => p.Slug == "pro-mente-sana-de");
        var page = await site.Visitor().PageAsync(PublicPaths.Partner(partner, PortalLanguage.Fr));
        Assert.Equal("Pro Mente Sana", page.QuerySelector("dd span[lang=de]")!.TextContent);
        var german = await site.Visitor().PageAsync(PublicPaths.Partner(partner, PortalLanguage.De));
        Assert.Null(german.QuerySelector("dd span[lang]"));
    }

    [Fact]
    public async Task Topics_stand_by_category_and_from_A_to_Z()
    {
        var visitor = site.Visitor();
        var byCategory = await visitor.PageAsync("/fr/themes");
        var fromAToZ = await visitor.PageAsync("/fr/themes?order=az");
        Assert.Equal("/fr/themes?order=az", byCategory.QuerySelector(".orders a:not([aria-current])")!.GetAttribute("href"));
        string[] Topics(AngleSharp.Dom.IDocument page) => [.. page.QuerySelectorAll(".category a").Select(a => a.GetAttribute("href")!)];
        Assert.Equal(Catalogue.Topics.Count, Topics(fromAToZ).Length);
        Assert.Equal(Topics(byCategory).Order(StringComparer.Ordinal), Topics(fromAToZ).Order(StringComparer.Ordinal));
        Assert.Equal(Catalogue.Categories.Count, byCategory.QuerySelectorAll(".category").Length);

        var letters = fromAToZ.QuerySelectorAll(".category h2").Select(h => h.TextContent).ToList();
        Assert.Equal(letters.Order(StringComparer.Ordinal), letters);
        Assert.Equal(letters.Distinct(), letters);
        Assert.All(fromAToZ.QuerySelectorAll(".letters a"), a => Assert.NotNull(fromAToZ.QuerySelector(a.GetAttribute("href")!)));
        Assert.Contains("Épilepsie", fromAToZ.QuerySelectorAll("section[aria-labelledby=letter-e] a").Select(a => a.TextContent));
    }

    [Fact]
    public async Task A_centre_tells_its_area_its_hours_and_when_its_groups_do_not_meet()
    {
        var centre = await ChangeAsync(async db =>
        {
            var centre = await db.Centres.Include(c => c.Closures).FirstAsync(c => c.Slug == "selbsthilfe-luzern");
            centre.ServedNpa = ["6003", "6004"];
            centre.OpeningHours = LocalizedText.Of(PortalLanguage.De, "Montag bis Freitag, 9 bis 12 Uhr");
            db.ClosurePeriods.Add(new ClosurePeriod { CentreId = centre.Id, From = new DateOnly(2027, 2, 1), To = new DateOnly(2027, 2, 14) });
            db.ClosurePeriods.Add(new ClosurePeriod { CentreId = centre.Id, From = new DateOnly(2026, 8, 1), To = new DateOnly(2026, 8, 14) });
            return centre.PublicId;
        });
        var page = await site.Visitor().PageAsync(PublicPaths.Centre(Catalogue.Centre(centre)!, PortalLanguage.Fr));
        var facts = page.QuerySelector("dl.facts")!;
        Assert.Equal(["/fr/cantons/lucerne", "/fr/cantons/nidwald", "/fr/cantons/obwald"], facts.QuerySelectorAll("a[href^='/fr/cantons/']").Select(a => a.GetAttribute("href")!).Order(StringComparer.Ordinal));
        Assert.Contains("6003, 6004", facts.TextContent, StringComparison.Ordinal);
        Assert.Equal("de", facts.QuerySelector("div[lang]")!.GetAttribute("lang"));
        Assert.Contains("Pas de rencontre du 1er février 2027 au 14 février 2027", facts.TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("2026", facts.QuerySelector("dd .plain")!.TextContent.Replace("décembre 2026", "", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_next_dates_keep_their_hour_when_the_clocks_change()
    {
        var group = await GroupMeetingAsync("FREQ=WEEKLY;BYDAY=TU");
        site.Clock.Advance(new DateTimeOffset(2027, 3, 22, 12, 0, 0, TimeSpan.Zero) - site.Clock.GetUtcNow());
        Assert.Equal(["2027-03-23T19:30+01:00", "2027-03-30T19:30+02:00", "2027-04-06T19:30+02:00"], await DatesAsync(group));
    }

    [Fact]
    public async Task A_meeting_that_has_begun_is_no_next_date_whatever_the_zone_of_the_server()
    {
        var group = await GroupMeetingAsync("FREQ=WEEKLY;BYDAY=TU");

        // 19:29 and 19:31 on Tuesday in Switzerland.
        site.Clock.Advance(new DateTimeOffset(2026, 11, 24, 18, 29, 0, TimeSpan.Zero) - site.Clock.GetUtcNow());
        Assert.Equal("2026-11-24T19:30+01:00", (await DatesAsync(group))[0]);
        site.Clock.Advance(TimeSpan.FromMinutes(2));
        Assert.Equal("2026-12-01T19:30+01:00", (await DatesAsync(group))[0]);
    }

    [Fact]
    public async Task A_group_page_says_when_there_is_no_meeting()
    {
        var group = await GroupMeetingAsync("FREQ=WEEKLY;BYDAY=TU", [new DateOnly(2026, 12, 1), new DateOnly(2027, 6, 1)], (new DateOnly(2026, 12, 7), new DateOnly(2027, 1, 5)));
        Assert.Equal(["2026-11-24T19:30+01:00", "2027-01-12T19:30+01:00", "2027-01-19T19:30+01:00"], await DatesAsync(group));
        var page = await site.Visitor().PageAsync(PublicPaths.Group(Catalogue.Group(group)!, PortalLanguage.De));
        Assert.Equal(
            ["Kein Treffen am 1. Dezember 2026", "Kein Treffen vom 7. Dezember 2026 bis 5. Januar 2027 (Ferien)"],
            page.QuerySelectorAll(".no-meetings li").Select(l => string.Join(' ', l.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)).Replace("( ", "(", StringComparison.Ordinal).Replace(" )", ")", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_closure_that_takes_no_meeting_away_is_not_mentioned()
    {
        var group = await GroupMeetingAsync("FREQ=MONTHLY;BYDAY=1TU", [], (new DateOnly(2026, 12, 7), new DateOnly(2027, 1, 4)));
        var page = await site.Visitor().PageAsync(PublicPaths.Group(Catalogue.Group(group)!, PortalLanguage.De));
        Assert.NotEmpty(page.QuerySelectorAll("time"));
        Assert.Empty(page.QuerySelectorAll(".no-meetings"));
    }

    [Fact]
    public async Task A_group_in_creation_has_no_dates_yet()
    {
        var group = await GroupMeetingAsync("FREQ=WEEKLY;BYDAY=TU");
        await ChangeAsync(async db =>
        {
            (await db.Groups.FirstAsync(g => g.PublicId == group)).Announce();
            return group;
        });
        Assert.Empty(await DatesAsync(group));
    }

    [Fact]
    public async Task First_contact_goes_to_the_centre_or_its_website_or_the_national_office()
    {
        var office = Catalogue.NationalOffice!;
        var group = await GroupMeetingAsync("FREQ=WEEKLY;BYDAY=TU");
        async Task<string[]> Ways(Action<Centre> change)
        {
            await ChangeAsync(async db =>
            {
                change(await db.Centres.FirstAsync(c => c.Slug == "selbsthilfe-luzern"));
                return group;
            });
            var page = await site.Visitor().PageAsync(PublicPaths.Group(Catalogue.Group(group)!, PortalLanguage.De));
            return [.. page.QuerySelectorAll(".contact .ways a").Select(a => a.GetAttribute("href")!)];
        }

        Assert.Equal(["tel:+41412100000", "mailto:luzern@example.ch"], await Ways(c => (c.Phone, c.Email, c.Website) = ("041 210 00 00", "luzern@example.ch", null)));
        Assert.Equal(["https://luzern.example.ch/"], await Ways(c => (c.Phone, c.Email, c.Website) = (null, null, "https://luzern.example.ch/")));
        Assert.Contains("mailto:" + office.Email, await Ways(c => (c.Phone, c.Email, c.Website) = (null, null, null)));
        Assert.Contains("mailto:" + office.Email, await Ways(c => (c.Phone, c.IsConfirmed) = ("041 210 00 00", false)));
    }

    [Fact]
    public async Task A_group_leads_to_its_canton()
    {
        var group = Catalogue.Groups.First(g => g.Place is { Precision: PlacePrecision.Hidden, Canton: not null });
        var page = await site.Visitor().PageAsync(PublicPaths.Group(group, PortalLanguage.En));
        Assert.NotNull(page.QuerySelector($"dl.facts a[href='{PublicPaths.Canton(group.Place.Canton!, PortalLanguage.En)}']"));
    }

    [Fact]
    public async Task A_group_in_a_list_names_its_topics()
    {
        var page = await site.Visitor().PageAsync("/it/temi/depressione");
        Assert.NotEmpty(page.QuerySelectorAll(".groups .group"));
        Assert.All(page.QuerySelectorAll(".groups .who"), w => Assert.Contains("Depressione", w.TextContent, StringComparison.Ordinal));
    }

    private async Task<string[]> DatesAsync(string group)
    {
        var page = await site.Visitor().PageAsync(PublicPaths.Group(Catalogue.Group(group)!, PortalLanguage.Fr));
        return [.. page.QuerySelectorAll(".facts time").Select(t => t.GetAttribute("datetime")!)];
    }

    /// <summary>A group of the centre in Lucerne with this rhythm from 19:30 to 21:00; its centre has one closure period at most.</summary>
    private Task<string> GroupMeetingAsync(string rule, List<DateOnly>? except = null, (DateOnly From, DateOnly To)? closure = null) => ChangeAsync(async db =>
    {
        var centre = await db.Centres.Include(c => c.Closures).FirstAsync(c => c.Slug == "selbsthilfe-luzern");
        centre.Closures.Clear();
        if (closure is { } period)
        {
            db.ClosurePeriods.Add(new ClosurePeriod { CentreId = centre.Id, From = period.From, To = period.To, Reason = LocalizedText.Of(PortalLanguage.De, "Ferien") });
        }

        var group = await db.Groups.FirstAsync(g => g.Publication == Publication.Published && g.Lifecycle == Lifecycle.Active);
        group.CentreId = centre.Id;
        group.Rhythm = new Rhythm { Rule = rule, StartTime = new TimeOnly(19, 30), EndTime = new TimeOnly(21, 0), Except = except ?? [] };
        return group.PublicId;
    });

    private async Task<string> ChangeAsync(Func<PortalDb, Task<string>> change)
    {
        string id;
        using (var db = site.OpenDatabase())
        {
            id = await change(db);
            await db.SaveChangesAsync();
        }

        await site.Services.GetRequiredService<PublicCatalogue>().RefreshAsync(CancellationToken.None);
        return id;
    }
}
