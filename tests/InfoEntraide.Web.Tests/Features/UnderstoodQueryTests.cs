using System.Net.Http.Json;
using System.Text.Json;
using AngleSharp.Dom;

namespace InfoEntraide.Web.Tests.Features;

/// <summary>The results page says how it read the query, and each part of the reading can be taken back without changing the rest.</summary>
public sealed class UnderstoodQueryTests(PortalSite site) : IClassFixture<PortalSite>
{
    [Theory]
    [InlineData("fr/groupes?q=d%C3%A9pression+%C3%A0+Lausanne", "topic", "place")]
    [InlineData("de/gruppen?q=Angst+Z%C3%BCrich", "topic", "place")]
    [InlineData("it/gruppi?q=lutto&place=Lugano", "topic", "place")]
    [InlineData("en/groups?q=my+husband+drinks+Bern", "topic", "relative", "place")]
    public async Task Each_part_that_was_understood_stands_there_with_a_link_that_takes_it_back(string path, params string[] parts)
    {
        var page = await site.Visitor().PageAsync("/" + path);
        Assert.Superset(parts.ToHashSet(StringComparer.Ordinal), Chips(page).Select(c => c.GetAttribute("data-part")!).ToHashSet(StringComparer.Ordinal));
        Assert.All(Chips(page), chip => Assert.NotEqual("", chip.GetAttribute("href")));
    }

    [Theory]
    [InlineData("q=d%C3%A9pression+%C3%A0+Lausanne", "q=d%C3%A9pression")]
    [InlineData("q=je+veux+mourir+Lausanne", "q=je%20veux%20mourir")]
    [InlineData("q=mon+mari+boit+trop,+1003+Lausanne", "q=mon%20mari%20boit%20trop")]
    public async Task Without_the_place_the_words_for_the_rest_stay_as_they_were_typed(string query, string rest)
    {
        var page = await site.Visitor().PageAsync("/fr/groupes?" + query);
        var without = Chip(page, "place");
        Assert.Equal("/fr/groupes?" + rest, without);
        var interpretation = await InterpretationAsync(without.Split('?')[1]);
        var before = await InterpretationAsync(query);
        Assert.Equal(Topics(before), Topics(interpretation));
        Assert.Equal(before.GetProperty("crisis").GetBoolean(), interpretation.GetProperty("crisis").GetBoolean());
        Assert.Equal(JsonValueKind.Null, interpretation.GetProperty("place").ValueKind);
    }

    [Theory]
    [InlineData("q=d%C3%A9pression+Lausanne")]
    [InlineData("q=d%C3%A9pression+alcool+Lausanne")]
    [InlineData("q=deuil+cancer+du+sein+jeune+maman+Lausanne")]
    [InlineData("q=boulimie+anorexie+Gen%C3%A8ve")]
    [InlineData("q=mon+fils+se+drogue+et+moi+burn-out+1700+Fribourg")]
    public async Task Taking_back_a_topic_leaves_the_other_topics_and_the_place(string query)
    {
        var before = await InterpretationAsync(query);
        var topics = Topics(before);
        var page = await site.Visitor().PageAsync("/fr/groupes?" + query);
        var chips = Chips(page).Where(c => c.GetAttribute("data-part") == "topic").ToList();
        Assert.Equal(topics.Count, chips.Count);
        for (var i = 0; i < chips.Count; i++)
        {
            var address = chips[i].GetAttribute("href")!.Split('?')[1];
            var after = await InterpretationAsync(address);
            var filtered = System.Web.HttpUtility.ParseQueryString(address)["topic"]?.Split(',') ?? [];
            Assert.Equal(topics.Where((_, t) => t != i).Order(StringComparer.Ordinal), Topics(after).Concat(filtered).Order(StringComparer.Ordinal));
            Assert.Equal(before.GetProperty("place").GetRawText(), after.GetProperty("place").GetRawText());
        }
    }

    [Fact]
    public async Task One_of_several_topics_can_be_chosen_alone()
    {
        var page = await site.Visitor().PageAsync("/fr/groupes?q=d%C3%A9pression+et+alcool+Lausanne");
        var links = page.QuerySelectorAll(".only-one a").ToList();
        Assert.True(links.Count >= 2);
        foreach (var link in links)
        {
            var only = await site.Visitor().PageAsync(link.GetAttribute("href")!);
            Assert.Contains(link.TextContent, Assert.Single(Chips(only), c => c.GetAttribute("data-part") is "topic" or "filter").TextContent, StringComparison.Ordinal);
            Assert.Single(Chips(only), c => c.GetAttribute("data-part") == "place" && c.TextContent.Contains("Lausanne", StringComparison.Ordinal));
        }
    }

    [Fact]
    public async Task Removing_the_relative_asks_for_oneself()
    {
        var page = await site.Visitor().PageAsync("/fr/groupes?q=mon+mari+est+alcoolique");
        Assert.Equal("proches-alcool", Topics(await InterpretationAsync("q=mon+mari+est+alcoolique"))[0]);
        Assert.Equal("alcool", Topics(await InterpretationAsync(Chip(page, "relative").Split('?')[1]))[0]);
    }

    [Fact]
    public async Task A_correction_is_said_and_what_was_typed_can_be_searched_exactly()
    {
        var page = await site.Visitor().PageAsync("/fr/groupes?q=depresion+Lausanne");
        var note = page.QuerySelector(".corrected")!;
        Assert.Contains("depresion Lausanne", note.QuerySelector("a")!.TextContent, StringComparison.Ordinal);
        var address = note.QuerySelector("a")!.GetAttribute("href")!;
        var exactly = await site.Visitor().PageAsync(address);
        Assert.Null(exactly.QuerySelector(".corrected"));
        Assert.Equal(JsonValueKind.Null, (await InterpretationAsync(address.Split('?')[1])).GetProperty("corrected").ValueKind);
        Assert.Equal("/fr/groupes?q=depresion%20Lausanne", Chip(exactly, "correction"));
    }

    [Fact]
    public async Task Other_places_that_may_be_meant_are_links_that_lead_there()
    {
        var page = await site.Visitor().PageAsync("/de/gruppen?q=Trauer+Wil");
        var links = page.QuerySelectorAll(".other-places a").ToList();
        Assert.NotEmpty(links);
        foreach (var link in links)
        {
            var there = await InterpretationAsync(link.GetAttribute("href")!.Split('?')[1]);
            Assert.Equal("deuil", Topics(there)[0]);
            Assert.Contains(there.GetProperty("place").GetProperty("canton").GetString()!, link.GetAttribute("href")!, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("de/gruppen", "Genf")]
    [InlineData("it/gruppi", "Ginevra")]
    [InlineData("fr/groupes", "Genève")]
    public async Task A_town_is_called_as_the_reader_calls_it(string path, string name)
    {
        var page = await site.Visitor().PageAsync($"/{path}?q=alcool&place=1201");
        Assert.Contains(name, Chips(page).Single(c => c.GetAttribute("data-part") == "place").TextContent, StringComparison.Ordinal);
        Assert.Contains(name, page.Title(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_place_nobody_knows_is_named_and_can_be_left_out()
    {
        var page = await site.Visitor().PageAsync("/en/groups?q=grief&place=Xyzzytown");
        var note = page.QuerySelector(".unknown-place")!;
        Assert.Contains("Xyzzytown", note.TextContent, StringComparison.Ordinal);
        Assert.Equal("/en/groups?q=grief", note.QuerySelector("a")!.GetAttribute("href"));
    }

    [Fact]
    public async Task A_distance_can_be_chosen_only_where_there_is_a_point_to_measure_from()
    {
        Assert.NotNull((await site.Visitor().PageAsync("/fr/groupes?q=deuil+Lausanne")).QuerySelector("#radius"));
        Assert.Null((await site.Visitor().PageAsync("/fr/groupes?q=deuil")).QuerySelector("#radius"));
        Assert.Null((await site.Visitor().PageAsync("/fr/groupes?q=deuil&place=VD")).QuerySelector("#radius"));
    }

    [Fact]
    public async Task The_emergency_numbers_can_be_hidden_and_come_back()
    {
        var page = await site.Visitor().PageAsync("/fr/groupes?q=je+veux+mourir");
        var hidden = await site.Visitor().PageAsync(page.QuerySelector(".crisis .hide")!.GetAttribute("href")!);
        Assert.Null(hidden.QuerySelector(".crisis"));
        Assert.Equal("/fr/groupes?q=je%20veux%20mourir", Chip(hidden, "danger"));
    }

    private static IEnumerable<IElement> Chips(IDocument page) => page.QuerySelectorAll(".understood .chip");

    private static string Chip(IDocument page, string part) => Chips(page).Single(c => c.GetAttribute("data-part") == part).GetAttribute("href")!;

    private static List<string> Topics(JsonElement interpretation) => [.. interpretation.GetProperty("topics").EnumerateArray().Select(t => t.GetString()!)];

    private async Task<JsonElement> InterpretationAsync(string query) =>
        (await site.Visitor().GetFromJsonAsync<JsonElement>("/api/v1/groups?" + query)).GetProperty("interpretation");
}
