using InfoEntraide.Web.Data;
using Microsoft.Data.SqlClient;

namespace InfoEntraide.Web.Tests.Data.SqlServer;

/// <summary>Which database a test gets; a server is only asked where the environment names one.</summary>
public sealed class TestDatabaseTests
{
    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("  ")]
    public void Without_a_server_there_is_no_database_on_one(string? server) => Assert.Null(TestDatabase.NewOn(server));

    [Fact]
    public void Every_test_has_a_database_of_its_own_on_the_server_and_none_that_was_there_before()
    {
        const string server = "Server=sql.example;Initial Catalog=Production;User Id=tester;Password=secret;Encrypt=Mandatory;TrustServerCertificate=true";

        var one = new SqlConnectionStringBuilder(TestDatabase.NewOn(server));
        var other = new SqlConnectionStringBuilder(TestDatabase.NewOn(server));

        Assert.StartsWith("InfoEntraideTest_", one.InitialCatalog, StringComparison.Ordinal);
        Assert.NotEqual(one.InitialCatalog, other.InitialCatalog);
        Assert.Equal(("sql.example", "tester", "secret", true), (one.DataSource, one.UserID, one.Password, one.TrustServerCertificate));
    }

    [Fact]
    public void The_environment_decides()
    {
        using var database = new TestDatabase();
        using var db = database.Open();

        var onServer = !string.IsNullOrWhiteSpace(Environment.GetEnvironmentVariable(TestDatabase.ServerVariable));
        Assert.Equal(onServer ? DatabaseProvider.SqlServer : DatabaseProvider.Sqlite, database.Provider);
        Assert.IsType(onServer ? typeof(SqlServerPortalDb) : typeof(SqlitePortalDb), db);
    }
}
