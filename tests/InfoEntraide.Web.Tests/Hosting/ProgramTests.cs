using System.Diagnostics;
using System.Net;
using System.Text;

namespace InfoEntraide.Web.Tests.Hosting;

/// <summary>The built program as an operator runs it: a process of its own in an empty folder.</summary>
public sealed partial class ProgramTests : IDisposable
{
    private const string Canary = "kanarienvogel7391";

    private readonly string folder = Directory.CreateTempSubdirectory("infoentraide-program-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Theory]
    [InlineData("Development")]
    [InlineData("Production")]
    public async Task What_people_search_for_is_in_no_log_even_at_the_most_talkative_level(string environment)
    {
        using var program = Running.Start(folder, [], new()
        {
            ["ASPNETCORE_ENVIRONMENT"] = environment,
            ["ASPNETCORE_URLS"] = "http://127.0.0.1:0",
            ["Demo__Enabled"] = "false",
            ["Serilog__MinimumLevel__Default"] = "Verbose",
            ["Serilog__MinimumLevel__Override__Microsoft"] = "Verbose",
            ["Serilog__MinimumLevel__Override__System"] = "Verbose",
        });
        using var visitor = new HttpClient { BaseAddress = await program.AddressAsync() };
        foreach (var path in new[] { $"/fr/groupes?q={Canary}&place={Canary}", $"/de/themen/{Canary}", $"/{Canary}?{Canary}={Canary}", $"/api/v1/groups?q={Canary}&kind={Canary}", $"/health/ready?{Canary}" })
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, path);
            request.Headers.TryAddWithoutValidation("Referer", $"http://localhost/{Canary}");
            request.Headers.TryAddWithoutValidation("User-Agent", Canary);
            using var response = await visitor.SendAsync(request);
            Assert.NotEqual(HttpStatusCode.InternalServerError, response.StatusCode);
        }

        var log = await program.StopAsync();
        Assert.Contains("/groupes", log, StringComparison.Ordinal);
        Assert.Contains("api/v1/groups", log, StringComparison.Ordinal);
        Assert.DoesNotContain(Canary, log, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Production_never_invents_groups_by_itself()
    {
        using var program = Running.Start(folder, [], new() { ["ASPNETCORE_ENVIRONMENT"] = "Production", ["ASPNETCORE_URLS"] = "http://127.0.0.1:0" });
        using var visitor = new HttpClient { BaseAddress = await program.AddressAsync() };
        Assert.Contains("\"total\":0", await visitor.GetStringAsync("/api/v1/groups"), StringComparison.Ordinal);
        Assert.DoesNotContain("class=\"demo\"", await visitor.GetStringAsync("/fr"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_lock_left_by_a_killed_migration_does_not_block_the_next_start()
    {
        await Running.VerbAsync(folder, "migrate");
        await using (var connection = new Microsoft.Data.Sqlite.SqliteConnection($"Data Source={Path.Combine(folder, "App_Data", "portal.db")};Pooling=False"))
        {
            await connection.OpenAsync();
            await using var command = connection.CreateCommand();

            // As if the process had been killed before the last migration was written down.
            command.CommandText = """
                CREATE TABLE IF NOT EXISTS "__EFMigrationsLock" ("Id" INTEGER NOT NULL CONSTRAINT "PK___EFMigrationsLock" PRIMARY KEY, "Timestamp" TEXT NOT NULL);
                INSERT INTO "__EFMigrationsLock" VALUES (1, '2026-01-01');
                PRAGMA foreign_keys = OFF;
                DELETE FROM "__EFMigrationsHistory";
                """ + string.Join('\n', await TablesAsync(connection));
            await command.ExecuteNonQueryAsync();
        }

        var (exit, output) = await Running.VerbAsync(folder, "migrate");
        Assert.True(exit == 0, output);
        Assert.Contains("applied", output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0, "--help")]
    [InlineData(0, "seed", "demo", "--help")]
    [InlineData(1, "seed", "demo", "--groups", "100001")]
    [InlineData(1, "nonsense")]
    [InlineData(2, "import", "groups", "no-such-file.csv")]
    public async Task A_verb_explains_itself_and_its_exit_code_tells_how_it_went(int expected, params string[] verb)
    {
        var (exit, output) = await Running.VerbAsync(folder, verb);
        Assert.True(expected == exit, output);
        Assert.NotEqual("", output.Trim());
        Assert.DoesNotContain("   at ", output, StringComparison.Ordinal);
    }

    private static async Task<List<string>> TablesAsync(Microsoft.Data.Sqlite.SqliteConnection connection)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE '\\_\\_EF%' ESCAPE '\\' AND name NOT LIKE 'sqlite%'";
        var drops = new List<string>();
        await using var reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync())
        {
            drops.Add($"DROP TABLE \"{reader.GetString(0)}\";");
        }

        return drops;
    }

    /// <summary>A started program whose output is collected.</summary>
    private sealed partial class Running : IDisposable
    {
        private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);

        private readonly Process process;
        private readonly StringBuilder output = new();
        private readonly TaskCompletionSource<Uri> address = new(TaskCreationOptions.RunContinuationsAsynchronously);

        private Running(Process process)
        {
            this.process = process;
            process.OutputDataReceived += (_, e) => Collect(e.Data);
            process.ErrorDataReceived += (_, e) => Collect(e.Data);
            process.EnableRaisingEvents = true;
            process.Exited += (_, _) => address.TrySetException(new InvalidOperationException("The program ended: " + Output));
            process.Start();
            process.BeginOutputReadLine();
            process.BeginErrorReadLine();
        }

        private string Output
        {
            get
            {
                lock (output)
                {
                    return output.ToString();
                }
            }
        }

        public static Running Start(string folder, string[] args, Dictionary<string, string> environment)
        {
            var start = new ProcessStartInfo("dotnet") { WorkingDirectory = folder, UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true };
            start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, "InfoEntraide.Web.dll"));
            foreach (var arg in args)
            {
                start.ArgumentList.Add(arg);
            }

            start.Environment["Storage__Path"] = Path.Combine(folder, "App_Data");
            foreach (var (name, value) in environment)
            {
                start.Environment[name] = value;
            }

            return new Running(new Process { StartInfo = start });
        }

        public static async Task<(int Exit, string Output)> VerbAsync(string folder, params string[] verb)
        {
            using var program = Start(folder, verb, new() { ["ASPNETCORE_ENVIRONMENT"] = "Production" });
            await program.process.WaitForExitAsync().WaitAsync(Patience);
            return (program.process.ExitCode, program.Output);
        }

        public Task<Uri> AddressAsync() => address.Task.WaitAsync(Patience);

        public async Task<string> StopAsync()
        {
            using var kill = Process.Start("kill", ["-TERM", process.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]);
            await process.WaitForExitAsync().WaitAsync(Patience);
            return Output;
        }

        public void Dispose()
        {
            if (!process.HasExited)
            {
                process.Kill();
                process.WaitForExit();
            }

            process.Dispose();
        }

        [System.Text.RegularExpressions.GeneratedRegex(@"http://127\.0\.0\.1:[1-9]\d*")]
        private static partial System.Text.RegularExpressions.Regex Listening();

        private void Collect(string? line)
        {
            if (line is null)
            {
                return;
            }

            lock (output)
            {
                output.AppendLine(line);
            }

            if (Listening().Match(line) is { Success: true } match)
            {
                address.TrySetResult(new Uri(match.Value));
            }
        }
    }
}
