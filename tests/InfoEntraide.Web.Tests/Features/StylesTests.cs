using System.Net;

namespace InfoEntraide.Web.Tests.Features;

public sealed class StylesTests
{
    [Fact]
    public async Task In_Development_one_page_shows_the_tokens_and_the_parts()
    {
        using var database = TestDatabase.WithGroups();
        using var site = new PortalSite(database, new() { ["environment"] = "Development", ["Demo:Enabled"] = "false" });
        var page = await site.Visitor().PageAsync("/de/styles");
        var tokens = page.QuerySelectorAll(".swatches code").Select(c => c.TextContent).ToList();
        Assert.Contains("--paper", tokens);
        Assert.DoesNotContain("--measure", tokens);
        Assert.NotEmpty(page.QuerySelectorAll(".group[data-status=in-creation]"));
        Assert.NotEmpty(page.QuerySelectorAll(".group[data-status=active]"));
        foreach (var link in page.QuerySelectorAll("section[aria-labelledby=pages] a[href*='?']"))
        {
            await site.Visitor().PageAsync(link.GetAttribute("href")!);
        }
    }

    [Fact]
    public async Task Elsewhere_the_address_is_unknown()
    {
        using var site = new PortalSite();
        await site.Visitor().PageAsync("/fr/styles", HttpStatusCode.NotFound);
    }
}
