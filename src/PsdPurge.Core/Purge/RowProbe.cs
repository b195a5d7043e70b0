using System.Globalization;

namespace PsdPurge.Purge;

/// <summary>
/// Remembers one deleted row. If the connection is lost during a commit, the server is asked for this row: if the row is gone, the transaction was committed.
/// The answer decides how the run goes on and what it counts. It never decides what is in the backup.
/// </summary>
internal sealed class RowProbe
{
    /// <summary>The longest text or binary value that is compared in addition to a key.</summary>
    private const int MostBytes = 100;

    private readonly IReadOnlyList<(ServerColumn Column, object Value)> _values;
    private long _othersLikeIt;

    private RowProbe(IReadOnlyList<(ServerColumn Column, object Value)> values) => _values = values;

    /// <summary>
    /// The columns that the probe needs if there is no backup. Without a key these are all columns. With a key, short ones are enough, so an entry's data does
    /// not cross the wire for nothing.
    /// </summary>
    public static IReadOnlyList<ServerColumn> Columns(ServerSchema schema) => schema.UniqueKey.Count == 0
        ? schema.EntryColumns
        : [.. schema.EntryColumns.Where(c => IsKey(schema, c) || (IsComparable(c) && c.MaxLength is >= 0 and <= MostBytes))];

    /// <summary>Takes the current row's unique key and all columns that can be compared, because somebody may insert a new row with the same key.</summary>
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

    /// <summary>For a table without a key: how many identical rows are left? Runs in the deleting transaction.</summary>
    public void CountOthers(FrontEndConnection connection, CancellationToken token) => _othersLikeIt = Count(connection, token);

    /// <summary>Whether the transaction was committed. It waits while the row is locked, so a commit in progress has ended when this returns.</summary>
    public bool WasCommitted(FrontEndConnection connection, CancellationToken token) => Count(connection, token) <= _othersLikeIt;

    /// <summary>The query for a set of columns.</summary>
    /// <remarks>READCOMMITTEDLOCK: it has to wait for a commit in progress. A row version for readers would show the row as it was before.</remarks>
    public static string Statement(IReadOnlyList<ServerColumn> columns) =>
        $"""
        SELECT COUNT_BIG(*)
        FROM dbo.PersistedServiceData AS psd WITH (READCOMMITTEDLOCK)
        WHERE {string.Join("\n  AND ", columns.Select((c, i) => $"(psd.{c.QuotedName} = @k{i} OR (psd.{c.QuotedName} IS NULL AND @k{i} IS NULL))"))};
        """;

    private long Count(FrontEndConnection connection, CancellationToken token) =>
        connection.Query(Statement([.. _values.Select(v => v.Column)]), reader => reader.Read() ? reader.GetInt64(0) : 0, token, Parameters());

    /// <summary>A decimal of SQL Server has up to 38 digits, and one of .NET up to 28.</summary>
    private static object Value(SqlDataReader row, int ordinal, ServerColumn column) =>
        column.TypeName is "decimal" or "numeric" ? row.GetSqlDecimal(ordinal) : row.GetValue(ordinal);

    private static bool IsKey(ServerSchema schema, ServerColumn column) => schema.UniqueKey.Contains(column.Name, StringComparer.OrdinalIgnoreCase);

    private static bool IsComparable(ServerColumn column) =>
        (column.Kind is not ColumnKind.Other && !column.IsOldLarge)
        || column.TypeName is "bit" or "decimal" or "numeric" or "money" or "datetime" or "datetime2" or "date";

    private SqlParameter[] Parameters() =>
        [.. _values.Select((v, i) => EntryParameter.Create("@k" + i.ToString(CultureInfo.InvariantCulture), v.Column, v.Value))];
}
