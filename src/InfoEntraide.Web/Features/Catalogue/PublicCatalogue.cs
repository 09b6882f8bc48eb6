using System.Diagnostics;
using InfoEntraide.Search;
using InfoEntraide.Web.Data;
using InfoEntraide.Web.Localization;

namespace InfoEntraide.Web.Features.Catalogue;

/// <summary>Holds the current <see cref="CatalogueSnapshot"/> and replaces it by a newer one, in one assignment. The old one serves until then, and for good if that fails.</summary>
public sealed class PublicCatalogue(IServiceScopeFactory scopes, TimeProvider clock, ILogger<PublicCatalogue> logger) : IDisposable
{
    /// <summary>From so many changed groups on, reading everything costs less than following.</summary>
    private const int MostFollowed = 2_000;

    // Only one at a time makes pictures; readers never wait.
    private readonly SemaphoreSlim making = new(1, 1);
    private volatile CatalogueSnapshot? current;
    private volatile CatalogueKeys? keys;
    private TaskCompletionSource replaced = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public bool IsLoaded => current is not null;

    /// <summary>True while the picture is the copy from disk, because the database has not answered since the start.</summary>
    public bool IsCopy => current is not null && keys is null;

    /// <summary>The picture to answer a request from; take it once per request.</summary>
    public CatalogueSnapshot Current => current ?? throw new InvalidOperationException("The catalogue has not been loaded yet.");

    /// <summary>Waits until the picture is another than the one given.</summary>
    public async Task<CatalogueSnapshot> AfterAsync(CatalogueSnapshot? seen, CancellationToken ct)
    {
        while (true)
        {
            var next = Volatile.Read(ref replaced).Task;
            if (current is { } snapshot && snapshot != seen)
            {
                return snapshot;
            }

            await next.WaitAsync(ct);
        }
    }

    /// <summary>
    /// Brings the picture up to date with the database: nothing to do when the version is the same, only the groups that differ when nothing else changed, otherwise
    /// everything anew.
    /// </summary>
    public async Task RefreshAsync(CancellationToken ct)
    {
        await making.WaitAsync(ct);
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            await RefreshAsync(scope.ServiceProvider.GetRequiredService<PortalDb>(), ct);
        }
        finally
        {
            making.Release();
        }
    }

    /// <summary>Follows transactions of this process without asking for the versions of all groups, as long as no other process changed anything in between.</summary>
    public async Task FollowAsync(IReadOnlyCollection<CatalogueChange> changes, CancellationToken ct)
    {
        await making.WaitAsync(ct);
        try
        {
            var news = changes.Where(c => c.Version > Current.Version).OrderBy(c => c.Version).ToList();
            if (news.Count == 0)
            {
                return;
            }

            await using var scope = scopes.CreateAsyncScope();
            var db = scope.ServiceProvider.GetRequiredService<PortalDb>();
            var isGapless = news[0].Version == Current.Version + 1 && news[^1].Version == Current.Version + news.Count;
            if (keys is not { } known || !isGapless || news.Exists(c => c.Groups is null)
                || news.SelectMany(c => c.Groups!).Distinct().ToList() is not { Count: <= MostFollowed } ids
                || !await ApplyAsync(db, known, ids, news[^1].Version, ct))
            {
                await RefreshAsync(db, ct);
            }
        }
        finally
        {
            making.Release();
        }
    }

    public void Dispose() => making.Dispose();

    /// <summary>Serves a copy from disk until the database answers.</summary>
    internal void Serve(CatalogueContent copy) => Replace(new CatalogueSnapshot(copy));

    private async Task RefreshAsync(PortalDb db, CancellationToken ct)
    {
        var started = Stopwatch.GetTimestamp();
        var version = await CatalogueReader.ReadVersionAsync(db, ct);
        if (keys is not null && version == Current.Version)
        {
            return;
        }

        var (reference, newKeys) = await CatalogueReader.ReadReferenceAsync(db, ct);
        if (keys is { } known && newKeys.ReferenceHash.AsSpan().SequenceEqual(known.ReferenceHash))
        {
            var versions = await CatalogueReader.ReadGroupVersionsAsync(db, ct);
            List<Guid> ids = [.. versions.Where(v => !known.Groups.TryGetValue(v.Key, out var old) || old.Version != v.Value).Select(v => v.Key), .. known.Groups.Keys.Where(id => !versions.ContainsKey(id))];
            if (ids.Count <= MostFollowed && await ApplyAsync(db, known, ids, version, ct))
            {
                return;
            }
        }

        var next = new CatalogueSnapshot(await CatalogueReader.ReadAsync(db, reference, newKeys, version, clock.GetUtcNow(), ct));
        if (IsLoaded)
        {
            Warm(next);
        }

        keys = newKeys;
        Replace(next);
        logger.CatalogueLoaded(next.Groups.Count, (long)Stopwatch.GetElapsedTime(started).TotalMilliseconds);
    }

    /// <summary>Reads these groups and puts them in place; false when that is not enough.</summary>
    private async Task<bool> ApplyAsync(PortalDb db, CatalogueKeys known, List<Guid> ids, int version, CancellationToken ct)
    {
        var started = Stopwatch.GetTimestamp();
        if (await CatalogueReader.ReadGroupsAsync(db, known, ids, ct) is not { } groups)
        {
            return false;
        }

        var changed = groups.FindAll(g => !known.Groups.TryGetValue(g.Id, out var old) || old.Version != g.Version);
        var stay = groups.ConvertAll(g => g.Id).ToHashSet();
        var gone = ids.FindAll(id => !stay.Contains(id) && known.Groups.ContainsKey(id));
        var next = Current.With(changed.ConvertAll(g => g.Entry), gone.ConvertAll(id => known.Groups[id].PublicId), version, clock.GetUtcNow());
        foreach (var (id, groupVersion, entry) in changed)
        {
            known.Groups[id] = (groupVersion, entry.PublicId);
        }

        foreach (var id in gone)
        {
            known.Groups.Remove(id);
        }

        Replace(next);
        logger.CatalogueFollowed(changed.Count, gone.Count, (long)Stopwatch.GetElapsedTime(started).TotalMilliseconds);
        return true;
    }

    private void Replace(CatalogueSnapshot next)
    {
        current = next;
        Interlocked.Exchange(ref replaced, new(TaskCreationOptions.RunContinuationsAsynchronously)).SetResult();
    }

    /// <summary>Makes the orders that are otherwise made at the first search: nobody shall wait for them after a swap.</summary>
    private static void Warm(CatalogueSnapshot next)
    {
        foreach (var language in PortalLanguages.All)
        {
            next.Search.Search(new SearchRequest { Language = language.Code(), Take = 1 });
        }

        next.Search.Search(new SearchRequest { Sort = SortOrder.Newest, Take = 1 });
    }
}

internal static partial class CatalogueLog
{
    [LoggerMessage(LogLevel.Information, "Catalogue loaded: {Groups} groups in {Elapsed} ms")]
    public static partial void CatalogueLoaded(this ILogger logger, int groups, long elapsed);

    [LoggerMessage(LogLevel.Debug, "Catalogue followed: {Changed} groups changed, {Gone} gone, in {Elapsed} ms")]
    public static partial void CatalogueFollowed(this ILogger logger, int changed, int gone, long elapsed);
}
