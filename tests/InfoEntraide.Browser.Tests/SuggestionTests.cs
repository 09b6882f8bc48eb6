using System.Text.RegularExpressions;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace InfoEntraide.Browser.Tests;

/// <summary>The list below the search boxes: a help for whoever sees it, hears it, touches it or uses the keyboard, and nothing anybody depends on.</summary>
public sealed class SuggestionTests(BrowserSite site) : IClassFixture<BrowserSite>
{
    [BrowserFact]
    public async Task A_topic_is_chosen_with_the_keyboard_alone()
    {
        var page = await site.PageAsync("/fr", width: 1280);
        await TypeAsync(page, "q", "dépr");
        await page.Keyboard.PressAsync("ArrowDown");
        await Expect(page.Locator("#q")).ToHaveAttributeAsync("aria-activedescendant", "q-suggestions-0");
        await Expect(page.Locator("#q")).ToBeFocusedAsync();
        await Expect(Options(page).First).ToHaveAttributeAsync("aria-selected", "true");
        await Expect(Options(page).First).ToHaveAccessibleNameAsync(new Regex("^Dépression .*thème$"));
        await page.Keyboard.PressAsync("Enter");
        await Expect(page).ToHaveURLAsync(new Regex("/fr/themes/depression$"));
    }

    [BrowserFact]
    public async Task A_place_completes_what_was_typed_and_keeps_the_words_before_it()
    {
        var page = await site.PageAsync("/fr");
        await TypeAsync(page, "q", "mon fils boit laus");
        await page.Keyboard.PressAsync("ArrowDown");
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Locator("#q")).ToHaveValueAsync("mon fils boit Lausanne VD");
        await Expect(List(page, "q")).ToBeHiddenAsync();
        await Expect(page.Locator("#q")).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("Enter");
        await Expect(page).ToHaveURLAsync(new Regex(@"/fr/groupes\?q=mon\+fils\+boit\+Lausanne\+VD"));
    }

    [BrowserFact]
    public async Task A_canton_is_completed_as_somebody_would_write_it()
    {
        var page = await site.PageAsync("/fr/groupes", width: 1280);
        await TypeAsync(page, "place", "vaud");
        await List(page, "place").GetByText("Canton", new() { Exact = false }).First.ClickAsync();
        await Expect(page.Locator("#place")).ToHaveValueAsync("Canton Vaud");
    }

    [BrowserFact]
    public async Task The_box_for_the_place_suggests_places_only()
    {
        var page = await site.PageAsync("/de/gruppen", width: 1280);
        await TypeAsync(page, "place", "bern");
        await Expect(Options(page)).Not.ToHaveCountAsync(0);
        Assert.All(await page.Locator("#place-suggestions .type").AllInnerTextsAsync(), type => Assert.Equal("Ort", type));
        await page.Mouse.MoveAsync(0, 0);
        await Options(page).First.ClickAsync();
        await Expect(page.Locator("#place")).ToHaveValueAsync(new Regex("Bern"));
        await Expect(page.Locator("#place")).ToBeFocusedAsync();
    }

    [BrowserFact]
    public async Task A_topic_beside_a_place_completes_the_text_so_that_the_place_stays()
    {
        var page = await site.PageAsync("/de/gruppen?place=Bern", width: 1280);
        await TypeAsync(page, "q", "depress");
        await Options(page).First.ClickAsync();
        await Expect(page.Locator("#q")).ToHaveValueAsync("Depression");
        await Expect(page.Locator("#place")).ToHaveValueAsync("Bern");
    }

    [BrowserFact]
    public async Task Escape_closes_the_list_and_then_clears_the_text()
    {
        var page = await site.PageAsync("/it", width: 1280);
        await TypeAsync(page, "q", "lutto");
        await page.Keyboard.PressAsync("Escape");
        await Expect(List(page, "q")).ToBeHiddenAsync();
        await Expect(page.Locator("#q")).ToHaveAttributeAsync("aria-expanded", "false");
        await Expect(page.Locator("#q")).ToHaveValueAsync("lutto");
        await page.Keyboard.PressAsync("Escape");
        await Expect(page.Locator("#q")).ToHaveValueAsync("");
    }

    [BrowserFact]
    public async Task The_arrows_go_round_by_way_of_the_text_and_Home_leads_back_into_it()
    {
        var page = await site.PageAsync("/fr", width: 1280);
        await TypeAsync(page, "q", "dépr");
        var last = await Options(page).CountAsync() - 1;
        await page.Keyboard.PressAsync("ArrowUp");
        await Expect(page.Locator("#q")).ToHaveAttributeAsync("aria-activedescendant", $"q-suggestions-{last}");
        await page.Keyboard.PressAsync("ArrowDown");
        await Expect(page.Locator("#q")).ToHaveAttributeAsync("aria-activedescendant", "");
        await page.Keyboard.PressAsync("ArrowDown");
        await Expect(page.Locator("#q")).ToHaveAttributeAsync("aria-activedescendant", "q-suggestions-0");
        await page.Keyboard.PressAsync("Home");
        await Expect(page.Locator("#q")).ToHaveAttributeAsync("aria-activedescendant", "");
        Assert.Equal(0, await page.EvaluateAsync<int>("() => document.activeElement.selectionStart"));
    }

    [BrowserFact]
    public async Task Tab_leaves_the_box_and_the_list_goes_with_the_focus()
    {
        var page = await site.PageAsync("/fr", width: 1280);
        await TypeAsync(page, "q", "dépr");
        await page.Keyboard.PressAsync("ArrowDown");
        await page.Keyboard.PressAsync("Tab");
        await Expect(List(page, "q")).ToBeHiddenAsync();
        await Expect(page.Locator("#search button")).ToBeFocusedAsync();
        await Expect(page).ToHaveURLAsync(new Regex("/fr$"));
    }

    [BrowserFact]
    public async Task Enter_without_a_choice_searches_for_what_was_typed()
    {
        var page = await site.PageAsync("/fr", width: 1280);
        await TypeAsync(page, "q", "dépr");
        await page.Keyboard.PressAsync("Enter");
        await Expect(page).ToHaveURLAsync(new Regex(@"/fr/groupes\?q=d%C3%A9pr"));
    }

    [BrowserFact]
    public async Task A_screen_reader_hears_how_many_suggestions_there_are()
    {
        var page = await site.PageAsync("/de", width: 1280);
        var status = page.Locator("#q-suggestions + [role=status]");
        await Expect(status).ToHaveTextAsync("");
        await TypeAsync(page, "q", "depress");
        var count = await Options(page).CountAsync();
        await Expect(status).ToHaveTextAsync(count == 1 ? new Regex("^Ein Vorschlag\\b") : new Regex($"^{count} Vorschläge\\b"));
        await page.Locator("#q").FillAsync("qqqqzzzz");
        await Expect(status).ToHaveTextAsync("Kein Vorschlag.");
        await Expect(List(page, "q")).ToBeHiddenAsync();
    }

    [BrowserFact]
    public async Task What_was_typed_is_marked_in_the_suggestion()
    {
        var page = await site.PageAsync("/fr", width: 1280);
        await TypeAsync(page, "q", "depr");
        await Expect(Options(page).First.Locator("mark")).ToHaveTextAsync("Dépr");
    }

    [BrowserTheory]
    [InlineData(320, ColorScheme.Light, "/fr", "q", "dépr")]
    [InlineData(1280, ColorScheme.Dark, "/de/gruppen", "place", "bern")]
    [InlineData(320, ColorScheme.Dark, "/it/temi/depressione", "place", "lug")]
    public async Task The_open_list_has_no_fault_axe_finds_and_fits_its_width(int width, ColorScheme scheme, string path, string box, string typed)
    {
        var page = await site.PageAsync(path, width, scheme: scheme);
        await TypeAsync(page, box, typed);
        await page.Keyboard.PressAsync("ArrowDown");
        var result = await page.RunAxe();
        Assert.True(result.Violations.Length == 0, string.Join('\n', result.Violations.Select(v => $"{v.Id}: {v.Help} {string.Join(' ', v.Nodes.Select(n => n.Html))}")));
        Assert.True(await page.EvaluateAsync<int>("() => document.documentElement.scrollWidth") <= width, $"{page.Url} scrolls sideways at {width} px.");
        foreach (var option in await Options(page).AllAsync())
        {
            Assert.True((await option.BoundingBoxAsync())!.Height >= 44);
        }
    }

    [BrowserFact]
    public async Task The_suggestion_gone_to_stays_in_sight_at_four_times_the_size()
    {
        // 1280 × 1024 at 400 %.
        var page = await site.PageAsync("/fr", width: 320);
        await page.SetViewportSizeAsync(320, 256);
        await TypeAsync(page, "q", "dépr");
        await page.Keyboard.PressAsync("ArrowUp");
        await Expect(Options(page).Last).ToBeInViewportAsync(new() { Ratio = 1 });
    }

    [BrowserFact]
    public async Task An_error_of_the_suggestions_goes_unnoticed_and_the_search_works()
    {
        var page = await site.PageAsync("/fr", width: 1280);
        await page.Locator("#q").PressSequentiallyAsync("deu");
        await Expect(List(page, "q")).ToBeVisibleAsync();
        await page.RouteAsync("**/api/v1/suggest*", route => route.FulfillAsync(new() { Status = 500 }));
        var answered = page.WaitForResponseAsync(r => r.Url.Contains("/suggest", StringComparison.Ordinal));
        await page.Locator("#q").PressSequentiallyAsync("il");
        await answered;
        await Expect(List(page, "q")).ToBeHiddenAsync();
        await Expect(page.Locator("#q-suggestions + [role=status]")).ToHaveTextAsync("");
        await page.UnrouteAsync("**/api/v1/suggest*");
        await page.RouteAsync("**/api/v1/suggest*", route => route.AbortAsync());
        await page.Locator("#q").PressSequentiallyAsync("s");
        await Expect(List(page, "q")).ToBeHiddenAsync();
        await page.Keyboard.PressAsync("Enter");
        await Expect(page).ToHaveURLAsync(new Regex(@"/fr/groupes\?q=deuils"));
    }

    [BrowserFact]
    public async Task A_late_answer_to_an_earlier_letter_never_replaces_the_newer_one()
    {
        var page = await site.PageAsync("/fr", width: 1280);
        var release = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await page.RouteAsync("**/api/v1/suggest?q=canc&*", async route =>
        {
            await release.Task;
            await route.ContinueAsync();
        });
        var first = page.WaitForRequestAsync(r => r.Url.Contains("q=canc&", StringComparison.Ordinal));
        await page.Locator("#q").FillAsync("canc");
        await first;
        await page.Locator("#q").FillAsync("dépr");
        await Expect(Options(page).First).ToContainTextAsync("Dépression");
        release.SetResult();
        await page.EvaluateAsync("() => fetch('/api/v1/suggest?q=lutte&ui=fr')");
        await Expect(Options(page).First).ToContainTextAsync("Dépression");
    }

    [BrowserFact]
    public async Task Nothing_is_kept_in_the_browser()
    {
        var page = await site.PageAsync("/fr", width: 1280);
        await TypeAsync(page, "q", "dépr");
        Assert.Equal(0, await page.EvaluateAsync<int>("async () => localStorage.length + sessionStorage.length + (await indexedDB.databases()).length + (await caches.keys()).length"));
        Assert.Empty(await page.Context.CookiesAsync());
    }

    [BrowserFact]
    public async Task Without_JavaScript_the_box_is_a_plain_one_and_searches()
    {
        var page = await site.PageAsync("/fr", javaScript: false);
        Assert.Null(await page.Locator("#q").GetAttributeAsync("role"));
        await page.Locator("#q").FillAsync("dépression");
        await page.Keyboard.PressAsync("Enter");
        await Expect(page).ToHaveURLAsync(new Regex(@"/fr/groupes\?q=d%C3%A9pression"));
        Assert.True(await page.Locator(".group").CountAsync() > 0);
    }

    private static async Task TypeAsync(IPage page, string box, string text)
    {
        await page.Locator("#" + box).PressSequentiallyAsync(text);
        await Expect(List(page, box)).ToBeVisibleAsync();

        // The list for the last letter, not for one before it.
        await page.WaitForLoadStateAsync(LoadState.NetworkIdle);
    }

    private static ILocator List(IPage page, string box) => page.Locator($"#{box}-suggestions");

    private static ILocator Options(IPage page) => page.Locator("[role=listbox]:not([hidden]) [role=option]");

    private static ILocatorAssertions Expect(ILocator locator) => Assertions.Expect(locator);

    private static IPageAssertions Expect(IPage page) => Assertions.Expect(page);
}
