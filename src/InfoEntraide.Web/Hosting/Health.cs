using InfoEntraide.Web.Data;
using InfoEntraide.Web.Features.Catalogue;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace InfoEntraide.Web.Hosting;

/// <summary><c>/health/live</c>: the process is up. <c>/health/ready</c>: the catalogue is loaded; a database that is down makes it Degraded, still with 200.</summary>
internal static class Health
{
    private const string Ready = "ready";

    public static void AddPortalHealth(this IServiceCollection services) => services.AddHealthChecks()
        .AddCheck<CatalogueCheck>("catalogue", tags: [Ready])
        .AddDbContextCheck<PortalDb>("database", HealthStatus.Degraded, [Ready]);

    public static void MapPortalHealth(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapHealthChecks("/health/live", new HealthCheckOptions { Predicate = _ => false });
        endpoints.MapHealthChecks("/health/ready", new HealthCheckOptions { Predicate = check => check.Tags.Contains(Ready) });
    }

    private sealed class CatalogueCheck(PublicCatalogue catalogue) : IHealthCheck
    {
        public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
            Task.FromResult(catalogue switch
            {
                { IsLoaded: false } => HealthCheckResult.Unhealthy("The catalogue is not loaded yet."),
                { IsCopy: true } => HealthCheckResult.Degraded("The catalogue is the copy on disk: the database has not answered since the start."),
                _ => HealthCheckResult.Healthy(),
            });
    }
}
