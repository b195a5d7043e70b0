namespace PsdPurge.Lab.Scenarios;

/// <summary>A Front-End's databases behind any door: the lab's engine, or a real SQL Server. Not the module's door.</summary>
public interface ISqlTarget
{
    /// <summary>Makes an empty database.</summary>
    void CreateDatabase(string database);

    /// <summary>Runs a script; GO on a line of its own parts its batches.</summary>
    void Run(string database, string script);

    /// <summary>Adds rows.</summary>
    void Load(string database, TableRows rows);

    /// <summary>The rows of a query, values as in <see cref="TableRows"/> (integers of any size as long).</summary>
    void Read(string database, string query, Action<object?[]> row);
}

/// <summary>Scripts as sqlcmd reads them.</summary>
internal static class SqlScript
{
    /// <summary>The batches of a script, parted by lines that say GO.</summary>
    public static IEnumerable<string> Batches(string script)
    {
        var batch = new List<string>();
        foreach (var line in script.Split('\n'))
        {
            if (line.Trim().Equals("GO", StringComparison.OrdinalIgnoreCase))
            {
                yield return string.Join('\n', batch);
                batch.Clear();
                continue;
            }

            batch.Add(line);
        }

        if (batch.Exists(line => !string.IsNullOrWhiteSpace(line)))
        {
            yield return string.Join('\n', batch);
        }
    }
}
