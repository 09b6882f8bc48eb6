using System.Diagnostics;
using System.Globalization;
using System.Text;
using InfoEntraide.Web.Data.Reference;
using Microsoft.Data.Sqlite;
using Xunit.Abstractions;

namespace InfoEntraide.Web.Tests.Hosting;

/// <summary>
/// The built program is killed (SIGKILL) while it migrates, seeds and imports into a file, and started again with the same command: that
/// alone must leave what an undisturbed run leaves. Two kills in a normal run; <c>INFOENTRAIDE_KILLS=30</c> spreads thirty over all
/// commands and prints a table.
/// </summary>
public sealed class KillTests(ITestOutputHelper output) : IDisposable
{
    private const int FewKills = 2;
    private const int Groups = 300;
    private const int ImportedGroups = 1_500;

    // Before that the runtime is still loading the program.
    private const double FirstMoment = 0.3;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(120);

    private static readonly Stage Seed = new("seed reference", null, "Places");
    private static readonly Stage ImportGroups = new("import groups groups.csv", Seed, "Groups");

    private static readonly Stage[] All =
        [new("migrate", null, "__EFMigrationsHistory"), Seed, new($"seed demo --groups {Groups}", Seed, "Groups"), ImportGroups, new("import places places.csv", Seed, "ReferenceFiles")];

    private readonly string folder = Directory.CreateTempSubdirectory("infoentraide-kill-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task A_killed_program_heals_at_its_next_start_and_loses_and_doubles_nothing()
    {
        await File.WriteAllTextAsync(Path.Combine(folder, "groups.csv"), GroupsFile());
        await File.WriteAllTextAsync(Path.Combine(folder, "places.csv"), await PlacesFileAsync());
        var kills = int.TryParse(Environment.GetEnvironmentVariable("INFOENTRAIDE_KILLS"), CultureInfo.InvariantCulture, out var wanted) ? wanted : FewKills;
        var stages = kills <= FewKills ? [Seed, ImportGroups] : All;
        var random = new Random(20151112);
        output.WriteLine("| command | killed after | of | found in the file | after the next start |");
        output.WriteLine("|---|---|---|---|---|");
        var interrupted = 0;
        foreach (var stage in stages)
        {
            // What there is before, and what an undisturbed run makes of it.
            var (whole, duration) = await UndisturbedAsync(stage);
            var share = (kills / stages.Length) + (Array.IndexOf(stages, stage) < kills % stages.Length ? 1 : 0);
            for (var i = 0; i < share; i++)
            {
                var moment = duration * (FirstMoment + ((1 - FirstMoment) * (i + random.NextDouble()) / share));
                var storage = await BeforeAsync(stage);
                var killed = await KilledAsync(stage, storage, moment);
                for (var again = 0; !killed && again < 8; again++)
                {
                    // Faster than the run that was measured: earlier, on a folder of its own.
                    Directory.Delete(storage, recursive: true);
                    storage = await BeforeAsync(stage);
                    moment *= 0.75;
                    killed = await KilledAsync(stage, storage, moment);
                }

                interrupted += killed ? 1 : 0;
                var found = killed ? await FoundAsync(stage, storage) : "it was through already";
                var (exit, log) = await RunAsync(stage.Verb, storage);
                Assert.True(exit == 0, $"{stage.Verb}, killed after {moment.TotalMilliseconds:0} ms, does not heal:\n{log}");
                Assert.Equal(["ok"], await QueryAsync(storage, "PRAGMA integrity_check"));
                Assert.Empty(await QueryAsync(storage, "PRAGMA foreign_key_check"));
                Assert.Equal(whole, await RowsAsync(storage));
                output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| `{stage.Verb}` | {moment.TotalMilliseconds:0} ms | {duration.TotalMilliseconds:0} ms | {found} | whole: {whole.Single(r => r.StartsWith(stage.Table + ":", StringComparison.Ordinal))} |"));
                Directory.Delete(storage, recursive: true);
            }
        }

        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{interrupted} of {kills} runs were killed before their end."));
        Assert.True(interrupted > 0, "No run was killed before its end: the test says nothing.");
    }

    /// <summary>A command to be killed.</summary>
    /// <param name="After">The command whose result it starts from; null for an empty folder.</param>
    /// <param name="Table">The table that tells how far it came.</param>
    private sealed record Stage(string Verb, Stage? After, string Table)
    {
        public string Name => Verb.Replace(' ', '-');
    }

    private async Task<(List<string> Rows, TimeSpan Duration)> UndisturbedAsync(Stage stage)
    {
        var storage = await BeforeAsync(stage);
        var started = Stopwatch.GetTimestamp();
        var (exit, log) = await RunAsync(stage.Verb, storage);
        var duration = Stopwatch.GetElapsedTime(started);
        Assert.True(exit == 0, log);
        if (!Directory.Exists(Whole(stage)))
        {
            Directory.Move(storage, Whole(stage));
        }

        return (await RowsAsync(Whole(stage)), duration);
    }

    private string Whole(Stage stage) => Path.Combine(folder, "whole-" + stage.Name);

    /// <summary>A fresh folder in the state the command starts from.</summary>
    private async Task<string> BeforeAsync(Stage stage)
    {
        var storage = Path.Combine(folder, Guid.NewGuid().ToString("N"));
        Directory.CreateDirectory(storage);
        if (stage.After is { } before)
        {
            if (!Directory.Exists(Whole(before)))
            {
                await UndisturbedAsync(before);
            }

            Copy(Whole(before), storage);
        }

        return storage;
    }

    private async Task<bool> KilledAsync(Stage stage, string storage, TimeSpan moment)
    {
        using var process = Start(stage.Verb, storage);
        var log = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        await Task.Delay(moment);
        var running = !process.HasExited;
        if (running)
        {
            process.Kill();
        }

        await process.WaitForExitAsync().WaitAsync(Patience);
        await Task.WhenAll(log, errors);
        return running && process.ExitCode != 0;
    }

    /// <summary>What the killed program left, looked at in a copy: opening a database is already part of healing it.</summary>
    private async Task<string> FoundAsync(Stage stage, string storage)
    {
        var copy = Path.Combine(folder, Guid.NewGuid().ToString("N"));
        Directory.CreateDirectory(copy);
        Copy(storage, copy);
        var found = "no file";
        if (File.Exists(Path.Combine(copy, "portal.db")))
        {
            Assert.Equal(["ok"], await QueryAsync(copy, "PRAGMA integrity_check"));
            var rows = await RowsAsync(copy);
            var left = rows.Find(r => r.StartsWith(stage.Table + ":", StringComparison.Ordinal)) ?? $"no table {stage.Table}";
            var locks = rows.Contains("__EFMigrationsLock: 1", StringComparer.Ordinal) ? ", a stale lock" : "";
            var log = new FileInfo(Path.Combine(storage, "portal.db-wal")) is { Exists: true, Length: > 0 } wal ? string.Create(CultureInfo.InvariantCulture, $", {wal.Length / 1024} kB not yet in the main file") : "";
            found = left + locks + log;
        }

        Directory.Delete(copy, recursive: true);
        return found;
    }

    private static void Copy(string from, string to)
    {
        foreach (var file in Directory.GetFiles(from))
        {
            File.Copy(file, Path.Combine(to, Path.GetFileName(file)));
        }
    }

    private async Task<(int Exit, string Log)> RunAsync(string verb, string storage)
    {
        using var process = Start(verb, storage);
        var log = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync().WaitAsync(Patience);
        return (process.ExitCode, await log + await errors);
    }

    private Process Start(string verb, string storage)
    {
        var start = new ProcessStartInfo("dotnet") { WorkingDirectory = folder, UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true };
        start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, "InfoEntraide.Web.dll"));
        foreach (var word in verb.Split(' '))
        {
            start.ArgumentList.Add(word);
        }

        start.Environment["ASPNETCORE_ENVIRONMENT"] = "Production";
        start.Environment["Storage__Path"] = storage;
        return Process.Start(start)!;
    }

    /// <summary>Every table with its number of rows.</summary>
    private static async Task<List<string>> RowsAsync(string storage)
    {
        var rows = new List<string>();
        foreach (var table in await QueryAsync(storage, "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%' ORDER BY name"))
        {
            rows.Add($"{table}: {(await QueryAsync(storage, $"SELECT count(*) FROM \"{table}\""))[0]}");
        }

        return rows;
    }

    private static async Task<List<string>> QueryAsync(string storage, string sql)
    {
        await using var connection = new SqliteConnection($"Data Source={Path.Combine(storage, "portal.db")};Pooling=False");
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        var rows = new List<string>();
        await using var reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync())
        {
            rows.Add(Convert.ToString(reader.GetValue(0), CultureInfo.InvariantCulture)!);
        }

        return rows;
    }

    private static string GroupsFile()
    {
        var text = new StringBuilder("external_id;centre;name;language;topics;npa;locality;publication\n");
        for (var i = 1; i <= ImportedGroups; i++)
        {
            text.Append(CultureInfo.InvariantCulture, $"T-{i};info-entraide-vaud;Groupe {i};fr;depression|deuil;1003;Lausanne;published\n");
        }

        return text.ToString();
    }

    /// <summary>Our own places in the form of the official directory.</summary>
    private static async Task<string> PlacesFileAsync()
    {
        var text = new StringBuilder("Ortschaftsname;PLZ4;Gemeindename;BFS-Nr;Kantonskürzel;E;N;Sprache\n");
        foreach (var cells in (await File.ReadAllLinesAsync(Path.Combine(ReferenceData.DefaultFolder, PlaceFiles.PlacesFile))).Skip(1).Select(l => l.Split(',')).Where(c => c.Length == 8))
        {
            text.Append(CultureInfo.InvariantCulture, $"{cells[1]};{cells[0]};{cells[2]};1;{cells[3]};{cells[5]};{cells[4]};{cells[7]}\n");
        }

        return text.ToString();
    }
}
