using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace InfoEntraide.Browser.Tests;

/// <summary>Every page template in a real browser: no accessibility fault that axe can find, no scrolling sideways, nothing blocked by the content security policy.</summary>
public sealed class AccessibilityTests(BrowserSite site) : IClassFixture<BrowserSite>
{
    /// <summary>Templates with language, width and colour scheme rotated, so that each pair occurs.</summary>
    public static TheoryData<string, int, ColorScheme> Pages => new()
    {
        { "/fr", 320, ColorScheme.Light },
        { "/de", 1280, ColorScheme.Dark },
        { "/it/gruppi?q=depressione", 320, ColorScheme.Dark },
        { "/en/groups", 1280, ColorScheme.Light },
        { "/fr/groupes?q=envie+de+mourir&place=Lausanne", 320, ColorScheme.Light },
        { "/de/gruppen?q=xyzzyqwert&canton=AI&kind=forum", 1280, ColorScheme.Dark },
        { "/it/gruppi?q=depresione+alcol+Wil&radius=5", 320, ColorScheme.Light },
        { "/en/groups?topic=parkinson&place=1450&radius=5&format=in-person", 320, ColorScheme.Dark },
        { "/fr/groupes?q=alcool&place=3920", 1280, ColorScheme.Light },
        { "/fr/themes", 1280, ColorScheme.Dark },
        { "/de/themen/depression", 320, ColorScheme.Light },
        { "/it/centri", 320, ColorScheme.Dark },
        { "/en/centres", 1280, ColorScheme.Light },
        { "centre:de", 320, ColorScheme.Dark },
        { "centre:it", 1280, ColorScheme.Light },
        { "group:fr", 320, ColorScheme.Dark },
        { "group:en", 1280, ColorScheme.Light },
        { "/it/cantoni", 1280, ColorScheme.Dark },
        { "/fr/cantons", 320, ColorScheme.Light },
        { "/de/kantone/zuerich", 320, ColorScheme.Dark },
        { "/en/cantons/glarus", 1280, ColorScheme.Light },
        { "/de/partner", 320, ColorScheme.Light },
        { "/en/partners", 1280, ColorScheme.Dark },
        { "partner:fr", 1280, ColorScheme.Light },
        { "partner:it", 320, ColorScheme.Dark },
        { "/it/temi?order=az", 320, ColorScheme.Light },
        { "/de/themen?order=az", 1280, ColorScheme.Dark },
        { "/it/niente", 320, ColorScheme.Light },
        { "/de/nichts", 1280, ColorScheme.Dark },
    };

    [BrowserTheory]
    [MemberData(nameof(Pages))]
    public async Task A_page_has_no_fault_axe_finds_and_fits_its_width(string path, int width, ColorScheme scheme)
    {
        var page = await site.PageAsync("/fr", width, scheme: scheme);
        var errors = new List<string>();
        page.Console += (_, message) =>
        {
            // The status of the not-found page itself is reported as a console error.
            if (message.Type == "error" && !message.Text.Contains("404", StringComparison.Ordinal))
            {
                errors.Add(message.Text);
            }
        };
        page.Response += (_, response) =>
        {
            if (response.Status >= 400 && response.Request.ResourceType != "document")
            {
                errors.Add($"{response.Status} for {response.Url}");
            }
        };
        await OpenAsync(page, path);

        var result = await page.RunAxe();
        Assert.True(result.Violations.Length == 0, string.Join('\n', result.Violations.Select(Describe)));
        Assert.True(await page.EvaluateAsync<int>("() => document.documentElement.scrollWidth") <= width, $"{page.Url} scrolls sideways at {width} px.");
        Assert.Empty(errors);
    }

    private static async Task OpenAsync(IPage page, string path)
    {
        var (list, link) = path switch
        {
            "group:fr" => ("/fr/groupes", ".group a"),
            "group:en" => ("/en/groups", ".group a"),
            "centre:de" => ("/de/zentren", "main a[href^='/de/zentren/']"),
            "centre:it" => ("/it/centri", "main a[href^='/it/centri/']"),
            "partner:fr" => ("/fr/partenaires", "main a[href^='/fr/partenaires/']"),
            "partner:it" => ("/it/partner", "main a[href^='/it/partner/']"),
            _ => (path, null),
        };
        await page.GotoAsync(list);
        if (link is not null)
        {
            await page.Locator(link).First.ClickAsync();
        }
    }

    private static string Describe(AxeResultItem violation) =>
        $"{violation.Id}: {violation.Help}\n  {string.Join("\n  ", violation.Nodes.Select(n => n.Html + "  " + string.Join(" ", n.Any.Select(a => a.Message))))}";
}
