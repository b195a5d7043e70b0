using System.Globalization;
using PsdPurge.Lab.Engine;

namespace PsdPurge.Lab.Scenarios;

/// <summary>A lab Front-End's databases, reached directly through the engine and not over the wire.</summary>
public sealed class EngineTarget(SqliteServer server) : ISqlTarget
{
    private const string Login = "sa";

    /// <summary>Does nothing, because an engine starts with empty databases rtc and rtcdyn.</summary>
    public void CreateDatabase(string database)
    {
    }

    /// <inheritdoc/>
    public void Run(string database, string script) => server.Execute(script, database);

    /// <inheritdoc/>
    public void Load(string database, TableRows rows) =>
        server.Seed($"{database}.{rows.Table}", [.. rows.Columns.Select(column => column.Name)], ForEngine(rows.Rows));

    /// <inheritdoc/>
    public void Read(string database, string query, Action<object?[]> row)
    {
        using var session = server.OpenSession(Login, database);
        session.Execute(new(query, []), new RowCollector(row), CancellationToken.None);
    }

    private static IEnumerable<object?[]> ForEngine(IEnumerable<object?[]> rows)
    {
        foreach (var row in rows)
        {
            for (var i = 0; i < row.Length; i++)
            {
                row[i] = ForEngine(row[i]);
            }

            yield return row;
        }
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
