using System.Collections;
using System.Data.Common;
using System.Globalization;

namespace InfoEntraide.Web.Tests.Data.SqlServer;

/// <summary>Rows as SQLite gave them, to be read any number of times; columns turn into the type that is asked for, whichever database asks.</summary>
internal sealed record RecordedRows(IReadOnlyList<string> Columns, IReadOnlyList<object?[]> Rows)
{
    public static RecordedRows Of(DbDataReader reader)
    {
        var rows = new List<object?[]>();
        while (reader.Read())
        {
            rows.Add([.. Enumerable.Range(0, reader.FieldCount).Select(i => reader.IsDBNull(i) ? null : reader.GetValue(i))]);
        }

        return new([.. Enumerable.Range(0, reader.FieldCount).Select(reader.GetName)], rows);
    }

    public DbDataReader Read() => new RecordedReader([this]);
}

/// <summary>Reads recorded rows, one set after the other.</summary>
internal sealed class RecordedReader(IReadOnlyList<RecordedRows> sets) : DbDataReader
{
    private int set;
    private int row = -1;

    public override int FieldCount => Current?.Columns.Count ?? 0;

    public override bool HasRows => Current is { Rows.Count: > 0 };

    public override bool IsClosed => false;

    public override int RecordsAffected => -1;

    public override int Depth => 0;

    private RecordedRows? Current => set < sets.Count ? sets[set] : null;

    public override object this[int ordinal] => GetValue(ordinal);

    public override object this[string name] => GetValue(GetOrdinal(name));

    public override bool Read() => Current is { } current && ++row < current.Rows.Count;

    public override bool NextResult()
    {
        (set, row) = (set + 1, -1);
        return set < sets.Count;
    }

    public override T GetFieldValue<T>(int ordinal) => (T)Convert(GetValue(ordinal), typeof(T));

    public override object GetValue(int ordinal) => Current!.Rows[row][ordinal] ?? DBNull.Value;

    public override bool IsDBNull(int ordinal) => Current!.Rows[row][ordinal] is null;

    public override string GetName(int ordinal) => Current!.Columns[ordinal];

    public override int GetOrdinal(string name) => Current!.Columns.ToList().IndexOf(name);

    public override Type GetFieldType(int ordinal) => Current!.Rows.Select(r => r[ordinal]?.GetType()).FirstOrDefault(t => t is not null) ?? typeof(object);

    public override string GetDataTypeName(int ordinal) => GetFieldType(ordinal).Name;

    public override int GetValues(object[] values)
    {
        for (var i = 0; i < FieldCount; i++)
        {
            values[i] = GetValue(i);
        }

        return FieldCount;
    }

    public override bool GetBoolean(int ordinal) => GetFieldValue<bool>(ordinal);

    public override byte GetByte(int ordinal) => GetFieldValue<byte>(ordinal);

    public override char GetChar(int ordinal) => GetFieldValue<char>(ordinal);

    public override DateTime GetDateTime(int ordinal) => GetFieldValue<DateTime>(ordinal);

    public override decimal GetDecimal(int ordinal) => GetFieldValue<decimal>(ordinal);

    public override double GetDouble(int ordinal) => GetFieldValue<double>(ordinal);

    public override float GetFloat(int ordinal) => GetFieldValue<float>(ordinal);

    public override Guid GetGuid(int ordinal) => GetFieldValue<Guid>(ordinal);

    public override short GetInt16(int ordinal) => GetFieldValue<short>(ordinal);

    public override int GetInt32(int ordinal) => GetFieldValue<int>(ordinal);

    public override long GetInt64(int ordinal) => GetFieldValue<long>(ordinal);

    public override string GetString(int ordinal) => GetFieldValue<string>(ordinal);

    public override long GetBytes(int ordinal, long dataOffset, byte[]? buffer, int bufferOffset, int length) => throw new NotSupportedException();

    public override long GetChars(int ordinal, long dataOffset, char[]? buffer, int bufferOffset, int length) => throw new NotSupportedException();

    public override IEnumerator GetEnumerator() => throw new NotSupportedException();

    private static object Convert(object value, Type type) => value switch
    {
        _ when type.IsInstanceOfType(value) => value,
        string text when type == typeof(Guid) => Guid.Parse(text),
        string text when type == typeof(DateOnly) => DateOnly.Parse(text, CultureInfo.InvariantCulture),
        string text when type == typeof(TimeOnly) => TimeOnly.Parse(text, CultureInfo.InvariantCulture),
        string text when type == typeof(TimeSpan) => TimeSpan.Parse(text, CultureInfo.InvariantCulture),
        string text when type == typeof(DateTime) => DateTime.Parse(text, CultureInfo.InvariantCulture),
        long ticks when type == typeof(DateTimeOffset) => new DateTimeOffset(ticks, TimeSpan.Zero),
        _ => System.Convert.ChangeType(value, type, CultureInfo.InvariantCulture),
    };
}
