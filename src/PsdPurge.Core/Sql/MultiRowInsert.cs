using System.Data;
using System.Globalization;

namespace PsdPurge.Sql;

/// <summary>
/// Fills a temp table from memory with INSERT ... VALUES statements. Thousands of rows take a few round trips, and every value is a parameter.
/// </summary>
internal static class MultiRowInsert
{
    /// <summary>Parameters that are reserved for the statements that follow the last rows.</summary>
    private const int MaxParameters = ServerLimits.Parameters - 100;

    /// <summary>
    /// The statement for rows: <c>INSERT INTO #T (A, B) VALUES (@p0, @p1), (@p0, @p2);</c> A column that has the same value in every row is one parameter.
    /// </summary>
    /// <param name="table">The temp table.</param>
    /// <param name="columns">Its columns.</param>
    /// <param name="values">The expression for each column, in which <c>@p</c> stands for the parameter.</param>
    /// <param name="rows">A value for each column, row by row. There is at least one row.</param>
    /// <param name="parameters">The values of the parameters, in the order of their numbers.</param>
    public static string Statement(
        string table, IReadOnlyList<string> columns, IReadOnlyList<string> values, IReadOnlyList<object[]> rows, out IReadOnlyList<object> parameters)
    {
        List<object> all = [];
        string New(int column, object value)
        {
            all.Add(value);
            return values[column].Replace("@p", Name(all.Count - 1));
        }

        string?[] same = [.. columns.Select((_, column) => rows.All(row => row[column].Equals(rows[0][column])) ? New(column, rows[0][column]) : null)];
        IEnumerable<string> texts = rows.Select(row => "(" + string.Join(", ", row.Select((value, column) => same[column] ?? New(column, value))) + ")");
        var sql = $"INSERT INTO {table} ({string.Join(", ", columns)})\nVALUES\n    {string.Join(",\n    ", texts)};";
        parameters = all;
        return sql;
    }

    /// <summary>Sends all rows. <paramref name="then"/> is sent with the last of them.</summary>
    public static void Send(
        FrontEndConnection connection,
        string table,
        IReadOnlyList<string> columns,
        IReadOnlyList<string> values,
        IEnumerable<object[]> rows,
        CancellationToken token,
        QueryBatch? then = null)
    {
        then ??= new QueryBatch();
        var most = Math.Min(ServerLimits.ValuesRows, MaxParameters / columns.Count);
        List<object[]> chunk = new(most);
        IReadOnlyList<object> parameters = [];
        foreach (object[] row in rows)
        {
            if (chunk.Count == most)
            {
                connection.Execute(Statement(table, columns, values, chunk, out parameters), token, Parameters(parameters));
                chunk.Clear();
            }

            chunk.Add(row);
        }

        if (chunk.Count > 0)
        {
            then.DoFirst(Statement(table, columns, values, chunk, out parameters));
        }

        then.Run(connection, token, Parameters(parameters));
    }

    private static string Name(int parameter) => "@p" + parameter.ToString(CultureInfo.InvariantCulture);

    private static SqlParameter[] Parameters(IReadOnlyList<object> values) => [.. values.Select((value, i) => Parameter(Name(i), value))];

    /// <summary>
    /// The declared type is the same for every length of a value, so that the server compiles each statement once. The client cuts off longer values.
    /// </summary>
    private static SqlParameter Parameter(string name, object value) => value switch
    {
        string text => new SqlParameter(name, SqlDbType.NVarChar, text.Length <= SipAddress.MaxLength ? SipAddress.MaxLength : -1) { Value = text },
        byte[] bytes => new SqlParameter(name, SqlDbType.VarBinary, bytes.Length <= ServerLimits.KeyBytes ? ServerLimits.KeyBytes : -1) { Value = bytes },
        _ => new SqlParameter(name, value),
    };
}
