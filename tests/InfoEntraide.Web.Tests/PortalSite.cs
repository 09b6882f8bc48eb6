using System.Data.Common;
using InfoEntraide.Web.Data;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace InfoEntraide.Web.Tests;

/// <summary>The whole portal, with a database of its own that holds the reference data and some hundred invented groups, and a clock that stands still.</summary>
public sealed class PortalSite : WebApplicationFactory<Program>
{
    private readonly TestDatabase? own;
    private readonly string storage = Directory.CreateTempSubdirectory("infoentraide-test-").FullName;
    private readonly Dictionary<string, string> settings;

    public PortalSite()
        : this(TestDatabase.WithGroups(), []) => own = Database;

    /// <summary>A site beside others on one database, which stays the caller's, or with settings of its own.</summary>
    internal PortalSite(TestDatabase? database, Dictionary<string, string> settings) => (Database, this.settings) = (database, settings);

    public TestDatabase? Database { get; }

    /// <summary>How many SQL commands were sent since the site started serving.</summary>
    public StatementCounter Statements { get; } = new();

    /// <summary>False for a portal that holds its groups for real: its pages are to be found by search engines.</summary>
    public bool HoldsDemoData { get; init; } = true;

    /// <summary>The database goes with the site, although it was given.</summary>
    internal bool OwnsDatabase { init => own = value ? Database : own; }

    /// <summary>Writes into the database before the portal starts: what it finds there is its catalogue.</summary>
    public Action<PortalDb>? Before { get; init; }

    /// <summary>Services a test adds to those of the portal.</summary>
    public Action<IServiceCollection>? Extra { get; init; }

    /// <summary>The clock of the portal.</summary>
    public FakeClock Clock { get; } = new();

    public PortalDb OpenDatabase() => Database!.Open();

    public HttpClient Visitor() => CreateClient(new() { AllowAutoRedirect = false, HandleCookies = false });

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        if (!HoldsDemoData)
        {
            using var db = Database!.Open();
            db.PortalStates.Single().DemoDataSince = null;
            db.SaveChanges();
        }

        if (Before is not null)
        {
            using var db = Database!.Open();
            Before(db);
            db.SaveChanges();
        }

        builder.UseEnvironment(settings.GetValueOrDefault("environment", "Production"));
        if (Database is not null)
        {
            builder.UseSetting("Database:Provider", Database.Provider.ToString());
            builder.UseSetting("ConnectionStrings:Portal", Database.ConnectionString);
        }

        builder.UseSetting("Storage:Path", storage);
        builder.UseSetting("Serilog:MinimumLevel", "Warning");

        // Tests that are about other processes ask themselves.
        builder.UseSetting("Catalogue:PollEvery", "00:00:00");
        foreach (var (key, value) in settings)
        {
            builder.UseSetting(key, value);
        }

        builder.ConfigureTestServices(services =>
        {
            services.Replace(ServiceDescriptor.Singleton<TimeProvider>(Clock));
            services.ConfigureDbContext<SqlitePortalDb>(o => o.AddInterceptors(Statements));
            services.ConfigureDbContext<SqlServerPortalDb>(o => o.AddInterceptors(Statements));
            Extra?.Invoke(services);
        });
    }

    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        if (disposing)
        {
            own?.Dispose();
            if (Directory.Exists(storage))
            {
                Directory.Delete(storage, recursive: true);
            }
        }
    }
}

/// <summary>Counts SQL commands.</summary>
public sealed class StatementCounter : DbCommandInterceptor
{
    private int count;

    public int Count => count;

    public override InterceptionResult<DbDataReader> ReaderExecuting(DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result)
    {
        Interlocked.Increment(ref count);
        return result;
    }

    public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result, CancellationToken cancellationToken = default)
    {
        Interlocked.Increment(ref count);
        return ValueTask.FromResult(result);
    }

    public override InterceptionResult<object> ScalarExecuting(DbCommand command, CommandEventData eventData, InterceptionResult<object> result)
    {
        Interlocked.Increment(ref count);
        return result;
    }

    public override InterceptionResult<int> NonQueryExecuting(DbCommand command, CommandEventData eventData, InterceptionResult<int> result)
    {
        Interlocked.Increment(ref count);
        return result;
    }

    public override ValueTask<InterceptionResult<object>> ScalarExecutingAsync(DbCommand command, CommandEventData eventData, InterceptionResult<object> result, CancellationToken cancellationToken = default)
    {
        Interlocked.Increment(ref count);
        return ValueTask.FromResult(result);
    }

    public override ValueTask<InterceptionResult<int>> NonQueryExecutingAsync(DbCommand command, CommandEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
    {
        Interlocked.Increment(ref count);
        return ValueTask.FromResult(result);
    }
}
