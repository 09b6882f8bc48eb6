using System.ComponentModel.DataAnnotations;
using InfoEntraide.Web.Hosting;
using Microsoft.Extensions.Options;

namespace InfoEntraide.Web.Features.Catalogue;

/// <summary>Settings <c>Catalogue__…</c>.</summary>
public sealed class CatalogueOptions
{
    /// <summary>How often the version of the catalogue is asked for, to notice what other processes changed. Zero: never.</summary>
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
    // Said once until it goes well again: a database that is away for an hour is one event.
    private volatile bool isFailing;

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Task.WhenAll(FollowAsync(stoppingToken), PollAsync(stoppingToken), WriteAsync(stoppingToken));

    private async Task FollowAsync(CancellationToken ct)
    {
        while (true)
        {
            var news = await changes.TakeAsync(ct);
            await TryAsync(() => catalogue.FollowAsync(news, ct), ct);
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
            await TryAsync(
                async () =>
                {
                    if (catalogue.IsCopy)
                    {
                        await PortalStart.PrepareDatabaseAsync(services, ct);
                    }

                    await catalogue.RefreshAsync(ct);
                },
                ct);
        }
    }

    private async Task WriteAsync(CancellationToken ct)
    {
        // The copy that was read needs no writing.
        var written = catalogue.IsCopy ? catalogue.Current : null;
        while (true)
        {
            var next = await catalogue.AfterAsync(written, ct);
            await Task.Run(() => Write(next), ct);
            written = next;
            try
            {
                await Task.Delay(options.Value.WriteEvery, clock, ct);
            }
            finally
            {
                // What was withdrawn a moment before the end must not come back with the copy.
                if (ct.IsCancellationRequested && catalogue.Current != written)
                {
                    Write(catalogue.Current);
                }
            }
        }
    }

    private void Write(CatalogueSnapshot snapshot)
    {
        try
        {
            file.Write(snapshot.Content);
        }
        catch (Exception e)
        {
            // A full disk, for instance: serving matters more than the copy.
            logger.NotWritten(e, file.Path);
        }
    }

    private async Task TryAsync(Func<Task> update, CancellationToken ct)
    {
        try
        {
            await update();
            if (isFailing)
            {
                isFailing = false;
                logger.UpToDateAgain();
            }
        }
        catch (Exception e) when (!ct.IsCancellationRequested)
        {
            if (!isFailing)
            {
                isFailing = true;
                logger.NotUpToDate(e);
            }
        }
    }
}

internal static partial class CatalogueUpdatesLog
{
    [LoggerMessage(LogLevel.Error, "The catalogue cannot be brought up to date; the one there is goes on serving, and it is tried again until it works")]
    public static partial void NotUpToDate(this ILogger logger, Exception e);

    [LoggerMessage(LogLevel.Information, "The catalogue is up to date again")]
    public static partial void UpToDateAgain(this ILogger logger);

    [LoggerMessage(LogLevel.Error, "The copy of the catalogue could not be written to {Path}")]
    public static partial void NotWritten(this ILogger logger, Exception e, string path);
}
