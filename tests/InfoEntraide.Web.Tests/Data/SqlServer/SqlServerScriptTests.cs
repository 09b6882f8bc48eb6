using InfoEntraide.Web.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace InfoEntraide.Web.Tests.Data.SqlServer;

/// <summary>The migration script for SQL Server, read as a server would; nothing is run.</summary>
public sealed class SqlServerScriptTests
{
    internal static readonly string Script = Make(DatabaseMigration.Script);

    // JSON, lists of everyday phrases and pages to read: nobody searches, sorts or indexes them in the database.
    private static readonly string[] Unbounded =
    [
        "AuditEntries.Changes", "Topics.Phrases_De", "Topics.Phrases_En", "Topics.Phrases_Fr", "Topics.Phrases_It",
        "ContentPages.Body_De", "ContentPages.Body_En", "ContentPages.Body_Fr", "ContentPages.Body_It",
    ];

    // Codes, digits and file names: nothing in them needs two bytes a letter.
    private static readonly string[] Plain =
    [
        "Groups.Languages", "Groups.Rhythm_Also", "Groups.Rhythm_Except", "Centres.Languages", "Centres.Phone", "Centres.ServedNpa", "Cantons.Languages",
        "Partners.OfficialNameLanguages", "ContactPersons.Phone", "ReferenceFiles.Name", "CrisisNumbers.Phone", "CrisisNumbers.Languages", "CrisisNumbers.ShownIn",
    ];

    [Fact]
    public void The_script_that_migrate_prints_is_valid() => Assert.Empty(SqlServerCheck.OfScript(Script).Errors);

    [Fact]
    public void The_statements_that_migrate_runs_are_valid() =>
        Assert.Empty(SqlServerCheck.OfScript(Make(db => db.GetService<IMigrator>().GenerateScript())).Errors);

    [Fact]
    public void Going_back_to_an_empty_database_is_valid() =>
        Assert.Empty(SqlServerCheck.OfScript(Script + Make(db => db.GetService<IMigrator>().GenerateScript(fromMigration: db.Database.GetMigrations().Last(), toMigration: Migration.InitialDatabase))).Errors);

    [Fact]
    public void The_script_makes_every_table_and_column_of_the_model()
    {
        var tables = SqlServerCheck.OfScript(Script).Schema.Tables;

        using var db = Context();
        foreach (var table in db.Model.GetRelationalModel().Tables)
        {
            Assert.Equal(
                table.Columns.Select(c => $"{table.Name}.{c.Name} {c.StoreType}").Order(StringComparer.Ordinal),
                tables[table.Name].Columns.Select(c => $"{table.Name}.{c.Key} {c.Value.Type}").Order(StringComparer.Ordinal));
        }
    }

    [Fact]
    public void Names_compare_without_accents_and_no_text_is_unbounded_without_a_reason()
    {
        var columns = SqlServerCheck.OfScript(Script).Schema.Tables.SelectMany(t => t.Value.Columns.Select(c => (Name: $"{t.Key}.{c.Key}", Column: c.Value))).ToList();

        foreach (var table in (string[])["Groups", "Centres", "Partners", "Topics"])
        {
            Assert.All(columns.Where(c => c.Name.StartsWith($"{table}.Name_", StringComparison.Ordinal) && c.Name != $"{table}.Name_Source"), c => Assert.Equal("Latin1_General_100_CI_AI", c.Column.Collation));
        }

        Assert.Empty(columns.Where(c => c.Column.Type.EndsWith("(max)", StringComparison.Ordinal)).Select(c => c.Name).Except(Unbounded, StringComparer.Ordinal));
    }

    [Fact]
    public void Columns_take_no_more_room_than_what_stands_in_them()
    {
        var types = SqlServerCheck.OfScript(Script).Schema.Tables.SelectMany(t => t.Value.Columns.Select(c => (Name: $"{t.Key}.{c.Key}", c.Value.Type))).ToDictionary(c => c.Name, c => c.Type);

        Assert.Equal(("time(0)", "time(0)"), (types["Groups.Rhythm_StartTime"], types["Groups.Rhythm_EndTime"]));
        Assert.All(types.Values.Where(t => t.StartsWith("datetimeoffset", StringComparison.Ordinal)), t => Assert.Equal("datetimeoffset(3)", t));
        Assert.All(Plain, name => Assert.StartsWith("varchar(", types[name], StringComparison.Ordinal));
        Assert.Equal("varchar(8000)", types["Centres.ServedNpa"]);
    }

    [Theory]
    [InlineData("CREATE TABLE [Places] (", "CREATE TABEL [Places] (", "46010")]
    [InlineData("[Population] int", "[Population] intt", "unknown type intt")]
    [InlineData("REFERENCES [Centres] ([Id])", "REFERENCES [Centers] ([Id])", "unknown table Centers")]
    [InlineData("FOREIGN KEY ([CategoryId]) REFERENCES [TopicCategories] ([Id])", "FOREIGN KEY ([CategoryId]) REFERENCES [TopicCategories] ([Position])", "TopicCategories (Position) is no key")]
    [InlineData("[CategoryId] uniqueidentifier NOT NULL", "[CategoryId] int NOT NULL", "Topics.CategoryId is int, TopicCategories.Id is uniqueidentifier")]
    [InlineData("CONSTRAINT [PK_Groups] PRIMARY KEY ([Id])", "CONSTRAINT [PK_Groups] PRIMARY KEY ([Idd])", "unknown column Groups.Idd")]
    [InlineData("CONSTRAINT [PK_Partners]", "CONSTRAINT [PK_Centres]", "constraint PK_Centres is made twice")]
    [InlineData("ON [Groups] ([Publication], [Lifecycle])", "ON [Groups] ([Publication], [Lifecyle])", "unknown column Groups.Lifecyle")]
    [InlineData("WHERE [ExternalId] IS NOT NULL", "WHERE [Externalid2] IS NOT NULL", "unknown column Groups.Externalid2")]
    [InlineData("[Alias] nvarchar(100) NOT NULL", "[Alias] nvarchar(900) NOT NULL", "can be longer than 1700 bytes")]
    [InlineData("[Locality] nvarchar(100) NOT NULL", "[Locality] nvarchar(max) NOT NULL", "can be longer than 1700 bytes")]
    [InlineData("COLLATE Latin1_General_100_CI_AI", "COLLATE Latin1_General_100_CIAI", "unknown collation Latin1_General_100_CIAI")]
    [InlineData("ALTER TABLE [ReferenceFiles] DROP CONSTRAINT [PK_ReferenceFiles]", "PRINT N'PK'", "ReferenceFiles.Name cannot change while a key uses it")]
    [InlineData("ALTER COLUMN [Name_Fr]", "ALTER COLUMN [Nom_Fr]", "unknown column Centres.Nom_Fr")]
    [InlineData("INSERT INTO [__EFMigrationsHistory] ([MigrationId], [ProductVersion])", "INSERT INTO [__EFMigrationsHistory] ([MigrationId], [Version])", "unknown column Version")]
    [InlineData("FOREIGN KEY ([TopicId]) REFERENCES [Topics] ([Id]) ON DELETE NO ACTION", "FOREIGN KEY ([GroupId]) REFERENCES [Groups] ([Id]) ON DELETE CASCADE", "deleting from Groups reaches GroupTopic by more than one way")]
    [InlineData("COMMIT;", "EXEC sp_rename N'Groups', N'Offers';", "a statement this check does not understand")]
    public void A_broken_script_is_found_out(string good, string bad, string expected)
    {
        Assert.Contains(good, Script, StringComparison.Ordinal);

        var errors = SqlServerCheck.OfScript(Script.Replace(good, bad, StringComparison.Ordinal)).Errors;

        Assert.Contains(errors, e => e.Contains(expected, StringComparison.Ordinal));
    }

    private static string Make(Func<PortalDb, string> script)
    {
        using var db = Context();
        return script(db);
    }

    private static SqlServerPortalDb Context() => new(new DbContextOptionsBuilder<SqlServerPortalDb>().UseSqlServer("Server=none;Encrypt=Mandatory").Options);
}
