using System.ComponentModel.DataAnnotations;
using InfoEntraide.Web.Hosting;
using Microsoft.Extensions.Options;

namespace InfoEntraide.Web.Features.Catalogue;

/// <summary>Settings <c>Catalogue__…</c>.</summary>
public sealed class CatalogueOptions
{
    /// <summary>How often the version of the catalogue is asked for, to notice what other processes changed. Zero: never; what fails is tried again all the same.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "01:00:00", ConvertValueInInvariantCulture = true, ParseLimitsInInvariantCulture = true)]
    public TimeSpan PollEvery { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>The least time between two writings of the copy on disk.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "01:00:00", ConvertValueInInvariantCulture = true, ParseLimitsInInvariantCulture = true)]
    public TimeSpan WriteEvery { get; init; } = TimeSpan.FromSeconds(30);
}

/// <summary>Keeps the catalogue up to date: follows this process at once and others by asking, and writes the copy on disk. Needs no leader.</summary>
internal sealed class CatalogueUpdates(
    PublicCatalogue catalogue,
    CatalogueChanges changes,
    CatalogueFile file,
    IServiceProvider services,
    IOptions<CatalogueOptions> options,
    TimeProvider clock,
    ILogger<CatalogueUpdates> logger) : BackgroundService
{
    // After a failure: so long until the next try, then twice as long each time, up to the longest.
    private static readonly TimeSpan FirstWait = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(30);

    // The program is asked to end within half a minute altogether.
    private static readonly TimeSpan LastPatience = TimeSpan.FromSeconds(3);

    private readonly SemaphoreSlim updating = new(1, 1);

    // Said once until it goes well again: a database that is away for an hour is one event.
    private bool isFailing;

    public override void Dispose()
    {
        base.Dispose();
        updating.Dispose();
    }

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Task.WhenAll(TakeOverAsync(stoppingToken), FollowAsync(stoppingToken), PollAsync(stoppingToken), WriteAsync(stoppingToken));

    /// <summary>Puts the database in the place of the copy from disk, as soon as it answers.</summary>
    private async Task TakeOverAsync(CancellationToken ct)
    {
        if (catalogue.IsCopy)
        {
            await CatchUpAsync(ct);
        }
    }

    private async Task FollowAsync(CancellationToken ct)
    {
        while (true)
        {
            var news = await changes.TakeAsync(ct);

            // When as many wait as there is room for, some may have found none.
            if (!await TryAsync(() => news.Count < CatalogueChanges.MostWaiting ? catalogue.FollowAsync(news, ct) : catalogue.RefreshAsync(ct), ct))
            {
                await CatchUpAsync(ct);
            }
        }
    }

    private async Task PollAsync(CancellationToken ct)
    {
        if (options.Value.PollEvery == TimeSpan.Zero)
        {
            return;
        }

        using var timer = new PeriodicTimer(options.Value.PollEvery, clock);
        while (await timer.WaitForNextTickAsync(ct))
        {
            await TryAsync(() => UpdateAsync(ct), ct);
        }
    }

    /// <summary>Tries until everything is up to date, whatever failed before: it goes on where asking now and then is switched off or rare.</summary>
    private async Task CatchUpAsync(CancellationToken ct)
    {
        var wait = FirstWait;
        do
        {
            await Task.Delay(wait, clock, ct);
            wait = wait * 2 < LongestWait ? wait * 2 : LongestWait;
        }
        while (!await TryAsync(() => UpdateAsync(ct), ct));
    }

    private async Task UpdateAsync(CancellationToken ct)
    {
        if (catalogue.IsCopy)
        {
            await PortalStart.PrepareDatabaseAsync(services, ct);
        }

        await catalogue.RefreshAsync(ct);
    }

    private async Task WriteAsync(CancellationToken ct)
    {
        // The copy that was read needs no writing.
        var onDisk = catalogue.IsCopy ? catalogue.Current : null;
        var seen = onDisk;
        try
        {
            while (true)
            {
                seen = await catalogue.AfterAsync(seen, ct);
                if (await Task.Run(() => Write(seen), CancellationToken.None))
                {
                    onDisk = seen;
                }

                await Task.Delay(options.Value.WriteEvery, clock, ct);
            }
        }
        finally
        {
            // What was withdrawn a moment before the end must not come back with the copy: whether its change was followed or not, and wherever the loop was.
            await LookALastTimeAsync();
            if (catalogue.IsLoaded && catalogue.Current != onDisk)
            {
                Write(catalogue.Current);
            }
        }
    }

    private async Task LookALastTimeAsync()
    {
        if (!catalogue.IsLoaded || catalogue.IsCopy)
        {
            return;
        }

        using var patience = new CancellationTokenSource(LastPatience, clock);
        try
        {
            await catalogue.RefreshAsync(patience.Token);
        }
        catch (Exception e)
        {
            logger.NoLastLook(e);
        }
    }

    private bool Write(CatalogueSnapshot snapshot)
    {
        try
        {
            file.Write(snapshot.Content);
            return true;
        }
        catch (Exception e)
        {
            // A full disk, for instance: serving matters more than the copy.
            logger.NotWritten(e, file.Path);
            return false;
        }
    }

    /// <summary>One update at a time; false when it failed.</summary>
    private async Task<bool> TryAsync(Func<Task> update, CancellationToken ct)
    {
        await updating.WaitAsync(ct);
        try
        {
            await update();
            if (isFailing)
            {
                isFailing = false;
                logger.UpToDateAgain();
            }

            return true;
        }
        catch (Exception e) when (!ct.IsCancellationRequested)
        {
            if (!isFailing)
            {
                isFailing = true;
                logger.NotUpToDate(e);
            }

            return false;
        }
        finally
        {
            updating.Release();
        }
    }
}

internal static partial class CatalogueUpdatesLog
{
    [LoggerMessage(LogLevel.Error, "The catalogue cannot be brought up to date; the one there is goes on serving, and it is tried again until it works")]
    public static partial void NotUpToDate(this ILogger logger, Exception e);

    [LoggerMessage(LogLevel.Information, "The catalogue is up to date again")]
    public static partial void UpToDateAgain(this ILogger logger);

    [LoggerMessage(LogLevel.Warning, "The database did not answer at the end: the copy of the catalogue on disk may lack the last changes")]
    public static partial void NoLastLook(this ILogger logger, Exception e);

    [LoggerMessage(LogLevel.Error, "The copy of the catalogue could not be written to {Path}")]
    public static partial void NotWritten(this ILogger logger, Exception e, string path);
}
