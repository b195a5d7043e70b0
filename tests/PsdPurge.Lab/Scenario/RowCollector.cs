using System.Globalization;
using System.Text;
using PsdPurge.Lab.Engine;

namespace PsdPurge.Lab.Scenarios;

/// <summary>Receives the engine's answers to the lab itself: rows as plain values, and errors as exceptions.</summary>
internal sealed class RowCollector(Action<object?[]> take) : IResultSink
{
    private IReadOnlyList<SqlColumn> _columns = [];

    public void BeginRows(IReadOnlyList<SqlColumn> columns) => _columns = columns;

    public void Row(IRow row)
    {
        var values = new object?[_columns.Count];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = row.IsNull(i) ? null : Value(row, i);
        }

        take(values);
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

    private object Value(IRow row, int i) => _columns[i].Type.Kind switch
    {
        SqlTypeKind.Bit => row.GetInt64(i) != 0,
        SqlTypeKind.TinyInt or SqlTypeKind.SmallInt or SqlTypeKind.Int or SqlTypeKind.BigInt => row.GetInt64(i),
        SqlTypeKind.Real or SqlTypeKind.Float => row.GetDouble(i),
        SqlTypeKind.Binary or SqlTypeKind.VarBinary or SqlTypeKind.Image or SqlTypeKind.RowVersion => row.GetBytes(i).ToArray(),
        SqlTypeKind.UniqueIdentifier => new Guid(row.GetBytes(i)),
        SqlTypeKind.Date or SqlTypeKind.SmallDateTime or SqlTypeKind.DateTime or SqlTypeKind.DateTime2 =>
            DateTime.Parse(Text(row, i), CultureInfo.InvariantCulture),
        _ => Text(row, i),
    };

    private static string Text(IRow row, int i) => Encoding.UTF8.GetString(row.GetUtf8(i));
}
