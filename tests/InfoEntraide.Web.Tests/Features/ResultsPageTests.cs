using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.RegularExpressions;
using AngleSharp.Dom;
using InfoEntraide.Search;
using InfoEntraide.Web.Features.Catalogue;
using InfoEntraide.Web.Features.Groups;
using InfoEntraide.Web.Features.Shared;
using InfoEntraide.Web.Localization;
using Microsoft.Extensions.DependencyInjection;

namespace InfoEntraide.Web.Tests.Features;

/// <summary>What stands above the groups of a results page is true, and what a visitor declined holds for what it was said of.</summary>
public sealed partial class ResultsPageTests(PortalSite site) : IClassFixture<PortalSite>
{
    private CatalogueSnapshot Catalogue => site.Services.GetRequiredService<PublicCatalogue>().Current;

    [Theory]
    [InlineData(PortalLanguage.Fr)]
    [InlineData(PortalLanguage.De)]
    [InlineData(PortalLanguage.It)]
    [InlineData(PortalLanguage.En)]
    public async Task Where_a_filter_leaves_nothing_the_page_blames_the_filter_and_not_the_topic(PortalLanguage language)
    {
        var texts = new Texts(language);
        var topic = TopicWithout(MeetingFormat.Phone, language);
        var search = "?q=" + Uri.EscapeDataString(topic.Name.In(language).Text);
        var page = await site.Visitor().PageAsync(PublicPaths.Groups(language) + search + "&format=phone");
        Assert.Equal(texts.Format("InTheWay.About", topic.Name.In(language).Text), page.Title());
        Assert.DoesNotContain(texts["Widened.RelatedTopics"], page.Body!.TextContent, StringComparison.Ordinal);
        var all = page.QuerySelector(".in-the-way [data-removal=all]")!;
        Assert.Equal(Uri.UnescapeDataString(PublicPaths.Groups(language) + search), Uri.UnescapeDataString(all.GetAttribute("href")!));
        Assert.Equal((await AnswerAsync(search[1..])).GetProperty("total").GetInt32(), Number(all));
        Assert.All(page.QuerySelectorAll(".in-the-way .group h3 a").Select(Group), g => Assert.Contains(topic, g.Topics));
        Assert.NotEmpty(page.QuerySelectorAll(".in-the-way .group"));

        // First the way out, then everything else.
        Assert.Equal("in-the-way", page.QuerySelector(".list section")!.ClassName);
        Assert.Null((await site.Visitor().PageAsync(all.GetAttribute("href")!)).QuerySelector(".in-the-way"));
    }

    [Fact]
    public async Task Each_single_filter_that_is_enough_to_take_back_stands_there_with_the_number_of_groups_it_brings()
    {
        var seen = 0;
        foreach (var topic in Catalogue.Topics.Where(t => Catalogue.GroupsAbout(t).Count() > 3).Where((_, i) => i % 4 == 0))
        {
            var page = await site.Visitor().PageAsync($"/fr/groupes?topic={topic.Slug}&weekday=sun&time=morning&lang=fr");
            foreach (var removal in page.QuerySelectorAll(".in-the-way [data-removal]").Where(r => r.GetAttribute("data-removal") != "all"))
            {
                var answer = await AnswerAsync(removal.GetAttribute("href")!.Split('?')[1]);
                Assert.Equal(answer.GetProperty("total").GetInt32(), Number(removal));
                Assert.Empty(answer.GetProperty("interpretation").GetProperty("relaxed").EnumerateArray());
                Assert.Contains($"topic={topic.Slug}", removal.GetAttribute("href")!, StringComparison.Ordinal);
                seen++;
            }
        }

        Assert.True(seen > 0);
    }

    [Theory]
    [InlineData("/it/gruppi?q=xqzvbw+plorft&canton=AI&kind=forum")]
    [InlineData("/de/gruppen?q=Trauer&canton=BE")]
    public async Task Filters_are_not_blamed_where_they_are_not_the_reason(string path) =>
        Assert.Null((await site.Visitor().PageAsync(path)).QuerySelector(".in-the-way"));

    [Fact]
    public async Task No_heading_calls_near_what_is_further_away()
    {
        var (far, wide) = (0, 0);
        foreach (var topic in Catalogue.Topics.Where((_, i) => i % 4 == 0))
        {
            foreach (var place in (string[])["Zermatt", "Thun", "Bulle"])
            {
                var query = $"topic={topic.Slug}&place={place}";
                var page = await site.Visitor().PageAsync("/de/gruppen?" + query);
                var here = Catalogue.Search.Read(new SearchRequest { Place = place }).Interpretation.Place!.Point!.Value;
                Assert.All(Kilometres("near"), km => Assert.True(km <= SearchEngine.DefaultRadiusKm));
                Assert.All(Kilometres("farther"), km => Assert.True(km > SearchEngine.DefaultRadiusKm));
                far += Kilometres("farther").Count;

                var relaxed = (await AnswerAsync(query)).GetProperty("interpretation").GetProperty("relaxed").EnumerateArray().Select(r => r.GetString()).ToList();
                if (relaxed.Contains("radius-widened") || relaxed.Contains("everywhere"))
                {
                    Assert.DoesNotContain("Nähe", page.Title(), StringComparison.Ordinal);
                    wide++;
                }

                List<double> Kilometres(string reach) => [.. page.QuerySelectorAll($".reach[data-reach={reach}] .group h3 a").Select(Group).Select(g => here.DistanceKm(g.Place.Point!.Value))];
            }
        }

        Assert.True(far > 10);
        Assert.True(wide > 10);
    }

    [Theory]
    [InlineData("/fr/groupes?q=deuil&place=Lausanne&radius=100", "100\u00a0km")]
    [InlineData("/en/groups?q=grief&place=Bern&radius=50", "within 50\u00a0km of Bern")]
    [InlineData("/en/groups?q=grief&place=Bern", "near Bern")]
    public async Task The_heading_says_how_far_was_searched(string path, string where) =>
        Assert.Contains(where, (await site.Visitor().PageAsync(path)).Title(), StringComparison.Ordinal);

    [Fact]
    public async Task The_heading_counts_no_online_group_as_near_without_saying_so()
    {
        var (with, without) = (0, 0);
        foreach (var topic in Catalogue.Topics.Where((_, i) => i % 4 == 0))
        {
            var query = $"topic={topic.Slug}&place=Bern";
            var answer = await AnswerAsync(query + "&pageSize=100");
            if (answer.GetProperty("interpretation").GetProperty("relaxed").GetArrayLength() > 0 || answer.GetProperty("total").GetInt32() is 0 or > 100)
            {
                continue;
            }

            var isSaid = (await site.Visitor().PageAsync("/en/groups?" + query)).Title() is var title && (title.Contains("online", StringComparison.Ordinal) || title.Contains("by phone", StringComparison.Ordinal));
            var isRemote = answer.GetProperty("groups").EnumerateArray().Any(g => g.GetProperty("format").GetString() is "online" or "phone");
            Assert.Equal(isRemote, isSaid);
            (with, without) = (with + (isRemote ? 1 : 0), without + (isRemote ? 0 : 1));
        }

        Assert.True(with > 0 && without > 0);
    }

    [Theory]
    [InlineData("/fr/groupes?q=deuil")]
    [InlineData("/de/gruppen?q=Trauer")]
    [InlineData("/it/gruppi?q=lutto")]
    [InlineData("/en/groups?q=grief")]
    public async Task The_two_ends_of_a_time_stay_on_one_line(string path)
    {
        var times = (await site.Visitor().PageAsync(path)).QuerySelectorAll(".group .where").Select(w => w.TextContent).Where(t => t.Contains('–', StringComparison.Ordinal)).ToList();
        Assert.NotEmpty(times);
        Assert.All(times, t => Assert.Matches(Joined(), t));
        Assert.All(times, t => Assert.DoesNotContain(" Uhr", t, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("q=deuil+lausane", "«\u202flausane\u202f» comme «\u202fLausanne\u202f»")]
    [InlineData("q=deuil+pr%C3%A8s+de+luganno", "«\u202fluganno\u202f» comme «\u202fLugano\u202f»")]
    [InlineData("q=Angst+Schafhausen", "«\u202fSchafhausen\u202f» comme «\u202fSchaffhouse\u202f»")]
    public async Task A_misspelt_place_is_said_with_what_it_was_read_as_and_can_be_searched_as_typed(string query, string said)
    {
        var page = await site.Visitor().PageAsync("/fr/groupes?" + query);
        var note = page.QuerySelector(".corrected")!;
        Assert.Contains(said, note.TextContent, StringComparison.Ordinal);
        var typed = await site.Visitor().PageAsync(note.QuerySelector("a")!.GetAttribute("href")!);
        Assert.Null(typed.QuerySelector(".corrected"));
        Assert.Null(typed.QuerySelector(".understood [data-part=place]"));
    }

    [Fact]
    public async Task A_place_mended_in_its_own_box_is_said_and_can_be_left_out()
    {
        var note = (await site.Visitor().PageAsync("/de/gruppen?q=Trauer&place=lausane")).QuerySelector(".corrected")!;
        Assert.Contains("«lausane» als «Lausanne»", note.TextContent, StringComparison.Ordinal);
        Assert.Equal("/de/gruppen?q=Trauer", note.QuerySelector("a")!.GetAttribute("href"));
    }

    [Theory]
    [InlineData("/fr/groupes?q=deuil+Gen%C3%A8ve")]
    [InlineData("/fr/groupes?q=deuil+geneve")]
    [InlineData("/fr/groupes?q=deuil&place=Genf")]
    [InlineData("/fr/groupes?q=deuil&place=1003")]
    [InlineData("/de/gruppen?q=Trauer&place=zuerich")]
    [InlineData("/de/gruppen?q=Trauer&place=wil+sg")]
    [InlineData("/de/gruppen?q=Trauer&place=vd")]
    [InlineData("/de/gruppen?q=Trauer+in+der+Gruy%C3%A8re")]
    [InlineData("/it/gruppi?q=lutto&place=au")]
    public async Task A_place_written_as_people_write_it_is_no_mistake(string path) =>
        Assert.Null((await site.Visitor().PageAsync(path)).QuerySelector(".corrected"));

    [Theory]
    [InlineData("q=d%C3%A9pression+Lausanne&without=meaning", "meaning")]
    [InlineData("q=depresion&without=correction", "correction")]
    [InlineData("q=je+veux+mourir&without=danger", "danger")]
    public async Task What_was_declined_stays_declined_when_filters_are_applied(string query, string step)
    {
        var page = await site.Visitor().PageAsync("/fr/groupes?" + query);
        var filtered = await site.Visitor().PageAsync(Sent(page, ("lang", "fr")));
        Assert.NotNull(filtered.QuerySelector($".understood .chip[data-part={step}]"));
        Assert.NotNull(filtered.QuerySelector(".understood .chip[data-part=filter]"));
    }

    [Theory]
    [InlineData("q=d%C3%A9pression+Lausanne&without=meaning", "deuil Lausanne", ".understood .chip[data-part=topic]")]
    [InlineData("q=depresion&without=correction", "depresion Lausane", ".corrected")]
    [InlineData("q=tatort&without=danger", "je veux mourir", ".crisis")]
    public async Task Another_text_is_read_with_everything_again(string query, string text, string expected)
    {
        var page = await site.Visitor().PageAsync("/fr/groupes?" + query);
        var next = await site.Visitor().PageAsync(Sent(page, ("q", text)));
        Assert.NotNull(next.QuerySelector(expected));
        Assert.Null(next.QuerySelector(".understood .chip[data-part=meaning], .understood .chip[data-part=correction], .understood .chip[data-part=danger]"));
    }

    /// <summary>The address a browser asks for when the search form is sent with one value changed or added.</summary>
    private static string Sent(IDocument page, (string Name, string Value) change)
    {
        var form = page.QuerySelector("form#search")!;
        var fields = page.QuerySelectorAll("form#search [name], [form=search][name]")
            .Where(e => e.GetAttribute("type") is not "checkbox" || e.HasAttribute("checked"))
            .Select(e => (Name: e.GetAttribute("name")!, Value: e.LocalName == "select" ? e.QuerySelector("option[selected]")?.GetAttribute("value") ?? "" : e.GetAttribute("value") ?? ""))
            .Where(f => f.Name != change.Name).Append(change);
        return form.GetAttribute("action") + "?" + string.Join('&', fields.Select(f => $"{f.Name}={Uri.EscapeDataString(f.Value)}"));
    }

    /// <summary>A topic that is read from its name alone and has groups, but none that meets this way.</summary>
    private TopicEntry TopicWithout(MeetingFormat format, PortalLanguage language) => Catalogue.Topics.First(t =>
        Catalogue.GroupsAbout(t).Any() && Catalogue.GroupsAbout(t).All(g => g.Format != format)
        && Catalogue.Search.Search(new SearchRequest { Text = t.Name.In(language).Text, Language = language.Code() }) is { Total: > 0, Interpretation: { Relaxed: Relaxation.None } found } && found.Topics is [var only] && only == t.Slug);

    private GroupEntry Group(IElement link) => Catalogue.Group(link.GetAttribute("href")!.Split('/')[3])!;

    private static int Number(IElement link) => int.Parse(Figure().Matches(link.TextContent)[^1].Value, CultureInfo.InvariantCulture);

    private async Task<JsonElement> AnswerAsync(string query) => await site.Visitor().GetFromJsonAsync<JsonElement>("/api/v1/groups?" + query);

    [GeneratedRegex(@"\d+")]
    private static partial Regex Figure();

    [GeneratedRegex(@"^[^–]*\u2060–\u2060[^–]*$")]
    private static partial Regex Joined();
}
