using System.Globalization;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Microsoft.AspNetCore.Routing;

namespace InfoEntraide.Web.Tests.Features;

/// <summary>A request as nobody should send it.</summary>
internal sealed record OddRequest(string Method, string Address, IReadOnlyList<(string Name, string Value)> Headers)
{
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Method} {Address} {string.Join("; ", Headers.Select(h => $"{h.Name}: {h.Value}"))}");
}

/// <summary>Generators of requests: every route of the portal, with right, almost right and absurd values in it.</summary>
internal static class OddRequests
{
    private static readonly string[] Parameters =
    [
        "q", "place", "radius", "canton", "topic", "kind", "format", "audience", "lang", "status", "centre", "weekday", "time", "sort", "page", "pageSize", "ui",
        "unknown", "", "q[]", "__proto__", "Q", "page.x", "culture", "area", "controller", "action", "handler",
    ];

    private static readonly string[] Values =
    [
        "depression", "Angst Zürich", "lutto Lugano", "1003", "VD", "20", "-1", "0", "99999999999999999999", "1e9", "NaN", "true", "null", "mon,tue", ",,,,", "self-managed", "closed",
        "' OR 1=1 --", "<script>alert(1)</script>", "../../etc/passwd", "..\\..\\web.config", "%00", "\u0000", "\u202Edlrow", "👩‍👩‍👧", "a\u0301\u0301\u0301", "İıſ", "ß", "‮", "﷽",
        "\r\nSet-Cookie: a=b", "{0}{1}", "${jndi:x}", "@(1+1)", "-", "=", "&", "#", ";", "%", "+", " ", "\u2028", "\uFFFD", "\uFEFF", "con", "k7f3q2mz", "l'", "ＡＢＣ", "١٢٣",
    ];

    private static readonly string[] RawBytes = ["%C3%28", "%FF%FE", "%ED%A0%80", "%F0%9F", "%00", "%2e%2e%2f", "%2F", "%5C", "%25%32%46", "%", "%zz", "%u0041"];

    private static readonly string[] HeaderNames =
    [
        "Accept", "Accept-Language", "Accept-Encoding", "User-Agent", "Referer", "Cookie", "Origin", "If-None-Match", "If-Modified-Since", "If-Match", "Range", "X-Forwarded-For",
        "X-Forwarded-Proto", "X-Original-URL", "X-HTTP-Method-Override", "Forwarded", "Authorization", "Sec-Fetch-Site", "Cache-Control", "Expect", "Traceparent", "Via", "DNT",
    ];

    private static readonly string[] HeaderValues =
    [
        "*/*", "text/html", "application/json;q=0.1, text/html", "application/xml", "de-CH,fr;q=0.9", "xx", "*", "fr;q=x", ";;;;", "gzip, br", "br;q=0", "identity;q=0", "*;q=0", "bytes=0-0", "bytes=9-1",
        "bytes=-1,0-,5-6", "W/\"x\"", "\"", "Sat, 32 Foo 2026", "0", "-1", "1.2.3.4, 5.6.7.8", "::1", "javascript:1", "Basic !!!", "Bearer a.b.c", "a=b; c", "=", "100-continue", "00-0-0-00", "é", "\u0001",
    ];

    private static readonly string[] Methods = ["HEAD", "POST", "PUT", "DELETE", "OPTIONS", "PATCH", "TRACE", "get", "FOO", "X-Y"];

    /// <summary>As many requests as wished for, always the same for the same seed.</summary>
    /// <param name="addresses">Addresses that exist, to begin from besides the routes.</param>
    public static OddRequest[] Generate(ulong seed, int count, EndpointDataSource endpoints, IEnumerable<string> addresses)
    {
        var routes = endpoints.Endpoints.OfType<RouteEndpoint>().Select(e => "/" + e.RoutePattern.RawText!.TrimStart('/')).Distinct().Order(StringComparer.Ordinal).ToArray();
        return [.. Requests(routes, [.. addresses]).Sample(size: 30, seed: new Rnd(seed, 0x9E3779B97F4A7C15), numberOfSamples: count)];
    }

    private static Gen<string> Value { get; } = Gen.Frequency(
        (8, Gen.Elements(Values)),
        (2, ArbMap.Default.GeneratorFor<string>().Select(text => text ?? "")),
        (1, Gen.ArrayOf(Gen.Elements(Values)).Select(words => string.Join(' ', words.Take(12)))),
        (1, from letter in Gen.Elements("a", "é", "漢", "🙂", "-", ",") from times in Gen.Choose(0, 1_500) select string.Concat(Enumerable.Repeat(letter, times))));

    private static Gen<string> Escaped { get; } = Gen.Frequency((12, Value.Select(Escape)), (1, Gen.Elements(RawBytes)));

    // The test host refuses null characters in paths before the portal sees them, as Kestrel does.
    private static Gen<string> Segment { get; } = Gen.Frequency((6, Value.Select(v => Escape(v.Replace("\0", "", StringComparison.Ordinal)))), (1, Gen.Elements(RawBytes.Where(r => r != "%00"))), (1, Gen.Constant("")));

    private static Gen<string> Query { get; } = Gen.ArrayOf(from name in Gen.Elements(Parameters) from value in Escaped select Escape(name) + "=" + value)
        .Select(parts => parts.Length == 0 ? "" : "?" + string.Join('&', parts.Take(8)));

    private static Gen<(string, string)[]> Headers { get; } = Gen.ArrayOf(
        from name in Gen.Elements(HeaderNames)
        from value in Gen.Frequency((5, Gen.Elements(HeaderValues)), (1, Value.Select(v => new string([.. v.Where(c => c is not ('\r' or '\n' or '\0'))]))))
        select (name, value)).Select(headers => headers.DistinctBy(h => h.name).Take(6).ToArray());

    private static Gen<OddRequest> Requests(string[] routes, string[] addresses) =>
        from method in Gen.Frequency((12, Gen.Constant("GET")), (1, Gen.Elements(Methods)))
        from path in Gen.Frequency((8, Gen.Elements(routes).SelectMany(Filled)), (3, Gen.Elements(addresses)), (1, Segment.Select(s => "/" + s)))
        from more in Gen.Frequency((9, Gen.Constant("")), (1, Segment.Select(s => "/" + s)))
        from query in Query
        from headers in Headers
        select new OddRequest(method, path + more + query, headers);

    /// <summary>The parameters of a route pattern filled in, now and then with nothing.</summary>
    private static Gen<string> Filled(string route)
    {
        var path = Gen.Constant("");
        foreach (var part in route.Split('/', StringSplitOptions.RemoveEmptyEntries))
        {
            var segment = part.Contains('{', StringComparison.Ordinal) ? Segment : Gen.Constant(part);
            path = from before in path from here in segment select before + "/" + here;
        }

        return path.Select(p => p.Length == 0 ? "/" : p);
    }

    private static string Escape(string text)
    {
        // Half of a surrogate pair cannot be written at all: as the bytes some programs make of it.
        var builder = new StringBuilder();
        foreach (var rune in text.EnumerateRunes())
        {
            builder.Append(Uri.EscapeDataString(rune.ToString()));
        }

        return builder.ToString();
    }
}
