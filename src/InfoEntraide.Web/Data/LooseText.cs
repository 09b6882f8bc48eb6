using System.Data.Common;
using System.Globalization;
using System.Linq.Expressions;
using InfoEntraide.Web.Features.Centres;
using InfoEntraide.Web.Features.Groups;
using InfoEntraide.Web.Features.Partners;
using InfoEntraide.Web.Features.Topics;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Query.SqlExpressions;
using Microsoft.EntityFrameworkCore.Storage;

namespace InfoEntraide.Web.Data;

/// <summary>
/// Names compared without regard to case and accents, in queries: staff who type <c>epilepsie</c> find <c>Épilepsie</c>, and it stands before
/// <c>Fibromyalgie</c>. On SQL Server the names of groups, centres, partners and topics have a collation for it. SQLite gets one on every
/// connection instead of in its tables, so that any other program can still read the file.
/// </summary>
public static class LooseText
{
    private const string SqlServerCollation = "Latin1_General_100_CI_AI";
    private const string SqliteCollation = "portal_ci_ai";
    private const string SqliteContains = "portal_contains";
    private const CompareOptions Loosely = CompareOptions.IgnoreCase | CompareOptions.IgnoreNonSpace | CompareOptions.IgnoreWidth;

    private static readonly CompareInfo Letters = CultureInfo.InvariantCulture.CompareInfo;

    /// <summary>A name to order by or to compare: <c>OrderBy(g =&gt; LooseText.Of(g.Name.Fr))</c>.</summary>
    public static string? Of(string? name) => throw new InvalidOperationException("Only in queries.");

    /// <summary>Whether a name holds a text, which has no wildcards; an empty text is in no name.</summary>
    public static bool Contains(string? name, string text) => throw new InvalidOperationException("Only in queries.");

    internal static void UseSqlServerCollation(ModelBuilder model)
    {
        foreach (var entity in (Type[])[typeof(SelfHelpGroup), typeof(Centre), typeof(Partner), typeof(Topic)])
        {
            var name = model.Entity(entity).Metadata.FindComplexProperty(nameof(SelfHelpGroup.Name))!.ComplexType;
            foreach (var text in name.GetProperties().Where(p => p.ClrType == typeof(string)))
            {
                text.SetCollation(SqlServerCollation);
            }
        }

        // The collation of the column decides.
        model.HasDbFunction(() => Of(null)).HasTranslation(args => args[0]);
        model.HasDbFunction(() => Contains(null, "")).HasTranslation(args => new SqlBinaryExpression(
            ExpressionType.GreaterThan,
            new SqlFunctionExpression("CHARINDEX", [args[1], args[0]], nullable: true, argumentsPropagateNullability: [true, true], typeof(int), IntTypeMapping.Default),
            new SqlConstantExpression(0, IntTypeMapping.Default),
            typeof(bool),
            BoolTypeMapping.Default));
    }

    internal static void UseSqliteCollation(ModelBuilder model)
    {
        model.HasDbFunction(() => Of(null)).HasTranslation(args => new CollateExpression(args[0], SqliteCollation));
        model.HasDbFunction(() => Contains(null, "")).HasName(SqliteContains).IsBuiltIn();
    }

    /// <summary>Teaches SQLite the comparison; it forgets it with each connection.</summary>
    internal sealed class OnSqliteConnections : DbConnectionInterceptor
    {
        public static OnSqliteConnections Instance { get; } = new();

        public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData) => Teach((SqliteConnection)connection);

        public override Task ConnectionOpenedAsync(DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
        {
            Teach((SqliteConnection)connection);
            return Task.CompletedTask;
        }

        private static void Teach(SqliteConnection connection)
        {
            connection.CreateCollation(SqliteCollation, (a, b) => Letters.Compare(a, b, Loosely));
            connection.CreateFunction(SqliteContains, (string? name, string? text) => name is not null && !string.IsNullOrEmpty(text) && Letters.IndexOf(name, text, Loosely) >= 0, isDeterministic: true);
        }
    }
}
