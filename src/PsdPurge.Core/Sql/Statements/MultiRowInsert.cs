using System.Data;
using System.Globalization;
using System.Text;

namespace PsdPurge;

/// <summary>
/// Fills a temp table from memory with parametrized INSERT ... VALUES statements: thousands of rows in a few round trips, every value a parameter. SQL
/// Server takes 1,000 rows in VALUES and 2,100 parameters in a statement.
/// </summary>
internal static class MultiRowInsert
{
    private const int MaxParameters = 2000;
    private const int MaxRows = 1000;

    /// <summary>The statement for a number of rows: <c>INSERT INTO #T (A, B) VALUES (@p0, @p1), (@p2, @p3);</c></summary>
    /// <param name="table">The temp table.</param>
    /// <param name="columns">Its columns.</param>
    /// <param name="values">For each column the expression, in which <c>@p</c> stands for the parameter.</param>
    /// <param name="rows">Number of rows.</param>
    public static string Statement(string table, IReadOnlyList<string> columns, IReadOnlyList<string> values, int rows)
    {
        StringBuilder sql = new();
        sql.Append("INSERT INTO ").Append(table).Append(" (").Append(string.Join(", ", columns)).Append(")\nVALUES");
        var parameter = 0;
        for (var row = 0; row < rows; row++)
        {
            sql.Append(row == 0 ? "\n    (" : ",\n    (");
            for (var column = 0; column < columns.Count; column++, parameter++)
            {
                sql.Append(column == 0 ? "" : ", ").Append(values[column].Replace("@p", "@p" + parameter.ToString(CultureInfo.InvariantCulture)));
            }

            sql.Append(')');
        }

        return sql.Append(';').ToString();
    }

    /// <summary>Sends all rows; <paramref name="then"/> goes with the last of them.</summary>
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
        var most = Math.Min(MaxRows, MaxParameters / columns.Count);
        List<object[]> chunk = new(most);
        string? full = null;
        foreach (object[] row in rows)
        {
            if (chunk.Count == most)
            {
                connection.Execute(full ??= Statement(table, columns, values, most), token, Parameters(chunk));
                chunk.Clear();
            }

            chunk.Add(row);
        }

        if (chunk.Count > 0)
        {
            then.DoFirst(Statement(table, columns, values, chunk.Count));
        }

        then.Run(connection, token, Parameters(chunk));
    }

    private static SqlParameter[] Parameters(List<object[]> rows) =>
        [.. rows.SelectMany(row => row).Select((value, i) => Parameter("@p" + i.ToString(CultureInfo.InvariantCulture), value))];

    /// <summary>One declared type whatever the value's length, so that the server compiles each statement once; the client cuts off what is longer.</summary>
    private static SqlParameter Parameter(string name, object value) => value is string text
        ? new SqlParameter(name, SqlDbType.NVarChar, text.Length <= SipAddress.MaxLength ? SipAddress.MaxLength : -1) { Value = text }
        : new SqlParameter(name, value);
}
