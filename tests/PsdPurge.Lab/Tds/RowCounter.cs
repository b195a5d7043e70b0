using PsdPurge.Lab.Engine;

namespace PsdPurge.Lab.Tds;

/// <summary>Counts the rows of an answer.</summary>
internal sealed class RowCounter(IResultSink inner) : IResultSink
{
    public long Rows { get; private set; }

    public void BeginRows(IReadOnlyList<SqlColumn> columns) => inner.BeginRows(columns);

    public void Row(IRow row)
    {
        Rows++;
        inner.Row(row);
    }

    public void EndStatement(long? rowCount) => inner.EndStatement(rowCount);

    public void Message(SqlMessage message) => inner.Message(message);

    public void DatabaseChanged(string database) => inner.DatabaseChanged(database);

    public void TransactionChanged(TransactionEvent change) => inner.TransactionChanged(change);

    public void OutputParameter(BatchParameter parameter) => inner.OutputParameter(parameter);
}
