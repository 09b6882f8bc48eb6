using System.Globalization;
using InfoEntraide.Web.Features.Audit;
using InfoEntraide.Web.Features.Centres;
using InfoEntraide.Web.Features.Content;
using InfoEntraide.Web.Features.Crisis;
using InfoEntraide.Web.Features.Groups;
using InfoEntraide.Web.Features.Partners;
using InfoEntraide.Web.Features.Places;
using InfoEntraide.Web.Features.Topics;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;

namespace InfoEntraide.Web.Data;

/// <summary>The data API of the portal. One child per database, so that each has its own migrations; provider quirks live there and nowhere else.</summary>
public abstract class PortalDb(DbContextOptions options) : DbContext(options)
{
    public DbSet<Canton> Cantons => Set<Canton>();

    public DbSet<Place> Places => Set<Place>();

    public DbSet<LocalityAlias> LocalityAliases => Set<LocalityAlias>();

    public DbSet<TopicCategory> TopicCategories => Set<TopicCategory>();

    public DbSet<Topic> Topics => Set<Topic>();

    public DbSet<TopicSynonym> TopicSynonyms => Set<TopicSynonym>();

    public DbSet<Centre> Centres => Set<Centre>();

    public DbSet<ClosurePeriod> ClosurePeriods => Set<ClosurePeriod>();

    public DbSet<Partner> Partners => Set<Partner>();

    public DbSet<SelfHelpGroup> Groups => Set<SelfHelpGroup>();

    public DbSet<ContactPerson> ContactPersons => Set<ContactPerson>();

    public DbSet<CrisisNumber> CrisisNumbers => Set<CrisisNumber>();

    public DbSet<ContentPage> ContentPages => Set<ContentPage>();

    public DbSet<AuditEntry> AuditEntries => Set<AuditEntry>();

    public DbSet<ReferenceFile> ReferenceFiles => Set<ReferenceFile>();

    public DbSet<PortalState> PortalStates => Set<PortalState>();

    /// <summary>Who changes data through this context.</summary>
    public AuditActor Actor { get; set; } = AuditActor.System;

    internal PendingSave Pending { get; } = new();

    /// <summary>
    /// For the first load of many records from a known source: until the result is disposed of, saves write one <see cref="AuditAction.Loaded"/>
    /// entry with counts instead of one entry per record. Versions are raised all the same.
    /// </summary>
    public AuditSummary Summarise(AuditActor actor) => new(this, actor);

    /// <summary>
    /// Says which version of a record an editor had before them: saving a change throws <see cref="DbUpdateConcurrencyException"/> when somebody
    /// else saved in between.
    /// </summary>
    public void Expect(IAudited record, int version) => Entry(record).Property(nameof(IAudited.Version)).OriginalValue = version;

    /// <summary>Called after personal data was erased and committed: does what the database needs so that its files no longer hold it.</summary>
    internal virtual Task FlushErasedAsync(bool isAsync, CancellationToken ct) => Task.CompletedTask;

    protected override void OnConfiguring(DbContextOptionsBuilder optionsBuilder) => optionsBuilder.AddPortalInterceptors();

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.ApplyConfigurationsFromAssembly(typeof(PortalDb).Assembly);
        foreach (var record in modelBuilder.Model.GetEntityTypes().Where(t => t.ClrType.IsAssignableTo(typeof(IAudited))))
        {
            modelBuilder.Entity(record.ClrType).Property(nameof(IAudited.Version)).IsConcurrencyToken();
        }
    }
}

public sealed class SqlitePortalDb(DbContextOptions<SqlitePortalDb> options) : PortalDb(options)
{
    /// <summary>SQLite cannot compare or order <see cref="DateTimeOffset"/>: stored as UTC ticks.</summary>
    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder) =>
        configurationBuilder.Properties<DateTimeOffset>().HaveConversion<UtcTicks>();

    protected override void OnConfiguring(DbContextOptionsBuilder optionsBuilder)
    {
        base.OnConfiguring(optionsBuilder);
        optionsBuilder.AddInterceptors(LooseText.OnSqliteConnections.Instance);
    }

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        base.OnModelCreating(modelBuilder);
        LooseText.UseSqliteCollation(modelBuilder);
    }

    /// <summary>Removes the lock a killed migration left behind. Only to be called while nobody else can be migrating.</summary>
    internal async Task ClearStaleMigrationLockAsync(CancellationToken ct)
    {
        if (await Database.SqlQueryRaw<int>("SELECT count(*) AS Value FROM sqlite_master WHERE name = '__EFMigrationsLock'").SingleAsync(ct) > 0)
        {
            await Database.ExecuteSqlRawAsync("DELETE FROM __EFMigrationsLock", ct);
        }
    }

    /// <summary>
    /// Overwritten content stays in the write-ahead log until it is copied into the database file and the log cut off. Somebody reading at this
    /// moment can keep that from happening; then the next checkpoint does it, at the latest when the program ends.
    /// </summary>
    internal override async Task FlushErasedAsync(bool isAsync, CancellationToken ct)
    {
        try
        {
            // The connection goes back to the pool: whoever gets it next waits as long as ever.
            var patience = Convert.ToInt64(await RunAsync("PRAGMA busy_timeout", isAsync, ct), CultureInfo.InvariantCulture);
            try
            {
                await RunAsync("PRAGMA busy_timeout = 1000", isAsync, ct);
                if (await RunAsync("PRAGMA wal_checkpoint(TRUNCATE)", isAsync, ct) is 1L)
                {
                    Logger().ErasedStaysInLog();
                }
            }
            finally
            {
                await RunAsync(string.Create(CultureInfo.InvariantCulture, $"PRAGMA busy_timeout = {patience}"), isAsync, ct);
            }
        }
        catch (SqliteException e)
        {
            // The save is committed: that is what the caller has to learn.
            Logger().ErasedStaysInLogFor(e);
        }
    }

    private async Task<object?> RunAsync(string pragma, bool isAsync, CancellationToken ct)
    {
        using var command = Database.GetDbConnection().CreateCommand();
        command.CommandText = pragma;
        command.CommandTimeout = 2;
        return isAsync ? await command.ExecuteScalarAsync(ct) : command.ExecuteScalar();
    }

    private ILogger Logger() => this.GetService<ILoggerFactory>().CreateLogger<SqlitePortalDb>();

    private sealed class UtcTicks() : Microsoft.EntityFrameworkCore.Storage.ValueConversion.ValueConverter<DateTimeOffset, long>(
        time => time.UtcTicks, ticks => new DateTimeOffset(ticks, TimeSpan.Zero));
}

internal static partial class PortalDbLog
{
    [LoggerMessage(LogLevel.Warning, "Erased personal data is still in the write-ahead log, because somebody was reading; the next checkpoint removes it")]
    public static partial void ErasedStaysInLog(this ILogger logger);

    [LoggerMessage(LogLevel.Warning, "The change is saved, but erased personal data is still in the write-ahead log, because that could not be emptied; the next checkpoint removes it")]
    public static partial void ErasedStaysInLogFor(this ILogger logger, Exception e);
}

public sealed class SqlServerPortalDb(DbContextOptions<SqlServerPortalDb> options) : PortalDb(options)
{
    /// <summary>Milliseconds say all that a time of ours has to, in eight bytes instead of ten.</summary>
    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder) =>
        configurationBuilder.Properties<DateTimeOffset>().HavePrecision(3);

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        base.OnModelCreating(modelBuilder);
        LooseText.UseSqlServerCollation(modelBuilder);
    }
}
