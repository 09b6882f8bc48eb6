using InfoEntraide.Web.Data;
using InfoEntraide.Web.Data.Demo;
using InfoEntraide.Web.Data.Reference;
using InfoEntraide.Web.Features.Catalogue;
using Microsoft.EntityFrameworkCore;

namespace InfoEntraide.Web.Hosting;

/// <summary>
/// What happens between start and the first request: an embedded database is brought up to date and filled, then the catalogue is loaded. When the database
/// does not answer, the copy on disk is served instead and the database tried again (<see cref="CatalogueUpdates"/>).
/// </summary>
internal static partial class PortalStart
{
    /// <summary>How long a server may take to accept a connection while there is a copy to serve instead.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    /// <summary>False when there is neither a database nor a copy: nothing to serve.</summary>
    public static async Task<bool> PrepareAsync(this WebApplication app, CancellationToken ct)
    {
        var catalogue = app.Services.GetRequiredService<PublicCatalogue>();
        var file = app.Services.GetRequiredService<CatalogueFile>();
        try
        {
            if (File.Exists(file.Path))
            {
                await ConnectAsync(app.Services, ct);
            }

            await PrepareDatabaseAsync(app.Services, ct);
            await catalogue.RefreshAsync(ct);
            return true;
        }
        catch (Exception e) when (!ct.IsCancellationRequested)
        {
            if (file.Read() is { } copy)
            {
                catalogue.Serve(copy);
                app.Logger.ServingCopy(e, copy.BuiltAt);
                return true;
            }

            app.Logger.NothingToServe(e, file.Path);
            return false;
        }
    }

    /// <summary>Migrates and fills an embedded database. Does nothing to one that is ready.</summary>
    public static async Task PrepareDatabaseAsync(IServiceProvider services, CancellationToken ct)
    {
        await using var scope = services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<PortalDb>();
        var clock = services.GetRequiredService<TimeProvider>();
        var configuration = services.GetRequiredService<IConfiguration>();
        var logger = services.GetRequiredService<ILoggerFactory>().CreateLogger(typeof(PortalStart).FullName!);
        if (Database.Provider(configuration) == DatabaseProvider.Sqlite)
        {
            await DatabaseMigration.RunAsync(db, services.GetRequiredService<Storage>(), logger, ct);
            var report = await ReferenceData.LoadAsync(db, ReferenceData.DefaultFolder, clock, ct);
            foreach (var line in report.SaysSomething ? report.Lines() : [])
            {
                logger.ReferenceLoaded(line);
            }
        }

        if (services.GetRequiredService<IHostEnvironment>().IsDevelopment() && configuration.GetValue("Demo:Enabled", true) && !await db.Groups.AnyAsync(ct))
        {
            logger.MakingDemo(DemoData.DefaultGroups);
            await DemoData.LoadAsync(db, DemoData.DefaultGroups, clock, progress: null, ct);
        }
    }

    /// <summary>An unreachable server is otherwise tried again for a minute.</summary>
    private static async Task ConnectAsync(IServiceProvider services, CancellationToken ct)
    {
        await using var scope = services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<PortalDb>();
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(ct);
        patience.CancelAfter(Patience);
        await db.Database.OpenConnectionAsync(patience.Token);
    }

    [LoggerMessage(LogLevel.Information, "Reference data: {Line}")]
    private static partial void ReferenceLoaded(this ILogger logger, string line);

    [LoggerMessage(LogLevel.Information, "Making {Count} demonstration groups …")]
    private static partial void MakingDemo(this ILogger logger, int count);

    [LoggerMessage(LogLevel.Error, "The database does not answer or cannot be used. Serving the copy of the catalogue of {BuiltAt:u} from disk; the database is tried again until it works.")]
    private static partial void ServingCopy(this ILogger logger, Exception e, DateTimeOffset builtAt);

    [LoggerMessage(LogLevel.Critical, "The database does not answer or cannot be used, and there is no usable copy of the catalogue at {Path}: nothing to serve. See the setting ConnectionStrings__Portal; a SQL Server needs the verb migrate first.")]
    private static partial void NothingToServe(this ILogger logger, Exception e, string path);
}
