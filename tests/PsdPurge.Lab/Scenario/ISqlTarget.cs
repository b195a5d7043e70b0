namespace PsdPurge.Lab.Scenarios;

/// <summary>Access to a Front-End's databases, in the lab's engine or in a real SQL Server. It is not the access that the module uses.</summary>
public interface ISqlTarget
{
    /// <summary>Makes an empty database.</summary>
    void CreateDatabase(string database);

    /// <summary>Runs a script. A line with GO separates its batches.</summary>
    void Run(string database, string script);

    /// <summary>Adds rows.</summary>
    void Load(string database, TableRows rows);

    /// <summary>Reads the rows of a query. Values are as in <see cref="TableRows"/> (integers of any size as long).</summary>
    void Read(string database, string query, Action<object?[]> row);
}
