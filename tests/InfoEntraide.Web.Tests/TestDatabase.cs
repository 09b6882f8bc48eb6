using InfoEntraide.Web.Data;
using InfoEntraide.Web.Data.Demo;
using InfoEntraide.Web.Data.Reference;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace InfoEntraide.Web.Tests;

/// <summary>
/// A database for one test: SQLite in memory, made by the real migrations. Every <see cref="Open"/> gives a context of its own on the same
/// data, as every request has; it is gone when the test disposes of it.
/// </summary>
public sealed class TestDatabase : IDisposable
{
    // Migrated once and copied for each test: copying takes about a millisecond.
    private static readonly Lazy<SqliteConnection> Migrated = new(Migrate);
    private static readonly Lazy<SqliteConnection> Filled = new(Fill);

    private const int Groups = 400;

    private readonly SqliteConnection keepAlive;

    public TestDatabase()
        : this(Migrated)
    {
    }

    private TestDatabase(Lazy<SqliteConnection> template)
    {
        ConnectionString = $"Data Source=test-{Guid.NewGuid():N};Mode=Memory;Cache=Shared";
        keepAlive = new SqliteConnection(ConnectionString);
        keepAlive.Open();
        lock (template)
        {
            template.Value.BackupDatabase(keepAlive);
        }
    }

    /// <summary>With the reference data and some hundred invented groups.</summary>
    public static TestDatabase WithGroups() => new(Filled);

    /// <summary>For programs under test that open the database themselves: <c>ConnectionStrings:Portal</c>.</summary>
    public string ConnectionString { get; }

    public PortalDb Open(Action<DbContextOptionsBuilder>? configure = null)
    {
        var options = new DbContextOptionsBuilder<SqlitePortalDb>().UseSqlite(ConnectionString);
        configure?.Invoke(options);
        return new SqlitePortalDb(options.Options);
    }

    public void Dispose() => keepAlive.Dispose();

    private static SqliteConnection Migrate()
    {
        var connection = new SqliteConnection("Data Source=:memory:");
        connection.Open();
        using var db = new SqlitePortalDb(new DbContextOptionsBuilder<SqlitePortalDb>().UseSqlite(connection).Options);
        db.Database.Migrate();
        return connection;
    }

    private static SqliteConnection Fill()
    {
        var connection = Migrate();
        using var db = new SqlitePortalDb(new DbContextOptionsBuilder<SqlitePortalDb>().UseSqlite(connection).Options);
        ReferenceData.LoadAsync(db, ReferenceData.DefaultFolder, new FakeClock(), CancellationToken.None).GetAwaiter().GetResult();
        DemoData.LoadAsync(db, Groups, new FakeClock(), null, CancellationToken.None).GetAwaiter().GetResult();
        return connection;
    }
}
