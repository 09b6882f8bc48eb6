using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using InfoEntraide.Web.Features.Catalogue;
using InfoEntraide.Web.Localization;
using Microsoft.Extensions.DependencyInjection;

namespace InfoEntraide.Web.Tests.Exchange;

public sealed class SuggestionsApiTests(PortalSite site) : IClassFixture<PortalSite>
{
    [Theory]
    [InlineData("dépr", "fr", "topic", "depression", "Dépression", "/fr/themes/depression")]
    [InlineData("lausan", "de", "place", "Lausanne VD", "Lausanne VD", "/de/gruppen?place=Lausanne%20VD")]
    [InlineData("1003", "it", "place", "1003 Lausanne", "1003 Lausanne", "/it/gruppi?place=1003%20Lausanne")]
    [InlineData("graub", "de", "place", "GR", "Kanton Graubünden", "/de/gruppen?place=GR")]
    [InlineData("dépression lausa", "fr", "place", "Lausanne VD", "Dépression, Lausanne VD", "/fr/groupes?place=Lausanne%20VD&topic=depression")]
    public async Task A_beginning_leads_to_a_topic_or_a_place(string typed, string language, string type, string value, string label, string url)
    {
        var first = (await SuggestAsync(typed, language))[0];
        Assert.Equal((type, value, label, url), (Text(first, "type"), Text(first, "value"), Text(first, "label"), Text(first, "url")));
        Assert.Equal(HttpStatusCode.OK, (await site.Visitor().GetAsync(url)).StatusCode);
    }

    [Fact]
    public async Task A_centre_is_suggested_with_its_page()
    {
        var centre = (await SuggestAsync("info-entraide vaud", "fr")).Single(s => Text(s, "type") == "centre" && Text(s, "value") == "info-entraide-vaud");
        Assert.StartsWith("/fr/centres/", Text(centre, "url"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_match_lies_in_the_label_and_holds_what_was_typed()
    {
        foreach (var (typed, language) in new[] { ("graub", "de"), ("dépression laus", "fr"), ("sein", "fr"), ("canc", "it"), ("bern", "en") })
        {
            foreach (var suggestion in await SuggestAsync(typed, language))
            {
                if (suggestion.GetProperty("match") is { ValueKind: JsonValueKind.Array } match)
                {
                    var part = Text(suggestion, "label").Substring(match[0].GetInt32(), match[1].GetInt32());
                    Assert.Equal(typed.Split(' ')[^1], part, ignoreCase: true);
                }
            }
        }
    }

    [Fact]
    public async Task What_a_place_is_worth_is_understood_by_the_search_as_that_place()
    {
        foreach (var typed in "la be ge lu st ba wi 12 30 69 sai mon".Split(' '))
        {
            foreach (var place in (await SuggestAsync(typed, "fr")).Where(s => Text(s, "type") == "place"))
            {
                var json = await site.Visitor().GetFromJsonAsync<JsonElement>("/api/v1/groups?place=" + Uri.EscapeDataString(Text(place, "value")));
                var understood = json.GetProperty("interpretation").GetProperty("place");
                Assert.True(understood.ValueKind == JsonValueKind.Object, Text(place, "value"));
                Assert.EndsWith(Text(place, "value")[..2] is [>= '0' and <= '9', _] ? understood.GetProperty("name").GetString()! : understood.GetProperty("canton").GetString()!, Text(place, "value"), StringComparison.Ordinal);
            }
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("?q=")]
    [InlineData("?q=%F0%9F%98%80%00%ED%A0%80")]
    [InlineData("?q=a&q=b")]
    public async Task Whatever_is_typed_gets_an_answer(string query)
    {
        using var response = await site.Visitor().GetAsync("/api/v1/suggest" + query);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("no-store", response.Headers.CacheControl!.ToString());
        Assert.False(response.Headers.Contains("Set-Cookie"));
    }

    [Fact]
    public async Task An_unknown_language_is_refused()
    {
        using var response = await site.Visitor().GetAsync("/api/v1/suggest?q=dep&ui=xx");
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType!.MediaType);
    }

    [Fact]
    public async Task Every_topic_is_suggested_by_its_name_in_each_language()
    {
        foreach (var language in PortalLanguages.All)
        {
            foreach (var topic in Topics().Where((_, i) => i % 10 == 0))
            {
                var found = await SuggestAsync(topic.Name.In(language).Text, language.Code());
                Assert.Equal(topic.Slug, Text(found[0], "value"));
            }
        }
    }

    private IReadOnlyList<TopicEntry> Topics() => site.Services.GetRequiredService<PublicCatalogue>().Current.Topics;

    private static string Text(JsonElement json, string name) => json.GetProperty(name).GetString()!;

    private async Task<List<JsonElement>> SuggestAsync(string typed, string language)
    {
        var list = (await site.Visitor().GetFromJsonAsync<List<JsonElement>>($"/api/v1/suggest?q={Uri.EscapeDataString(typed)}&ui={language}"))!;
        Assert.InRange(list.Count, 0, 8);
        return list;
    }
}
