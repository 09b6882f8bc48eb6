using System.Text.Json;
using Microsoft.Playwright;

namespace InfoEntraide.Browser.Tests;

/// <summary>What a page asked for and how it came to be seen.</summary>
/// <param name="Answers">What came over the wire, the page itself among it, with its size as sent: compressed, with headers. What the browser had already does not count.</param>
/// <param name="OtherHosts">Hosts asked that are not the portal.</param>
/// <param name="Paint">Largest contentful paint.</param>
public sealed record WireVisit(string Path, IReadOnlyList<(string Path, long Bytes)> Answers, IReadOnlyList<string> OtherHosts, double LayoutShift, TimeSpan Paint)
{
    public long Bytes => Answers.Sum(a => a.Bytes);
}

/// <summary>A browser that has never been here, on a phone with a slow connection: 1.6 Mbit/s, 150 ms round trip, a fourth of this machine's speed.</summary>
public sealed class SlowPhone : IAsyncDisposable
{
    private const double BytesPerSecond = 1.6e6 / 8;
    private const int RoundTripMilliseconds = 150;
    private const int SlowDown = 4;

    // Longer than any paint takes: on a busy machine a page takes its time.
    private const float Patience = 120_000;

    private readonly IBrowserContext context;
    private readonly IPage page;
    private readonly Uri portal;
    private readonly Lock gate = new();
    private readonly Dictionary<string, Uri> asked = new(StringComparer.Ordinal);
    private readonly List<(string Path, long Bytes)> answers = [];

    private SlowPhone(IBrowserContext context, IPage page, Uri portal) => (this.context, this.page, this.portal) = (context, page, portal);

    public static async Task<SlowPhone> StartAsync(IBrowser browser, Uri portal)
    {
        var visitor = await browser.NewContextAsync(new() { ViewportSize = new() { Width = 375, Height = 800 }, Locale = "fr-CH", IsMobile = true, HasTouch = true, DeviceScaleFactor = 2 });
        var window = await visitor.NewPageAsync();
        window.SetDefaultTimeout(Patience);
        var phone = new SlowPhone(visitor, window, portal);
        var protocol = await visitor.NewCDPSessionAsync(window);
        await protocol.SendAsync("Network.enable");
        await protocol.SendAsync("Network.emulateNetworkConditions", new()
        {
            ["offline"] = false,
            ["latency"] = RoundTripMilliseconds,
            ["downloadThroughput"] = BytesPerSecond,
            ["uploadThroughput"] = BytesPerSecond,
        });
        await protocol.SendAsync("Emulation.setCPUThrottlingRate", new() { ["rate"] = SlowDown });
        protocol.Event("Network.requestWillBeSent").OnEvent += (_, e) => phone.Ask(e!.Value);
        protocol.Event("Network.loadingFinished").OnEvent += (_, e) => phone.Receive(e!.Value);
        return phone;
    }

    /// <summary>Goes to a page and waits until nothing more comes.</summary>
    public async Task<WireVisit> VisitAsync(string path)
    {
        const string Script = """
            () => new Promise(done => {
              let shift = 0, paint = 0;
              new PerformanceObserver(list => list.getEntries().forEach(e => shift += e.value)).observe({ type: 'layout-shift', buffered: true });
              new PerformanceObserver(list => list.getEntries().forEach(e => paint = e.startTime)).observe({ type: 'largest-contentful-paint', buffered: true });
              requestAnimationFrame(() => setTimeout(() => done([shift, paint]), 300));
            })
            """;
        lock (gate)
        {
            asked.Clear();
            answers.Clear();
        }

        await page.GotoAsync(new Uri(portal, path).AbsoluteUri, new() { WaitUntil = WaitUntilState.NetworkIdle });
        var timings = await page.EvaluateAsync<double[]>(Script);
        lock (gate)
        {
            return new(path, [.. answers], [.. asked.Values.Select(u => u.Authority).Distinct(StringComparer.Ordinal).Where(a => a != portal.Authority)], timings[0], TimeSpan.FromMilliseconds(timings[1]));
        }
    }

    public async Task<int> CookiesAsync() => (await context.CookiesAsync()).Count;

    public async ValueTask DisposeAsync() => await context.DisposeAsync();

    private void Ask(JsonElement request)
    {
        var uri = new Uri(request.GetProperty("request").GetProperty("url").GetString()!);
        if (uri.Scheme is "http" or "https")
        {
            lock (gate)
            {
                asked[request.GetProperty("requestId").GetString()!] = uri;
            }
        }
    }

    private void Receive(JsonElement answer)
    {
        // What comes from the browser's own store, or stands in the page itself, has no length.
        var length = (long)answer.GetProperty("encodedDataLength").GetDouble();
        lock (gate)
        {
            if (length > 0 && asked.TryGetValue(answer.GetProperty("requestId").GetString()!, out var uri))
            {
                answers.Add((uri.AbsolutePath, length));
            }
        }
    }
}
