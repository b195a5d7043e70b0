using System.Globalization;

namespace PsdPurge;

/// <summary>
/// Remembers one deleted row, to find out from the server whether its transaction was committed when the connection was lost while committing: the row is
/// there, or it is not.
/// </summary>
internal sealed class RowProbe
{
    private readonly IReadOnlyList<(ColumnInfo Column, object Value)> _values;

    private RowProbe(IReadOnlyList<(ColumnInfo Column, object Value)> values) => _values = values;

    /// <summary>Takes the current row's unique key, or, where the table has none, all columns that can be compared.</summary>
    public static RowProbe Capture(ServerSchema schema, SqlDataReader row)
    {
        List<(ColumnInfo, object)> values = [];
        for (var i = 0; i < schema.EntryColumns.Count; i++)
        {
            ColumnInfo column = schema.EntryColumns[i];
            var isKey = schema.UniqueKey.Contains(column.Name, StringComparer.OrdinalIgnoreCase);
            if (isKey || (schema.UniqueKey.Count == 0 && IsComparable(column)))
            {
                values.Add((column, row.GetValue(i)));
            }
        }

        return new RowProbe(values);
    }

    /// <summary>Does the row still exist? Waits for whoever holds it, so a commit that is still under way is over when this answers.</summary>
    public bool Exists(FrontEndConnection connection, CancellationToken token) =>
        connection.Query(Statement([.. _values.Select(v => v.Column)]), reader => reader.Read() && reader.GetInt64(0) > 0, token, Parameters());

    /// <summary>The question for a set of columns.</summary>
    public static string Statement(IReadOnlyList<ColumnInfo> columns) =>
        $"""
        SELECT COUNT_BIG(*)
        FROM dbo.PersistedServiceData AS psd WITH (READCOMMITTEDLOCK)
        WHERE {string.Join("\n  AND ", columns.Select((c, i) => $"(psd.{c.QuotedName} = @k{i} OR (psd.{c.QuotedName} IS NULL AND @k{i} IS NULL))"))};
        """;

    private static bool IsComparable(ColumnInfo column) =>
        column.Kind is not ColumnKind.Other || column.TypeName is "bit" or "decimal" or "numeric" or "money" or "datetime" or "datetime2" or "date";

    private SqlParameter[] Parameters() =>
        [.. _values.Select((v, i) => EntryParameter.Create("@k" + i.ToString(CultureInfo.InvariantCulture), v.Column, v.Value))];
}
