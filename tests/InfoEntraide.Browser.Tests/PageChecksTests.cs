using Microsoft.Playwright;

namespace InfoEntraide.Browser.Tests;

/// <summary>A check that finds nothing anywhere would look like success.</summary>
[Collection(SharedSite.Name)]
public sealed class PageChecksTests(BrowserSite site)
{
    private const int Width = 320;

    [BrowserFact]
    public async Task The_checks_find_nothing_on_a_page_without_faults()
    {
        var page = await PageAsync("<p><a href='/fr'>Home</a></p><p><label>Name <input></label></p>");
        Assert.Empty(await PageChecks.AxeAsync(page));
        Assert.Empty(await PageChecks.WidthAsync(page, Width));
        Assert.Empty(await PageChecks.LayoutShiftAsync(page));
        Assert.Empty(await PageChecks.FocusAsync(page));
    }

    [BrowserFact]
    public async Task A_focus_that_does_not_show_or_is_covered_is_found()
    {
        Assert.Contains("does not show", Assert.Single(await PageChecks.FocusAsync(await PageAsync("<a href='/fr' style='outline: none'>Home</a>"))), StringComparison.Ordinal);

        var covered = await PageAsync("<div style='position: fixed; inset: 0; background: white'>Above</div><a href='/fr'>Home</a>");
        Assert.Contains("is covered", Assert.Single(await PageChecks.FocusAsync(covered)), StringComparison.Ordinal);

        var outOfSight = await PageAsync("<a href='/fr' style='position: absolute; left: -900px'>Home</a>");
        Assert.Contains("out of sight", Assert.Single(await PageChecks.FocusAsync(outOfSight)), StringComparison.Ordinal);
        Assert.Contains("nothing on it", Assert.Single(await PageChecks.FocusAsync(await PageAsync("<p>Only words</p>"))), StringComparison.Ordinal);
    }

    [BrowserFact]
    public async Task Targets_that_are_small_and_close_together_are_found()
    {
        var page = await PageAsync("<button style='all: unset; display: block; width: 12px; height: 12px; overflow: hidden'>A</button><button style='all: unset; display: block; width: 12px; height: 12px; overflow: hidden'>B</button>");
        Assert.Contains(await PageChecks.AxeAsync(page), f => f.StartsWith("target-size", StringComparison.Ordinal));
    }

    [BrowserFact]
    public async Task A_page_that_is_too_wide_or_moves_is_found()
    {
        Assert.NotEmpty(await PageChecks.WidthAsync(await PageAsync("<div style='width: 400px'>Wide</div>"), Width));

        var moving = await PageAsync("<p id='late' style='height: 0; margin: 0'></p><p>A line of text that is pushed down</p>");
        await moving.EvaluateAsync("() => new Promise(done => setTimeout(() => { document.getElementById('late').style.height = '300px'; requestAnimationFrame(() => requestAnimationFrame(done)); }, 200))");
        Assert.NotEmpty(await PageChecks.LayoutShiftAsync(moving));
    }

    /// <summary>Our own address, so that it counts as a page; what it shows is written by the test.</summary>
    private async Task<IPage> PageAsync(string main)
    {
        var page = await site.EmptyPageAsync(Width);
        await page.RouteAsync("**/*", route => route.FulfillAsync(new()
        {
            ContentType = "text/html; charset=utf-8",
            Body = $"<!DOCTYPE html><html lang='en'><head><meta name='viewport' content='width=device-width'><title>Test</title><style>:focus-visible {{ outline: 3px solid }}</style></head><body><main><h1>Test</h1>{main}</main></body></html>",
        }));
        await page.GotoAsync("/en/test");
        return page;
    }
}
