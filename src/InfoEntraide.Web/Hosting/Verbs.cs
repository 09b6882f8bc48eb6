using System.CommandLine;
using System.Data.Common;
using System.Globalization;
using InfoEntraide.Web.Data;
using InfoEntraide.Web.Data.Demo;
using InfoEntraide.Web.Data.Reference;
using InfoEntraide.Web.Features.Audit;
using InfoEntraide.Web.Features.Exchange;
using Microsoft.EntityFrameworkCore;

namespace InfoEntraide.Web.Hosting;

/// <summary>What the program can do besides serving: <c>migrate</c>, <c>seed</c>, <c>import</c>, <c>healthcheck</c>. Each verb has <c>--help</c>; exit code 0 means done.</summary>
internal static class Verbs
{
    /// <summary>True when the command line asks for a verb; everything else belongs to the web host.</summary>
    public static bool AreIn(string[] args) => args.Length > 0 && (!args[0].StartsWith('-') || args[0] is "--help" or "-h" or "-?" or "--version");

    public static Task<int> RunAsync(string[] args) => Root().Parse(args).InvokeAsync();

    internal static RootCommand Root() => new("InfoEntraide, the self-help portal. Without a verb it serves.")
    {
        MigrateVerb.Create(),
        new Command("seed", "Load data") { SeedReference(), SeedDemo() },
        new Command("import", "Import files") { ImportGroups(), ImportPlaces() },
        HealthcheckVerb.Create(),
    };

    private static Command SeedReference()
    {
        var verb = new Command("reference", "Load the reference data: topics, places, centres, partners. Running it again changes nothing.");
        verb.SetAction((_, ct) => WithPortalAsync(async (services, output) =>
        {
            var report = await ReferenceData.LoadAsync(services.GetRequiredService<PortalDb>(), ReferenceData.DefaultFolder, services.GetRequiredService<TimeProvider>(), ct);
            foreach (var line in report.Lines())
            {
                await output.WriteLineAsync(line);
            }

            return report.HasOpenPoints ? 1 : 0;
        }));
        return verb;
    }

    private static Command SeedDemo()
    {
        var groups = new Option<int>("--groups")
        {
            Description = $"How many groups, up to {DemoData.MaxGroups}",
            DefaultValueFactory = _ => DemoData.DefaultGroups,
            CustomParser = given =>
            {
                if (given.Tokens is [var token] && int.TryParse(token.Value, NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count is >= 1 and <= DemoData.MaxGroups)
                {
                    return count;
                }

                given.AddError($"--groups takes a number from 1 to {DemoData.MaxGroups}.");
                return 0;
            },
        };
        var force = new Option<bool>("--force") { Description = "Even when there are real groups: every page will say that it is a demonstration" };
        var verb = new Command("demo", "Fill the portal with invented groups. Every page then says that it is a demonstration.") { groups, force };
        verb.SetAction((parsed, ct) => WithPortalAsync(async (services, output) =>
        {
            var db = services.GetRequiredService<PortalDb>();
            if (!parsed.GetValue(force) && await RealGroupsInTheWayAsync(db, ct) is > 0 and var real)
            {
                await Console.Error.WriteLineAsync($"Nothing was changed: {(real == 1 ? "1 group here is" : $"{real} groups here are")} not from the demonstration. Invented groups beside them would send people to meetings that do not exist; with --force they are added all the same.");
                return 1;
            }

            await LoadReferenceAsync(services, ct);
            var count = parsed.GetValue(groups);
            int made;
            using (var bar = ProgressBar.OnConsole())
            {
                made = await DemoData.LoadAsync(db, count, services.GetRequiredService<TimeProvider>(), bar.Counting("Groups", count), ct);
            }

            await output.WriteLineAsync(made == 0 ? "There is demonstration data already; nothing was changed." : $"{made} groups made.");
            return 0;
        }));
        return verb;
    }

    /// <summary>How many groups are not demonstration groups; 0 where there is a demonstration already, which is left as it is.</summary>
    private static async Task<int> RealGroupsInTheWayAsync(PortalDb db, CancellationToken ct)
    {
        var present = await db.Groups.Select(g => g.PublicId).ToListAsync(ct);
        var invented = new HashSet<string>(StringComparer.Ordinal);
        var first = DemoData.FreeId(1, invented);
        if (present.Contains(first))
        {
            return 0;
        }

        for (var number = 2; present.Count > 0 && number <= DemoData.MaxGroups; number++)
        {
            DemoData.FreeId(number, invented);
        }

        return present.Count(id => !invented.Contains(id));
    }

    private static Command ImportGroups()
    {
        var file = new Argument<string>("FILE") { Description = "CSV file, see docs/import-groups.md" };
        var dryRun = new Option<bool>("--dry-run") { Description = "Report only; write nothing" };
        var verb = new Command("groups", "Import groups from a CSV file: all or nothing, again and again without harm") { file, dryRun };
        verb.SetAction((parsed, ct) => WithFileAsync(parsed.GetRequiredValue(file), async (content, services, output) =>
        {
            await LoadReferenceAsync(services, ct);
            var db = services.GetRequiredService<PortalDb>();
            db.Actor = AuditActor.Import;
            var import = new GroupImport(db, services.GetRequiredService<TimeProvider>());
            ImportReport report;
            using (var bar = ProgressBar.OnConsole())
            {
                report = await import.RunAsync(content, parsed.GetValue(dryRun), bar, ct);
            }

            report.WriteTo(output);
            return report.IsAccepted ? 0 : 1;
        }, ct));
        return verb;
    }

    private static Command ImportPlaces()
    {
        var file = new Argument<string>("FILE") { Description = "CSV or zip, see docs/import-places.md" };
        var dryRun = new Option<bool>("--dry-run") { Description = "Report only; write nothing" };
        var force = new Option<bool>("--force") { Description = "Take the file even if more than a tenth of the postcodes would vanish" };
        var verb = new Command("places", "Replace the places by swisstopo's official directory of towns and cities: all or nothing") { file, dryRun, force };
        verb.SetAction((parsed, ct) => WithFileAsync(parsed.GetRequiredValue(file), async (content, services, output) =>
        {
            var import = new PlaceImport(services.GetRequiredService<PortalDb>(), services.GetRequiredService<TimeProvider>());
            var report = await import.RunAsync(content, parsed.GetValue(dryRun), parsed.GetValue(force), ct);
            report.WriteTo(output);
            return report.IsAccepted ? 0 : 1;
        }, ct));
        return verb;
    }

    /// <summary>Topics, places and centres, which groups refer to: on a new database nobody has loaded them yet.</summary>
    private static async Task LoadReferenceAsync(IServiceProvider services, CancellationToken ct)
    {
        var report = await ReferenceData.LoadAsync(services.GetRequiredService<PortalDb>(), ReferenceData.DefaultFolder, services.GetRequiredService<TimeProvider>(), ct);
        foreach (var line in report.HasOpenPoints ? report.Lines() : [])
        {
            await Console.Error.WriteLineAsync("Reference data: " + line);
        }
    }

    private static async Task<int> WithFileAsync(string given, Func<byte[], IServiceProvider, TextWriter, Task<int>> run, CancellationToken ct)
    {
        if (!InputFile.TryFind(given, Environment.CurrentDirectory, Environment.GetEnvironmentVariable("PWD"), out var path, out var problem))
        {
            await Console.Error.WriteLineAsync(problem);
            return 2;
        }

        byte[] content;
        try
        {
            content = await File.ReadAllBytesAsync(path, ct);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            await Console.Error.WriteLineAsync($"{path} cannot be read: {e.Message}");
            return 2;
        }

        return await WithPortalAsync((services, output) => run(content, services, output));
    }

    /// <summary>Runs a verb with the services of the portal. Unless told otherwise an embedded database is brought up to date first.</summary>
    internal static async Task<int> WithPortalAsync(Func<IServiceProvider, TextWriter, Task<int>> run, bool upToDate = true)
    {
        WebApplication app;
        try
        {
            app = Portal.Build([], logsTo: LogOutput.StandardError);
        }
        catch (InvalidOperationException e)
        {
            await Console.Error.WriteLineAsync(e.Message);
            return 2;
        }

        await using var _ = app;
        await using var scope = app.Services.CreateAsyncScope();
        try
        {
            if (upToDate && Database.Provider(app.Configuration) == DatabaseProvider.Sqlite)
            {
                await DatabaseMigration.RunAsync(scope.ServiceProvider.GetRequiredService<PortalDb>(), scope.ServiceProvider.GetRequiredService<Storage>(), app.Logger, CancellationToken.None);
            }

            return await run(scope.ServiceProvider, Console.Out);
        }
        catch (TimeoutException e)
        {
            await Console.Error.WriteLineAsync(e.Message);
            return 1;
        }
        catch (Exception e) when (e is DbException or Microsoft.EntityFrameworkCore.Storage.RetryLimitExceededException or DbUpdateException)
        {
            await Console.Error.WriteLineAsync($"The database could not be reached or refused: {(e as DbException ?? e.InnerException ?? e).Message}");
            return 1;
        }
    }
}
