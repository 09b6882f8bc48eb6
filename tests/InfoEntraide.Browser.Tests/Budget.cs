using System.Globalization;
using InfoEntraide.Web.Localization;
using Microsoft.Playwright;

namespace InfoEntraide.Browser.Tests;

/// <summary>What pages may cost, and what they cost.</summary>
public static class Budget
{
    public const int FirstVisitBytes = 60_000;
    public const int FirstVisitRequests = 8;
    public const int FurtherPageBytes = 15_000;
    public static readonly TimeSpan Paint = TimeSpan.FromSeconds(1.5);

    /// <summary>The main pages as somebody visits them who came to the page of results first; that visit is the first row. Beside them the number of cookies at the end.</summary>
    public static async Task<(IReadOnlyList<WireVisit> Visits, int Cookies)> MeasureAsync(IBrowser browser, Uri portal)
    {
        using var visitor = new HttpClient { BaseAddress = portal };
        await using var phone = await SlowPhone.StartAsync(browser, portal);
        var first = Templates.Named("results");
        var visits = new List<WireVisit>();
        foreach (var template in Templates.Main.OrderBy(t => t == first ? 0 : 1))
        {
            visits.Add(await phone.VisitAsync(await template.AddressAsync(visitor, PortalLanguage.Fr)));
        }

        return (visits, await phone.CookiesAsync());
    }

    /// <summary>Largest contentful paint of a first visit to each main page, the median of some.</summary>
    public static async Task<IReadOnlyList<(Template Template, TimeSpan Paint)>> PaintsAsync(IBrowser browser, Uri portal, int runs)
    {
        using var visitor = new HttpClient { BaseAddress = portal };
        var paints = new List<(Template, TimeSpan)>();
        foreach (var template in Templates.Main)
        {
            var address = await template.AddressAsync(visitor, PortalLanguage.Fr);
            var times = new List<TimeSpan>();
            for (var i = 0; i < runs; i++)
            {
                await using var phone = await SlowPhone.StartAsync(browser, portal);
                times.Add((await phone.VisitAsync(address)).Paint);
            }

            paints.Add((template, times.Order().ElementAt(runs / 2)));
        }

        return paints;
    }

    public static IEnumerable<string> Table(IReadOnlyList<WireVisit> visits) =>
    [
        "| page | requests | bytes over the wire | layout shift | largest paint |",
        "|---|--:|--:|--:|--:|",
        .. visits.Select((v, i) => string.Create(CultureInfo.InvariantCulture, $"| {(i == 0 ? "first visit" : "then")}: `{v.Path}` | {v.Answers.Count} | {v.Bytes:N0} | {v.LayoutShift:0.####} | {v.Paint.TotalMilliseconds:N0} ms |")),
    ];
}
