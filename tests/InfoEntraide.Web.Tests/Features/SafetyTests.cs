using System.Net.Http.Json;
using System.Text.Json;
using AngleSharp.Dom;
using InfoEntraide.Web.Features.Catalogue;
using InfoEntraide.Web.Features.Content;
using InfoEntraide.Web.Features.Shared;
using InfoEntraide.Web.Localization;
using Microsoft.Extensions.DependencyInjection;

namespace InfoEntraide.Web.Tests.Features;

/// <summary>Who is afraid of somebody near can leave a page on violence at once, and tab, history and previews do not tell what it was about.</summary>
public sealed class SafetyTests(PortalSite site) : IClassFixture<PortalSite>
{
    public static TheoryData<PortalLanguage> AllLanguages => [.. PortalLanguages.All];

    private CatalogueSnapshot Catalogue => site.Services.GetRequiredService<PublicCatalogue>().Current;

    [Theory]
    [MemberData(nameof(AllLanguages))]
    public async Task Every_topic_of_violence_has_a_way_out_and_a_title_that_tells_nothing(PortalLanguage language)
    {
        var topics = Catalogue.Topics.Where(t => t.Category.Slug == "violence").ToList();
        Assert.True(topics.Count > 5);
        foreach (var topic in topics)
        {
            var page = await site.Visitor().PageAsync(PublicPaths.Topic(topic, language));
            Assert.Equal(topic.Name.In(language).Text, page.Title());
            AssertTellsNothing(page, language);
            AssertHasExit(page, language);
        }
    }

    [Theory]
    [MemberData(nameof(AllLanguages))]
    public async Task So_has_a_group_on_violence(PortalLanguage language)
    {
        var group = Catalogue.Groups.First(g => g.Topics.Any(t => t.Category.Slug == "violence"));
        var page = await site.Visitor().PageAsync(PublicPaths.Group(group, language));
        Assert.Equal(group.Name.In(language).Text, page.Title());
        AssertTellsNothing(page, language);
        AssertHasExit(page, language);
    }

    [Theory]
    [MemberData(nameof(AllLanguages))]
    public async Task The_way_out_leads_to_advice_on_traces_which_has_it_too(PortalLanguage language)
    {
        var topic = Catalogue.Topics.First(t => t.Category.Slug == "violence");
        var link = (await site.Visitor().PageAsync(PublicPaths.Topic(topic, language))).QuerySelector(".exit-note a")!;
        var advice = await site.Visitor().PageAsync(link.GetAttribute("href")!);
        Assert.Equal(Catalogue.Pages[ContentPages.PrivateBrowsing]!.Title[language], advice.Title());
        AssertTellsNothing(advice, language);
        AssertHasExit(advice, language);
        Assert.Null(advice.QuerySelector(".exit-note a"));
    }

    [Theory]
    [InlineData("/fr/groupes?q=mon+mari+me+frappe", PortalLanguage.Fr)]
    [InlineData("/fr/groupes?q=violence+conjugale+Lausanne", PortalLanguage.Fr)]
    [InlineData("/de/gruppen?topic=violence-domestique", PortalLanguage.De)]
    [InlineData("/de/gruppen?q=mein+Mann+schl%C3%A4gt+mich&without=danger", PortalLanguage.De)]
    [InlineData("/de/gruppen/merkblatt?topic=violence-domestique", PortalLanguage.De)]
    [InlineData("/fr/groupes/depliant?q=mon+mari+me+frappe", PortalLanguage.Fr)]
    [InlineData("/it/gruppi?q=stalking", PortalLanguage.It)]
    [InlineData("/en/groups?q=domestic+violence&canton=AI", PortalLanguage.En)]
    public async Task So_have_results_of_a_search_that_speaks_of_violence(string path, PortalLanguage language)
    {
        var page = await site.Visitor().PageAsync(path);
        AssertTellsNothing(page, language);
        AssertHasExit(page, language);
    }

    [Fact]
    public async Task The_number_of_the_page_stays_in_a_neutral_title()
    {
        var page = await site.Visitor().PageAsync("/en/groups?topic=violence-domestique,anxiete,depression,deuil&page=2");
        Assert.Matches("^Information page – .*2.* – ", page.QuerySelector("title")!.TextContent);
    }

    [Theory]
    [InlineData("/fr/groupes?q=je+veux+mourir", "Page d’information – Info-Entraide Suisse")]
    [InlineData("/de/gruppen?q=ich+will+nicht+mehr+leben", "Informationsseite – Selbsthilfe Schweiz")]
    public async Task A_search_in_another_danger_tells_nothing_in_its_title_either_and_needs_no_way_out(string path, string title)
    {
        var page = await site.Visitor().PageAsync(path);
        Assert.Equal(title, page.QuerySelector("title")!.TextContent);
        Assert.Null(page.QuerySelector("[data-exit]"));
    }

    [Theory]
    [InlineData("/fr")]
    [InlineData("/fr/themes")]
    [InlineData("/de/themen/depression")]
    [InlineData("/it/gruppi?q=depressione")]
    [InlineData("/en/centres")]
    public async Task Other_pages_have_their_own_title_and_no_way_out(string path)
    {
        var page = await site.Visitor().PageAsync(path);
        Assert.Empty(page.QuerySelectorAll(".exit, script[src*=exit]"));
        Assert.DoesNotMatch("^(Page d’information|Informationsseite|Pagina informativa|Information page) – ", page.QuerySelector("title")!.TextContent);
    }

    [Fact]
    public async Task A_topic_of_violence_can_still_be_found_by_those_who_look_for_it()
    {
        using var real = new PortalSite { HoldsDemoData = false };
        var page = await real.Visitor().PageAsync("/fr/themes/violence-domestique");
        Assert.Null(page.QuerySelector("meta[name=robots]"));
        Assert.Contains("Violence domestique", page.QuerySelector("meta[name=description]")!.GetAttribute("content"), StringComparison.Ordinal);
        Assert.Contains("/fr/themes/violence-domestique", await real.Visitor().GetStringAsync("/sitemap-fr.xml"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/fr/themes/violence-domestique")]
    [InlineData("/de/gruppen?q=Gewalt")]
    [InlineData("/css/base.css")]
    [InlineData("/api/v1/suggest?q=gew")]
    [InlineData("/en/nowhere")]
    public async Task No_other_website_learns_where_a_visitor_comes_from(string path)
    {
        using var response = await site.Visitor().GetAsync(path);
        Assert.Equal("same-origin", Assert.Single(response.Headers.GetValues("Referrer-Policy")));
    }

    [Theory]
    [InlineData("/fr", true)]
    [InlineData("/de/gruppen?q=Gewalt", true)]
    [InlineData("/it/temi/violenza-domestica", true)]
    [InlineData("/en/centres", false)]
    public async Task Scripts_are_files_of_the_portal_and_loaded_where_they_have_something_to_do(string path, bool hasForm)
    {
        var page = await site.Visitor().PageAsync(path);
        Assert.Equal(hasForm, page.QuerySelector("form[data-suggest]") is not null);
        var scripts = page.QuerySelectorAll("script:not([type='application/ld+json'])").ToList();
        Assert.Equal(hasForm, scripts.Exists(s => s.GetAttribute("src")!.StartsWith("/js/suggestions", StringComparison.Ordinal)));
        Assert.Equal(page.QuerySelector("[data-exit]") is not null, scripts.Exists(s => s.GetAttribute("src")!.StartsWith("/js/exit", StringComparison.Ordinal)));
        foreach (var script in scripts)
        {
            Assert.Equal(("module", ""), (script.GetAttribute("type"), script.TextContent));
            using var file = await site.Visitor().GetAsync(script.GetAttribute("src"));
            Assert.Equal("text/javascript", file.EnsureSuccessStatusCode().Content.Headers.ContentType!.MediaType);
            Assert.True(file.Content.Headers.ContentLength < 7_500);
        }

        Assert.All(page.All.SelectMany(e => e.Attributes), a => Assert.False(a.Name.StartsWith("on", StringComparison.Ordinal) || a.Name == "style", a.Name));
    }

    [Theory]
    [InlineData("/fr", "thème", "lieu", "centre")]
    [InlineData("/de", "Thema", "Ort", "Zentrum")]
    [InlineData("/it", "tema", "luogo", "centro")]
    [InlineData("/en", "topic", "place", "centre")]
    public async Task The_search_form_says_in_its_language_what_a_suggestion_is_and_how_many_there_are(string path, string topic, string place, string centre)
    {
        var form = (await site.Visitor().PageAsync(path)).QuerySelector("form[role=search]")!;
        Assert.Equal((topic, place, centre), (form.GetAttribute("data-topic"), form.GetAttribute("data-place"), form.GetAttribute("data-centre")));
        Assert.Equal("/api/v1/suggest", form.GetAttribute("data-suggest"));
        Assert.Contains("{0}", form.GetAttribute("data-more"), StringComparison.Ordinal);
        Assert.All(new[] { "data-label", "data-none", "data-one" }, name => Assert.NotEqual("", form.GetAttribute(name)));

        // Without JavaScript it is a plain box, and says so.
        Assert.All(form.QuerySelectorAll("input"), i => Assert.False(i.HasAttribute("role") || i.Attributes.Any(a => a.Name is "aria-expanded" or "aria-controls")));
    }

    [Theory]
    [MemberData(nameof(AllLanguages))]
    public async Task Every_canton_chosen_from_the_suggestions_is_understood_as_it_is_written_into_the_box(PortalLanguage language)
    {
        foreach (var canton in Catalogue.Cantons)
        {
            var label = new Texts(language).Format("Place.Canton", canton.Name.In(language).Text);
            var written = string.Concat(label.Split(':').Select((p, i) => i == 0 ? p.TrimEnd() : p));

            // In the box for everything the search takes these two Italian names for the town of Appenzell.
            var isTown = language == PortalLanguage.It && canton.Code is "AI" or "AR";
            foreach (var box in isTown ? ["place"] : new[] { "q", "place" })
            {
                var json = await site.Visitor().GetFromJsonAsync<JsonElement>($"/api/v1/groups?ui={language.Code()}&{box}={Uri.EscapeDataString(written)}");
                var place = json.GetProperty("interpretation").GetProperty("place");
                Assert.True(place.ValueKind == JsonValueKind.Object && place.GetProperty("canton").GetString() == canton.Code, $"{box}={written}: {place}");
            }
        }
    }

    private static void AssertTellsNothing(IDocument page, PortalLanguage language)
    {
        var texts = new Texts(language);
        Assert.Equal($"{texts["Title.Neutral"]} – {texts["Site.Name"]}", page.QuerySelector("title")!.TextContent);
        var preview = page.QuerySelectorAll("meta[property='og:title'], meta[property='og:description']").Select(m => m.GetAttribute("content")).ToList();
        Assert.True(preview.Count == 0 || preview.SequenceEqual([texts["Title.Neutral"], texts["Site.Description"]]), string.Join(" | ", preview));
    }

    private static void AssertHasExit(IDocument page, PortalLanguage language)
    {
        var texts = new Texts(language);
        var link = Assert.Single(page.QuerySelectorAll("a[data-exit]"));
        Assert.Equal(texts["Exit.Link"], link.TextContent);
        Assert.Equal(ExitPage.Address(language), link.GetAttribute("href"));
        Assert.Equal("noreferrer noopener nofollow", link.GetAttribute("rel"));
        Assert.Contains(texts["Exit.History"], page.QuerySelector(".exit-note")!.TextContent, StringComparison.Ordinal);
    }
}
