using InfoEntraide.Web.Data;
using InfoEntraide.Web.Data.Demo;
using InfoEntraide.Web.Data.Reference;
using Microsoft.Data.SqlClient;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace InfoEntraide.Web.Tests;

/// <summary>
/// A database for one test, made by the real migrations: SQLite in memory or, where the environment names a SQL Server, a database of its own
/// there. Every <see cref="Open"/> gives a context of its own on the same data, as every request has; it is gone when the test disposes of it.
/// </summary>
public sealed class TestDatabase : IDisposable
{
    /// <summary>Environment variable with a connection string to a server on which databases may be made and dropped.</summary>
    public const string ServerVariable = "INFOENTRAIDE_TEST_SQLSERVER";

    private const int Groups = 400;

    private static readonly string? Server = Environment.GetEnvironmentVariable(ServerVariable);

    // Filled once and copied for each test: copying takes about a millisecond.
    private static readonly Lazy<SqliteConnection> Migrated = new(() => Template(_ => { }));
    private static readonly Lazy<SqliteConnection> Referenced = new(() => Template(LoadReference));
    private static readonly Lazy<SqliteConnection> Filled = new(() => Template(LoadGroups));

    private readonly SqliteConnection? keepAlive;
    private readonly ServiceProvider services;

    public TestDatabase()
        : this(Server, Migrated, _ => { })
    {
    }

    private TestDatabase(string? server, Lazy<SqliteConnection> template, Action<PortalDb> fill)
    {
        services = new ServiceCollection().AddSingleton<TimeProvider>(Clock).BuildServiceProvider();
        if (NewOn(server) is { } connection)
        {
            (Provider, ConnectionString) = (DatabaseProvider.SqlServer, connection);
            try
            {
                using var db = Open();
                db.Database.Migrate();
                fill(db);
            }
            catch
            {
                Dispose();
                throw;
            }
        }
        else
        {
            ConnectionString = $"Data Source=test-{Guid.NewGuid():N};Mode=Memory;Cache=Shared";
            keepAlive = new SqliteConnection(ConnectionString);
            keepAlive.Open();
            lock (template)
            {
                template.Value.BackupDatabase(keepAlive);
            }
        }
    }

    /// <summary>With the reference data.</summary>
    public static TestDatabase WithReferenceData() => new(Server, Referenced, LoadReference);

    /// <summary>With the reference data and some hundred invented groups.</summary>
    public static TestDatabase WithGroups() => new(Server, Filled, LoadGroups);

    /// <summary>An empty one on SQLite, whatever the environment says, for tests that are about SQLite.</summary>
    public static TestDatabase OnSqlite() => new(null, Migrated, _ => { });

    public DatabaseProvider Provider { get; } = DatabaseProvider.Sqlite;

    /// <summary>For programs under test that open the database themselves: <c>ConnectionStrings:Portal</c>.</summary>
    public string ConnectionString { get; }

    /// <summary>The time of the audit entries.</summary>
    public FakeClock Clock { get; } = new();

    public PortalDb Open(Action<DbContextOptionsBuilder>? configure = null)
    {
        if (Provider == DatabaseProvider.SqlServer)
        {
            var sqlServer = new DbContextOptionsBuilder<SqlServerPortalDb>();
            sqlServer.UsePortalSqlServer(ConnectionString).UseApplicationServiceProvider(services);
            configure?.Invoke(sqlServer);
            return new SqlServerPortalDb(sqlServer.Options);
        }

        var sqlite = new DbContextOptionsBuilder<SqlitePortalDb>().UseSqlite(ConnectionString).UseApplicationServiceProvider(services);
        configure?.Invoke(sqlite);
        return new SqlitePortalDb(sqlite.Options);
    }

    public void Dispose()
    {
        keepAlive?.Dispose();
        if (Provider == DatabaseProvider.SqlServer)
        {
            using var db = Open();
            db.Database.EnsureDeleted();
        }

        services.Dispose();
    }

    /// <summary>The connection string of a database that does not exist yet; null when no server is given. A database named in <paramref name="server"/> is never touched.</summary>
    internal static string? NewOn(string? server) => string.IsNullOrWhiteSpace(server)
        ? null
        : new SqlConnectionStringBuilder(server) { InitialCatalog = $"InfoEntraideTest_{Guid.NewGuid():N}" }.ConnectionString;

    private static SqliteConnection Template(Action<PortalDb> fill)
    {
        var connection = new SqliteConnection("Data Source=:memory:");
        connection.Open();
        using var db = new SqlitePortalDb(new DbContextOptionsBuilder<SqlitePortalDb>().UseSqlite(connection).Options);
        db.Database.Migrate();
        fill(db);
        return connection;
    }

    private static void LoadReference(PortalDb db) => ReferenceData.LoadAsync(db, ReferenceData.DefaultFolder, new FakeClock(), CancellationToken.None).GetAwaiter().GetResult();

    private static void LoadGroups(PortalDb db)
    {
        LoadReference(db);
        DemoData.LoadAsync(db, Groups, new FakeClock(), null, CancellationToken.None).GetAwaiter().GetResult();
    }
}
