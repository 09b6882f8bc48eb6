using InfoEntraide.Web.Features.Centres;
using InfoEntraide.Web.Features.Groups;
using InfoEntraide.Web.Features.Partners;
using InfoEntraide.Web.Features.Places;
using InfoEntraide.Web.Features.Topics;
using Microsoft.EntityFrameworkCore;

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

    public DbSet<ReferenceFile> ReferenceFiles => Set<ReferenceFile>();

    public DbSet<PortalState> PortalStates => Set<PortalState>();

    protected override void OnModelCreating(ModelBuilder modelBuilder) => modelBuilder.ApplyConfigurationsFromAssembly(typeof(PortalDb).Assembly);
}

public sealed class SqlitePortalDb(DbContextOptions<SqlitePortalDb> options) : PortalDb(options)
{
    /// <summary>SQLite cannot compare or order <see cref="DateTimeOffset"/>: stored as UTC ticks.</summary>
    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder) =>
        configurationBuilder.Properties<DateTimeOffset>().HaveConversion<UtcTicks>();

    /// <summary>Removes the lock a killed migration left behind. Only to be called while nobody else can be migrating.</summary>
    internal async Task ClearStaleMigrationLockAsync(CancellationToken ct)
    {
        if (await Database.SqlQueryRaw<int>("SELECT count(*) AS Value FROM sqlite_master WHERE name = '__EFMigrationsLock'").SingleAsync(ct) > 0)
        {
            await Database.ExecuteSqlRawAsync("DELETE FROM __EFMigrationsLock", ct);
        }
    }

    private sealed class UtcTicks() : Microsoft.EntityFrameworkCore.Storage.ValueConversion.ValueConverter<DateTimeOffset, long>(
        time => time.UtcTicks, ticks => new DateTimeOffset(ticks, TimeSpan.Zero));
}

public sealed class SqlServerPortalDb(DbContextOptions<SqlServerPortalDb> options) : PortalDb(options);
