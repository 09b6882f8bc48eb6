using System.Diagnostics;
using System.Globalization;
using InfoEntraide.Web.Hosting;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace InfoEntraide.Web.Data;

/// <summary>
/// Brings the database up to date. When nothing is pending no lock is taken. A process killed while migrating SQLite leaves a row in
/// EF's lock table that would block every later start: it is cleared, under a file lock, which the system frees with the process.
/// </summary>
internal static partial class DatabaseMigration
{
    // A failing statement must end the whole run: what follows would be written outside of the transaction.
    // sqlcmd starts with QUOTED_IDENTIFIER off, and filtered indexes cannot be made so.
    private const string SqlServerNote = """
        -- Run it with: sqlcmd -b -I -d DATABASE -i FILE
        SET XACT_ABORT, QUOTED_IDENTIFIER ON;
        GO


        """;

    private const string SqliteNote = """
        -- SQLite cannot make idempotent scripts: this one is for an empty database.
        -- An existing database is brought up to date by the verb migrate, or by starting the portal.


        """;

    private static readonly TimeSpan LockWait = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan LockPatience = TimeSpan.FromMinutes(2);

    public static async Task<IReadOnlyList<string>> RunAsync(PortalDb db, Storage storage, ILogger logger, CancellationToken ct)
    {
        if ((await PendingAsync(db, ct)).Count == 0)
        {
            return [];
        }

        await using var _ = await TakeFileLockAsync(storage.File("migration.lock"), LockPatience, logger, ct);
        var pending = await PendingAsync(db, ct);
        if (pending.Count == 0)
        {
            return [];
        }

        if (db is SqlitePortalDb sqlite)
        {
            await sqlite.ClearStaleMigrationLockAsync(ct);
        }

        logger.Migrating(pending.Count);
        await db.Database.MigrateAsync(ct);
        return pending;
    }

    public static async Task<IReadOnlyList<string>> PendingAsync(PortalDb db, CancellationToken ct) => [.. await db.Database.GetPendingMigrationsAsync(ct)];

    /// <summary>All migrations as SQL, without asking the database. The one for SQL Server can be run on any earlier state, and again.</summary>
    public static string Script(PortalDb db)
    {
        var migrator = db.GetService<IMigrator>();
        return db is SqlServerPortalDb
            ? SqlServerNote + migrator.GenerateScript(options: MigrationsSqlGenerationOptions.Idempotent)
            : SqliteNote + migrator.GenerateScript();
    }

    /// <summary>The file stays behind: taken away at the end, it could be taken away under the next process, which would then hold a lock that nobody sees.</summary>
    internal static async Task<FileStream> TakeFileLockAsync(string path, TimeSpan patience, ILogger logger, CancellationToken ct)
    {
        var started = Stopwatch.GetTimestamp();
        for (var attempt = 0; ; attempt++)
        {
            try
            {
                return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 1);
            }
            catch (IOException e) when (e is not DirectoryNotFoundException && Stopwatch.GetElapsedTime(started) >= patience)
            {
                throw new TimeoutException(string.Create(CultureInfo.InvariantCulture, $"The lock {path} could not be taken for {patience.TotalSeconds:0} seconds: another process is bringing the database up to date, or the file cannot be written."), e);
            }
            catch (IOException e) when (e is not DirectoryNotFoundException)
            {
                if (attempt == 0)
                {
                    logger.WaitingForLock(path, e.Message);
                }

                await Task.Delay(LockWait, ct);
            }
        }
    }

    [LoggerMessage(LogLevel.Information, "Bringing the database up to date: {Count} migration(s)")]
    private static partial void Migrating(this ILogger logger, int count);

    [LoggerMessage(LogLevel.Warning, "Waiting for the lock {Path}, which another process seems to hold: {Reason}")]
    private static partial void WaitingForLock(this ILogger logger, string path, string reason);
}
