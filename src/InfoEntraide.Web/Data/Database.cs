using InfoEntraide.Web.Features.Catalogue;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Infrastructure;

namespace InfoEntraide.Web.Data;

public enum DatabaseProvider
{
    Sqlite,
    SqlServer,
}

/// <summary>The only place that knows which database is used.</summary>
public static class Database
{
    public static IServiceCollection AddPortalDatabase(this IServiceCollection services, IConfiguration configuration, string storagePath)
    {
        var connection = configuration.GetConnectionString("Portal");
        switch (Provider(configuration))
        {
            case DatabaseProvider.Sqlite:
                services.AddDbContext<PortalDb, SqlitePortalDb>(o => o.UseSqlite(connection ?? $"Data Source={Path.Combine(storagePath, "portal.db")}"));
                break;
            case DatabaseProvider.SqlServer:
                var server = connection ?? throw new InvalidOperationException("Set ConnectionStrings__Portal: SQL Server needs a connection string.");
                services.AddDbContext<PortalDb, SqlServerPortalDb>(o => o.UsePortalSqlServer(server));
                break;
        }

        return services;
    }

    /// <summary>What happens around every save, in every context there is: audit and versions, the version of the catalogue, erasure that lasts.</summary>
    internal static DbContextOptionsBuilder AddPortalInterceptors(this DbContextOptionsBuilder options)
    {
        var services = options.Options.FindExtension<CoreOptionsExtension>()?.ApplicationServiceProvider;

        // Whoever asked gets the exception and says what it means, once; a database that is away would otherwise fill the log.
        options.ConfigureWarnings(w => w.Log(
            (RelationalEventId.ConnectionError, LogLevel.Debug), (RelationalEventId.CommandError, LogLevel.Debug), (CoreEventId.QueryIterationFailed, LogLevel.Debug)));
        return options.AddInterceptors(
            new AuditInterceptor(services?.GetService<TimeProvider>() ?? TimeProvider.System),
            new CatalogueVersionInterceptor(services?.GetService<CatalogueChanges>()),
            new SecureDeleteInterceptor());
    }

    /// <summary>
    /// SQL Server over a network drops connections now and then: commands are tried again. A transaction of several saves must therefore
    /// run inside <c>Database.CreateExecutionStrategy()</c> and start from nothing each time; EF refuses any other.
    /// </summary>
    public static DbContextOptionsBuilder UsePortalSqlServer(this DbContextOptionsBuilder options, string connection) =>
        options.UseSqlServer(connection, sql => sql.EnableRetryOnFailure());

    public static DatabaseProvider Provider(IConfiguration configuration)
    {
        var name = configuration["Database:Provider"] ?? nameof(DatabaseProvider.Sqlite);
        return Enum.TryParse<DatabaseProvider>(name, ignoreCase: true, out var provider) && Enum.IsDefined(provider)
            ? provider
            : throw new InvalidOperationException($"Database__Provider is '{name}'; it must be Sqlite or SqlServer.");
    }
}

internal sealed class SqliteDesignTime : IDesignTimeDbContextFactory<SqlitePortalDb>
{
    public SqlitePortalDb CreateDbContext(string[] args) => new(new DbContextOptionsBuilder<SqlitePortalDb>().UseSqlite("Data Source=design-time.db").Options);
}

internal sealed class SqlServerDesignTime : IDesignTimeDbContextFactory<SqlServerPortalDb>
{
    public SqlServerPortalDb CreateDbContext(string[] args) =>
        new(new DbContextOptionsBuilder<SqlServerPortalDb>().UseSqlServer("Server=design-time;Encrypt=Mandatory").Options);
}
