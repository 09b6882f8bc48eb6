using System.Globalization;
using System.Text.RegularExpressions;
using AngleSharp.Dom;
using InfoEntraide.Web.Features.Catalogue;
using InfoEntraide.Web.Features.Centres;
using InfoEntraide.Web.Features.Groups;
using InfoEntraide.Web.Features.Map;
using InfoEntraide.Web.Features.Shared;
using InfoEntraide.Web.Localization;
using Microsoft.Extensions.DependencyInjection;

namespace InfoEntraide.Web.Tests.Features;

/// <summary>The map on the pages: links that say what the list beside them says, and points that are public.</summary>
public sealed partial class MapPagesTests(PortalSite site) : IClassFixture<PortalSite>
{
    private CatalogueSnapshot Catalogue => site.Services.GetRequiredService<PublicCatalogue>().Current;

    public static TheoryData<PortalLanguage> AllLanguages => [.. PortalLanguages.All];

    [Theory]
    [MemberData(nameof(AllLanguages))]
    public async Task The_home_page_has_every_canton_as_a_link_of_the_map_and_in_the_list(PortalLanguage language)
    {
        var page = await site.Visitor().PageAsync(PublicPaths.Home(language));
        var list = page.QuerySelectorAll(".map-list li").Select(row =>
            new MapLink(row.QuerySelector("a")!.GetAttribute("href")!, row.QuerySelector("a")!.TextContent, Number(row.QuerySelector(".count")!.TextContent)));
        Assert.Equal(Expected(language), Sorted(Links(page)));
        Assert.Equal(Expected(language), Sorted(list));
    }

    [Theory]
    [MemberData(nameof(AllLanguages))]
    public async Task The_map_of_the_cantons_says_what_their_list_says(PortalLanguage language)
    {
        var page = await site.Visitor().PageAsync(PublicPaths.Cantons(language));
        var list = page.QuerySelectorAll(".centres .group").Select(row =>
            new MapLink(row.QuerySelector("h2 a")!.GetAttribute("href")!, row.QuerySelector("h2 a")!.TextContent, Number(row.QuerySelector(".where")!.TextContent)));
        Assert.Equal(Expected(language), Sorted(Links(page)));
        Assert.Equal(Expected(language), Sorted(list));
        Assert.NotEqual("", page.QuerySelector(".map svg")!.GetAttribute("aria-label"));
    }

    [Fact]
    public async Task On_a_results_page_the_map_counts_the_result_and_narrows_it()
    {
        var visitor = site.Visitor();
        var page = await visitor.PageAsync("/fr/groupes?q=depression");
        var filter = page.QuerySelectorAll("input[name=canton]").ToDictionary(i => i.GetAttribute("value")!, i => Number(i.ParentElement!.QuerySelector(".count")!.TextContent));
        var links = Links(page);
        Assert.Equal(filter.Values.Order(), links.Select(l => l.Count).Order());
        Assert.InRange(links.Count, 2, 25);

        foreach (var link in links.OrderBy(l => l.Count).Where((_, i) => i % 5 == 0))
        {
            Assert.StartsWith("/fr/groupes?q=depression&canton=", link.Path, StringComparison.Ordinal);
            var narrowed = await visitor.PageAsync(link.Path);
            Assert.StartsWith(link.Count.ToString(CultureInfo.InvariantCulture), narrowed.Title(), StringComparison.Ordinal);

            var back = Assert.Single(narrowed.QuerySelectorAll(".map a.chosen"));
            Assert.Equal("/fr/groupes?q=depression", back.GetAttribute("href"));
            Assert.Contains("Annuler", back.QuerySelector("title")!.TextContent, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_search_that_finds_nothing_has_no_map()
    {
        var page = await site.Visitor().PageAsync("/de/gruppen?q=xyzzyqwert&canton=AI&kind=forum");
        Assert.Empty(page.QuerySelectorAll(".map"));
    }

    [Fact]
    public async Task A_hidden_place_gives_its_canton_and_never_a_point()
    {
        var (hidden, locality, address) = ("", "", "");
        using var database = TestDatabase.WithGroups();
        using var tried = new PortalSite(database, [])
        {
            Before = db =>
            {
                // Three groups in the same house in Lausanne, far from the point of the locality.
                var groups = db.Groups.Where(SelfHelpGroup.IsPublicExpression).Where(g => g.Kind != GroupKind.Forum).OrderBy(g => g.PublicId).Take(3).ToList();
                (hidden, locality, address) = (groups[0].PublicId, groups[1].PublicId, groups[2].PublicId);
                foreach (var (group, precision) in groups.Zip([PlacePrecision.Hidden, PlacePrecision.Locality, PlacePrecision.Address]))
                {
                    group.Format = MeetingFormat.InPerson;
                    group.Place = new() { Precision = precision, Street = "Rue", Npa = "1003", Locality = "Lausanne", CantonCode = "VD", Latitude = 46.7, Longitude = 6.9 };
                }
            },
        };
        var catalogue = tried.Services.GetRequiredService<PublicCatalogue>().Current;

        Assert.Null(await PointAsync(hidden));
        Assert.Equal(SwissMap.At(new(46.5160, 6.6328)), await PointAsync(locality));
        Assert.Equal(SwissMap.At(new(46.7, 6.9)), await PointAsync(address));

        async Task<MapPoint?> PointAsync(string id)
        {
            var page = await tried.Visitor().PageAsync(PublicPaths.Group(catalogue.Group(id)!, PortalLanguage.De));
            var map = Assert.Single(page.QuerySelectorAll("svg.locator"));
            Assert.Equal(catalogue.Map!.Area("VD")!.Path, Assert.Single(map.QuerySelectorAll(".here")).GetAttribute("d"));
            Assert.StartsWith(id == hidden ? "Waadt " : "Lausanne ", map.GetAttribute("aria-label"), StringComparison.Ordinal);
            return map.QuerySelector("circle") is { } circle ? new MapPoint(Number(circle.GetAttribute("cx")!), Number(circle.GetAttribute("cy")!)) : null;
        }
    }

    [Fact]
    public async Task A_group_that_meets_online_has_no_place_on_the_map()
    {
        var group = Catalogue.Groups.First(g => g.IsAnywhere);
        var page = await site.Visitor().PageAsync(PublicPaths.Group(group, PortalLanguage.It));
        Assert.Empty(page.QuerySelectorAll(".map"));
    }

    [Fact]
    public async Task A_centre_is_shown_with_all_cantons_it_serves()
    {
        var centre = Catalogue.Centres.First(c => c is { IsConfirmed: true, Point: not null } && c.Cantons.Count > 1);
        var page = await site.Visitor().PageAsync(PublicPaths.Centre(centre, PortalLanguage.En));
        Assert.Equal(centre.Cantons.Select(c => Catalogue.Map!.Area(c.Code)!.Path), page.QuerySelectorAll(".locator .here").Select(p => p.GetAttribute("d")!));
        Assert.Equal(SwissMap.At(centre.Point!.Value).X, Number(Assert.Single(page.QuerySelectorAll(".locator circle")).GetAttribute("cx")!));
    }

    [Fact]
    public async Task Only_centres_one_can_go_to_are_marked()
    {
        var page = await site.Visitor().PageAsync("/fr/cantons");
        var expected = Catalogue.Centres.Where(c => c is { IsConfirmed: true, Point: not null } && c.Kind != CentreKind.National).Select(c => SwissMap.At(c.Point!.Value)).ToHashSet();
        Assert.NotEmpty(expected);
        Assert.Equal(expected, page.QuerySelectorAll(".map circle").Select(c => new MapPoint(Number(c.GetAttribute("cx")!), Number(c.GetAttribute("cy")!))).ToHashSet());
    }

    [Fact]
    public async Task The_map_is_small_and_the_same_for_everybody()
    {
        var page = await site.Visitor().PageAsync("/fr");
        var again = await site.Visitor().PageAsync("/fr");
        var map = page.QuerySelector(".map")!.OuterHtml;
        Assert.Equal(map, again.QuerySelector(".map")!.OuterHtml);
        Assert.InRange(map.Length, 5_000, 25_000);
    }

    private List<MapLink> Expected(PortalLanguage language) =>
        Sorted(Catalogue.Cantons.Select(c => new MapLink(PublicPaths.Canton(c, language), c.Name.In(language).Text, Catalogue.Groups.Count(g => g.Place.Canton == c))));

    /// <summary>The links of the map with what a screen reader says for them: name, comma, number of groups.</summary>
    private static List<MapLink> Links(IDocument page) =>
        [.. page.QuerySelectorAll(".map svg a").Select(a =>
        {
            Assert.NotEqual("", Assert.Single(a.QuerySelectorAll("path")).GetAttribute("d"));
            Assert.All(a.QuerySelectorAll("text"), t => Assert.Equal("true", t.GetAttribute("aria-hidden")));
            var name = Assert.Single(a.QuerySelectorAll("title")).TextContent.Split(", ");
            return new MapLink(a.GetAttribute("href")!, name[0], Number(name[1]));
        })];

    /// <summary>The number a text begins with; 0 when it says that there is none.</summary>
    private static int Number(string text) => int.TryParse(Digits().Replace(text, "").Split(' ')[0], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : 0;

    [GeneratedRegex(@"^\s+|['’\u00a0\u202f](?=\d)", RegexOptions.None, 1000)]
    private static partial Regex Digits();

    private static List<MapLink> Sorted(IEnumerable<MapLink> links) => [.. links.OrderBy(l => l.Path, StringComparer.Ordinal)];

    private sealed record MapLink(string Path, string Name, int Count);
}
