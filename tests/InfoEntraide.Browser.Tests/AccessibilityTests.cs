using InfoEntraide.Web.Localization;
using Microsoft.Playwright;

namespace InfoEntraide.Browser.Tests;

/// <summary>
/// Every page template in a real browser: no fault axe can find, no scrolling sideways, a focus one can see and follow, nothing that moves while the
/// page loads, nothing blocked by the content security policy. Each template once, rotated; <c>INFOENTRAIDE_FULL_MATRIX=1</c> visits
/// each in every language, colour scheme and width.
/// </summary>
[Collection(SharedSite.Name)]
public sealed class AccessibilityTests(BrowserSite site)
{
    public static TheoryData<string, string, ColorScheme, int> Visits
    {
        get
        {
            var all = Environment.GetEnvironmentVariable("INFOENTRAIDE_FULL_MATRIX") == "1";
            var data = new TheoryData<string, string, ColorScheme, int>();
            foreach (var visit in all ? Templates.FullMatrix : Templates.Rotated)
            {
                data.Add(visit.Template.Name, visit.Language.Code(), visit.IsDark ? ColorScheme.Dark : ColorScheme.Light, visit.Width);
            }

            return data;
        }
    }

    [BrowserTheory]
    [MemberData(nameof(Visits))]
    public async Task A_page_is_accessible_and_fits_its_width(string template, string language, ColorScheme scheme, int width)
    {
        using var visitor = site.Visitor();
        var address = await Templates.Named(template).AddressAsync(visitor, PortalLanguages.Parse(language)!.Value);
        var page = await site.EmptyPageAsync(width, scheme: scheme);
        var faults = new List<string>();
        page.Console += (_, message) =>
        {
            // The status of an error page itself is reported as a console error.
            if (message.Type == "error" && !message.Text.Contains("status of", StringComparison.Ordinal))
            {
                faults.Add(message.Text);
            }
        };
        page.PageError += (_, error) => faults.Add(error);
        page.Response += (_, response) =>
        {
            if (response.Status >= 400 && response.Request.ResourceType != "document")
            {
                faults.Add($"{response.Status} for {response.Url}");
            }
        };
        await page.GotoAsync(address);

        faults.AddRange(await PageChecks.LayoutShiftAsync(page));
        faults.AddRange(await PageChecks.AxeAsync(page));
        faults.AddRange(await PageChecks.WidthAsync(page, width));
        faults.AddRange(await PageChecks.FocusAsync(page));
        await page.Context.CloseAsync();
        Assert.True(faults.Count == 0, $"{address}:\n{string.Join('\n', faults)}");
    }
}
