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
