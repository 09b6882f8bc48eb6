using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
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

            // Parts of the framework by name: Serilog prefers these to what is said of the whole.
            ["Serilog__MinimumLevel__Override__Microsoft.AspNetCore"] = "Verbose",
            ["Serilog__MinimumLevel__Override__Microsoft.AspNetCore.Hosting.Diagnostics"] = "Verbose",
            ["Serilog__MinimumLevel__Override__Microsoft.AspNetCore.Mvc"] = "Verbose",
            ["Serilog__MinimumLevel__Override__Microsoft.AspNetCore.Routing"] = "Verbose",
            ["Serilog__MinimumLevel__Override__Microsoft.AspNetCore.Server"] = "Verbose",
            ["Serilog__MinimumLevel__Override__Microsoft.AspNetCore.Server.Kestrel.BadRequests"] = "Verbose",
            ["Serilog__MinimumLevel__Override__Microsoft.AspNetCore.StaticAssets"] = "Verbose",
            ["Serilog__MinimumLevel__Override__Microsoft.AspNetCore.Watch"] = "Verbose",
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

        // A method of one's own, and what is no HTTP at all: the first is answered, the others are refused by the server itself.
        Assert.StartsWith("HTTP/1.1", await RawAsync(visitor.BaseAddress!, $"{Canary.ToUpperInvariant()} /fr HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"), StringComparison.Ordinal);
        foreach (var malformed in new[] { $"GET /fr?q={Canary} and a blank HTTP/1.1\r\n\r\n", $"{Canary}\r\n\r\n", $"GET /{Canary} HTTP/9.9\r\n\r\n", $"GET /fr HTTP/1.1\r\nHost: a\r\n{Canary} without colon\r\n\r\n", $"GET /fr HTTP/1.1\r\nHost: {Canary}/?\r\n\r\n", $"GET /%00{Canary} HTTP/1.1\r\nHost: localhost\r\n\r\n" })
        {
            Assert.StartsWith("HTTP/1.1 ", await RawAsync(visitor.BaseAddress!, malformed), StringComparison.Ordinal);
        }

        var log = await program.StopAsync();
        Assert.Contains("OTHER", log, StringComparison.Ordinal);
        Assert.Contains("/groupes", log, StringComparison.Ordinal);
        Assert.Contains("api/v1/groups", log, StringComparison.Ordinal);
        Assert.DoesNotContain(Canary, log, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task A_database_that_goes_away_degrades_the_portal_and_its_pages_are_still_there()
    {
        using var program = Running.Start(folder, [], new() { ["ASPNETCORE_ENVIRONMENT"] = "Production", ["ASPNETCORE_URLS"] = "http://127.0.0.1:0" });
        using var visitor = new HttpClient { BaseAddress = await program.AddressAsync() };
        Assert.Equal("Healthy", await visitor.GetStringAsync("/health/ready"));
        Directory.Delete(Path.Combine(folder, "App_Data"), recursive: true);

        using var ready = await visitor.GetAsync("/health/ready");
        Assert.Equal((HttpStatusCode.OK, "Degraded"), (ready.StatusCode, await ready.Content.ReadAsStringAsync()));
        foreach (var path in new[] { "/fr", "/de/gruppen?q=Angst", "/it/temi", "/en/centres", "/api/v1/groups" })
        {
            using var response = await visitor.GetAsync(path);
            Assert.True(response.StatusCode == HttpStatusCode.OK, $"{(int)response.StatusCode} for {path}");
        }
    }

    [Theory]
    [InlineData("environment")]
    [InlineData("argument")]
    public async Task The_content_root_an_operator_names_is_obeyed(string how)
    {
        var root = Directory.CreateDirectory(Path.Combine(folder, "named")).FullName;
        Dictionary<string, string> environment = new() { ["ASPNETCORE_ENVIRONMENT"] = "Production", ["ASPNETCORE_URLS"] = "http://127.0.0.1:0", ["Storage__Path"] = "data" };
        string[] args = [];
        if (how == "environment")
        {
            environment["ASPNETCORE_CONTENTROOT"] = root;
        }
        else
        {
            args = ["--contentRoot", root];
        }

        using var program = Running.Start(folder, args, environment);
        await program.AddressAsync();
        Assert.True(File.Exists(Path.Combine(root, "data", "portal.db")));
    }

    [Fact]
    public async Task Production_never_invents_groups_by_itself()
    {
        using var program = Running.Start(folder, [], new() { ["ASPNETCORE_ENVIRONMENT"] = "Production", ["ASPNETCORE_URLS"] = "http://127.0.0.1:0" });
        using var visitor = new HttpClient { BaseAddress = await program.AddressAsync() };
        Assert.Contains("\"total\":0", await visitor.GetStringAsync("/api/v1/groups"), StringComparison.Ordinal);
        Assert.DoesNotContain("demo-note", await visitor.GetStringAsync("/fr"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task With_neither_a_database_nor_a_copy_of_the_catalogue_the_program_says_so_and_ends()
    {
        var (exit, output) = await Running.VerbAsync(folder, $"--ConnectionStrings:Portal=Data Source={folder}/not-there/portal.db");
        Assert.Equal(1, exit);
        Assert.Contains("nothing to serve", output, StringComparison.Ordinal);
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

    /// <summary>Sends exactly these characters, and reads until the server hangs up.</summary>
    private static async Task<string> RawAsync(Uri address, string request)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(address.Host, address.Port);
        await client.GetStream().WriteAsync(Encoding.ASCII.GetBytes(request));
        using var reader = new StreamReader(client.GetStream(), Encoding.ASCII);
        return await reader.ReadToEndAsync().WaitAsync(TimeSpan.FromSeconds(20));
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
