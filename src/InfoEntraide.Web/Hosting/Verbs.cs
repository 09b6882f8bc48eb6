using System.CommandLine;
using InfoEntraide.Web.Data;
using InfoEntraide.Web.Data.Demo;
using InfoEntraide.Web.Data.Reference;
using InfoEntraide.Web.Features.Exchange;

namespace InfoEntraide.Web.Hosting;

/// <summary>What the program can do besides serving: <c>migrate</c>, <c>seed</c>, <c>import</c>. Each verb has <c>--help</c>; exit code 0 means done.</summary>
internal static class Verbs
{
    private const int MaxDemoGroups = 100_000;

    /// <summary>True when the command line asks for a verb; everything else belongs to the web host.</summary>
    public static bool AreIn(string[] args) => args.Length > 0 && (!args[0].StartsWith('-') || args[0] is "--help" or "-h" or "-?" or "--version");

    public static Task<int> RunAsync(string[] args) => Root().Parse(args).InvokeAsync();

    private static RootCommand Root() => new("InfoEntraide, the self-help portal. Without a verb it serves.")
    {
        Migrate(),
        new Command("seed", "Load data") { SeedReference(), SeedDemo() },
        new Command("import", "Import files") { ImportGroups() },
    };

    private static Command Migrate()
    {
        var verb = new Command("migrate", "Bring the database up to date");
        verb.SetAction((_, ct) => WithPortalAsync(async (services, output) =>
        {
            var applied = await DatabaseMigration.RunAsync(
                services.GetRequiredService<PortalDb>(), services.GetRequiredService<Storage>(), services.GetRequiredService<ILogger<PortalDb>>(), ct);
            foreach (var migration in applied)
            {
                await output.WriteLineAsync($"applied {migration}");
            }

            await output.WriteLineAsync(applied.Count == 0 ? "The database is up to date." : $"{applied.Count} migration(s) applied.");
            return 0;
        }, upToDate: false));
        return verb;
    }

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
        var groups = new Option<int>("--groups") { Description = $"How many groups, up to {MaxDemoGroups}", DefaultValueFactory = _ => PortalStart.DemoGroups };
        groups.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() is < 1 or > MaxDemoGroups)
            {
                result.AddError($"--groups takes a number from 1 to {MaxDemoGroups}.");
            }
        });
        var verb = new Command("demo", "Fill the portal with invented groups. Every page then says that it is a demonstration.") { groups };
        verb.SetAction((parsed, ct) => WithPortalAsync(async (services, output) =>
        {
            var db = services.GetRequiredService<PortalDb>();
            var clock = services.GetRequiredService<TimeProvider>();
            await ReferenceData.LoadAsync(db, ReferenceData.DefaultFolder, clock, ct);
            using var bar = new ProgressLine(output, "groups");
            var made = await DemoData.LoadAsync(db, parsed.GetValue(groups), clock, bar, ct);
            bar.Finish();
            await output.WriteLineAsync(made == 0 ? "There is demonstration data already; nothing was changed." : $"{made} groups made.");
            return 0;
        }));
        return verb;
    }

    private static Command ImportGroups()
    {
        var file = new Argument<FileInfo>("FILE") { Description = "CSV file, see docs/import-groups.md" };
        var dryRun = new Option<bool>("--dry-run") { Description = "Report only; write nothing" };
        var verb = new Command("groups", "Import groups from a CSV file: all or nothing, again and again without harm") { file, dryRun };
        verb.SetAction((parsed, ct) => WithPortalAsync(async (services, output) =>
        {
            var path = parsed.GetRequiredValue(file);
            if (!path.Exists)
            {
                await Console.Error.WriteLineAsync($"There is no file {path.FullName}.");
                return 2;
            }

            var import = new GroupImport(services.GetRequiredService<PortalDb>(), services.GetRequiredService<TimeProvider>());
            ImportReport report;
            using (var bar = ImportProgressBar.OnConsole())
            {
                report = await import.RunAsync(await File.ReadAllBytesAsync(path.FullName, ct), parsed.GetValue(dryRun), bar, ct);
            }

            report.WriteTo(output);
            return report.IsAccepted ? 0 : 1;
        }));
        return verb;
    }

    /// <summary>Runs a verb with the services of the portal. Unless told otherwise an embedded database is brought up to date first.</summary>
    private static async Task<int> WithPortalAsync(Func<IServiceProvider, TextWriter, Task<int>> run, bool upToDate = true)
    {
        await using var app = Portal.Build([]);
        await using var scope = app.Services.CreateAsyncScope();
        if (upToDate && Database.Provider(app.Configuration) == DatabaseProvider.Sqlite)
        {
            await DatabaseMigration.RunAsync(scope.ServiceProvider.GetRequiredService<PortalDb>(), scope.ServiceProvider.GetRequiredService<Storage>(), app.Logger, CancellationToken.None);
        }

        return await run(scope.ServiceProvider, Console.Out);
    }
}
