using System.Text;
using InfoEntraide.Web.Data;
using InfoEntraide.Web.Features.Groups;
using InfoEntraide.Web.Features.Shared;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace InfoEntraide.Web.Tests.Data;

/// <summary>Reads the bytes of the database's files, while the program has them open: what is erased must be in none of them.</summary>
public sealed class ErasureTests : IDisposable
{
    private const string Canary = "Quendolina-Canari";

    private readonly string folder = Directory.CreateTempSubdirectory("infoentraide-test-").FullName;
    private readonly SqliteConnection keptOpen;
    private readonly Guid group;

    public ErasureTests()
    {
        using var db = Open();
        db.Database.Migrate();
        group = Sample.Into(db).Group;

        // As a server that goes on running: the log is not tidied away by the last one to leave.
        keptOpen = new SqliteConnection(db.Database.GetConnectionString());
        keptOpen.Open();
        for (var i = 0; i < 200; i++)
        {
            // Long enough to fill pages of their own, so that deleting frees some.
            db.Add(new ContactPerson { GroupId = group, Name = $"{Canary} {i} {new string('x', 150)}", Email = $"{Canary}{i}@example.org", Phone = $"{Canary} {i}" });
        }

        db.SaveChanges();
    }

    public void Dispose()
    {
        keptOpen.Dispose();
        SqliteConnection.ClearAllPools();
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task Who_is_there_is_in_the_files()
    {
        await using var db = Open();

        Assert.Equal(200, await db.ContactPersons.CountAsync(p => p.Name!.StartsWith(Canary)));
        Assert.NotEmpty(FilesWithCanary());
    }

    [Theory]
    [InlineData("erase")]
    [InlineData("delete")]
    [InlineData("delete the group")]
    [InlineData("overwrite")]
    public async Task Who_is_erased_is_in_no_file_and_no_table(string how)
    {
        await using (var db = Open())
        {
            var people = await db.ContactPersons.Where(p => p.Name!.StartsWith(Canary)).ToListAsync();
            switch (how)
            {
                case "erase":
                    people.ForEach(p => p.Erase());
                    break;
                case "delete":
                    db.RemoveRange(people);
                    break;
                case "delete the group":
                    db.ChangeTracker.Clear();
                    db.Remove(await db.Groups.SingleAsync());
                    break;
                default:
                    people.ForEach(p => (p.Name, p.Email, p.Phone) = ("N. N.", null, null));
                    break;
            }

            await db.SaveChangesAsync();
        }

        Assert.Empty(FilesWithCanary());
        await using var after = Open();
        Assert.DoesNotContain(await TextOfAllTablesAsync(after), text => text.Contains(Canary, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_reader_at_the_same_moment_delays_erasure_from_the_log_only_until_the_next_one()
    {
        await using (var db = Open())
        {
            await using var reader = Open();
            await using var reading = await reader.Database.BeginTransactionAsync(System.Data.IsolationLevel.ReadUncommitted);
            Assert.Equal(1, await reader.Groups.CountAsync());
            (await db.ContactPersons.Where(p => p.Name!.StartsWith(Canary)).ToListAsync()).ForEach(p => p.Erase());
            await db.SaveChangesAsync();
            Assert.NotEmpty(FilesWithCanary());
        }

        await using (var db = Open())
        {
            (await db.ContactPersons.SingleAsync(p => p.Email == "camille@example.org")).Erase();
            await db.SaveChangesAsync();
        }

        Assert.Empty(FilesWithCanary());
    }

    [Theory]
    [InlineData(0, "PRAGMA busy_timeout = 0")]
    [InlineData(7000, "PRAGMA busy_timeout = 7000")]
    public async Task The_connection_waits_for_others_as_long_as_before(long patience, string setting)
    {
        await using var db = Open();
        await db.Database.OpenConnectionAsync();
        await db.Database.ExecuteSqlRawAsync(setting);
        (await db.ContactPersons.FirstAsync(p => p.Name!.StartsWith(Canary))).Erase();

        await db.SaveChangesAsync();

        await using var command = db.Database.GetDbConnection().CreateCommand();
        command.CommandText = "PRAGMA busy_timeout";
        Assert.Equal(patience, await command.ExecuteScalarAsync());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_log_that_cannot_be_emptied_makes_no_failure_of_a_save_that_is_committed(bool isAsync)
    {
        var lines = new Lines();
        using (var log = LoggerFactory.Create(b => b.AddProvider(lines)))
        {
            await using var db = Open(log);
            await db.Database.OpenConnectionAsync();
            var person = await db.ContactPersons.FirstAsync(p => p.Name!.StartsWith(Canary));
            person.Erase();

            // A result nobody has read to its end locks the log for this connection.
            await using var command = db.Database.GetDbConnection().CreateCommand();
            command.CommandText = "SELECT Name FROM ContactPersons";
            await using var rows = await command.ExecuteReaderAsync();
            Assert.True(await rows.ReadAsync());

            Assert.True((isAsync ? await db.SaveChangesAsync() : db.SaveChanges()) > 0);
        }

        await using var after = Open();
        Assert.Equal(199, await after.ContactPersons.CountAsync(p => p.Name!.StartsWith(Canary)));
        Assert.Contains("The change is saved, but erased personal data is still", Assert.Single(lines.Warnings), StringComparison.Ordinal);
    }

    private SqlitePortalDb Open(ILoggerFactory? log = null) =>
        new(new DbContextOptionsBuilder<SqlitePortalDb>().UseSqlite($"Data Source={Path.Combine(folder, "portal.db")}").UseLoggerFactory(log).Options);

    private List<string> FilesWithCanary() => [.. Directory.EnumerateFiles(folder).Where(file =>
    {
        using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        using var content = new MemoryStream();
        stream.CopyTo(content);
        return content.ToArray().AsSpan().IndexOf(Encoding.UTF8.GetBytes(Canary)) >= 0;
    })];

    private static async Task<List<string>> TextOfAllTablesAsync(PortalDb db)
    {
        var texts = new List<string>();
        foreach (var table in await db.Database.SqlQueryRaw<string>("SELECT name AS Value FROM sqlite_master WHERE type = 'table'").ToListAsync())
        {
            await using var command = db.Database.GetDbConnection().CreateCommand();
            await db.Database.OpenConnectionAsync();
            command.CommandText = $"SELECT * FROM \"{table}\"";
            await using var rows = await command.ExecuteReaderAsync();
            while (await rows.ReadAsync())
            {
                texts.Add(string.Join('|', Enumerable.Range(0, rows.FieldCount).Select(rows.GetValue)));
            }
        }

        return texts;
    }

    private sealed class Lines : ILoggerProvider, ILogger
    {
        public List<string> Warnings { get; } = [];

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Warning;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) => Warnings.Add(formatter(state, exception));

        public void Dispose()
        {
        }
    }
}
