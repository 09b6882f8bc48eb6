using System.Diagnostics;
using System.Globalization;
using InfoEntraide.Benchmarks;
using InfoEntraide.Web.Data;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace InfoEntraide.Browser.Tests;

/// <summary>
/// The portal as visitors meet it: published, as a program of its own, in Production. Its groups are invented and as many as there are in
/// Switzerland, but not marked as a demonstration, so that search engines are invited as they will be.
/// </summary>
public sealed class PublishedPortal : IAsyncDisposable
{
    private const int Groups = 2_700;

    private readonly ChildServer server;
    private readonly string storage;

    private PublishedPortal(ChildServer server, string storage) => (this.server, this.storage) = (server, storage);

    public Uri Address => server.Address;

    public static async Task<PublishedPortal> StartAsync(CancellationToken ct)
    {
        // Not --output of an empty folder: what is there already is only brought up to date.
        var program = Repository.Folder("artifacts", "published");
        await ChildServer.RunToEndAsync(
            new("dotnet", ["publish", Repository.Folder("src", "InfoEntraide.Web"), "-c", "Release", "--no-restore", "-o", program, "--nologo", "-v", "q", "-nodeReuse:false"]) { UseShellExecute = false }, ct);
        var folder = Directory.CreateTempSubdirectory("infoentraide-published-").FullName;
        try
        {
            await ChildServer.RunToEndAsync(Program("seed", "demo", "--groups", Groups.ToString(CultureInfo.InvariantCulture)), ct);
            await TakeMarkOffAsync(Path.Combine(folder, "portal.db"), ct);
            return new(await ChildServer.StartAsync(Program(), "/health/ready", ct), folder);
        }
        catch
        {
            Directory.Delete(folder, recursive: true);
            throw;
        }

        ProcessStartInfo Program(params string[] verb)
        {
            var start = new ProcessStartInfo("dotnet", ["InfoEntraide.Web.dll", .. verb]) { WorkingDirectory = program, UseShellExecute = false };
            start.Environment["Storage__Path"] = folder;
            start.Environment["Database__Provider"] = "Sqlite";
            start.Environment["Serilog__MinimumLevel__Default"] = "Warning";
            return start;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await server.DisposeAsync();
        Directory.Delete(storage, recursive: true);
    }

    private static async Task TakeMarkOffAsync(string file, CancellationToken ct)
    {
        await using (var db = new SqlitePortalDb(new DbContextOptionsBuilder<SqlitePortalDb>().UseSqlite($"Data Source={file}").Options))
        {
            (await db.PortalStates.SingleAsync(ct)).DemoDataSince = null;
            await db.SaveChangesAsync(ct);
        }

        SqliteConnection.ClearAllPools();
    }
}
