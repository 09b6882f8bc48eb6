using InfoEntraide.Web.Data;
using InfoEntraide.Web.Data.Demo;
using InfoEntraide.Web.Data.Reference;
using InfoEntraide.Web.Features.Catalogue;
using Microsoft.EntityFrameworkCore;

namespace InfoEntraide.Web.Hosting;

/// <summary>What happens between start and the first request: an embedded database is brought up to date and filled, then the catalogue is loaded.</summary>
internal static partial class PortalStart
{
    public const int DemoGroups = 2_700;

    public static async Task PrepareAsync(this WebApplication app, CancellationToken ct)
    {
        await using (var scope = app.Services.CreateAsyncScope())
        {
            var db = scope.ServiceProvider.GetRequiredService<PortalDb>();
            var clock = scope.ServiceProvider.GetRequiredService<TimeProvider>();
            if (Database.Provider(app.Configuration) == DatabaseProvider.Sqlite)
            {
                await DatabaseMigration.RunAsync(db, app.Services.GetRequiredService<Storage>(), app.Logger, ct);
                var report = await ReferenceData.LoadAsync(db, ReferenceData.DefaultFolder, clock, ct);
                foreach (var line in report.HasChanges || report.HasOpenPoints ? report.Lines() : [])
                {
                    app.Logger.ReferenceLoaded(line);
                }
            }

            if (app.Environment.IsDevelopment() && app.Configuration.GetValue("Demo:Enabled", true) && !await db.Groups.AnyAsync(ct))
            {
                app.Logger.MakingDemo(DemoGroups);
                await DemoData.LoadAsync(db, DemoGroups, clock, progress: null, ct);
            }
        }

        await app.Services.GetRequiredService<PublicCatalogue>().RefreshAsync(ct);
    }

    [LoggerMessage(LogLevel.Information, "Reference data: {Line}")]
    private static partial void ReferenceLoaded(this ILogger logger, string line);

    [LoggerMessage(LogLevel.Information, "Making {Count} demonstration groups …")]
    private static partial void MakingDemo(this ILogger logger, int count);
}
