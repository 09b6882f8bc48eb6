using AngleSharp.Dom;
using InfoEntraide.Search;
using InfoEntraide.Web.Features.Catalogue;
using InfoEntraide.Web.Features.Groups;
using InfoEntraide.Web.Features.Shared;
using InfoEntraide.Web.Localization;
using Microsoft.Extensions.DependencyInjection;

namespace InfoEntraide.Web.Tests.Features;

/// <summary>No search ends in an empty page: where little fits, the page says what else there is and why it stands there.</summary>
public sealed class MoreWaysTests(PortalSite site) : IClassFixture<PortalSite>
{
    private CatalogueSnapshot Catalogue => site.Services.GetRequiredService<PublicCatalogue>().Current;

    [Fact]
    public async Task Whatever_topic_is_searched_in_a_remote_place_there_is_always_a_way_on()
    {
        var reasons = new HashSet<string>(StringComparer.Ordinal);
        foreach (var topic in Catalogue.Topics.Where((_, i) => i % 3 == 0))
        {
            var page = await site.Visitor().PageAsync($"/fr/groupes?topic={topic.Slug}&place=1450&radius=5&format=in-person");
            var more = Sections(page);
            Assert.NotEmpty(more);
            reasons.UnionWith(more.Select(s => s.GetAttribute("data-more")!));
            var few = page.QuerySelectorAll(".reach .group").Length < MoreWays.Few;
            Assert.True(!few || more.Count >= 2, $"{topic.Slug} has nothing more to offer.");
        }

        // Whatever the topic: a form that hardly exists near there.
        reasons.UnionWith(Sections(await site.Visitor().PageAsync("/fr/groupes?place=Appenzell&kind=forum")).Select(s => s.GetAttribute("data-more")!));
        Assert.Superset(new HashSet<string>(["online", "exchange", "in-creation", "farther", "related", "partners", "centre", "office"], StringComparer.Ordinal), reasons);
    }

    [Fact]
    public async Task Where_all_groups_are_far_away_there_is_more_to_offer_however_many_they_are()
    {
        var many = 0;
        foreach (var topic in Catalogue.Topics)
        {
            var found = Catalogue.Search.Search(new SearchRequest { Place = "Lugano", Filters = new Dictionary<Facet, IReadOnlyList<string>> { [Facet.Topic] = [topic.Slug] } });
            if (found.Total >= MoreWays.Few && found.Interpretation.Relaxed.HasFlag(Relaxation.Everywhere))
            {
                var page = await site.Visitor().PageAsync($"/it/gruppi?topic={topic.Slug}&place=Lugano");
                Assert.NotNull(page.QuerySelector("[data-more=related], [data-more=partners]"));
                Assert.Null(page.QuerySelector("[data-more=farther]"));
                many++;
            }
        }

        Assert.True(many > 0);
    }

    [Theory]
    [InlineData("/fr/groupes?topic=parkinson&place=3920")]
    [InlineData("/de/gruppen?q=Trauer+Appenzell")]
    [InlineData("/it/gruppi?q=alcol&place=6760&weekday=sun")]
    [InlineData("/en/groups?q=cancer&canton=UR")]
    public async Task Each_section_says_why_it_is_there_and_no_group_stands_twice(string path)
    {
        var page = await site.Visitor().PageAsync(path);
        Assert.NotEmpty(Sections(page));
        Assert.All(Sections(page), s =>
        {
            Assert.NotEqual("", s.QuerySelector("h2")!.TextContent.Trim());
            Assert.NotNull(s.QuerySelector("p"));
            Assert.Equal(s.QuerySelector("h2")!.Id, s.GetAttribute("aria-labelledby"));
        });
        var groups = page.QuerySelectorAll(".group a").Select(a => a.GetAttribute("href")).ToList();
        Assert.Equal(groups.Distinct(StringComparer.Ordinal), groups);
        var ids = page.QuerySelectorAll("[id]").Select(e => e.Id).ToList();
        Assert.Equal(ids.Distinct(StringComparer.Ordinal), ids);
    }

    [Fact]
    public async Task The_sections_hold_what_they_promise()
    {
        foreach (var topic in Catalogue.Topics.Where((_, i) => i % 5 == 0))
        {
            var page = await site.Visitor().PageAsync($"/de/gruppen?topic={topic.Slug}&place=9050");
            Assert.All(In(page, "online"), g => Assert.True(g.IsAnywhere));
            Assert.All(In(page, "exchange"), g => Assert.Equal(GroupKind.Exchange, g.Kind));
            Assert.All(In(page, "in-creation"), g => Assert.Equal(Lifecycle.InCreation, g.Lifecycle));
            Assert.All(In(page, "farther"), g => Assert.NotNull(g.Place.Point));
            Assert.All(Sections(page).Where(s => s.QuerySelector(".groups") is not null).SelectMany(Groups), g => Assert.Contains(topic, g.Topics));
        }
    }

    [Fact]
    public async Task Groups_farther_away_come_in_the_order_of_their_distance_and_behind_those_that_are_near()
    {
        var topic = Catalogue.Topics.First(t => Few(t, "Lugano"));
        var page = await site.Visitor().PageAsync($"/it/gruppi?topic={topic.Slug}&place=Lugano");
        var lugano = Catalogue.Search.Read(new SearchRequest { Place = "Lugano" }).Interpretation.Place!.Point!.Value;
        var near = page.QuerySelectorAll("[data-reach=near]").SelectMany(Groups).Where(g => g.Place.Point is not null).Select(g => lugano.DistanceKm(g.Place.Point!.Value)).ToList();
        var far = In(page, "farther").Select(g => lugano.DistanceKm(g.Place.Point!.Value)).ToList();
        Assert.NotEmpty(far);
        Assert.Equal(far.Order(), far);
        Assert.All(near, km => Assert.True(km <= far[0] + 0.01));

        bool Few(TopicEntry topic, string place)
        {
            var found = Catalogue.Search.Search(new SearchRequest { Place = place, RadiusKm = 100, Filters = new Dictionary<Facet, IReadOnlyList<string>> { [Facet.Topic] = [topic.Slug] } });
            return found.Total is > 0 and < 3 && Catalogue.GroupsAbout(topic).Count(g => g.Place.Point is not null) > 6;
        }
    }

    [Theory]
    [InlineData("/fr/groupes?q=xqzvbw+plorft")]
    [InlineData("/de/gruppen?q=xqzvbw+plorft")]
    [InlineData("/it/gruppi?q=xqzvbw+plorft&canton=AI&kind=forum")]
    [InlineData("/en/groups?q=xqzvbw")]
    public async Task Whoever_is_not_understood_gets_advice_topics_and_somebody_to_ask(string path)
    {
        var page = await site.Visitor().PageAsync(path);
        var language = path[1..3];
        Assert.NotNull(page.QuerySelector("[data-more=advice]"));
        Assert.True(page.QuerySelectorAll("[data-more=frequent] li a").Length >= 10);
        Assert.Contains(page.QuerySelectorAll("[data-more=frequent] a"), a => a.GetAttribute("href")!.EndsWith("order=az", StringComparison.Ordinal));
        Assert.Contains(page.QuerySelectorAll("[data-more=office] a, [data-more=centre] a"), a => a.GetAttribute("href")!.StartsWith($"/{language}/", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Online_groups_stand_apart_from_those_one_can_walk_to()
    {
        var visitor = site.Visitor();
        var apart = 0;
        foreach (var topic in Catalogue.Topics.Where((_, i) => i % 3 == 0))
        {
            var page = await visitor.PageAsync($"/fr/groupes?topic={topic.Slug}&place=Bern");
            Assert.All(page.QuerySelectorAll("[data-reach=anywhere]").SelectMany(Groups), g => Assert.True(g.IsAnywhere));
            Assert.All(page.QuerySelectorAll("[data-reach=near]").SelectMany(Groups), g => Assert.False(g.IsAnywhere));
            apart += page.QuerySelectorAll("[data-reach=anywhere] h2:not(.unseen)").Length;
        }

        Assert.True(apart > 0);
    }

    [Fact]
    public async Task The_centre_in_charge_of_the_place_comes_before_the_national_office()
    {
        var page = await site.Visitor().PageAsync("/fr/groupes?topic=parkinson&place=1450");
        var order = Sections(page).Select(s => s.GetAttribute("data-more")).Where(k => k is "centre" or "office").ToList();
        Assert.Equal(["centre", "office"], order);
        var place = Catalogue.Search.Read(new SearchRequest { Place = "1450" }).Interpretation.Place!;
        Assert.Equal(
            PublicPaths.Centre(Catalogue.CentreInCharge(place)!, PortalLanguage.Fr),
            page.QuerySelector("[data-more=centre] li a")!.GetAttribute("href"));
    }

    [Fact]
    public void A_centre_that_lists_the_postcode_is_in_charge_before_one_that_is_nearer()
    {
        foreach (var centre in Catalogue.Centres.Where(c => c.IsConfirmed && c.ServedNpa.Count > 0))
        {
            foreach (var npa in centre.ServedNpa)
            {
                var place = Catalogue.Search.Read(new SearchRequest { Place = npa }).Interpretation.Place;
                Assert.True(place is null || Catalogue.CentreInCharge(place)!.ServedNpa.Contains(npa));
            }
        }

        var bern = Catalogue.Search.Read(new SearchRequest { Place = "3011 Bern" }).Interpretation.Place!;
        var serving = Catalogue.CentresServing(Catalogue.Canton("BE")!).ToList();
        Assert.True(serving.Count > 1);
        Assert.Equal(serving.Where(c => c.Point is not null).MinBy(c => c.Point!.Value.DistanceKm(bern.Point!.Value)), Catalogue.CentreInCharge(bern));
    }

    [Fact]
    public async Task A_search_with_many_results_offers_nobody_else_but_the_centre()
    {
        var page = await site.Visitor().PageAsync("/fr/groupes?q=deuil");
        Assert.True(page.QuerySelectorAll(".reach .group").Length >= MoreWays.Few);
        Assert.Single(Sections(page));
    }

    private static List<IElement> Sections(IDocument page) => [.. page.QuerySelectorAll("section[data-more]")];

    private List<GroupEntry> In(IDocument page, string reason) => [.. page.QuerySelectorAll($"section[data-more={reason}]").SelectMany(Groups)];

    private IEnumerable<GroupEntry> Groups(IElement section) => section.QuerySelectorAll(".group h3 a").Select(a => Catalogue.Group(a.GetAttribute("href")!.Split('/')[3])!);
}
