using System.Net;
using InfoEntraide.Web.Features.Catalogue;
using InfoEntraide.Web.Features.Shared;
using InfoEntraide.Web.Localization;
using Microsoft.Extensions.DependencyInjection;

namespace InfoEntraide.Web.Tests.Hosting;

public sealed class HeadRequestTests : IDisposable
{
    private readonly PortalSite site = new();

    public void Dispose() => site.Dispose();

    [Fact]
    public async Task Asking_for_the_head_answers_as_the_page_does_without_its_body()
    {
        var visitor = site.Visitor();
        var group = site.Services.GetRequiredService<PublicCatalogue>().Current.Groups[0];
        foreach (var path in new[]
        {
            "/", "/fr", "/fr/groupes", "/de/gruppen?q=Angst", "/it/temi", PublicPaths.Group(group, PortalLanguage.En), $"/fr/groupes/{group.PublicId}/old", "/robots.txt", "/sitemap.xml",
            "/api/v1/groups", "/api/v1/groups?radius=7", "/openapi/v1.json", "/health/ready", "/css/base.css", "/fr/nowhere",
        })
        {
            using var get = await visitor.GetAsync(path);
            using var request = new HttpRequestMessage(HttpMethod.Head, path);
            using var head = await visitor.SendAsync(request);
            Assert.True(get.StatusCode == head.StatusCode, $"{path}: GET {(int)get.StatusCode}, HEAD {(int)head.StatusCode}");
            Assert.Equal(get.Content.Headers.ContentType?.ToString(), head.Content.Headers.ContentType?.ToString());
            Assert.Equal(get.Headers.Location, head.Headers.Location);
            Assert.Equal(get.Headers.CacheControl?.ToString(), head.Headers.CacheControl?.ToString());
            Assert.True(head.Headers.Contains("Content-Security-Policy"), path);
            Assert.Empty(await head.Content.ReadAsByteArrayAsync());
        }
    }

    [Fact]
    public async Task Other_methods_are_still_refused()
    {
        using var response = await site.Visitor().DeleteAsync("/api/v1/groups");
        Assert.Equal(HttpStatusCode.MethodNotAllowed, response.StatusCode);
    }
}
