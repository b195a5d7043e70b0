using System.Collections.Concurrent;

namespace PsdPurge.Lab.Engine;

/// <summary>A database: its file, its collation and its tables.</summary>
internal sealed class DatabaseInfo(string name, int id, string path, string collation)
{
    private readonly ConcurrentDictionary<string, TableInfo> _tables = new(StringComparer.OrdinalIgnoreCase);

    public string Name { get; } = name;

    public int Id { get; } = id;

    public string Path { get; } = path;

    public string Collation { get; } = collation;

    /// <summary>The state that sys.databases shows. A test can set another one.</summary>
    public DatabaseState State { get; set; } = new();

    public DateTime Created { get; } = DateTime.UtcNow;

    public IEnumerable<TableInfo> Tables => _tables.Values.OrderBy(t => t.ObjectId);

    public TableInfo? Find(string table) => _tables.GetValueOrDefault(table);

    public void Put(TableInfo table) => _tables[table.Name] = table;

    public void Remove(TableInfo table) => _tables.TryRemove(table.Name, out _);
}
