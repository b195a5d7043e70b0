using System.Globalization;
using System.Text;
using PsdPurge.Lab.Engine;

namespace PsdPurge.Lab.Scenarios;

/// <summary>A lab Front-End's databases, past the wire: straight to the engine.</summary>
public sealed class EngineTarget(ISqlServer server) : ISqlTarget
{
    /// <summary>The login under which the lab itself works.</summary>
    public const string Login = "sa";

    /// <summary>Parameters that one statement takes: SQL Server's own limit is 2,100.</summary>
    private const int MaxParameters = 2000;

    private const int MaxRowsEach = 100;

    /// <inheritdoc/>
    public void CreateDatabase(string database) => Run("master", $"CREATE DATABASE {database};");

    /// <inheritdoc/>
    public void Run(string database, string script)
    {
        using var session = server.OpenSession(Login, database);
        foreach (var batch in SqlScript.Batches(script))
        {
            session.Execute(new(batch, []), new RowCollector(null), CancellationToken.None);
        }
    }

    /// <inheritdoc/>
    public void Load(string database, TableRows rows)
    {
        using var session = server.OpenSession(Login, database);
        session.BeginTransaction();
        var rowsEach = Math.Min(MaxRowsEach, MaxParameters / rows.Columns.Count);
        var whole = InsertText(rows, rowsEach);
        foreach (var chunk in rows.Rows.Chunk(rowsEach))
        {
            var text = chunk.Length == rowsEach ? whole : InsertText(rows, chunk.Length);
            session.Execute(new(text, Parameters(rows, chunk)), new RowCollector(null), CancellationToken.None);
        }

        session.Commit();
    }

    /// <inheritdoc/>
    public void Read(string database, string query, Action<object?[]> row)
    {
        using var session = server.OpenSession(Login, database);
        session.Execute(new(query, []), new RowCollector(row), CancellationToken.None);
    }

    private static string InsertText(TableRows rows, int count)
    {
        var text = new StringBuilder("INSERT ").Append(rows.Table).Append(" (").AppendJoin(", ", rows.Columns.Select(column => column.Name)).Append(") VALUES");
        for (var (row, number) = (0, 0); row < count; row++)
        {
            text.Append(row == 0 ? " (" : ", (");
            for (var column = 0; column < rows.Columns.Count; column++, number++)
            {
                text.Append(column == 0 ? "@p" : ", @p").Append(number);
            }

            text.Append(')');
        }

        return text.Append(';').ToString();
    }

    private static BatchParameter[] Parameters(TableRows rows, object?[][] chunk)
    {
        var width = rows.Columns.Count;
        var parameters = new BatchParameter[chunk.Length * width];
        for (var i = 0; i < parameters.Length; i++)
        {
            var column = rows.Columns[i % width];
            parameters[i] = new("@p" + i.ToString(CultureInfo.InvariantCulture), column.Type, ForEngine(chunk[i / width][i % width]));
        }

        return parameters;
    }

    /// <summary>A plain value in the representation that <see cref="SqlType"/> describes.</summary>
    private static object? ForEngine(object? value) => value switch
    {
        int number => (long)number,
        bool flag => flag ? 1L : 0L,
        DateTime time => time.ToString("yyyy-MM-dd HH:mm:ss.fff", CultureInfo.InvariantCulture),
        Guid id => id.ToByteArray(),
        _ => value,
    };
}
