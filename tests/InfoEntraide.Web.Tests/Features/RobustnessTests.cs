using System.Globalization;
using System.Net;
using System.Text;

namespace InfoEntraide.Web.Tests.Features;

/// <summary>2,000 generated addresses over public pages and API: none may make the portal stumble.</summary>
public sealed class RobustnessTests : IDisposable
{
    private const int Requests = 2_000;

    private static readonly string[] Paths =
        ["/fr", "/fr/groupes", "/de/gruppen", "/it/gruppi", "/en/groups", "/api/v1/groups", "/fr/themes", "/de/themen/depression", "/it/centri", "/fr/groupes/k7f3q2mz/x", "/", "/errors/500", "/health/ready"];

    private static readonly string[] Parameters =
        ["q", "place", "radius", "canton", "topic", "kind", "format", "audience", "lang", "status", "centre", "weekday", "time", "sort", "page", "pageSize", "ui", "unknown", "", "q[]", "__proto__"];

    private static readonly string[] Values =
    [
        "depression", "Angst Zürich", "lutto Lugano", "1003", "VD", "20", "-1", "0", "99999999999999999999", "1e9", "NaN", "true", "null", "mon,tue", ",,,,", "self-managed",
        "' OR 1=1 --", "<script>alert(1)</script>", "../../etc/passwd", "%00", "\u0000", "\u202Edlrow", "👩‍👩‍👧", "a\u0301\u0301\u0301", "İıſ", "ß", "‮", "﷽", "\r\nSet-Cookie: a=b", "{0}{1}", "${jndi:x}", "-", "=", "&", "#",
    ];

    private readonly PortalSite site = new();

    public void Dispose() => site.Dispose();

    [Fact]
    public async Task No_generated_address_makes_the_portal_stumble()
    {
        var random = new Random(20151112);
        var visitor = site.Visitor();
        var statuses = new Dictionary<HttpStatusCode, int>();
        for (var i = 0; i < Requests; i++)
        {
            var address = Address(random);
            using var request = new HttpRequestMessage(HttpMethod.Get, "http://localhost" + address);
            request.Headers.TryAddWithoutValidation("Accept-Language", Values[random.Next(4)]);
            using var response = await visitor.SendAsync(request);
            statuses[response.StatusCode] = statuses.GetValueOrDefault(response.StatusCode) + 1;
            Assert.True((int)response.StatusCode < 500 || address.StartsWith("/errors", StringComparison.Ordinal), $"{(int)response.StatusCode} for {address}");
            var body = await response.Content.ReadAsStringAsync();
            Assert.False(body.Contains("<script>alert(1)", StringComparison.Ordinal), $"Unescaped: {address}");
            Assert.False(body.Contains("   at InfoEntraide", StringComparison.Ordinal), $"Stack trace: {address}");
        }

        Assert.True(statuses[HttpStatusCode.OK] > Requests / 3, string.Join(", ", statuses.Select(s => string.Create(CultureInfo.InvariantCulture, $"{s.Key}: {s.Value}"))));
    }

    private static string Address(Random random)
    {
        var address = new StringBuilder(Paths[random.Next(Paths.Length)]);
        if (random.Next(10) == 0)
        {
            // The test host refuses a path with a null character before the portal sees it, as Kestrel does.
            address.Append('/').Append(Uri.EscapeDataString(Value(random).Replace("\0", "", StringComparison.Ordinal)));
        }

        var parameters = random.Next(6);
        for (var i = 0; i < parameters; i++)
        {
            address.Append(i == 0 ? '?' : '&').Append(Parameters[random.Next(Parameters.Length)]).Append('=');

            // Now and then raw bytes that are no UTF-8.
            address.Append(random.Next(8) == 0 ? "%C3%28%FF%ED%A0%80" : Uri.EscapeDataString(Value(random)));
        }

        return address.ToString();
    }

    private static string Value(Random random) => random.Next(6) switch
    {
        0 => RandomText(random, random.Next(30)),
        1 => string.Join(' ', Enumerable.Range(0, random.Next(12)).Select(_ => Values[random.Next(Values.Length)])),
        2 => RandomText(random, 1) + new string((char)('a' + random.Next(26)), random.Next(1_500)),
        _ => Values[random.Next(Values.Length)],
    };

    private static string RandomText(Random random, int length)
    {
        var text = new StringBuilder(length);
        for (var i = 0; i < length; i++)
        {
            Rune rune;
            while (!Rune.TryCreate(random.Next(random.Next(2) == 0 ? 0x250 : 0x2FFFF), out rune))
            {
            }

            text.Append(rune);
        }

        return text.ToString();
    }
}
