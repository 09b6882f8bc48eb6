using InfoEntraide.Web.Data;
using Microsoft.EntityFrameworkCore;

namespace InfoEntraide.Web.Tests.Data;

public sealed class MigrationTests
{
    [Fact]
    public void The_SQLite_migrations_are_up_to_date_with_the_model()
    {
        using var db = new SqlitePortalDb(new DbContextOptionsBuilder<SqlitePortalDb>().UseSqlite("Data Source=:memory:").Options);

        Assert.NotEmpty(db.Database.GetMigrations());
        Assert.False(db.Database.HasPendingModelChanges());
    }

    [Fact]
    public void The_SQL_Server_migrations_are_up_to_date_with_the_model()
    {
        using var db = new SqlServerPortalDb(new DbContextOptionsBuilder<SqlServerPortalDb>().UseSqlServer("Server=none;Encrypt=Mandatory").Options);

        Assert.NotEmpty(db.Database.GetMigrations());
        Assert.False(db.Database.HasPendingModelChanges());
    }

    [Fact]
    public async Task A_fresh_database_enforces_its_foreign_keys()
    {
        using var database = new TestDatabase();
        await using var db = database.Open();

        db.Add(new InfoEntraide.Web.Features.Topics.Topic { Slug = "without-category", CategoryId = Guid.NewGuid() });

        await Assert.ThrowsAsync<DbUpdateException>(() => db.SaveChangesAsync());
    }
}
