using InfoEntraide.Web.Features.Shared;
using InfoEntraide.Web.Localization;
using InfoEntraide.Web.Tests;
using Microsoft.AspNetCore.Mvc.Controllers;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace InfoEntraide.Browser.Tests;

/// <summary>The list of pages that everything else relies on.</summary>
public sealed class TemplatesTests
{
    [Fact]
    public void Each_pair_of_language_scheme_and_width_occurs_in_the_rotation()
    {
        var visits = Templates.Rotated;
        Assert.Equal(Templates.All, visits.Select(v => v.Template));
        Assert.Equal(4 * 2, visits.Select(v => (v.Language, v.IsDark)).Distinct().Count());
        Assert.Equal(4 * 2, visits.Select(v => (v.Language, v.Width)).Distinct().Count());
        Assert.Equal(2 * 2, visits.Select(v => (v.IsDark, v.Width)).Distinct().Count());
    }

    [Fact]
    public void The_full_matrix_is_every_template_sixteen_times()
    {
        Assert.Equal(Templates.All.Count * 16, Templates.FullMatrix.Distinct().Count());
        Assert.Equal(Templates.All.Count, Templates.All.Select(t => t.Name).Distinct(StringComparer.Ordinal).Count());
    }

    [Fact]
    public async Task Every_page_the_portal_routes_to_is_among_the_templates()
    {
        await using var site = BrowserSite.Portal();
        using var visitor = site.Visitor();
        foreach (var template in Templates.All)
        {
            using var response = await visitor.GetAsync(await template.AddressAsync(visitor, PortalLanguage.Fr));
            Assert.True((int)response.StatusCode == template.Status, $"{template.Name}: {response.RequestMessage!.RequestUri} answers {(int)response.StatusCode}.");
        }

        var pages = site.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(e => e.RoutePattern.RawText!.StartsWith("{lang", StringComparison.Ordinal))
            .Where(e => e.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods.Contains("GET") ?? true)
            .Select(e => e.Metadata.GetMetadata<ControllerActionDescriptor>())
            .Where(a => a is not null && a.ControllerTypeInfo.IsSubclassOf(typeof(PublicController)))
            .Select(a => VisitedActions.NameOf(a!))
            .ToHashSet(StringComparer.Ordinal);
        Assert.Contains("GroupsController.Show", pages);
        pages.Remove($"{nameof(FailingController)}.{nameof(FailingController.Index)}");
        var visited = site.Services.GetRequiredService<VisitedActions>().Names;
        var forgotten = pages.Except(visited, StringComparer.Ordinal).Except(Templates.NotPages, StringComparer.Ordinal).ToList();
        Assert.True(forgotten.Count == 0, $"No template leads to {string.Join(", ", forgotten)}: add one to {nameof(Templates)}.");
    }
}
