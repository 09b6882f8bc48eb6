using System.Net;
using InfoEntraide.Web.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace InfoEntraide.Web.Tests.Hosting;

/// <summary>Headers that say how a visitor reached the proxy: true from a proxy of ours, forged from anybody else.</summary>
public sealed class KnownProxyTests : IDisposable
{
    private const string Networks = "10.1.0.0/16;192.0.2.7;2001:db8::/32";

    private readonly TestDatabase database = TestDatabase.WithGroups();

    public void Dispose() => database.Dispose();

    [Theory]
    [InlineData("203.0.113.9", Networks, false)]
    [InlineData("192.0.2.8", Networks, false)]
    [InlineData("2001:db9::1", Networks, false)]
    [InlineData("127.0.0.1", Networks, false)]
    [InlineData("127.0.0.1", "", false)]
    [InlineData("::1", "", false)]
    [InlineData("10.1.2.3", Networks, true)]
    [InlineData("::ffff:10.1.2.3", Networks, true)]
    [InlineData("192.0.2.7", Networks, true)]
    [InlineData("2001:db8::1", Networks, true)]
    public async Task Forwarded_headers_are_believed_from_known_proxies_and_from_nobody_else(string peer, string networks, bool isKnown)
    {
        var seen = new Seen(peer);
        using var site = Site(networks, seen);
        var origin = isKnown ? "https://entraide.example" : "http://localhost";

        var page = await PageAsync(site, "/fr");
        Assert.StartsWith(origin + "/", page.Canonical, StringComparison.Ordinal);
        Assert.Contains($"\"{origin}/", page.StructuredData, StringComparison.Ordinal);
        Assert.Contains($"<loc>{origin}/", await TextAsync(site, "/sitemap.xml"), StringComparison.Ordinal);
        Assert.Equal(isKnown ? "198.51.100.4" : IPAddress.Parse(peer).ToString(), seen.Visitor?.ToString());
        if (!isKnown)
        {
            Assert.DoesNotContain("entraide.example", page.Text, StringComparison.Ordinal);
        }

        using var redirect = await site.Visitor().SendAsync(Forwarded("/"));
        Assert.Equal(HttpStatusCode.Redirect, redirect.StatusCode);
        Assert.DoesNotContain("entraide.example", redirect.Headers.Location!.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_switch_of_the_framework_that_believes_anybody_has_no_effect()
    {
        var seen = new Seen("203.0.113.9");
        using var site = Site("", seen, ("ForwardedHeaders_Enabled", "true"));

        Assert.StartsWith("http://localhost/", (await PageAsync(site, "/fr")).Canonical, StringComparison.Ordinal);
        Assert.Equal("203.0.113.9", seen.Visitor?.ToString());
    }

    [Fact]
    public async Task What_a_visitor_adds_before_a_chain_of_known_proxies_is_not_believed()
    {
        var seen = new Seen("10.1.2.3");
        using var site = Site(Networks, seen);
        using var request = new HttpRequestMessage(HttpMethod.Get, "/fr");
        request.Headers.Add("X-Forwarded-For", "1.2.3.4, 198.51.100.4, 192.0.2.7");

        using var answer = await site.Visitor().SendAsync(request);

        Assert.Equal("198.51.100.4", seen.Visitor?.ToString());
    }

    [Fact]
    public async Task A_forwarded_host_that_is_not_allowed_is_left_out()
    {
        using var site = Site(Networks, new Seen("10.1.2.3"), ("AllowedHosts", "localhost;entraide-suisse.example"));

        Assert.StartsWith("https://localhost/", (await PageAsync(site, "/fr")).Canonical, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("10.1.2.3/33")]
    [InlineData("everybody")]
    [InlineData("10.0.0.0/8;10.0.0.0/99")]
    public void A_network_that_is_none_stops_the_start_with_the_name_of_the_setting(string networks)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>(StringComparer.Ordinal) { [KnownProxies.Setting] = networks }).Build();

        var refused = Assert.Throws<InvalidOperationException>(() => new ServiceCollection().AddKnownProxies(configuration));

        Assert.StartsWith("Proxy__KnownNetworks holds '", refused.Message, StringComparison.Ordinal);
    }

    private PortalSite Site(string networks, Seen seen, params (string Name, string Value)[] more)
    {
        var settings = more.ToDictionary(s => s.Name, s => s.Value, StringComparer.Ordinal);
        settings[KnownProxies.Setting] = networks;
        return new PortalSite(database, settings) { HoldsDemoData = false, Extra = services => services.AddSingleton<IStartupFilter>(seen) };
    }

    private static HttpRequestMessage Forwarded(string path)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Add("X-Forwarded-For", "198.51.100.4");
        request.Headers.Add("X-Forwarded-Proto", "https");
        request.Headers.Add("X-Forwarded-Host", "entraide.example");
        return request;
    }

    private static async Task<string> TextAsync(PortalSite site, string path)
    {
        using var answer = await site.Visitor().SendAsync(Forwarded(path));
        return await answer.EnsureSuccessStatusCode().Content.ReadAsStringAsync();
    }

    private static async Task<(string Text, string Canonical, string StructuredData)> PageAsync(PortalSite site, string path)
    {
        var text = await TextAsync(site, path);
        var page = new AngleSharp.Html.Parser.HtmlParser().ParseDocument(text);
        return (text, page.QuerySelector("link[rel=canonical]")!.GetAttribute("href")!, string.Join('\n', page.QuerySelectorAll("script[type='application/ld+json']").Select(s => s.TextContent)));
    }

    /// <summary>Stands for the connection, which a test server has none of, and looks at who the portal believes the visitor to be.</summary>
    private sealed class Seen(string peer) : IStartupFilter
    {
        public IPAddress? Visitor { get; private set; }

        public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
        {
            app.Use(async (context, following) =>
            {
                context.Connection.RemoteIpAddress = IPAddress.Parse(peer);
                await following();
                Visitor = context.Connection.RemoteIpAddress;
            });
            next(app);
        };
    }
}
