using InfoEntraide.Web.Tests;
using Microsoft.Playwright;

namespace InfoEntraide.Browser.Tests;

/// <summary>The portal on a real port and a Chromium to visit it with; one for all tests of a class, which only read.</summary>
public sealed class BrowserSite : IAsyncLifetime
{
    private readonly PortalSite site = new();
    private IPlaywright? playwright;

    public IBrowser Browser { get; private set; } = null!;

    public string Address { get; private set; } = "";

    public async Task InitializeAsync()
    {
        if (Chromium.ReasonToSkip is not null)
        {
            return;
        }

        site.UseKestrel(0);
        site.StartServer();
        Address = site.ClientOptions.BaseAddress.ToString().TrimEnd('/');
        playwright = await Playwright.CreateAsync();
        Browser = await playwright.Chromium.LaunchAsync(new()
        {
            ExecutablePath = Chromium.Path ?? throw new InvalidOperationException("INFOENTRAIDE_BROWSER_TESTS=required, but neither Chromium nor Chrome was found."),
            Args = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
        });
    }

    /// <summary>A fresh page: nothing remembered, French browser, the width of a phone unless said otherwise.</summary>
    public async Task<IPage> PageAsync(string path, int width = 375, bool javaScript = true, ColorScheme scheme = ColorScheme.Light)
    {
        var context = await Browser.NewContextAsync(new()
        {
            BaseURL = Address,
            ViewportSize = new() { Width = width, Height = 800 },
            JavaScriptEnabled = javaScript,
            ColorScheme = scheme,
            Locale = "fr-CH",

            // Chromium takes no keys while one page turns into the next; with less motion there is no such moment.
            ReducedMotion = ReducedMotion.Reduce,
        });
        var page = await context.NewPageAsync();
        await page.GotoAsync(path);
        return page;
    }

    public async Task DisposeAsync()
    {
        if (Browser is not null)
        {
            await Browser.DisposeAsync();
        }

        playwright?.Dispose();
        await site.DisposeAsync();
    }
}
