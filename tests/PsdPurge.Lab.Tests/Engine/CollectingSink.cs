using System.Text;
using PsdPurge.Lab.Engine;

namespace PsdPurge.Lab.Tests.Engine;

/// <summary>Collects everything that a batch reports.</summary>
internal sealed class CollectingSink : IResultSink
{
    private ResultSet? _open;

    public List<ResultSet> Sets { get; } = [];

    public List<long?> Counts { get; } = [];

    public List<SqlMessage> Messages { get; } = [];

    public List<string> Databases { get; } = [];

    public List<TransactionEvent> Transactions { get; } = [];

    public List<BatchParameter> Outputs { get; } = [];

    /// <summary>Runs for each row, before the row is kept.</summary>
    public Action? OnRow { get; init; }

    public void BeginRows(IReadOnlyList<SqlColumn> columns)
    {
        _open = new ResultSet(columns);
        Sets.Add(_open);
    }

    public void Row(IRow row)
    {
        OnRow?.Invoke();
        _open!.Rows.Add([.. _open.Columns.Select((c, i) => Value(row, i, c.Type.Kind))]);
    }

    public void EndStatement(long? rowCount)
    {
        _open = null;
        Counts.Add(rowCount);
    }

    public void Message(SqlMessage message) => Messages.Add(message);

    public void DatabaseChanged(string database) => Databases.Add(database);

    public void TransactionChanged(TransactionEvent change) => Transactions.Add(change);

    public void OutputParameter(BatchParameter parameter) => Outputs.Add(parameter);

    /// <summary>Reads a value in the representation that its declared type promises.</summary>
    private static object? Value(IRow row, int ordinal, SqlTypeKind kind) => row.IsNull(ordinal) ? null : kind switch
    {
        <= SqlTypeKind.BigInt => row.GetInt64(ordinal),
        SqlTypeKind.Real or SqlTypeKind.Float => row.GetDouble(ordinal),
        SqlTypeKind.Binary or SqlTypeKind.VarBinary or SqlTypeKind.Image or SqlTypeKind.RowVersion => row.GetBytes(ordinal).ToArray(),
        SqlTypeKind.UniqueIdentifier => new Guid(row.GetBytes(ordinal)),
        _ => Encoding.UTF8.GetString(row.GetUtf8(ordinal)),
    };
}

/// <summary>A result set: columns and rows.</summary>
internal sealed record ResultSet(IReadOnlyList<SqlColumn> Columns)
{
    public List<object?[]> Rows { get; } = [];
}
