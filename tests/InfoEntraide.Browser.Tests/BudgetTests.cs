using Microsoft.Playwright;
using Xunit.Abstractions;

namespace InfoEntraide.Browser.Tests;

/// <summary>
/// What the published portal costs a visitor. Bytes, requests, hosts, cookies and movement are the same on every machine and are asserted;
/// how soon the page is seen is printed here and asserted by the command <c>speed</c>, on a machine that does nothing else.
/// </summary>
public sealed class BudgetTests(ITestOutputHelper output)
{
    [BrowserFact]
    public async Task A_visit_costs_little_asks_nobody_else_and_leaves_nothing_behind()
    {
        await using var portal = await PublishedPortal.StartAsync(CancellationToken.None);
        using var playwright = await Playwright.CreateAsync();
        await using var browser = await Chromium.LaunchAsync(playwright);
        var (visits, cookies) = await Budget.MeasureAsync(browser, portal.Address);
        var table = string.Join('\n', Budget.Table(visits));
        output.WriteLine(table);
        await File.WriteAllTextAsync(Path.Combine(Repository.FreshArtifacts("budget"), "table.md"), table + "\n");

        var first = visits[0];
        Assert.True(first.Answers.Count <= Budget.FirstVisitRequests && first.Bytes <= Budget.FirstVisitBytes, Costs(first));
        Assert.All(visits.Skip(1), v => Assert.True(v.Bytes <= Budget.FurtherPageBytes, Costs(v)));
        Assert.All(visits, v => Assert.Contains(v.Answers, a => a.Bytes > 1_000));
        Assert.All(visits, v => Assert.Empty(v.OtherHosts));
        Assert.All(visits, v => Assert.Equal(0, v.LayoutShift));
        Assert.All(visits, v => Assert.NotEqual(TimeSpan.Zero, v.Paint));
        Assert.Equal(0, cookies);
    }

    private static string Costs(WireVisit visit) => $"{visit.Path}: {visit.Bytes} bytes in {visit.Answers.Count} requests\n{string.Join('\n', visit.Answers.Select(a => $"  {a.Bytes} {a.Path}"))}";
}
