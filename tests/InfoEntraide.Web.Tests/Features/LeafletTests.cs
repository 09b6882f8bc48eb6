using AngleSharp.Dom;
using InfoEntraide.Web.Features.Catalogue;
using InfoEntraide.Web.Features.Groups;
using InfoEntraide.Web.Features.Leaflet;
using InfoEntraide.Web.Features.Shared;
using InfoEntraide.Web.Localization;
using InfoEntraide.Web.TagHelpers;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace InfoEntraide.Web.Tests.Features;

/// <summary>The document for paper that a centre or a hospital hands out.</summary>
public sealed class LeafletTests : IDisposable
{
    private readonly PortalSite site = new();

    private CatalogueSnapshot Catalogue => site.Services.GetRequiredService<PublicCatalogue>().Current;

    public void Dispose() => site.Dispose();

    [Theory]
    [InlineData("/fr/groupes/depliant?topic=depression", "Dépression", "21 novembre 2026")]
    [InlineData("/de/gruppen/merkblatt?topic=depression", "Depression", "21. November 2026")]
    [InlineData("/it/gruppi/pieghevole?topic=depression", "Depressione", "21 novembre 2026")]
    [InlineData("/en/groups/leaflet?topic=depression", "Depression", "21 November 2026")]
    [InlineData("/fr/groupes/depliant?canton=VD", "Groupes d’entraide dans le canton de Vaud", "21 novembre 2026")]
    [InlineData("/de/gruppen/merkblatt?q=Depression+Bern", "Depression, in der Nähe von Bern", "21. November 2026")]
    [InlineData("/en/groups/leaflet", "Self-help groups", "21 November 2026")]
    public async Task A_leaflet_says_what_it_is_about_for_which_region_from_whom_and_when(string path, string title, string day)
    {
        var page = await site.Visitor().PageAsync(path);
        Assert.Equal(title, page.Title());
        var imprint = page.QuerySelector(".leaflet-imprint")!;
        Assert.Contains(day, imprint.TextContent, StringComparison.Ordinal);
        Assert.NotEqual("", imprint.QuerySelector("strong")!.TextContent);
        Assert.Equal("noindex", page.QuerySelector("meta[name=robots]")!.GetAttribute("content"));
        using var response = await site.Visitor().GetAsync(path);
        Assert.Equal("no-store", response.Headers.CacheControl!.ToString());
    }

    [Fact]
    public async Task A_leaflet_on_one_topic_goes_by_region_and_has_all_its_groups_once()
    {
        var topic = Catalogue.Topic("depression")!;
        var page = await site.Visitor().PageAsync("/fr/groupes/depliant?topic=depression");
        Assert.Equal(
            Catalogue.GroupsAbout(topic).Select(g => PublicPaths.Group(g, PortalLanguage.Fr)).Order(StringComparer.Ordinal),
            Paths(page).Order(StringComparer.Ordinal));
        Assert.Equal("En ligne ou par téléphone, de partout", Contents(page)[^1]);
        Assert.Equal(Contents(page).SkipLast(1).Where(name => name != "Toute la Suisse").Order(StringComparer.Create(PortalLanguage.Fr.Culture(), ignoreCase: true)), Contents(page).SkipLast(1).Where(name => name != "Toute la Suisse"));
        AssertContentsLead(page);
    }

    [Fact]
    public async Task A_leaflet_on_one_canton_goes_by_topic()
    {
        var page = await site.Visitor().PageAsync("/de/gruppen/merkblatt?canton=BE");
        Assert.Equal(Catalogue.Categories.Select(c => c.Name.De!).Where(Contents(page).Contains), Contents(page));
        Assert.NotEmpty(page.QuerySelectorAll(".leaflet-contents li .aside"));
        Assert.Equal(Catalogue.Groups.Count(g => g.Place.Canton?.Code == "BE"), Paths(page).Count);
        AssertContentsLead(page);
    }

    [Fact]
    public async Task A_group_says_for_whom_where_when_in_which_language_and_whom_to_call()
    {
        var page = await site.Visitor().PageAsync("/de/gruppen/merkblatt?topic=depression");
        var texts = new Texts(PortalLanguage.De);
        var group = Catalogue.GroupsAbout(Catalogue.Topic("depression")!).First(g => g.Place.Precision == PlacePrecision.Address && g.Rhythm.Rule is not null && !g.IsAnywhere);
        var entry = page.QuerySelector($".leaflet-groups a[href='{PublicPaths.Group(group, PortalLanguage.De)}']")!.Closest("li")!.TextContent;
        foreach (var part in new[] { texts.AudienceOf(group), group.Place.Street!, texts.WhereOf(group), RhythmText.Describe(group.Rhythm, texts), texts.LanguageName(group.Languages[0]), Catalogue.ContactOf(group).Centre.Name.De! })
        {
            Assert.Contains(part, entry, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task One_centre_in_charge_publishes_the_leaflet_and_is_named_once()
    {
        var of = Catalogue.Groups.GroupBy(g => Catalogue.ContactOf(g).Centre.PublicId).Select(c => c.First()).First(g => !Catalogue.ContactOf(g).IsNationalOfficeInstead).Centre;
        var page = await site.Visitor().PageAsync("/fr/groupes/depliant?centre=" + of.Slug);
        Assert.Equal(of.Name.In(PortalLanguage.Fr).Text, page.QuerySelector(".leaflet-imprint strong")!.TextContent);
        Assert.Single(page.QuerySelectorAll(".leaflet-centres li"));
        Assert.DoesNotContain(page.QuerySelectorAll(".leaflet-groups li"), li => li.TextContent.Contains(of.Name.In(PortalLanguage.Fr).Text, StringComparison.Ordinal));

        var several = await site.Visitor().PageAsync("/fr/groupes/depliant");
        Assert.Equal(Catalogue.NationalOffice!.Name.Fr, several.QuerySelector(".leaflet-imprint strong")!.TextContent);
        Assert.True(several.QuerySelectorAll(".leaflet-centres li").Length > 1);
    }

    [Fact]
    public async Task More_than_two_hundred_groups_are_too_many_and_the_leaflet_says_so()
    {
        var page = await site.Visitor().PageAsync("/en/groups/leaflet?page=3&pageSize=5");
        Assert.True(Catalogue.Groups.Count > LeafletController.MaxGroups);
        Assert.Equal(LeafletController.MaxGroups, Paths(page).Distinct(StringComparer.Ordinal).Count());
        Assert.Contains(page.QuerySelectorAll(".leaflet .note"), n => n.TextContent.Contains("200", StringComparison.Ordinal));
        Assert.DoesNotContain((await site.Visitor().PageAsync("/en/groups/leaflet?canton=VD")).QuerySelectorAll(".leaflet .note"), n => n.TextContent.Contains("leaflet holds", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_code_leads_to_the_list_online_and_is_left_out_when_it_would_be_too_fine_to_read()
    {
        var visitor = site.Visitor();
        var paths = (await visitor.PageAsync("/fr/groupes/depliant?q=deuil&canton=VD")).QuerySelectorAll(".leaflet-code svg path");
        using var code = QrCodeTagHelper.CodeOf("http://localhost/fr/groupes?q=deuil&canton=VD");
        Assert.Equal(QrCodeTagHelper.Dark(code), paths[^1].GetAttribute("d"));
        Assert.Null((await visitor.PageAsync("/fr/groupes/depliant?q=deuil+" + string.Join('+', Enumerable.Repeat("personnellement", 30)))).QuerySelector(".leaflet-code svg"));
    }

    [Fact]
    public async Task What_cannot_be_read_in_the_address_is_said_and_nothing_found_leads_back()
    {
        var visitor = site.Visitor();
        var odd = await visitor.PageAsync("/fr/groupes/depliant?topic=depression&radius=3&weekday=never");
        Assert.Contains("distance", odd.QuerySelector(".note.leaflet-tools")!.TextContent, StringComparison.Ordinal);
        Assert.NotEmpty(Paths(odd));

        var nothing = await visitor.PageAsync("/fr/groupes/depliant?canton=AI&kind=forum&topic=depression");
        Assert.Empty(Paths(nothing));
        Assert.Null(nothing.QuerySelector("[data-print]"));
        Assert.Equal("/fr/groupes?topic=depression&canton=AI&kind=forum", nothing.QuerySelector("main a")!.GetAttribute("href"));
    }

    [Theory]
    [InlineData("/fr/groupes?q=deuil&place=1003&page=2", "/fr/groupes/depliant?q=deuil&place=1003")]
    [InlineData("/de/themen/depression", "/de/gruppen/merkblatt?topic=depression")]
    [InlineData("/it/cantoni/ticino", "/it/gruppi/pieghevole?canton=TI")]
    public async Task Results_topics_and_cantons_lead_to_their_leaflet(string path, string leaflet) =>
        Assert.Equal(leaflet, (await site.Visitor().PageAsync(path)).QuerySelector(".leaflet-link a")!.GetAttribute("href"));

    [Fact]
    public async Task A_leaflet_tells_no_more_of_a_place_than_is_published_and_asks_no_database()
    {
        using var database = TestDatabase.WithGroups();
        using var tried = new PortalSite(database, [])
        {
            Before = db =>
            {
                foreach (var group in db.Groups.Where(SelfHelpGroup.IsPublicExpression).ToList())
                {
                    group.Place = group.Place with { Venue = "Secret house", Street = "Secret street 7", Precision = PlacePrecision.Hidden };
                }
            },
        };
        await tried.Visitor().PageAsync("/fr");
        var before = tried.Statements.Count;
        var page = await tried.Visitor().PageAsync("/fr/groupes/depliant?canton=VD");
        Assert.NotEmpty(Paths(page));
        Assert.DoesNotContain("Secret", page.Body!.TextContent, StringComparison.Ordinal);
        Assert.Equal(before, tried.Statements.Count);
    }

    private static List<string> Paths(IDocument page) => [.. page.QuerySelectorAll(".leaflet-groups h3 a").Select(a => a.GetAttribute("href")!)];

    private static List<string> Contents(IDocument page) => [.. page.QuerySelectorAll(".leaflet-contents a").Select(a => a.TextContent)];

    private static void AssertContentsLead(IDocument page)
    {
        var parts = page.QuerySelectorAll(".leaflet-contents a").Select(a => page.QuerySelector(a.GetAttribute("href")!)!.TextContent).ToList();
        Assert.Equal(Contents(page).Select((name, i) => $"{i + 1} {name}"), parts);
        Assert.Equal(page.QuerySelectorAll(".leaflet-part h2").Select(h => h.TextContent), parts);
    }
}
