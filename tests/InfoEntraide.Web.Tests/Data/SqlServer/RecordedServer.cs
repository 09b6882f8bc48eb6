using System.Data;
using System.Data.Common;
using System.Diagnostics.CodeAnalysis;
using InfoEntraide.Web.Data;
using Microsoft.Data.SqlClient;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.SqlServer.TransactSql.ScriptDom;
using IsolationLevel = System.Data.IsolationLevel;

namespace InfoEntraide.Web.Tests.Data.SqlServer;

/// <summary>Remembers what the queries of a run on SQLite gave, in their order.</summary>
internal sealed class ReadRecorder : DbCommandInterceptor
{
    public Queue<RecordedRows> Reads { get; } = new();

    public override DbDataReader ReaderExecuted(DbCommand command, CommandExecutedEventData eventData, DbDataReader result) => Record(eventData, result);

    public override ValueTask<DbDataReader> ReaderExecutedAsync(DbCommand command, CommandExecutedEventData eventData, DbDataReader result, CancellationToken cancellationToken = default) =>
        ValueTask.FromResult(Record(eventData, result));

    private DbDataReader Record(CommandExecutedEventData eventData, DbDataReader result)
    {
        if (eventData.CommandSource == CommandSource.SaveChanges)
        {
            return result;
        }

        using (result)
        {
            Reads.Enqueue(RecordedRows.Of(result));
        }

        return Reads.Last().Read();
    }
}

/// <summary>
/// In the place of a SQL Server: takes every command down as EF Core would send it, answers queries with what SQLite answered to the same
/// code, and says of every change that it found its row.
/// </summary>
internal sealed class RecordedServer(Queue<RecordedRows> recorded) : DbConnection
{
    private readonly List<string> commands = [];
    private Queue<RecordedRows> reads = recorded;
    private int identity;
    private ConnectionState state;

    /// <summary>Every command sent, the first first.</summary>
    public IReadOnlyList<string> Commands => commands;

    /// <summary>How many recorded answers nobody asked for.</summary>
    public int Unasked => reads.Count;

    /// <summary>How many more commits the server loses the connection at, as networks do.</summary>
    public int LostCommits { get; set; }

    [AllowNull]
    public override string ConnectionString { get; set; } = "Server=recorded";

    public override string Database => "recorded";

    public override string DataSource => "recorded";

    public override string ServerVersion => "16.00.0000";

    public override ConnectionState State => state;

    public SqlServerPortalDb Open(Action<DbContextOptionsBuilder>? configure = null)
    {
        var options = new DbContextOptionsBuilder<SqlServerPortalDb>().UseSqlServer(this, sql => sql.EnableRetryOnFailure());
        configure?.Invoke(options);
        return new SqlServerPortalDb(options.Options);
    }

    public override void ChangeDatabase(string databaseName) => throw new NotSupportedException();

    public override void Close() => state = ConnectionState.Closed;

    public override void Open() => state = ConnectionState.Open;

    protected override DbTransaction BeginDbTransaction(IsolationLevel isolationLevel) => new Transaction(this, isolationLevel);

    protected override DbCommand CreateDbCommand() => new Command(this);

    private RecordedReader Answer(string sql)
    {
        commands.Add(sql);
        if (!sql.StartsWith("SELECT", StringComparison.Ordinal))
        {
            return new RecordedReader(Outputs(sql));
        }

        if (!reads.TryDequeue(out var rows))
        {
            throw new InvalidOperationException($"SQLite was not asked this: {sql}");
        }

        // The same columns in the same order, else the answer would be read wrongly. A column that is computed has no name on one of the two.
        var columns = SqlServerCheck.Output(sql)?.ToList() ?? [];
        return columns.Count == rows.Columns.Count && columns.Zip(rows.Columns).All(c => c.First.Length == 0 || c.First == c.Second)
            ? new RecordedReader([rows])
            : throw new InvalidOperationException($"SQLite gave {string.Join(", ", rows.Columns)} and not: {sql}");
    }

    /// <summary>The rows that the changes of a command give back: one for each row written.</summary>
    private List<RecordedRows> Outputs(string sql)
    {
        var changes = new Changes();
        SqlServerCheck.Parse(sql, []).ForEach(f => f.Accept(changes));
        return [.. changes.Found.Select(change =>
        {
            var rows = change is MergeSpecification { TableReference: InlineDerivedTable table } ? table.RowValues.Count
                : change is InsertSpecification { InsertSource: ValuesInsertSource values } ? values.RowValues.Count : 1;
            var columns = change.OutputClause.SelectColumns.Cast<SelectScalarExpression>().Select(c => (c.Expression as ColumnReferenceExpression)?.MultiPartIdentifier.Identifiers[^1].Value).ToList();
            return new RecordedRows([.. columns.Select(c => c ?? "")], [.. Enumerable.Range(0, rows).Select(row => columns.ConvertAll(c => (object?)(c switch
            {
                null => 1,
                "_Position" => row,
                _ => ++identity,
            })).ToArray())]);
        })];
    }

    private sealed class Changes : TSqlFragmentVisitor
    {
        public List<DataModificationSpecification> Found { get; } = [];

        public override void Visit(DataModificationSpecification node)
        {
            if (node.OutputClause is not null)
            {
                Found.Add(node);
            }
        }
    }

    private sealed class Transaction(RecordedServer server, IsolationLevel level) : DbTransaction
    {
        private readonly List<RecordedRows> readsAtStart = [.. server.reads];

        public override IsolationLevel IsolationLevel => level;

        protected override DbConnection DbConnection => server;

        public override void Commit()
        {
            server.commands.Add("COMMIT");
            if (server.LostCommits-- > 0)
            {
                // Undone: what was asked within will be asked, and answered, again.
                server.reads = new(readsAtStart);
                throw new TimeoutException("The connection was lost.");
            }
        }

        public override void Rollback() => server.commands.Add("ROLLBACK");
    }

    private sealed class Command(RecordedServer server) : DbCommand
    {
        // Lends the parameters, so that EF Core sets them as for the real thing.
        private readonly SqlCommand parameters = new();

        [AllowNull]
        public override string CommandText { get; set; } = "";

        public override int CommandTimeout { get; set; }

        public override CommandType CommandType { get; set; } = CommandType.Text;

        public override bool DesignTimeVisible { get; set; }

        public override UpdateRowSource UpdatedRowSource { get; set; }

        protected override DbConnection? DbConnection { get; set; } = server;

        protected override DbParameterCollection DbParameterCollection => parameters.Parameters;

        protected override DbTransaction? DbTransaction { get; set; }

        public override void Cancel() => throw new NotSupportedException();

        public override void Prepare() => throw new NotSupportedException();

        public override int ExecuteNonQuery()
        {
            server.commands.Add(CommandText);
            return 1;
        }

        public override object? ExecuteScalar() => throw new NotSupportedException();

        protected override DbParameter CreateDbParameter() => parameters.CreateParameter();

        protected override DbDataReader ExecuteDbDataReader(CommandBehavior behavior) => server.Answer(CommandText);

        protected override void Dispose(bool disposing)
        {
            parameters.Dispose();
            base.Dispose(disposing);
        }
    }
}
