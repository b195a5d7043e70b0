using System.Globalization;

namespace PsdPurge.Purge;

/// <summary>
/// Remembers one deleted row, to find out from the server whether its transaction was committed when the connection was lost while committing: the row is
/// there, or it is not. The answer decides how the run goes on and what it counts, and never what is in the backup.
/// </summary>
internal sealed class RowProbe
{
    /// <summary>The longest text or binary value that is compared beside a key.</summary>
    private const int MostBytes = 100;

    private readonly IReadOnlyList<(ServerColumn Column, object Value)> _values;
    private long _othersLikeIt;

    private RowProbe(IReadOnlyList<(ServerColumn Column, object Value)> values) => _values = values;

    /// <summary>
    /// The columns that it has to see where no backup wants them all. Without a key these are all, too; else short ones suffice: an entry's data would cross
    /// the wire for nothing.
    /// </summary>
    public static IReadOnlyList<ServerColumn> Columns(ServerSchema schema) => schema.UniqueKey.Count == 0
        ? schema.EntryColumns
        : [.. schema.EntryColumns.Where(c => IsKey(schema, c) || (IsComparable(c) && c.MaxLength is >= 0 and <= MostBytes))];

    /// <summary>Takes the current row: its unique key and all columns that can be compared, because a row of the same key may be made anew.</summary>
    /// <param name="schema">The server's columns.</param>
    /// <param name="columns">Those of the row.</param>
    /// <param name="row">The row.</param>
    public static RowProbe Capture(ServerSchema schema, IReadOnlyList<ServerColumn> columns, SqlDataReader row)
    {
        List<(ServerColumn, object)> values = [];
        for (var i = 0; i < columns.Count; i++)
        {
            if (IsKey(schema, columns[i]) || IsComparable(columns[i]))
            {
                values.Add((columns[i], Value(row, i, columns[i])));
            }
        }

        return new RowProbe(values);
    }

    /// <summary>In the deleting transaction, if the table has no key: how many rows just like it are left?</summary>
    public void CountOthers(FrontEndConnection connection, CancellationToken token) => _othersLikeIt = Count(connection, token);

    /// <summary>Was the transaction committed? Waits while the row is locked, so a commit that is still under way is over when this answers.</summary>
    public bool WasCommitted(FrontEndConnection connection, CancellationToken token) => Count(connection, token) <= _othersLikeIt;

    /// <summary>The question for a set of columns.</summary>
    /// <remarks>READCOMMITTEDLOCK: it has to wait for a commit that is under way. A version kept for readers would show the row as it was before.</remarks>
    public static string Statement(IReadOnlyList<ServerColumn> columns) =>
        $"""
        SELECT COUNT_BIG(*)
        FROM dbo.PersistedServiceData AS psd WITH (READCOMMITTEDLOCK)
        WHERE {string.Join("\n  AND ", columns.Select((c, i) => $"(psd.{c.QuotedName} = @k{i} OR (psd.{c.QuotedName} IS NULL AND @k{i} IS NULL))"))};
        """;

    private long Count(FrontEndConnection connection, CancellationToken token) =>
        connection.Query(Statement([.. _values.Select(v => v.Column)]), reader => reader.Read() ? reader.GetInt64(0) : 0, token, Parameters());

    /// <summary>A decimal of the server has up to 38 digits, one of .NET 28.</summary>
    private static object Value(SqlDataReader row, int ordinal, ServerColumn column) =>
        column.TypeName is "decimal" or "numeric" ? row.GetSqlDecimal(ordinal) : row.GetValue(ordinal);

    private static bool IsKey(ServerSchema schema, ServerColumn column) => schema.UniqueKey.Contains(column.Name, StringComparer.OrdinalIgnoreCase);

    private static bool IsComparable(ServerColumn column) =>
        (column.Kind is not ColumnKind.Other && !column.IsOldLarge)
        || column.TypeName is "bit" or "decimal" or "numeric" or "money" or "datetime" or "datetime2" or "date";

    private SqlParameter[] Parameters() =>
        [.. _values.Select((v, i) => EntryParameter.Create("@k" + i.ToString(CultureInfo.InvariantCulture), v.Column, v.Value))];
}
