using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace InfoEntraide.Browser.Tests;

/// <summary>What people come for, from the first page to the group.</summary>
public sealed class JourneyTests(BrowserSite site) : IClassFixture<BrowserSite>
{
    [BrowserTheory]
    [InlineData("/fr", "dépression", "1003", true)]
    [InlineData("/fr", "dépression", "1003", false)]
    [InlineData("/de", "Angst", "Zürich", true)]
    [InlineData("/it", "lutto", "Lugano", false)]
    [InlineData("/en", "depression", "Bern", true)]
    public async Task A_visitor_types_a_problem_and_a_place_and_opens_a_group(string home, string problem, string place, bool javaScript)
    {
        var page = await site.PageAsync(home, javaScript: javaScript);
        await page.Locator("main input[name=q]").FillAsync($"{problem} {place}");
        await page.Locator("main form button").First.ClickAsync();

        var groups = page.Locator("main .group a[href]");
        Assert.True(await groups.CountAsync() > 0);
        var name = await groups.First.InnerTextAsync();
        await groups.First.ClickAsync();
        Assert.Equal(name, await page.Locator("h1").InnerTextAsync());
    }

    [BrowserFact]
    public async Task A_visitor_finds_a_group_with_the_keyboard_only()
    {
        var page = await site.PageAsync("/fr", width: 1280);
        await TabToAsync(page, "input[name=q]");
        await page.Keyboard.TypeAsync("depression");
        await page.Keyboard.PressAsync("Enter");
        await ArrivesAtAsync(page, new Regex(@"/fr/groupes\?q=depression"));
        await TabToAsync(page, "input[name=canton]");
        var canton = await page.Locator(":focus").GetAttributeAsync("value");
        await page.Keyboard.PressAsync("Space");
        await TabToAsync(page, ".filters button");
        await page.Keyboard.PressAsync("Enter");
        await ArrivesAtAsync(page, new Regex("canton=" + canton));
        await Assertions.Expect(page.Locator("[data-says]")).ToHaveTextAsync(await page.Locator("h1").InnerTextAsync());
        await TabToAsync(page, ".group a");
        var name = await page.Locator(":focus").InnerTextAsync();
        await page.Keyboard.PressAsync("Enter");
        await ArrivesAtAsync(page, new Regex("/fr/groupes/"));
        Assert.Equal(name, await page.Locator("h1").InnerTextAsync());
    }

    [BrowserFact]
    public async Task The_first_press_of_tab_offers_to_skip_to_the_content()
    {
        var page = await site.PageAsync("/de/themen", width: 1280);
        await page.Keyboard.PressAsync("Tab");
        await page.Keyboard.PressAsync("Enter");
        Assert.EndsWith("#main", page.Url, StringComparison.Ordinal);
    }

    [BrowserFact]
    public async Task A_visitor_filters_without_JavaScript()
    {
        var page = await site.PageAsync("/fr/groupes", width: 1280, javaScript: false);
        var before = await page.Locator("h1").InnerTextAsync();
        var box = page.Locator("input[name=kind][value=facilitated]");
        if (!await box.IsVisibleAsync())
        {
            await page.Locator("details.facet:has(input[name=kind]) > summary").First.ClickAsync();
        }

        await box.CheckAsync();
        await page.Locator(".filters button").First.ClickAsync();
        Assert.Contains("kind=facilitated", page.Url, StringComparison.Ordinal);
        Assert.NotEqual(before, await page.Locator("h1").InnerTextAsync());
    }

    [BrowserFact]
    public async Task A_visitor_chooses_a_canton_on_the_map_with_the_keyboard_and_without_JavaScript()
    {
        var page = await site.PageAsync("/fr/groupes", javaScript: false);
        await page.Locator(".on-map summary").FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        var vaud = page.GetByRole(AriaRole.Link, new() { NameRegex = new Regex("^Vaud, [0-9]+ groupes?$") });
        var title = await vaud.Locator("title").TextContentAsync();
        await TabToAsync(page, ".map a[href*='canton=VD']");
        await page.Keyboard.PressAsync("Enter");
        await ArrivesAtAsync(page, new Regex("canton=VD"));
        Assert.StartsWith(Regex.Match(title!, "[0-9]+").Value, await page.Locator("h1").InnerTextAsync(), StringComparison.Ordinal);
        Assert.Equal(1, await page.Locator(".map a.chosen").CountAsync());
    }

    [BrowserFact]
    public async Task Switching_the_language_stays_on_the_page()
    {
        var page = await site.PageAsync("/fr/groupes?q=depression", width: 1280);
        await page.Locator("a[hreflang=de]").First.ClickAsync();
        Assert.Contains("/de/gruppen?q=depression", page.Url, StringComparison.Ordinal);
        Assert.Equal("de", await page.Locator("html").GetAttributeAsync("lang"));
    }

    [BrowserFact]
    public async Task No_page_asks_another_host_for_anything_or_sets_a_cookie()
    {
        var page = await site.PageAsync("/fr");
        var foreign = new List<string>();
        page.Request += (_, request) =>
        {
            if (!request.Url.StartsWith(site.Address, StringComparison.Ordinal) && !request.Url.StartsWith("data:", StringComparison.Ordinal))
            {
                foreign.Add(request.Url);
            }
        };
        foreach (var path in new[] { "/fr", "/fr/groupes?q=depression", "/de/themen", "/it/centri", "/en/nowhere" })
        {
            await page.GotoAsync(path);
        }

        Assert.Empty(foreign);
        Assert.Empty(await page.Context.CookiesAsync());
    }

    /// <summary>Asks the browser again and again: waiting for the event of a navigation misses one that is quicker than the wait.</summary>
    private static Task ArrivesAtAsync(IPage page, Regex address) => Assertions.Expect(page).ToHaveURLAsync(address, new() { Timeout = 30_000 });

    private static async Task TabToAsync(IPage page, string selector)
    {
        for (var i = 0; i < 200; i++)
        {
            await page.Keyboard.PressAsync("Tab");
            if (await page.EvaluateAsync<bool>("s => document.activeElement?.matches(s) ?? false", selector))
            {
                return;
            }
        }

        Assert.Fail(string.Create(CultureInfo.InvariantCulture, $"No {selector} was reached with the Tab key on {page.Url}."));
    }
}
