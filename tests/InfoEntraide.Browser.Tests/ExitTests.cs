using System.Collections.Concurrent;
using System.Text.RegularExpressions;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace InfoEntraide.Browser.Tests;

/// <summary>The quick way out of a page on violence. The page it leads to is played by the test: nothing leaves the machine.</summary>
public sealed class ExitTests(BrowserSite site) : IClassFixture<BrowserSite>
{
    private const string Topic = "/fr/themes/violence-domestique";
    private const string Weather = "https://www.meteosuisse.admin.ch/";

    private readonly ConcurrentQueue<IReadOnlyDictionary<string, string>> asked = [];

    [BrowserTheory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task The_link_leads_to_the_weather_and_does_not_tell_where_from(bool javaScript)
    {
        var page = await OpenAsync(Topic, javaScript: javaScript);
        Assert.Empty(asked);
        Assert.Equal(javaScript, await page.Locator(".exit-keys").IsVisibleAsync());
        await page.Locator("[data-exit]").ClickAsync();
        await Expect(page).ToHaveURLAsync(Weather);
        Assert.DoesNotContain("referer", Assert.Single(asked).Keys);
    }

    [BrowserFact]
    public async Task Shift_three_times_leaves_and_the_Back_button_does_not_return()
    {
        var page = await OpenAsync("/fr");
        await page.GotoAsync(Topic);
        await ShiftAsync(page, 3);
        await Expect(page).ToHaveURLAsync(Weather);
        await page.GoBackAsync();
        await Expect(page).ToHaveURLAsync(new Regex("/fr$"));
    }

    [BrowserFact]
    public async Task Each_press_of_Shift_is_said_and_shown()
    {
        var page = await OpenAsync("/de/themen/haeusliche-gewalt");
        var status = page.Locator(".exit [role=status]");
        await ShiftAsync(page, 1);
        await Expect(status).ToHaveTextAsync("Shift. Noch zweimal drücken, um diese Seite zu verlassen.");
        await Expect(page.Locator("[data-exit]")).ToHaveAttributeAsync("data-presses", "1");
        await ShiftAsync(page, 1);
        await Expect(status).ToHaveTextAsync("Shift. Noch einmal drücken, um diese Seite zu verlassen.");

        // Too long a pause, and the count begins anew.
        await Expect(status).ToHaveTextAsync("Zu viel Zeit vergangen. Sie sind noch auf dieser Seite.");
        await ShiftAsync(page, 2);
        await Expect(status).ToHaveTextAsync("Shift. Noch einmal drücken, um diese Seite zu verlassen.");
        Assert.Empty(asked);
    }

    [BrowserFact]
    public async Task Capitals_and_going_back_with_the_keyboard_leave_nobody_by_accident()
    {
        var page = await OpenAsync("/fr/groupes?q=mon+mari+me+frappe");
        await page.Locator("#q").FocusAsync();
        foreach (var key in new[] { "Shift+A", "Shift+B", "Shift+C", "Shift+Tab", "Shift+Tab", "Shift+Tab" })
        {
            await page.Keyboard.PressAsync(key);
        }

        await Expect(page.Locator(".exit [role=status]")).ToHaveTextAsync("");
        await ShiftAsync(page, 2);
        await page.Keyboard.PressAsync("a");
        await ShiftAsync(page, 1);
        await Expect(page.Locator(".exit [role=status]")).ToHaveTextAsync(new Regex("deux fois"));
        Assert.Empty(asked);
    }

    [BrowserFact]
    public async Task Nothing_stays_readable_while_the_other_page_loads()
    {
        var page = await OpenAsync(Topic);

        // Looked at before the browser has so much as asked for the other page.
        var left = await page.EvaluateAsync<string[]>("""
            () => {
              document.querySelector('[data-exit]').click();
              return [document.title, document.body.textContent.trim(), ...[...document.body.children].map(e => e.getBoundingClientRect().width <= 1 ? 'unseen' : 'seen')];
            }
            """);
        Assert.Equal(["Info-Entraide Suisse", "Un instant.", "unseen"], left);
        await Expect(page).ToHaveURLAsync(Weather);
    }

    [BrowserTheory]
    [InlineData(1280, 800)]
    [InlineData(320, 256)]
    public async Task The_button_stays_in_sight_and_covers_no_focus(int width, int height)
    {
        var page = await OpenAsync(Topic, width);
        await page.SetViewportSizeAsync(width, height);
        var reached = 0;
        foreach (var key in new[] { "Tab", "Shift+Tab" })
        {
            await page.EvaluateAsync("end => { document.activeElement.blur(); scrollTo(0, end ? document.body.scrollHeight : 0); }", key != "Tab");
            for (var i = 0; i < 400; i++)
            {
                await page.Keyboard.PressAsync(key);
                var hidden = await page.EvaluateAsync<string?>("""
                    () => {
                      const focused = document.activeElement;
                      const bar = document.querySelector('.exit-bar');
                      if (focused === document.body) { return 'end'; }
                      if (bar.contains(focused) || focused.matches('.skip, main')) { return null; }
                      return focused.getBoundingClientRect().top < bar.getBoundingClientRect().bottom && bar.getBoundingClientRect().top <= 0
                        ? focused.outerHTML : null;
                    }
                    """);
                if (hidden == "end")
                {
                    break;
                }

                Assert.True(hidden is null, $"With {key}: {hidden}");
                reached++;
            }
        }

        Assert.True(reached > 60, $"{reached} stops");
        await page.EvaluateAsync("() => scrollTo(0, document.body.scrollHeight)");
        await Expect(page.Locator("[data-exit]")).ToBeInViewportAsync(new() { Ratio = 1 });
        var box = (await page.Locator("[data-exit]").BoundingBoxAsync())!;
        Assert.True(box.Height >= 44 && box.Y < 10);
    }

    [BrowserTheory]
    [InlineData(Topic, 320, ColorScheme.Light)]
    [InlineData("/de/gruppen?q=mein+Mann+schl%C3%A4gt+mich", 1280, ColorScheme.Dark)]
    [InlineData("/it/temi/violenza-domestica", 1280, ColorScheme.Light)]
    [InlineData("/en/groups?topic=violence-domestique", 320, ColorScheme.Dark)]
    public async Task A_page_with_the_way_out_has_no_fault_axe_finds_and_fits_its_width(string path, int width, ColorScheme scheme)
    {
        var page = await site.PageAsync(path, width, scheme: scheme);
        var result = await page.RunAxe();
        Assert.True(result.Violations.Length == 0, string.Join('\n', result.Violations.Select(v => $"{v.Id}: {v.Help} {string.Join(' ', v.Nodes.Select(n => n.Html))}")));
        Assert.True(await page.EvaluateAsync<int>("() => document.documentElement.scrollWidth") <= width, $"{page.Url} scrolls sideways at {width} px.");
    }

    [BrowserFact]
    public async Task The_skip_link_lies_above_the_bar()
    {
        var page = await OpenAsync(Topic, width: 320);
        await page.Keyboard.PressAsync("Tab");
        Assert.True(await page.EvaluateAsync<bool>("""
            () => { const box = document.activeElement.getBoundingClientRect(); return document.activeElement.matches('.skip') && document.elementFromPoint(box.left + 5, box.top + 5) === document.activeElement; }
            """));
    }

    private static async Task ShiftAsync(IPage page, int times)
    {
        for (var i = 0; i < times; i++)
        {
            await page.Keyboard.PressAsync("Shift");
        }
    }

    private async Task<IPage> OpenAsync(string path, int width = 1280, bool javaScript = true)
    {
        var page = await site.PageAsync(path, width, javaScript);
        await page.Context.RouteAsync(IsOutside, async route =>
        {
            asked.Enqueue(await route.Request.AllHeadersAsync());
            await route.FulfillAsync(new() { ContentType = "text/html", Body = "<title>Météo</title><p>Il fait beau." });
        });
        return page;
    }

    private bool IsOutside(string address) => !address.StartsWith(site.Address, StringComparison.Ordinal);

    private static IPageAssertions Expect(IPage page) => Assertions.Expect(page);

    private static ILocatorAssertions Expect(ILocator locator) => Assertions.Expect(locator);
}
