using System.Diagnostics;
using InfoEntraide.Web.Data;

namespace InfoEntraide.Web.Features.Catalogue;

/// <summary>Holds the current <see cref="CatalogueSnapshot"/> and replaces it by a newer one.</summary>
public sealed class PublicCatalogue(IServiceScopeFactory scopes, TimeProvider clock, ILogger<PublicCatalogue> logger)
{
    private volatile CatalogueSnapshot? current;

    public bool IsLoaded => current is not null;

    /// <summary>The picture to answer a request from; take it once per request.</summary>
    public CatalogueSnapshot Current => current ?? throw new InvalidOperationException("The catalogue has not been loaded yet.");

    /// <summary>Builds a new picture from the database. The old one keeps serving until then, and for good if this fails.</summary>
    public async Task RefreshAsync(CancellationToken ct)
    {
        var started = Stopwatch.GetTimestamp();
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<PortalDb>();
        var snapshot = await CatalogueReader.ReadAsync(db, clock.GetUtcNow(), ct);
        current = snapshot;
        logger.CatalogueLoaded(snapshot.Groups.Count, (long)Stopwatch.GetElapsedTime(started).TotalMilliseconds);
    }
}

internal static partial class CatalogueLog
{
    [LoggerMessage(LogLevel.Information, "Catalogue loaded: {Groups} groups in {Elapsed} ms")]
    public static partial void CatalogueLoaded(this ILogger logger, int groups, long elapsed);
}
