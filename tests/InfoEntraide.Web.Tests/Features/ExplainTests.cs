using System.Net;

namespace InfoEntraide.Web.Tests.Features;

public sealed class ExplainTests
{
    [Fact]
    public async Task In_Development_a_search_can_be_looked_into()
    {
        using var database = TestDatabase.WithGroups();
        using var site = new PortalSite(database, new() { ["environment"] = "Development", ["Demo:Enabled"] = "false" });
        var page = await site.Visitor().PageAsync("/fr/explain?q=mon+mari+est+depresif+Lausanne");
        Assert.Equal(["mon", "mari", "est", "depresif", "Lausanne"], page.QuerySelectorAll("section[aria-labelledby=words] tbody th").Select(t => t.TextContent));
        Assert.Contains(page.QuerySelectorAll("section[aria-labelledby=topics] tbody tr"), row => row.TextContent.Contains("depress", StringComparison.Ordinal));
        Assert.NotEmpty(page.QuerySelectorAll("tr.hit"));
        Assert.All(page.QuerySelectorAll("tr.hit"), row => Assert.Equal(13, row.ChildElementCount));
        Assert.Empty((await site.Visitor().PageAsync("/de/explain")).QuerySelectorAll("section[aria-labelledby=words] tbody th"));
    }

    [Theory]
    [InlineData("/fr/explain?q=deuil")]
    [InlineData("/en/explain")]
    public async Task Elsewhere_the_address_is_unknown(string path)
    {
        using var site = new PortalSite();
        await site.Visitor().PageAsync(path, HttpStatusCode.NotFound);
    }
}
