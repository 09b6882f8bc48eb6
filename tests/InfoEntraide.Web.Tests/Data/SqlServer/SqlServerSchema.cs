using System.Globalization;
using Microsoft.SqlServer.TransactSql.ScriptDom;

namespace InfoEntraide.Web.Tests.Data.SqlServer;

/// <summary>What a script makes: tables with their columns, keys and indexes. Everything that SQL Server would refuse is noted as an error.</summary>
internal sealed class SqlServerSchema(List<string> errors) : TSqlFragmentVisitor
{
    /// <summary>Longest key of a nonclustered index, in bytes; of a clustered one it is 900.</summary>
    private const int LongestIndexKey = 1700;
    private const int LongestPrimaryKey = 900;

    private static readonly HashSet<string> Collations = new(StringComparer.Ordinal) { "Latin1_General_100_CI_AI" };

    private readonly HashSet<string> constraints = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<(string From, string To)> cascades = [];

    public Dictionary<string, Table> Tables { get; } = new(StringComparer.OrdinalIgnoreCase);

    public override void Visit(CreateTableStatement node)
    {
        var name = node.SchemaObjectName.BaseIdentifier.Value;
        var table = new Table(name);
        if (!Tables.TryAdd(name, table))
        {
            Error(node, $"table {name} is made twice");
        }

        Add(table, node.Definition);
    }

    public override void Visit(AlterTableAddTableElementStatement node) => With(node.SchemaObjectName, table => Add(table, node.Definition));

    public override void Visit(AlterTableAlterColumnStatement node) => With(node.SchemaObjectName, table =>
    {
        var name = node.ColumnIdentifier.Value;
        CheckCollation(node.Collation);
        if (!table.Columns.TryGetValue(name, out var column))
        {
            Error(node, $"unknown column {table.Name}.{name}");
        }
        else if (table.Indexes.Values.Any(columns => columns.Contains(name, StringComparer.OrdinalIgnoreCase)) && node.Collation is not null)
        {
            Error(node, $"the collation of {table.Name}.{name} cannot change while an index uses it");
        }
        else if (table.Constraints.Values.Any(columns => columns.Contains(name, StringComparer.OrdinalIgnoreCase)))
        {
            Error(node, $"{table.Name}.{name} cannot change while a key uses it");
        }
        else
        {
            table.Columns[name] = column with { Type = TypeOf(node.DataType), IsNullable = node.AlterTableAlterColumnOption != AlterTableAlterColumnOption.NotNull, Collation = node.Collation?.Value };
        }
    });

    public override void Visit(AlterTableDropTableElementStatement node) => With(node.SchemaObjectName, table =>
    {
        foreach (var element in node.AlterTableDropTableElements)
        {
            var name = element.Name.Value;
            var isKnown = element.TableElementType == TableElementType.Column ? table.Columns.Remove(name) : name == SqlServerCheck.Variable || constraints.Remove(name);
            if (table.Constraints.Remove(name, out var key))
            {
                table.Keys.Remove(key);
            }

            if (!isKnown)
            {
                Error(element, $"{table.Name} has no {name} to drop");
            }
        }
    });

    public override void Visit(DropTableStatement node)
    {
        foreach (var table in node.Objects.Where(t => !Tables.Remove(t.BaseIdentifier.Value)))
        {
            Error(table, $"unknown table {table.BaseIdentifier.Value}");
        }
    }

    public override void Visit(CreateIndexStatement node) => With(node.OnName, table =>
    {
        var columns = node.Columns.Select(c => c.Column.MultiPartIdentifier.Identifiers[^1].Value).ToList();
        if (!table.Indexes.TryAdd(node.Name.Value, columns))
        {
            Error(node, $"index {node.Name.Value} is made twice");
        }

        CheckKey(node, table, columns, LongestIndexKey);
        if (node.Unique && node.FilterPredicate is null)
        {
            table.Keys.Add(columns);
        }

        if (node.FilterPredicate is not null)
        {
            var filter = new ColumnNames();
            node.FilterPredicate.Accept(filter);
            CheckColumns(node, table, filter.Found);
        }
    });

    public override void Visit(DropIndexStatement node)
    {
        foreach (var index in node.DropIndexClauses.OfType<DropIndexClause>())
        {
            With(index.Object, table =>
            {
                if (!table.Indexes.Remove(index.Index.Value))
                {
                    Error(index, $"unknown index {index.Index.Value}");
                }
            });
        }
    }

    public override void Visit(UserDataTypeReference node) => Error(node, $"unknown type {node.Name.BaseIdentifier.Value}");

    /// <summary>A row deleted in one table must not reach another one by two ways: SQL Server refuses such keys (error 1785).</summary>
    public void CheckCascades()
    {
        foreach (var start in cascades.Select(c => c.To).Distinct(StringComparer.OrdinalIgnoreCase))
        {
            var reached = new HashSet<string>(StringComparer.OrdinalIgnoreCase) { start };
            var next = new Queue<string>([start]);
            while (next.TryDequeue(out var table))
            {
                foreach (var (child, _) in cascades.Where(c => c.To.Equals(table, StringComparison.OrdinalIgnoreCase)))
                {
                    if (reached.Add(child))
                    {
                        next.Enqueue(child);
                    }
                    else
                    {
                        errors.Add($"deleting from {start} reaches {child} by more than one way");
                    }
                }
            }
        }
    }

    private void Add(Table table, TableDefinition definition)
    {
        foreach (var column in definition.ColumnDefinitions)
        {
            var isNullable = !column.Constraints.OfType<NullableConstraintDefinition>().Any(c => !c.Nullable);
            CheckCollation(column.Collation);
            var isFilled = column.DefaultConstraint is not null || column.IdentityOptions is not null || column.ComputedColumnExpression is not null;
            if (!table.Columns.TryAdd(column.ColumnIdentifier.Value, new Column(column.DataType is null ? "computed" : TypeOf(column.DataType), isNullable, isFilled, column.IdentityOptions is not null, column.Collation?.Value)))
            {
                Error(column, $"column {table.Name}.{column.ColumnIdentifier.Value} is made twice");
            }
        }

        foreach (var constraint in definition.TableConstraints)
        {
            if (constraint.ConstraintIdentifier is { } name && !constraints.Add(name.Value))
            {
                Error(constraint, $"constraint {name.Value} is made twice");
            }

            switch (constraint)
            {
                case UniqueConstraintDefinition key:
                    var columns = key.Columns.Select(c => c.Column.MultiPartIdentifier.Identifiers[^1].Value).ToList();
                    CheckKey(key, table, columns, key.IsPrimaryKey ? LongestPrimaryKey : LongestIndexKey);
                    foreach (var column in columns.Where(c => key.IsPrimaryKey && table.Columns.GetValueOrDefault(c) is { IsNullable: true }))
                    {
                        Error(key, $"{table.Name}.{column} may be null but belongs to the primary key");
                    }

                    table.Keys.Add(columns);
                    if (key.ConstraintIdentifier is { } ofKey)
                    {
                        table.Constraints[ofKey.Value] = columns;
                    }

                    break;
                case ForeignKeyConstraintDefinition foreign:
                    AddForeignKey(table, foreign);
                    break;
            }
        }
    }

    private void AddForeignKey(Table table, ForeignKeyConstraintDefinition foreign) => With(foreign.ReferenceTableName, principal =>
    {
        var from = foreign.Columns.Select(c => c.Value).ToList();
        var to = foreign.ReferencedTableColumns.Select(c => c.Value).ToList();
        CheckColumns(foreign, table, from);
        CheckColumns(foreign, principal, to);
        if (!principal.Keys.Exists(key => key.Count == to.Count && !key.Except(to, StringComparer.OrdinalIgnoreCase).Any()))
        {
            Error(foreign, $"{principal.Name} ({string.Join(", ", to)}) is no key");
        }

        foreach (var (a, b) in from.Zip(to))
        {
            if (table.Columns.TryGetValue(a, out var one) && principal.Columns.TryGetValue(b, out var other) && one.Type != other.Type)
            {
                Error(foreign, $"{table.Name}.{a} is {one.Type}, {principal.Name}.{b} is {other.Type}");
            }
        }

        if (foreign.DeleteAction is DeleteUpdateAction.Cascade or DeleteUpdateAction.SetNull)
        {
            cascades.Add((table.Name, principal.Name));
        }
    });

    private void CheckKey(TSqlFragment at, Table table, List<string> columns, int longest)
    {
        CheckColumns(at, table, columns);
        var bytes = columns.Sum(c => table.Columns.TryGetValue(c, out var column) ? Bytes(column.Type) : 0);
        if (bytes > longest)
        {
            Error(at, $"the key {table.Name} ({string.Join(", ", columns)}) can be longer than {longest} bytes");
        }
    }

    private void CheckColumns(TSqlFragment at, Table table, IEnumerable<string> columns)
    {
        foreach (var column in columns.Where(c => !table.Columns.ContainsKey(c)))
        {
            Error(at, $"unknown column {table.Name}.{column}");
        }
    }

    private void CheckCollation(Identifier? collation)
    {
        if (collation is not null && !Collations.Contains(collation.Value))
        {
            Error(collation, $"unknown collation {collation.Value}");
        }
    }

    private void With(SchemaObjectName name, Action<Table> act)
    {
        if (Tables.TryGetValue(name.BaseIdentifier.Value, out var table))
        {
            act(table);
        }
        else
        {
            Error(name, $"unknown table {name.BaseIdentifier.Value}");
        }
    }

    private static int Bytes(string type)
    {
        var length = type.IndexOf('(', StringComparison.Ordinal) is > 0 and var bracket ? type[(bracket + 1)..^1] : "";
        return type.Split('(')[0] switch
        {
            "nvarchar" or "varchar" or "varbinary" when length == "max" => int.MaxValue / 16,
            "nvarchar" or "nchar" => 2 * int.Parse(length, CultureInfo.InvariantCulture),
            "varchar" or "char" or "varbinary" or "binary" => int.Parse(length, CultureInfo.InvariantCulture),
            "uniqueidentifier" => 16,
            _ => 10,
        };
    }

    private static string TypeOf(DataTypeReference type) => string.Concat(type.ScriptTokenStream
        .Skip(type.FirstTokenIndex).Take(type.LastTokenIndex - type.FirstTokenIndex + 1)
        .Where(t => t.TokenType != TSqlTokenType.WhiteSpace).Select(t => t.Text)).ToLowerInvariant();

    private void Error(TSqlFragment at, string message) => errors.Add($"({at.StartLine},{at.StartColumn}) {message}");

    public sealed record Column(string Type, bool IsNullable, bool IsFilledByServer, bool IsIdentity, string? Collation);

    public sealed record Table(string Name)
    {
        public Dictionary<string, Column> Columns { get; } = new(StringComparer.OrdinalIgnoreCase);

        public List<List<string>> Keys { get; } = [];

        /// <summary>Those of the <see cref="Keys"/> that are constraints, by name.</summary>
        public Dictionary<string, List<string>> Constraints { get; } = new(StringComparer.OrdinalIgnoreCase);

        public Dictionary<string, List<string>> Indexes { get; } = new(StringComparer.OrdinalIgnoreCase);
    }

    private sealed class ColumnNames : TSqlFragmentVisitor
    {
        public List<string> Found { get; } = [];

        public override void Visit(ColumnReferenceExpression node) => Found.Add(node.MultiPartIdentifier.Identifiers[^1].Value);
    }
}
