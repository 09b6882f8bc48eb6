using InfoEntraide.Web.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

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

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_filled_database_keeps_its_records_when_it_learns_of_versions(bool hasState)
    {
        await using var connection = new Microsoft.Data.Sqlite.SqliteConnection("Data Source=:memory:");
        await connection.OpenAsync();
        await using var db = new SqlitePortalDb(new DbContextOptionsBuilder<SqlitePortalDb>().UseSqlite(connection).Options);
        await db.GetService<IMigrator>().MigrateAsync("Initial");
        var filled = """
            INSERT INTO Centres (Id, PublicId, Slug, Kind, Languages, ServedNpa, IsConfirmed, Name_Source, OpeningHours_Source)
            VALUES ('00000000-0000-0000-0000-0000000000C1', 'c2345678', 'vaud', 'centre', '[]', '[]', 1, 'fr', 'fr');
            INSERT INTO Groups (Id, PublicId, CentreId, Kind, Format, Audience, Languages, Lifecycle, Publication, CreatedAt, UpdatedAt,
                Costs_Source, Description_Source, Name_Fr, Name_Source, Place_Precision, Rhythm_Also, Rhythm_Except, Rhythm_Note_Source)
            VALUES ('00000000-0000-0000-0000-0000000000A1', 'g2345678', '00000000-0000-0000-0000-0000000000C1', 'self-managed', 'in-person', 1, '["fr"]', 'active',
                'published', 0, 0, 'fr', 'fr', 'Sortir du noir', 'fr', 'locality', '[]', '[]', 'fr');
            """ + (hasState ? "INSERT INTO PortalStates (Id, DemoDataSince) VALUES (1, 639000000000000000);" : "");
        await db.Database.ExecuteSqlRawAsync(filled);

        await db.Database.MigrateAsync();

        var group = await db.Groups.Include(g => g.Centre).Include(g => g.Contacts).SingleAsync();
        Assert.Equal(("Sortir du noir", 1, 1), (group.Name.Fr, group.Version, group.Centre.Version));
        Assert.Empty(group.Contacts);
        Assert.True(group.Accessibility.IsEmpty());
        var state = await db.PortalStates.SingleAsync();
        Assert.Equal((hasState, 0), (state.DemoDataSince is not null, state.CatalogueVersion));
        group.Website = "https://example.org/";
        await db.SaveChangesAsync();
        Assert.Equal(2, group.Version);
        Assert.Equal(1, await db.PortalStates.Select(s => s.CatalogueVersion).SingleAsync());
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
