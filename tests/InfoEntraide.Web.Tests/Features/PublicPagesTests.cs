using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using InfoEntraide.Web.Features.Catalogue;
using InfoEntraide.Web.Features.Groups;
using InfoEntraide.Web.Features.Shared;
using InfoEntraide.Web.Localization;
using Microsoft.Extensions.DependencyInjection;

namespace InfoEntraide.Web.Tests.Features;

public sealed class PublicPagesTests : IDisposable
{
    private readonly PortalSite site = new();

    private CatalogueSnapshot Catalogue => site.Services.GetRequiredService<PublicCatalogue>().Current;

    public void Dispose() => site.Dispose();

    [Theory]
    [InlineData("fr", "/fr/groupes")]
    [InlineData("de", "/de/gruppen")]
    [InlineData("it", "/it/gruppi")]
    [InlineData("en", "/en/groups")]
    [InlineData("fr", "/fr/themes")]
    [InlineData("de", "/de/themen")]
    [InlineData("it", "/it/temi")]
    [InlineData("en", "/en/topics")]
    [InlineData("fr", "/fr/centres")]
    [InlineData("de", "/de/zentren")]
    [InlineData("it", "/it/centri")]
    [InlineData("en", "/en/centres")]
    [InlineData("fr", "/fr")]
    [InlineData("de", "/de")]
    [InlineData("it", "/it")]
    [InlineData("en", "/en")]
    public async Task A_visitor_sees_pages_in_the_language_of_the_url(string language, string path)
    {
        var page = await site.Visitor().PageAsync(path);
        Assert.Equal(language, page.DocumentElement.GetAttribute("lang"));
        Assert.Single(page.QuerySelectorAll("h1"));
        Assert.Equal(["de", "en", "fr", "it", "x-default"], page.QuerySelectorAll("link[rel=alternate][hreflang]").Select(l => l.GetAttribute("hreflang")!).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("de-CH,de;q=0.9,en;q=0.5", "/de")]
    [InlineData("rm,it;q=0.8,de;q=0.7", "/it")]
    [InlineData("es", "/fr")]
    [InlineData(";;,=q", "/fr")]
    public async Task The_root_leads_to_the_language_the_browser_asks_for(string accept, string expected)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/");
        request.Headers.TryAddWithoutValidation("Accept-Language", accept);
        using var response = await site.Visitor().SendAsync(request);
        Assert.Equal(HttpStatusCode.Redirect, response.StatusCode);
        Assert.Equal(expected, response.Headers.Location!.ToString());
        Assert.Contains("Accept-Language", response.Headers.Vary);
    }

    [Fact]
    public async Task Public_pages_send_no_SQL_and_set_no_cookie()
    {
        var visitor = site.Visitor();
        await visitor.PageAsync("/fr");
        var before = site.Statements.Count;
        Assert.True(before > 0, "The counter must have seen the start.");
        var group = Catalogue.Groups[0];
        foreach (var path in new[]
        {
            "/fr", "/de/gruppen?q=Angst+Z%C3%BCrich", "/it/temi", "/en/centres", "/fr/rien", "/api/v1/groups?q=depression",
            PublicPaths.Group(group, PortalLanguage.It), PublicPaths.Topic(group.Topics[0], PortalLanguage.De), PublicPaths.Centre(group.Centre, PortalLanguage.En),
        })
        {
            using var response = await visitor.GetAsync(path);
            Assert.False(response.Headers.Contains("Set-Cookie"), path);
        }

        Assert.Equal(before, site.Statements.Count);
    }

    [Fact]
    public async Task A_search_understands_the_problem_and_the_place()
    {
        var page = await site.Visitor().PageAsync("/fr/groupes?q=deuil&place=1003");
        var names = page.QuerySelectorAll(".group a").Select(a => a.TextContent.Trim()).ToList();
        Assert.NotEmpty(names);
        Assert.Contains("Lausanne", page.Title(), StringComparison.Ordinal);
        Assert.All(page.QuerySelectorAll(".group .who span"), topic => Assert.NotEqual("", topic.TextContent.Trim()));
        Assert.Contains(page.QuerySelectorAll(".group .who span"), topic => topic.TextContent.Contains("euil", StringComparison.Ordinal));
        Assert.Equal("no-store", (await site.Visitor().GetAsync("/fr/groupes?q=deuil")).Headers.CacheControl!.ToString());
        Assert.Contains("noindex", page.QuerySelector("meta[name=robots]")!.GetAttribute("content"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/fr/groupes?q=mon+fils+boit", "proches-alcool")]
    [InlineData("/it/gruppi?q=mio+marito+beve+troppo", "proches-alcool")]
    [InlineData("/de/gruppen?q=ich+will+nicht+mehr+leben", "pensees-suicidaires")]
    [InlineData("/fr/groupes?q=mon+mari+me+frappe", "violence-domestique")]
    public async Task An_everyday_sentence_leads_to_its_topic(string path, string topic)
    {
        var json = await site.Visitor().GetFromJsonAsync<JsonElement>("/api/v1/groups?" + path.Split('?')[1]);
        Assert.Equal(topic, json.GetProperty("interpretation").GetProperty("topics")[0].GetString());
        Assert.NotEmpty((await site.Visitor().PageAsync(path)).QuerySelectorAll(".group"));
    }

    [Fact]
    public async Task Words_that_nothing_knows_are_not_repeated_as_if_they_had_been_found()
    {
        var page = await site.Visitor().PageAsync("/fr/groupes?q=xqzvbw+plorft");
        Assert.DoesNotContain("xqzvbw", page.Title(), StringComparison.Ordinal);
        Assert.NotNull(page.QuerySelector("main .note"));
    }

    [Fact]
    public async Task The_language_switch_stays_on_the_search()
    {
        var page = await site.Visitor().PageAsync("/fr/groupes?q=deuil&canton=VD");
        Assert.Contains(page.QuerySelectorAll("a[hreflang=de]"), a => a.GetAttribute("href") == "/de/gruppen?q=deuil&canton=VD");
    }

    [Fact]
    public async Task A_group_has_its_page_in_four_languages_and_a_wrong_slug_leads_to_the_right_address()
    {
        var visitor = site.Visitor();
        var group = Catalogue.Groups[3];
        foreach (var language in PortalLanguages.All)
        {
            var path = PublicPaths.Group(group, language);
            var page = await visitor.PageAsync(path);
            Assert.Equal(group.Name.In(language).Text, page.Title());

            using var wrong = await visitor.GetAsync($"{PublicPaths.Groups(language)}/{group.PublicId}/something-else");
            Assert.Equal(HttpStatusCode.MovedPermanently, wrong.StatusCode);
            Assert.Equal(path, wrong.Headers.Location!.ToString());
        }
    }

    [Fact]
    public async Task A_name_in_another_language_is_marked_as_such()
    {
        var group = Catalogue.Groups.First(g => g.Name.Existing().Count() == 1 && g.Name.De is not null);
        var page = await site.Visitor().PageAsync(PublicPaths.Group(group, PortalLanguage.It));
        Assert.Equal("de", page.QuerySelector("h1")!.GetAttribute("lang") ?? page.QuerySelector("h1 [lang]")?.GetAttribute("lang"));
    }

    [Fact]
    public async Task A_hidden_place_shows_nothing_but_its_canton()
    {
        var hidden = Catalogue.Groups.Where(g => g.Place.Precision == PlacePrecision.Hidden).ToList();
        Assert.NotEmpty(hidden);
        Assert.All(hidden, g => Assert.Equal((null, null, null, null, null), (g.Place.Venue, g.Place.Street, g.Place.Npa, g.Place.Locality, g.Place.Point)));
        var page = await site.Visitor().PageAsync(PublicPaths.Group(hidden[0], PortalLanguage.Fr));
        Assert.Contains(hidden[0].Place.Canton!.Name.Fr!, page.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_topic_is_found_under_its_name_and_under_old_addresses()
    {
        var visitor = site.Visitor();
        var page = await visitor.PageAsync("/de/themen/angst-und-angststoerungen");
        Assert.Equal("Angst und Angststörungen", page.Title());
        using var old = await visitor.GetAsync("/de/themen/anxiete");
        Assert.Equal("/de/themen/angst-und-angststoerungen", old.Headers.Location!.ToString());
        await visitor.PageAsync("/de/themen/gibt-es-nicht", HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_canton_without_a_confirmed_centre_leads_to_the_national_office()
    {
        var unconfirmed = Catalogue.Centres.First(c => !c.IsConfirmed);
        var contact = Catalogue.ContactOf(unconfirmed);
        Assert.True(contact.IsNationalOfficeInstead);
        var page = await site.Visitor().PageAsync(PublicPaths.Centre(unconfirmed, PortalLanguage.Fr));
        Assert.Contains(contact.Centre.Phone!, page.QuerySelector("main")!.TextContent.Replace(' ', ' ').Replace(' ', ' '), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/fr/nulle-part", "fr")]
    [InlineData("/de/gruppen/zzzzzzzz/x", "de")]
    [InlineData("/it/centri/zzzzzzzz", "it")]
    [InlineData("/en/topics/none", "en")]
    [InlineData("/it/gruppi/%20", "it")]
    [InlineData("/de/gruppen/%20/calendar.ics", "de")]
    [InlineData("/it/temi/%20", "it")]
    [InlineData("/en/centres/%20", "en")]
    [InlineData("/fr/cantons/%20", "fr")]
    [InlineData("/fr/partenaires/%20", "fr")]
    [InlineData("/de/ueber-uns/%20", "de")]
    [InlineData("/nowhere", "fr")]
    public async Task An_unknown_address_says_so_in_the_visitors_language_and_offers_a_search(string path, string language)
    {
        var page = await site.Visitor().PageAsync(path, HttpStatusCode.NotFound);
        Assert.Equal(language, page.DocumentElement.GetAttribute("lang"));
        Assert.NotNull(page.QuerySelector("main form input[name=q]"));
    }

    [Fact]
    public async Task Every_page_of_demonstration_data_says_so_and_is_not_indexed()
    {
        Assert.True(Catalogue.IsDemo);
        foreach (var path in new[] { "/fr", "/de/themen", "/it/centri", "/en/groups" })
        {
            var page = await site.Visitor().PageAsync(path);
            Assert.NotNull(page.QuerySelector(".demo-note"));
            Assert.Contains("noindex", page.QuerySelector("meta[name=robots]")!.GetAttribute("content"), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task The_api_answers_the_same_search_as_the_page()
    {
        var visitor = site.Visitor();
        var json = await visitor.GetFromJsonAsync<JsonElement>("/api/v1/groups?q=deuil&canton=VD&ui=de&pageSize=5");
        var page = await visitor.PageAsync("/de/gruppen?q=deuil&canton=VD");
        Assert.Equal(5, json.GetProperty("pageSize").GetInt32());
        Assert.Contains("deuil", json.GetProperty("interpretation").GetProperty("topics").EnumerateArray().Select(t => t.GetString()));
        Assert.Equal(
            page.QuerySelectorAll(".reach .group a").Select(a => a.GetAttribute("href")).Take(5),
            json.GetProperty("groups").EnumerateArray().Select(g => g.GetProperty("url").GetString()).Take(5));
        Assert.Contains("Waadt", json.GetProperty("facets").GetProperty("canton").EnumerateArray().Select(f => f.GetProperty("label").GetString()));
    }

    [Theory]
    [InlineData("q=deuil", "")]
    [InlineData("q=xqzwvjk", "words-dropped")]
    public async Task The_api_says_what_was_given_up_to_find_something(string query, string relaxed) =>
        Assert.Equal(relaxed, string.Join(' ', await RelaxedAsync(query)));

    [Fact]
    public async Task The_api_says_when_it_had_to_look_further_away_or_at_related_topics()
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var topic in Catalogue.Topics)
        {
            seen.UnionWith(await RelaxedAsync($"q={Uri.EscapeDataString(topic.Name.Fr!)}&place=3920&radius=5"));
        }

        Assert.Superset(new HashSet<string>(["radius-widened", "everywhere", "related-topics"], StringComparer.Ordinal), seen);
    }

    private async Task<List<string>> RelaxedAsync(string query)
    {
        var json = await site.Visitor().GetFromJsonAsync<JsonElement>("/api/v1/groups?" + query);
        return [.. json.GetProperty("interpretation").GetProperty("relaxed").EnumerateArray().Select(r => r.GetString()!)];
    }

    [Fact]
    public async Task The_api_names_parameters_it_does_not_understand()
    {
        using var response = await site.Visitor().GetAsync("/api/v1/groups?kind=party&radius=7&ui=xx");
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        var errors = (await response.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("errors");
        Assert.Equal(["kind", "radius", "ui"], errors.EnumerateObject().Select(e => e.Name).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("/health/live")]
    [InlineData("/health/ready")]
    public async Task The_portal_reports_its_health(string path)
    {
        using var response = await site.Visitor().GetAsync(path);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("Healthy", await response.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task Answers_carry_a_strict_content_security_policy()
    {
        using var response = await site.Visitor().GetAsync("/fr");
        var policy = response.Headers.GetValues("Content-Security-Policy").Single();
        Assert.StartsWith("default-src 'none'", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
        Assert.Equal("same-origin", response.Headers.GetValues("Referrer-Policy").Single());
    }
}
