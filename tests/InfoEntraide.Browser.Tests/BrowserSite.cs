using InfoEntraide.Web.Tests;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;

namespace InfoEntraide.Browser.Tests;

/// <summary>The tests that share one portal and one browser: starting them takes longer than most of what is asked of them.</summary>
[CollectionDefinition(Name)]
public sealed class SharedSite : ICollectionFixture<BrowserSite>
{
    public const string Name = "One portal, one browser";
}

/// <summary>The portal on a real port and a Chromium to visit it with, for tests that only read.</summary>
public sealed class BrowserSite : IAsyncLifetime
{
    private PortalSite? site;
    private IPlaywright? playwright;

    /// <summary>False for pages as they look in a portal whose groups are real.</summary>
    public bool HoldsDemoData { get; init; } = true;

    public IBrowser Browser { get; private set; } = null!;

    public string Address { get; private set; } = "";

    /// <summary>
    /// The portal with every page it can show: as in Development, where pages for those who work on it are there too, and with one that fails.
    /// The published program is looked at in <see cref="BudgetTests"/>.
    /// </summary>
    internal static PortalSite Portal(bool holdsDemoData = true)
    {
        var database = TestDatabase.WithGroups();
        return new(database, new(StringComparer.Ordinal)
        {
            ["environment"] = "Development",

            // The page that fails does so on purpose: a stack trace of it helps nobody.
            ["Serilog:MinimumLevel:Default"] = "Warning",
            ["Serilog:MinimumLevel:Override:Microsoft.Hosting.Lifetime"] = "Warning",
            ["Serilog:MinimumLevel:Override:Microsoft.AspNetCore.Diagnostics"] = "Fatal",
        })
        {
            OwnsDatabase = true,
            HoldsDemoData = holdsDemoData,
            Extra = services =>
            {
                services.AddControllers().AddApplicationPart(typeof(FailingController).Assembly);
                services.AddSingleton<VisitedActions>();
                services.AddSingleton<IStartupFilter>(s => s.GetRequiredService<VisitedActions>());
            },
        };
    }

    public async Task InitializeAsync()
    {
        if (Chromium.ReasonToSkip is not null)
        {
            return;
        }

        site = Portal(HoldsDemoData);
        site.UseKestrel(0);
        site.StartServer();
        Address = site.ClientOptions.BaseAddress.ToString().TrimEnd('/');
        playwright = await Playwright.CreateAsync();
        Browser = await Chromium.LaunchAsync(playwright);
    }

    /// <summary>Asks for pages without a browser.</summary>
    public HttpClient Visitor() => new() { BaseAddress = new Uri(Address) };

    /// <summary>A fresh page: nothing remembered, French browser, the width of a phone unless said otherwise.</summary>
    public async Task<IPage> PageAsync(string path, int width = 375, bool javaScript = true, ColorScheme scheme = ColorScheme.Light)
    {
        var page = await EmptyPageAsync(width, javaScript, scheme);
        await page.GotoAsync(path);
        return page;
    }

    /// <summary>A page that has not gone anywhere yet.</summary>
    public async Task<IPage> EmptyPageAsync(int width, bool javaScript = true, ColorScheme scheme = ColorScheme.Light)
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
        return await context.NewPageAsync();
    }

    public async Task DisposeAsync()
    {
        if (Browser is not null)
        {
            await Browser.DisposeAsync();
        }

        playwright?.Dispose();
        if (site is not null)
        {
            await site.DisposeAsync();
        }
    }
}
