using Microsoft.SqlServer.TransactSql.ScriptDom;

namespace InfoEntraide.Web.Tests.Data.SqlServer;

/// <summary>Looks up every table, alias, column and function that queries and changes name.</summary>
internal sealed class SqlServerNames(SqlServerSchema schema, List<string> errors) : TSqlFragmentVisitor
{
    private static readonly HashSet<string> Functions = new(StringComparer.OrdinalIgnoreCase)
    {
        "COUNT", "COUNT_BIG", "MIN", "MAX", "SUM", "AVG", "ROW_NUMBER", "ISNULL", "CHARINDEX", "LEN", "DATALENGTH", "SUBSTRING", "UPPER", "LOWER", "LTRIM", "RTRIM", "REPLACE", "NCHAR",
        "CONCAT", "DATEADD", "DATEDIFF", "DATEPART", "SYSUTCDATETIME", "SYSDATETIMEOFFSET", "NEWID", "OBJECT_ID", "QUOTENAME", "SCHEMA_ID", "DB_NAME", "SERVERPROPERTY",
    };

    // The innermost first. No columns means: any, as for views of the system.
    private readonly Stack<Dictionary<string, IReadOnlyCollection<string>?>> scopes = new();

    public override void ExplicitVisit(QuerySpecification node) => Within(
        () =>
        {
            Bind(node.FromClause);

            // ORDER BY may name what SELECT has named.
            scopes.Peek().Add("", [.. node.SelectElements.OfType<SelectScalarExpression>().Select(e => e.ColumnName?.Value).OfType<string>()]);
        },
        () => base.ExplicitVisit(node));

    public override void ExplicitVisit(InsertSpecification node) => Within(
        () =>
        {
            var columns = BindTarget(node.Target, null, null);
            var given = node.Columns.Select(c => c.MultiPartIdentifier.Identifiers[^1].Value).ToHashSet(StringComparer.OrdinalIgnoreCase);
            foreach (var (name, _) in columns.Where(c => given.Count > 0 && !c.Value.IsNullable && !c.Value.IsFilledByServer && !given.Contains(c.Key)))
            {
                Error(node, $"nothing is written into the column {name}, which must not be null");
            }

            foreach (var (name, _) in columns.Where(c => c.Value.IsIdentity && given.Contains(c.Key)))
            {
                Error(node, $"the server itself numbers the column {name}");
            }

            foreach (var row in (node.InsertSource as ValuesInsertSource)?.RowValues.Where(r => r.ColumnValues.Count != given.Count) ?? [])
            {
                Error(row, $"{row.ColumnValues.Count} values for {given.Count} columns");
            }
        },
        () => base.ExplicitVisit(node));

    public override void ExplicitVisit(UpdateSpecification node) => Within(() => BindTarget(node.Target, null, node.FromClause), () => base.ExplicitVisit(node));

    public override void ExplicitVisit(DeleteSpecification node) => Within(() => BindTarget(node.Target, null, node.FromClause), () => base.ExplicitVisit(node));

    public override void ExplicitVisit(MergeSpecification node) => Within(
        () =>
        {
            BindTarget(node.Target, node.TableAlias?.Value, null);
            Bind(node.TableReference);
        },
        () => base.ExplicitVisit(node));

    public override void ExplicitVisit(ColumnReferenceExpression node)
    {
        if (node.ColumnType != ColumnType.Regular || scopes.Count == 0)
        {
            return;
        }

        var names = node.MultiPartIdentifier.Identifiers;
        var column = names[^1].Value;
        if (names.Count == 1)
        {
            if (!scopes.Any(s => s.Values.Any(columns => Has(columns, column))))
            {
                Error(node, $"unknown column {column}");
            }

            return;
        }

        var alias = names[^2].Value;
        if (scopes.FirstOrDefault(s => s.ContainsKey(alias)) is not { } scope)
        {
            Error(node, $"unknown alias {alias}");
        }
        else if (!Has(scope[alias], column))
        {
            Error(node, $"unknown column {alias}.{column}");
        }
    }

    // The columns of an index are no references within a statement; the schema has checked them.
    public override void ExplicitVisit(CreateIndexStatement node)
    {
    }

    public override void Visit(FunctionCall node)
    {
        if (node.CallTarget is not null || !Functions.Contains(node.FunctionName.Value))
        {
            Error(node, $"unknown function {node.FunctionName.Value}");
        }
    }

    private static bool Has(IReadOnlyCollection<string>? columns, string column) => columns is null || columns.Contains(column, StringComparer.OrdinalIgnoreCase);

    private void Within(Action bind, Action visit)
    {
        scopes.Push(new(StringComparer.OrdinalIgnoreCase));
        bind();
        visit();
        scopes.Pop();
    }

    private Dictionary<string, SqlServerSchema.Column> BindTarget(TableReference target, string? alias, FromClause? from)
    {
        Bind(from);
        if (target is not NamedTableReference named)
        {
            Error(target, "a target this check does not understand");
            return [];
        }

        var name = named.SchemaObject.BaseIdentifier.Value;
        if (scopes.Peek().ContainsKey(name))
        {
            return [];
        }

        Bind(target);
        var table = schema.Tables.GetValueOrDefault(name);
        string[] others = alias is null ? ["INSERTED", "DELETED"] : ["INSERTED", "DELETED", alias];
        foreach (var other in others)
        {
            scopes.Peek()[other] = table?.Columns.Keys;
        }

        return table?.Columns ?? [];
    }

    private void Bind(FromClause? from)
    {
        foreach (var table in from?.TableReferences ?? [])
        {
            Bind(table);
        }
    }

    private void Bind(TableReference reference)
    {
        switch (reference)
        {
            case NamedTableReference named:
                Bind(named, named.Alias?.Value ?? named.SchemaObject.BaseIdentifier.Value, ColumnsOf(named));
                break;
            case JoinTableReference join:
                Bind(join.FirstTableReference);
                Bind(join.SecondTableReference);
                break;
            case JoinParenthesisTableReference parenthesis:
                Bind(parenthesis.Join);
                break;
            case QueryDerivedTable derived:
                Bind(derived, derived.Alias.Value, derived.Columns.Count > 0 ? Names(derived.Columns) : Output(derived.QueryExpression));
                break;
            case InlineDerivedTable values:
                Bind(values, values.Alias.Value, Names(values.Columns));
                break;
            case OpenJsonTableReference json:
                Bind(json, json.Alias.Value, json.SchemaDeclarationItems.Count > 0 ? Names(json.SchemaDeclarationItems.Select(i => i.ColumnDefinition.ColumnIdentifier)) : ["key", "value", "type"]);
                break;
            default:
                Error(reference, $"a source of rows this check does not understand: {reference.GetType().Name}");
                break;
        }
    }

    private void Bind(TSqlFragment at, string alias, IReadOnlyCollection<string>? columns)
    {
        if (!scopes.Peek().TryAdd(alias, columns))
        {
            Error(at, $"alias {alias} stands for two things");
        }
    }

    private IReadOnlyCollection<string>? ColumnsOf(NamedTableReference named)
    {
        if (string.Equals(named.SchemaObject.SchemaIdentifier?.Value, "sys", StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }

        var name = named.SchemaObject.BaseIdentifier.Value;
        if (schema.Tables.TryGetValue(name, out var table))
        {
            return table.Columns.Keys;
        }

        Error(named, $"unknown table {name}");
        return null;
    }

    private static List<string> Names(IEnumerable<Identifier> identifiers) => [.. identifiers.Select(i => i.Value)];

    /// <summary>The names of the columns a query gives; null when it gives all there are.</summary>
    internal static IReadOnlyCollection<string>? Output(QueryExpression query) => query switch
    {
        QuerySpecification select when select.SelectElements.All(e => e is SelectScalarExpression) =>
            [.. select.SelectElements.Cast<SelectScalarExpression>().Select(e => e.ColumnName?.Value ?? (e.Expression as ColumnReferenceExpression)?.MultiPartIdentifier.Identifiers[^1].Value ?? "")],
        BinaryQueryExpression both => Output(both.FirstQueryExpression),
        QueryParenthesisExpression parenthesis => Output(parenthesis.QueryExpression),
        _ => null,
    };

    private void Error(TSqlFragment at, string message) => errors.Add($"({at.StartLine},{at.StartColumn}) {message}");
}
