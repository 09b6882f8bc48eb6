using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

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
                services.AddDbContext<PortalDb, SqlServerPortalDb>(o => o.UseSqlServer(
                    connection ?? throw new InvalidOperationException("Set ConnectionStrings__Portal: SQL Server needs a connection string.")));
                break;
        }

        return services;
    }

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
