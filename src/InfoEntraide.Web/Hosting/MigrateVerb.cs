using System.CommandLine;
using InfoEntraide.Web.Data;

namespace InfoEntraide.Web.Hosting;

/// <summary><c>migrate</c>: brings the database up to date, says what it would do, or prints the script for somebody who may do it.</summary>
internal static class MigrateVerb
{
    public static Command Create()
    {
        var dryRun = new Option<bool>("--dry-run") { Description = "List what would be applied; change nothing" };
        var script = new Option<bool>("--script") { Description = "Print the SQL instead of running it; asks no database" };
        var verb = new Command("migrate", "Bring the database up to date") { dryRun, script };
        verb.Validators.Add(command =>
        {
            if (command.GetValue(dryRun) && command.GetValue(script))
            {
                command.AddError("--dry-run and --script exclude each other.");
            }
        });
        verb.SetAction((parsed, ct) => Verbs.WithPortalAsync(async (services, output) =>
        {
            var db = services.GetRequiredService<PortalDb>();
            if (parsed.GetValue(script))
            {
                await output.WriteAsync(DatabaseMigration.Script(db));
                return 0;
            }

            return parsed.GetValue(dryRun) ? await ListAsync(db, output, ct) : await ApplyAsync(db, services, output, ct);
        }, upToDate: false));
        return verb;
    }

    private static async Task<int> ListAsync(PortalDb db, TextWriter output, CancellationToken ct)
    {
        var pending = await DatabaseMigration.PendingAsync(db, ct);
        foreach (var migration in pending)
        {
            await output.WriteLineAsync($"would apply {migration}");
        }

        await output.WriteLineAsync(pending.Count == 0 ? "The database is up to date." : $"{pending.Count} migration(s) would be applied; nothing was changed.");
        return 0;
    }

    private static async Task<int> ApplyAsync(PortalDb db, IServiceProvider services, TextWriter output, CancellationToken ct)
    {
        var applied = await DatabaseMigration.RunAsync(db, services.GetRequiredService<Storage>(), services.GetRequiredService<ILogger<PortalDb>>(), ct);
        foreach (var migration in applied)
        {
            await output.WriteLineAsync($"applied {migration}");
        }

        await output.WriteLineAsync(applied.Count == 0 ? "The database is up to date." : $"{applied.Count} migration(s) applied.");
        return 0;
    }
}
