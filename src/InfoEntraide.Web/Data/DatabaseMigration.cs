using InfoEntraide.Web.Hosting;
using Microsoft.EntityFrameworkCore;

namespace InfoEntraide.Web.Data;

/// <summary>
/// Brings the database up to date. When nothing is pending no lock is taken. A process killed while migrating SQLite leaves a row in
/// EF's lock table that would block every later start: it is cleared, under a file lock, which the system frees with the process.
/// </summary>
internal static partial class DatabaseMigration
{
    private static readonly TimeSpan LockWait = TimeSpan.FromMilliseconds(200);

    public static async Task<IReadOnlyList<string>> RunAsync(PortalDb db, Storage storage, ILogger logger, CancellationToken ct)
    {
        if (!(await db.Database.GetPendingMigrationsAsync(ct)).Any())
        {
            return [];
        }

        await using var _ = await TakeFileLockAsync(storage.File("migration.lock"), ct);
        var pending = (await db.Database.GetPendingMigrationsAsync(ct)).ToList();
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

    private static async Task<FileStream> TakeFileLockAsync(string path, CancellationToken ct)
    {
        while (true)
        {
            try
            {
                return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 1, FileOptions.DeleteOnClose);
            }
            catch (IOException) when (!ct.IsCancellationRequested)
            {
                // Another process is migrating the same file: wait for it.
                await Task.Delay(LockWait, ct);
            }
        }
    }

    [LoggerMessage(LogLevel.Information, "Bringing the database up to date: {Count} migration(s)")]
    private static partial void Migrating(this ILogger logger, int count);
}
