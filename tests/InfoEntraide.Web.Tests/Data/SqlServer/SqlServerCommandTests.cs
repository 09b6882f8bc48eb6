using InfoEntraide.Web.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace InfoEntraide.Web.Tests.Data.SqlServer;

/// <summary>What the portal would send to SQL Server, checked against the tables of the migration script; nothing is run there.</summary>
public sealed class SqlServerCommandTests
{
    private static readonly Lazy<SqlServerCheck> Check = new(() => SqlServerCheck.OfScript(SqlServerScriptTests.Script));

    public static TheoryData<string> Names => [.. PortalCommands.All.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task What_the_portal_sends_is_valid(string name)
    {
        var server = await PortalCommands.RecordAsync(name);

        Assert.NotEmpty(server.Commands);
        Assert.All(server.Commands.Distinct(StringComparer.Ordinal), sql => AssertValid(sql));
    }

    [Theory]
    [InlineData("reference data: first load")]
    [InlineData("reference data: edited files")]
    [InlineData("import groups: new")]
    [InlineData("import groups: changed")]
    [InlineData("import places: new")]
    [InlineData("demo data")]
    public async Task A_change_of_several_saves_is_one_transaction_that_is_repeated_as_a_whole_when_the_connection_is_lost(string name)
    {
        var once = (await PortalCommands.RecordAsync(name)).Commands;
        var twice = (await PortalCommands.RecordAsync(name, lostCommits: 1)).Commands;

        Assert.Equal(1, once.Count(c => c == "COMMIT"));
        Assert.Equal("COMMIT", once[^1]);
        var lost = twice.ToList().IndexOf("COMMIT");
        var again = twice.Skip(lost + 1).ToList();
        Assert.Equal(once, twice.Take(lost + 1));
        Assert.Contains(again, c => c.Contains("INSERT", StringComparison.Ordinal) || c.Contains("UPDATE", StringComparison.Ordinal));
        Assert.Equal(once.Skip(once.Count - again.Count), again);
    }

    [Fact]
    public async Task A_row_of_every_table_can_be_deleted_added_and_changed()
    {
        using var database = TestDatabase.OnSqlite();
        await using var db = database.Open();
        foreach (var type in db.Model.GetEntityTypes())
        {
            var server = await PortalCommands.RecordAsync(new PortalCommand(PortalCommands.FillAsync, target => RewriteAsync(target, type.Name)));

            var sent = string.Join('\n', server.Commands);
            Assert.Contains($"DELETE FROM [{type.GetTableName()}]", sent, StringComparison.Ordinal);
            Assert.Contains($"INSERT INTO [{type.GetTableName()}]", sent, StringComparison.Ordinal);
            if (!type.GetProperties().All(p => p.IsPrimaryKey()))
            {
                Assert.Contains($"UPDATE [{type.GetTableName()}]", sent, StringComparison.Ordinal);
            }

            Assert.All(server.Commands, AssertValid);
        }
    }

    [Theory]
    [InlineData("SELECT [g].[Nme_Fr] FROM [Groups] AS [g]", "unknown column g.Nme_Fr")]
    [InlineData("SELECT [c].[Name_Fr] FROM [Groups] AS [g]", "unknown alias c")]
    [InlineData("SELECT [g].[Id] FROM [Grups] AS [g]", "unknown table Grups")]
    [InlineData("SELECT [g].[Id] FROM [Groups] AS [g] ORDER BY [g].[Nam]", "unknown column g.Nam")]
    [InlineData("SELECT [x].[Two] FROM (SELECT [g].[Id] AS [One] FROM [Groups] AS [g]) AS [x]", "unknown column x.Two")]
    [InlineData("SELECT [g].[Id] FROM [Groups] AS [g] INNER JOIN [Centres] AS [c] ON [g].[CentreId] = [c].[Key]", "unknown column c.Key")]
    [InlineData("SELECT [g].[Id] FROM [Groups] AS [g] WHERE EXISTS (SELECT 1 FROM [GroupTopic] AS [t] WHERE [t].[Group] = [g].[Id])", "unknown column t.Group")]
    [InlineData("SELECT [g].[Id] FROM [Groups] AS [g] LIMIT 1", "46010")]
    [InlineData("SELECT [g].[Id] FROM [Groups] AS [g] WHERE portal_contains([g].[Name_Fr], @p) = 1", "unknown function portal_contains")]
    [InlineData("INSERT INTO [ReferenceFiles] ([Name], [Sha256]) VALUES (@p0, @p1)", "nothing is written into the column LoadedAt")]
    [InlineData("INSERT INTO [AuditEntries] ([Id], [When], [Who], [EntityType], [EntityKey], [Action], [Changes]) VALUES (1, @p1, @p2, @p3, @p4, @p5, @p6)", "the server itself numbers the column Id")]
    [InlineData("INSERT INTO [ReferenceFiles] ([Name], [Sha256], [LoadedAt]) VALUES (@p0, @p1)", "2 values for 3 columns")]
    [InlineData("UPDATE [Groups] SET [Lifecyle] = @p0 OUTPUT 1 WHERE [Id] = @p1", "unknown column Lifecyle")]
    [InlineData("DELETE FROM [Groups] WHERE [Identifier] = @p0", "unknown column Identifier")]
    [InlineData("MERGE [Places] USING (VALUES (@p0)) AS i ([Npa]) ON 1=0 WHEN NOT MATCHED THEN INSERT ([Plz]) VALUES (i.[Npa]);", "unknown column Plz")]
    [InlineData("TRUNCATE TABLE [Groups]", "a statement this check does not understand")]
    public void A_broken_command_is_found_out(string sql, string expected) =>
        Assert.Contains(SqlServerCheck.OfScript(SqlServerScriptTests.Script).Command(sql), e => e.Contains(expected, StringComparison.Ordinal));

    private static void AssertValid(string sql)
    {
        var errors = Check.Value.Command(sql);
        Assert.True(errors.Count == 0, $"{string.Join('\n', errors)}\n{sql}");
    }

    /// <summary>Deletes a row, adds it again and writes all of its columns, and leaves everything as it was.</summary>
    private static Task RewriteAsync(PortalDb db, string typeName) => db.Database.CreateExecutionStrategy().ExecuteAsync(async () =>
    {
        var type = db.Model.FindEntityType(typeName)!;
        if (db is SqlitePortalDb)
        {
            // Rows that refer to this one stay where they are meanwhile.
            await db.Database.OpenConnectionAsync();
            await db.Database.ExecuteSqlRawAsync("PRAGMA foreign_keys = OFF");
        }

        var row = await Rows(db, type).FirstOrDefaultAsync();
        Assert.True(row is not null, $"{nameof(PortalCommands.FillAsync)} makes no {type.DisplayName()}: let it.");
        await using var transaction = await db.Database.BeginTransactionAsync();
        foreach (var state in (EntityState[])[EntityState.Deleted, EntityState.Added, EntityState.Modified])
        {
            var entry = type.HasSharedClrType ? db.Set<Dictionary<string, object>>(type.Name).Entry((Dictionary<string, object>)row) : db.Entry(row);
            if (state == EntityState.Added && type.FindPrimaryKey()!.Properties is [{ ClrType: var key, ValueGenerated: ValueGenerated.OnAdd } identity] && key == typeof(long))
            {
                entry.Property(identity).CurrentValue = 0L;
            }

            entry.State = state;
            await db.SaveChangesAsync();
            db.ChangeTracker.Clear();
        }

        await transaction.RollbackAsync();
    });

    private static IQueryable<object> Rows(PortalDb db, IEntityType type) => type.HasSharedClrType
        ? db.Set<Dictionary<string, object>>(type.Name).AsNoTracking()
        : (IQueryable<object>)typeof(EntityFrameworkQueryableExtensions).GetMethod(nameof(EntityFrameworkQueryableExtensions.AsNoTracking))!.MakeGenericMethod(type.ClrType)
            .Invoke(null, [typeof(DbContext).GetMethod(nameof(DbContext.Set), [])!.MakeGenericMethod(type.ClrType).Invoke(db, [])])!;
}
