using Microsoft.SqlServer.TransactSql.ScriptDom;

namespace InfoEntraide.Web.Tests.Data.SqlServer;

/// <summary>
/// Checks T-SQL without a server: its grammar with Microsoft's parser (as of SQL Server 2019), and its names against the tables that the
/// migration script itself makes. A kind of statement the check does not know is an error too, so that nothing goes unchecked.
/// </summary>
internal sealed class SqlServerCheck
{
    /// <summary>Stands in assembled SQL for what is only known when it runs.</summary>
    public const string Variable = "known-at-run-time";

    private readonly List<string> errors = [];

    private SqlServerCheck() => Schema = new SqlServerSchema(errors);

    public SqlServerSchema Schema { get; }

    public IReadOnlyList<string> Errors => errors;

    /// <summary>Reads a script that makes tables.</summary>
    public static SqlServerCheck OfScript(string script)
    {
        var check = new SqlServerCheck();
        check.CheckStatements(script);
        check.Schema.CheckCascades();
        return check;
    }

    /// <summary>The errors of one command, empty when there is none.</summary>
    public IReadOnlyList<string> Command(string sql)
    {
        var from = errors.Count;
        CheckStatements(sql);
        return errors[from..];
    }

    /// <summary>The names of the columns that a command of one query gives.</summary>
    public static IReadOnlyCollection<string>? Output(string query) =>
        Parse(query, []) is [.., SelectStatement select] ? SqlServerNames.Output(select.QueryExpression) : null;

    internal static List<TSqlStatement> Parse(string sql, List<string> errors)
    {
        using var reader = new StringReader(sql);
        var root = new TSql150Parser(initialQuotedIdentifiers: true).Parse(reader, out var refused);
        errors.AddRange(refused.Select(e => $"({e.Line},{e.Column}) {e.Number}: {e.Message}"));
        return [.. (root as TSqlScript)?.Batches.SelectMany(b => b.Statements) ?? []];
    }

    /// <summary>One statement after the other, since what one makes the next may name.</summary>
    private void CheckStatements(string sql)
    {
        foreach (var statement in Parse(sql, errors))
        {
            statement.Accept(new KnownStatements(errors));
            statement.Accept(Schema);
            statement.Accept(new SqlServerNames(Schema, errors));
            var assembled = new AssembledSql();
            statement.Accept(assembled);
            assembled.Found.ForEach(CheckStatements);
        }
    }

    /// <summary>SQL that a statement puts together and runs: <c>EXEC(N'…')</c>.</summary>
    private sealed class AssembledSql : TSqlFragmentVisitor
    {
        public List<string> Found { get; } = [];

        public override void Visit(ExecutableStringList node) => Found.Add(string.Concat(node.Strings.Select(s => s is StringLiteral text ? text.Value : $"[{Variable}]")));
    }

    private sealed class KnownStatements(List<string> errors) : TSqlFragmentVisitor
    {
        public override void Visit(TSqlStatement node)
        {
            var isKnown = node is IfStatement or BeginEndBlockStatement or BeginTransactionStatement or CommitTransactionStatement or SaveTransactionStatement or RollbackTransactionStatement
                or PredicateSetStatement or DeclareVariableStatement or CreateTableStatement or AlterTableAddTableElementStatement or AlterTableAlterColumnStatement
                or AlterTableDropTableElementStatement or DropTableStatement or CreateIndexStatement or DropIndexStatement or SelectStatement or InsertStatement or UpdateStatement
                or DeleteStatement or MergeStatement or ExecuteStatement { ExecuteSpecification.ExecutableEntity: ExecutableStringList };
            if (!isKnown)
            {
                errors.Add($"({node.StartLine},{node.StartColumn}) a statement this check does not understand: {node.GetType().Name}");
            }
        }
    }
}
