using System.Collections.Concurrent;

namespace PsdPurge.Lab.Engine;

/// <summary>Everything that one server knows by name: databases, permissions, ids.</summary>
internal sealed class ServerCatalog(string folder, string serverName)
{
    public const string DefaultCollation = "Latin1_General_CI_AS";
    private readonly ConcurrentDictionary<string, DatabaseInfo> _databases = new(StringComparer.OrdinalIgnoreCase);
    private int _lastObjectId = 245_575_913;
    private int _lastDatabaseId;
    private long _rowVersion = 2000;

    public string ServerName { get; } = serverName;

    public ServerState State { get; set; } = new();

    public Permissions Permissions { get; } = new();

    public IEnumerable<DatabaseInfo> Databases => _databases.Values.OrderBy(d => d.Id);

    public WriteGate WriteGate { get; } = new();

    public DatabaseInfo? Find(string database) => _databases.GetValueOrDefault(database);

    public DatabaseInfo Create(string name, string? collation = null)
    {
        if (name.AsSpan().IndexOfAny(Path.GetInvalidFileNameChars()) >= 0 || name.Equals("temp", StringComparison.OrdinalIgnoreCase)
            || name.Equals("main", StringComparison.OrdinalIgnoreCase))
        {
            throw Errors.NotSupported($"a database named '{name}'");
        }

        Collations.ToSqlite(collation ?? DefaultCollation);
        DatabaseInfo database = new(name, Interlocked.Increment(ref _lastDatabaseId), Path.Combine(folder, name + ".db"),
            collation ?? DefaultCollation);
        return _databases.TryAdd(name, database)
            ? database
            : throw new TSqlException(1801, $"Database '{name}' already exists. Choose a different database name.", 16, 3);
    }

    public int NextObjectId() => Interlocked.Add(ref _lastObjectId, 16);

    public long NextRowVersion() => Interlocked.Increment(ref _rowVersion);
}
