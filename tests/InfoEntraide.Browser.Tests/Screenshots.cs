using System.Globalization;
using InfoEntraide.Web.Localization;
using Microsoft.Playwright;

namespace InfoEntraide.Browser.Tests;

/// <summary>Pictures of the main pages on a phone and a desktop, by day and by night, in French and German by turns. The same groups and the same day every time.</summary>
internal static class Screenshots
{
    private const int Quality = 70;
    private const long MostBytes = 3_000_000;

    private static readonly (int Width, int Height, int Scale)[] Screens = [(375, 1000, 2), (1280, 1000, 1)];

    /// <summary>Replaces the pictures in a folder; 0 when they are small enough together.</summary>
    public static async Task<int> TakeAsync(string folder)
    {
        Directory.CreateDirectory(folder);
        foreach (var old in Directory.EnumerateFiles(folder, "*.webp"))
        {
            File.Delete(old);
        }

        var site = new BrowserSite { HoldsDemoData = false };
        await site.InitializeAsync();
        using var visitor = site.Visitor();
        long sum = 0;
        foreach (var (template, i) in Templates.Main.Select((t, i) => (t, i)))
        {
            foreach (var (width, height, scale) in Screens)
            {
                foreach (var isDark in new[] { false, true })
                {
                    var language = (i + (isDark ? 1 : 0)) % 2 == 0 ? PortalLanguage.Fr : PortalLanguage.De;
                    var page = await site.EmptyPageAsync(width, scheme: isDark ? ColorScheme.Dark : ColorScheme.Light);
                    await page.GotoAsync(await template.AddressAsync(visitor, language), new() { WaitUntil = WaitUntilState.NetworkIdle });
                    var picture = await PictureAsync(page, width, height, scale);
                    var name = $"{template.FileName}-{width}-{(isDark ? "dark" : "light")}-{language.Code()}.webp";
                    await File.WriteAllBytesAsync(Path.Combine(folder, name), picture);
                    Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{picture.Length,9:N0}  {name}"));
                    sum += picture.Length;
                    await page.Context.CloseAsync();
                }
            }
        }

        await site.DisposeAsync();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{sum,9:N0}  together, at most {MostBytes:N0}"));
        return sum <= MostBytes ? 0 : 1;
    }

    /// <summary>From the top of the page to a height, or to its end. Playwright itself writes no WebP.</summary>
    private static async Task<byte[]> PictureAsync(IPage page, int width, int height, int scale)
    {
        var whole = await page.EvaluateAsync<int>("() => document.documentElement.scrollHeight");
        var protocol = await page.Context.NewCDPSessionAsync(page);
        var answer = await protocol.SendAsync("Page.captureScreenshot", new()
        {
            ["format"] = "webp",
            ["quality"] = Quality,
            ["captureBeyondViewport"] = true,
            ["clip"] = new { x = 0, y = 0, width, height = Math.Min(height, whole), scale },
        });
        return answer!.Value.GetProperty("data").GetBytesFromBase64();
    }
}
