using InfoEntraide.Web.Hosting;
using InfoEntraide.Web.Tests.Data.SqlServer;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Configuration;

namespace InfoEntraide.Web.Tests.Hosting;

/// <summary><c>migrate</c> and <c>healthcheck</c> as an operator runs them: what is printed, what is written, how it ends.</summary>
public sealed class OperatorVerbTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("infoentraide-verb-").FullName;

    private string DatabaseFile => Path.Combine(folder, "App_Data", "portal.db");

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task A_dry_run_lists_what_migrate_would_apply_and_makes_no_database()
    {
        var dry = await RunAsync([], "migrate", "--dry-run");
        Assert.Equal(0, dry.Exit);
        Assert.Contains("_Initial", dry.Output, StringComparison.Ordinal);
        Assert.Contains("nothing was changed", dry.Output, StringComparison.Ordinal);
        Assert.False(File.Exists(DatabaseFile));

        var real = await RunAsync([], "migrate");
        Assert.Equal(
            dry.Output.Split('\n').Where(l => l.StartsWith("would apply ", StringComparison.Ordinal)).Select(l => l["would apply ".Length..]),
            real.Output.Split('\n').Where(l => l.StartsWith("applied ", StringComparison.Ordinal)).Select(l => l["applied ".Length..]));
        Assert.Equal("The database is up to date.", (await RunAsync([], "migrate", "--dry-run")).Output.Trim());
    }

    [Fact]
    public async Task The_script_for_SQL_Server_needs_no_server_and_nothing_else_is_printed()
    {
        var (exit, output, _) = await RunAsync(SqlServer("Server=none.invalid;Encrypt=Mandatory"), "migrate", "--script");

        Assert.Equal(0, exit);
        Assert.Equal(SqlServerScriptTests.Script, output);
    }

    [Fact]
    public async Task The_script_for_SQLite_says_that_it_cannot_be_run_twice_and_makes_an_empty_database()
    {
        var (exit, output, _) = await RunAsync([], "migrate", "--script");

        Assert.Equal(0, exit);
        Assert.Contains("-- SQLite cannot make idempotent scripts", output, StringComparison.Ordinal);
        Assert.False(File.Exists(DatabaseFile));
        await using var connection = new SqliteConnection("Data Source=:memory:");
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = output + "SELECT count(*) FROM Groups;";
        Assert.Equal(0L, await command.ExecuteScalarAsync());
    }

    [Fact]
    public async Task What_is_wrong_with_the_database_is_said_in_one_line()
    {
        var unreachable = await RunAsync(SqlServer("Server=127.0.0.1,1;User Id=sa;Password=x;Encrypt=Mandatory;Connect Timeout=1;Connect Retry Count=0"), "migrate");
        Assert.Equal(1, unreachable.Exit);
        Assert.StartsWith("The database could not be reached", unreachable.Errors.Split('\n')[^2], StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", unreachable.Errors, StringComparison.Ordinal);

        var unnamed = await RunAsync(new() { ["Database__Provider"] = "SqlServer" }, "migrate");
        Assert.Equal((2, "Set ConnectionStrings__Portal: SQL Server needs a connection string."), (unnamed.Exit, unnamed.Errors.Trim()));

        Assert.Equal(1, (await RunAsync([], "migrate", "--dry-run", "--script")).Exit);
    }

    [Theory]
    [InlineData(200, 0)]
    [InlineData(503, 1)]
    public async Task Healthcheck_asks_the_portal_at_the_address_it_listens_on(int status, int expected)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        await using var portal = builder.Build();
        portal.MapGet("/health/ready", () => Results.Text("as asked", statusCode: status));
        await portal.StartAsync();

        var (exit, output, _) = await RunAsync(new() { ["ASPNETCORE_URLS"] = portal.Urls.Single() }, "healthcheck");

        Assert.Equal((expected, "as asked"), (exit, output.Trim()));
    }

    [Theory]
    [InlineData(1, "healthcheck", "--url", "http://127.0.0.1:1")]
    [InlineData(1, "healthcheck", "--url", "nonsense")]
    [InlineData(1, "healthcheck", "--url", "/health")]
    [InlineData(1, "healthcheck", "--url", "ftp://localhost")]
    [InlineData(1, "healthcheck", "--url")]
    [InlineData(0, "healthcheck", "--help")]
    public async Task Healthcheck_never_ends_in_a_stack_trace(int expected, params string[] verb)
    {
        var (exit, output, errors) = await RunAsync([], verb);

        Assert.Equal(expected, exit);
        Assert.NotEqual("", (output + errors).Trim());
        Assert.DoesNotContain("   at ", output + errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("urls", "http://+:8080", "http://localhost:8080/")]
    [InlineData("urls", "http://*:80;https://*:443", "http://localhost:80/")]
    [InlineData("urls", "https://0.0.0.0:8443", "https://localhost:8443/")]
    [InlineData("urls", "http://[::]:5000", "http://localhost:5000/")]
    [InlineData("urls", "http://192.0.2.7:5000", "http://192.0.2.7:5000/")]
    [InlineData("http_ports", "8080", "http://localhost:8080/")]
    [InlineData("https_ports", "8443", "https://localhost:8443/")]
    [InlineData("unrelated", "", "http://localhost:5080/")]
    public void Healthcheck_asks_this_machine_when_the_portal_listens_on_any_address(string setting, string value, string expected)
    {
        var settings = new ConfigurationBuilder().AddInMemoryCollection([new(setting, value)]).Build();

        Assert.Equal(new Uri(expected), HealthcheckVerb.Address(settings));
    }

    private static Dictionary<string, string> SqlServer(string connection) => new() { ["Database__Provider"] = "SqlServer", ["ConnectionStrings__Portal"] = connection };

    private Task<(int Exit, string Output, string Errors)> RunAsync(Dictionary<string, string> environment, params string[] verb) => VerbProcess.RunAsync(folder, environment, verb);
}
