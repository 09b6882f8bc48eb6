using System.Globalization;
using InfoEntraide.Web.Localization;
using Microsoft.Playwright;

namespace InfoEntraide.Browser.Tests;

/// <summary>What takes long or makes files, and so is no test: <c>dotnet run --project tests/InfoEntraide.Browser.Tests -- speed</c>.</summary>
internal static class Commands
{
    private const string Usage = """
        speed        bytes, requests and largest contentful paint of the main pages of the published portal; fails above the budget
        lighthouse   scores of the main pages that search engines may show, in Lighthouse (needs Node)
        screenshots  pictures of the main pages into docs/screenshots
        """;

    private const int Runs = 5;

    public static async Task<int> Main(string[] args)
    {
        if (Chromium.Path is null)
        {
            await Console.Error.WriteLineAsync("Neither Chromium nor Chrome is installed here.");
            return 1;
        }

        // Where the tests run too: what finds the portal's folder looks there.
        Directory.SetCurrentDirectory(AppContext.BaseDirectory);
        switch (args)
        {
            case ["speed"]:
                return await SpeedAsync();
            case ["lighthouse"]:
                return await LighthouseAsync();
            case ["screenshots"]:
                return await Screenshots.TakeAsync(Repository.Folder("docs", "screenshots"));
            default:
                await Console.Error.WriteLineAsync(Usage);
                return 2;
        }
    }

    private static async Task<int> SpeedAsync()
    {
        await using var portal = await PublishedPortal.StartAsync(CancellationToken.None);
        using var playwright = await Playwright.CreateAsync();
        await using var browser = await Chromium.LaunchAsync(playwright);
        Console.WriteLine(string.Join('\n', Budget.Table((await Budget.MeasureAsync(browser, portal.Address)).Visits)));
        Console.WriteLine($"\n| first visit, median of {Runs} | largest paint |\n|---|--:|");
        var paints = await Budget.PaintsAsync(browser, portal.Address, Runs);
        foreach (var (template, paint) in paints)
        {
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {template.Name} | {paint.TotalMilliseconds:N0} ms |"));
        }

        return paints.All(p => p.Paint <= Budget.Paint) ? 0 : 1;
    }

    private static async Task<int> LighthouseAsync()
    {
        var tool = Repository.Folder("tools", "lighthouse");
        await Node.InstallAsync(tool, CancellationToken.None);
        await using var portal = await PublishedPortal.StartAsync(CancellationToken.None);
        using var visitor = new HttpClient { BaseAddress = portal.Address };
        var pages = new List<string>();
        foreach (var (template, i) in Templates.Indexed.Select((t, i) => (t, i)))
        {
            var language = PortalLanguages.All[i % PortalLanguages.All.Count];
            pages.Add($"{template.Name} ({language.Code()})={new Uri(portal.Address, await template.AddressAsync(visitor, language))}");
        }

        return await Node.ShowAsync(tool, new Dictionary<string, string>(StringComparer.Ordinal) { ["CHROME_PATH"] = Chromium.Path! }, CancellationToken.None, ["run.mjs", .. pages]);
    }
}
