using System.Text;
using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace InfoEntraide.Browser.Tests;

/// <summary>What comes out of a printer.</summary>
public sealed partial class PrintTests(BrowserSite site) : IClassFixture<BrowserSite>
{
    private const int Timeout = 5000;

    [BrowserTheory]
    [InlineData(ColorScheme.Light)]
    [InlineData(ColorScheme.Dark)]
    public async Task A_group_is_printed_on_one_sheet_black_on_white(ColorScheme scheme)
    {
        var page = await GroupAsync(scheme);
        Assert.Equal(1, await PagesAsync(page));
        await page.EmulateMediaAsync(new() { Media = Media.Print, ColorScheme = scheme });
        Assert.Equal("rgb(255, 255, 255)", await page.EvaluateAsync<string>("() => getComputedStyle(document.body).backgroundColor"));
        Assert.Equal("rgb(0, 0, 0)", await page.EvaluateAsync<string>("() => getComputedStyle(document.querySelector('h1')).color"));
        foreach (var shown in new[] { "h1", ".essentials", ".contact", ".pass-on .qr", ".printed" })
        {
            Assert.True(await page.Locator(shown).First.IsVisibleAsync(), shown);
        }

        foreach (var left in new[] { ".main-nav", ".languages", ".site-footer", ".similar", ".jump", ".pass-on input", "[data-print]", ".calendar" })
        {
            Assert.False(await page.Locator(left).First.IsVisibleAsync(), left);
        }
    }

    [BrowserFact]
    public async Task A_group_with_the_longest_texts_still_takes_one_sheet_with_its_contact_and_code()
    {
        var page = await GroupAsync(ColorScheme.Light);
        await page.EvaluateAsync(
            """
            () => {
              const words = length => "Wir hören einander zu und reden. ".repeat(length / 33 + 1).slice(0, length);
              document.querySelector("h1").textContent = words(200);
              const prose = document.querySelector(".prose") ?? document.querySelector(".record-main").insertAdjacentElement("afterbegin", Object.assign(document.createElement("div"), { className: "prose" }));
              prose.innerHTML = `<p>${words(2000)}</p><p>${words(2000)}</p>`;
              document.querySelector(".facts").insertAdjacentHTML("beforeend", [500, 300, 300].map(length => `<dt>Kosten</dt><dd><span data-own-words>${words(length)}</span></dd>`).join(""));
            }
            """);
        Assert.Equal(1, await PagesAsync(page));
        await page.EmulateMediaAsync(new() { Media = Media.Print });
        await page.SetViewportSizeAsync(680, 1000);

        // The width of the sheet between its margins.
        foreach (var kept in new[] { ".facts", ".contact", ".qr", ".printed" })
        {
            var over = await page.EvaluateAsync<double>("s => document.querySelector(s).getBoundingClientRect().bottom - document.querySelector('.record').getBoundingClientRect().bottom", kept);
            Assert.True(over <= 1, $"{kept} is cut off by {over} px.");
        }
    }

    [BrowserFact]
    public async Task A_leaflet_takes_several_pages_and_no_entry_is_torn()
    {
        var page = await site.PageAsync("/fr/groupes/depliant", width: 1280);
        Assert.InRange(await PagesAsync(page), 5, 20);
        await page.EmulateMediaAsync(new() { Media = Media.Print });
        Assert.Equal("avoid", await page.EvaluateAsync<string>("() => getComputedStyle(document.querySelector('.leaflet-groups li')).breakInside"));
        Assert.Equal("avoid", await page.EvaluateAsync<string>("() => getComputedStyle(document.querySelector('.leaflet-part h2')).breakAfter"));
        Assert.False(await page.Locator(".leaflet-tools").First.IsVisibleAsync());
    }

    [BrowserFact]
    public async Task A_button_prints_where_scripts_run_and_words_say_how_where_they_do_not()
    {
        var page = await site.PageAsync("/de/gruppen/merkblatt?topic=depression", width: 1280);
        await page.EvaluateAsync("() => { window.print = () => document.body.dataset.printed = 'yes'; }");
        await page.Locator("[data-print] button").ClickAsync();
        Assert.Equal("yes", await page.EvaluateAsync<string>("() => document.body.dataset.printed"));
        Assert.False(await page.Locator("[data-print] .hint").IsVisibleAsync());

        var plain = await site.PageAsync("/de/gruppen/merkblatt?topic=depression", javaScript: false);
        Assert.False(await plain.Locator("[data-print] button").IsVisibleAsync());
        Assert.True(await plain.Locator("[data-print] .hint").IsVisibleAsync());
    }

    [BrowserFact]
    public async Task On_a_phone_the_essentials_and_the_way_to_get_in_touch_stand_on_the_first_screen()
    {
        var page = await GroupAsync(ColorScheme.Light);
        var bottom = await page.EvaluateAsync<double>("() => document.querySelector('.jump a').getBoundingClientRect().bottom");
        Assert.True(bottom <= 800, $"The contact begins at {bottom} px.");
    }

    private async Task<IPage> GroupAsync(ColorScheme scheme)
    {
        var page = await site.PageAsync("/fr/groupes?topic=depression&format=in-person", scheme: scheme);
        await page.Locator(".group a").First.ClickAsync();
        await Assertions.Expect(page.Locator(".record h1")).ToBeVisibleAsync();
        return page;
    }

    /// <summary>Counts the page objects of the PDF; the browser writes them uncompressed.</summary>
    private static async Task<int> PagesAsync(IPage page) =>
        PageObject().Count(Encoding.Latin1.GetString(await page.PdfAsync(new() { PreferCSSPageSize = true, PrintBackground = true })));

    [GeneratedRegex(@"/Type\s*/Page\b(?!s)", RegexOptions.None, Timeout)]
    private static partial Regex PageObject();
}
