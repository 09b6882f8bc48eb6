using System.Collections.Concurrent;
using System.Globalization;
using System.Net.Sockets;
using System.Text;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Xunit.Abstractions;

namespace InfoEntraide.Web.Tests.Features;

/// <summary>
/// 10,000 generated requests over all public pages and the API: none may make the portal stumble. They are the same in every run; other ones with
/// <c>INFOENTRAIDE_ROBUSTNESS_SEED</c>, which a failure names too.
/// </summary>
public sealed class RobustnessTests(ITestOutputHelper output) : IDisposable
{
    private const int Requests = 9_000;
    private const int RawRequests = 1_000;
    private const int AtOnce = 8;
    private const int RawAtOnce = 32;
    private const int Damages = 8;

    private static readonly ulong Seed = ulong.TryParse(Environment.GetEnvironmentVariable("INFOENTRAIDE_ROBUSTNESS_SEED"), CultureInfo.InvariantCulture, out var seed) ? seed : 20_151_112;

    private readonly PortalSite site = new();

    public void Dispose() => site.Dispose();

    [Fact]
    public async Task No_generated_request_makes_the_portal_stumble()
    {
        var visitor = site.Visitor();
        var requests = OddRequests.Generate(Seed, Requests, site.Services.GetRequiredService<EndpointDataSource>(), await AddressesAsync(visitor));
        var statuses = new ConcurrentDictionary<int, int>();
        await Parallel.ForEachAsync(requests, new ParallelOptions { MaxDegreeOfParallelism = AtOnce }, async (odd, ct) =>
        {
            using var request = new HttpRequestMessage(new HttpMethod(odd.Method), "http://localhost" + odd.Address);
            foreach (var (name, value) in odd.Headers)
            {
                request.Headers.TryAddWithoutValidation(name, value);
            }

            using var response = await visitor.SendAsync(request, ct);
            var body = Encoding.UTF8.GetString(await response.Content.ReadAsByteArrayAsync(ct));
            statuses.AddOrUpdate((int)response.StatusCode, 1, (_, count) => count + 1);
            AssertSound((int)response.StatusCode, body, odd);
        });
        Report(statuses);
        Assert.True(statuses[200] > Requests / 4, "Too few of the requests reach a page to say anything.");
        Assert.Contains(404, statuses.Keys);
        Assert.Contains(405, statuses.Keys);
    }

    [Fact]
    public async Task No_odd_bytes_on_the_wire_make_the_portal_stumble()
    {
        site.UseKestrel(0);
        site.StartServer();
        var address = new Uri(site.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());
        using var visitor = new HttpClient { BaseAddress = address };
        var requests = OddRequests.Generate(Seed + 1, RawRequests, site.Services.GetRequiredService<EndpointDataSource>(), await AddressesAsync(visitor));
        var statuses = new ConcurrentDictionary<int, int>();
        await Parallel.ForEachAsync(requests.Index(), new ParallelOptions { MaxDegreeOfParallelism = RawAtOnce }, async (entry, ct) =>
        {
            var (status, body) = await SendAsync(address, Bytes(entry.Item, entry.Index), entry.Index % Damages, ct);
            statuses.AddOrUpdate(status, 1, (_, count) => count + 1);
            AssertSound(status, body, entry.Item);
        });
        Report(statuses);
        Assert.Contains(200, statuses.Keys);
        Assert.Contains(400, statuses.Keys);
        Assert.Contains(414, statuses.Keys);
        Assert.Contains(431, statuses.Keys);
        Assert.Contains("<h1", await visitor.GetStringAsync("/fr/groupes?q=deuil"), StringComparison.Ordinal);
    }

    /// <summary>Where the links of the first pages lead: a page of each kind.</summary>
    private static async Task<List<string>> AddressesAsync(HttpClient visitor)
    {
        var addresses = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var path in new[] { "/fr", "/de/gruppen", "/it/temi", "/en/centres", "/fr/groupes?canton=VD" })
        {
            var page = await visitor.PageAsync(path);
            addresses.UnionWith(page.QuerySelectorAll("main a[href^='/'], nav a[href^='/']").Select(a => a.GetAttribute("href")!.Split('?', '#')[0]));
        }

        return [.. addresses];
    }

    private static void AssertSound(int status, string body, OddRequest odd)
    {
        // 505 is the server's word for a version of HTTP that does not exist.
        Assert.True(status is < 500 or 505, $"{status} for {odd} (seed {Seed})");
        Assert.False(body.Contains("<script>alert(1)", StringComparison.Ordinal), $"Unescaped: {odd} (seed {Seed})");
        Assert.False(body.Contains("   at ", StringComparison.Ordinal) && body.Contains("Exception", StringComparison.Ordinal), $"Stack trace: {odd} (seed {Seed})");
    }

    /// <summary>The request as bytes, in turn: too long an address, too long a header, a wrong version, wrong headers, single wrong bytes (twice), cut off, and whole.</summary>
    private static byte[] Bytes(OddRequest odd, int number)
    {
        var random = new Random(unchecked((int)Seed) + number);
        var address = odd.Address;
        var version = "HTTP/1.1";
        var headers = new StringBuilder("Host: localhost\r\nConnection: close\r\n");
        foreach (var (name, value) in odd.Headers)
        {
            headers.Append(CultureInfo.InvariantCulture, $"{name}: {value}\r\n");
        }

        var damage = number % Damages;
        switch (damage)
        {
            case 0:
                address += (address.Contains('?', StringComparison.Ordinal) ? "&q=" : "?q=") + new string('a', 20_000);
                break;
            case 1:
                headers.Append("X-Long: ").Append('b', 40_000).Append("\r\n");
                break;
            case 2:
                version = new[] { "HTTP/9.9", "HTTP/1", "http/1.1", "", "HTTP/1.1 HTTP/1.1", "RTSP/1.0" }[random.Next(6)];
                break;
            case 3:
                headers.Append(new[] { "Host: other\r\n", "Transfer-Encoding: chunked\r\nContent-Length: 5\r\n", "Content-Length: -1\r\n", "No colon\r\n", ": empty\r\n", " folded\r\n", "Bad Name: x\r\n" }[random.Next(7)]);
                break;
        }

        var bytes = Encoding.UTF8.GetBytes($"{odd.Method} {address} {version}\r\n{headers}\r\n");
        for (var i = 0; damage is 4 or 5 && i < 3; i++)
        {
            // Any byte anywhere in the first lines.
            bytes[random.Next(Math.Min(bytes.Length, 200))] = (byte)random.Next(256);
        }

        return damage == 6 ? bytes[..random.Next(bytes.Length)] : bytes;
    }

    /// <summary>Sends bytes and reads whatever comes back.</summary>
    /// <returns>Status 0 when the server ends the connection without a word.</returns>
    private static async Task<(int Status, string Body)> SendAsync(Uri address, byte[] request, int damage, CancellationToken ct)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(address.Host, address.Port, ct);
        var stream = client.GetStream();
        var answer = new MemoryStream();
        try
        {
            await stream.WriteAsync(request, ct);

            if (damage is >= 3 and <= 6)
            {
                // Nothing more will come: otherwise the server would wait for the rest, as it should.
                client.Client.Shutdown(SocketShutdown.Send);
            }

            await stream.CopyToAsync(answer, ct).WaitAsync(TimeSpan.FromSeconds(30), ct);
        }
        catch (IOException) when (answer.Length > 0 || request.Length > 0)
        {
            // Reset by the server, which does not read a request to its end that it has refused.
        }

        var text = Encoding.UTF8.GetString(answer.ToArray());
        return (text.StartsWith("HTTP/1.1 ", StringComparison.Ordinal) ? int.Parse(text.AsSpan(9, 3), CultureInfo.InvariantCulture) : 0, text);
    }

    private void Report(ConcurrentDictionary<int, int> statuses) => output.WriteLine(string.Join(", ", statuses.OrderBy(s => s.Key).Select(s => string.Create(CultureInfo.InvariantCulture, $"{s.Key}: {s.Value}"))));
}
