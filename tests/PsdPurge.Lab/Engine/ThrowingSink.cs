namespace PsdPurge.Lab.Engine;

/// <summary>Keeps the first value and turns every error into an exception, for seeding and assertions.</summary>
internal sealed class ThrowingSink : IResultSink
{
    private IReadOnlyList<SqlColumn> _columns = [];
    private bool _any;

    public object? First { get; private set; }

    public void BeginRows(IReadOnlyList<SqlColumn> columns) => _columns = columns;

    public void Row(IRow row)
    {
        if (!_any)
        {
            _any = true;
            First = RowValues.Box(row, 0, _columns[0].Type);
        }
    }

    public void EndStatement(long? rowCount)
    {
    }

    public void Message(SqlMessage message)
    {
        if (message.Class > 10)
        {
            throw new TSqlException(message);
        }
    }

    public void DatabaseChanged(string database)
    {
    }

    public void TransactionChanged(TransactionEvent change)
    {
    }

    public void OutputParameter(BatchParameter parameter)
    {
    }
}
