using Microsoft.SqlServer.TransactSql.ScriptDom;

namespace PsdPurge.Lab.Engine;

/// <summary>A column as it was declared.</summary>
internal sealed record ColumnInfo(string Name, int Id, SqlType Type, bool Nullable, string? Collation = null)
{
    public IdentityCounter? Identity { get; init; }

    public ScalarExpression? Default { get; init; }

    /// <summary>The T-SQL text of a computed column's expression.</summary>
    public string? Computed { get; init; }

    /// <summary>Whether only the server sets its values.</summary>
    public bool IsReadOnly => Computed is not null || Type.Kind == SqlTypeKind.RowVersion;
}

/// <summary>An IDENTITY property. Values that were taken stay taken, even after a rollback. So the counter is not part of any transaction.</summary>
internal sealed class IdentityCounter(long seed, long increment)
{
    private readonly Lock _lock = new();
    private long? _last;

    public long Seed { get; } = seed;

    public long Increment { get; } = increment;

    public long? Last => _last;

    public long Next()
    {
        lock (_lock)
        {
            _last = _last is null ? Seed : checked(_last.Value + Increment);
            return _last.Value;
        }
    }

    /// <summary>Moves the counter to an explicit value that is beyond it.</summary>
    public void Seen(long value)
    {
        lock (_lock)
        {
            if (_last is null || (Increment > 0 ? value > _last : value < _last))
            {
                _last = value;
            }
        }
    }

    public void Restart()
    {
        lock (_lock)
        {
            _last = null;
        }
    }
}

/// <summary>An index, or the index behind a key constraint.</summary>
internal sealed record IndexInfo(string Name, int Id, IReadOnlyList<string> Columns, IReadOnlyList<string> Included)
{
    public bool Unique { get; init; }

    public bool Clustered { get; init; }

    public bool PrimaryKey { get; init; }

    public bool UniqueConstraint { get; init; }

    public bool Disabled { get; init; }

    public IReadOnlySet<string> Descending { get; init; } = new HashSet<string>();

    /// <summary>SQLite's index. Null if the key is SQLite's rowid.</summary>
    public string? SqliteName { get; init; }
}

/// <summary>A trigger on a table, with the statements that set it off (INSERT, UPDATE, DELETE).</summary>
internal sealed record TriggerInfo(string Name, int Id, IReadOnlyList<string> Events);

/// <summary>A table's foreign key.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Id">Its object id.</param>
/// <param name="Referenced">The object id of the table that it refers to.</param>
/// <param name="OnDelete">sys.foreign_keys.delete_referential_action: 0 none, 1 cascade, 2 set null, 3 set default.</param>
/// <param name="Columns">Its columns, each with the column that it refers to.</param>
internal sealed record ForeignKeyInfo(string Name, int Id, int Referenced, int OnDelete, IReadOnlyList<(int Column, int Referenced)> Columns);

/// <summary>A table, and where SQLite keeps it. It never changes. DDL replaces it with a new one, so a reader can see that its own is stale.</summary>
internal sealed record TableInfo(DatabaseInfo Database, string Name, int ObjectId, string SqliteSchema, string SqliteName)
{
    public IReadOnlyList<ColumnInfo> Columns { get; init; } = [];

    public IReadOnlyList<IndexInfo> Indexes { get; init; } = [];

    public IReadOnlyList<TriggerInfo> Triggers { get; init; } = [];

    public IReadOnlyList<ForeignKeyInfo> ForeignKeys { get; init; } = [];

    public DateTime Created { get; init; } = DateTime.UtcNow;

    public bool IsTemporary => SqliteSchema == "temp";

    public string Sqlite => SqlText.Name(SqliteSchema) + "." + SqlText.Name(SqliteName);

    public ColumnInfo? IdentityColumn => Columns.FirstOrDefault(c => c.Identity is not null);

    public ColumnInfo? Find(string name) => Columns.FirstOrDefault(c => c.Name.Equals(name, StringComparison.OrdinalIgnoreCase));

    /// <summary>The column that is SQLite's own row number.</summary>
    public string? RowIdColumn => Indexes.FirstOrDefault(i => i.PrimaryKey && i.SqliteName is null)?.Columns[0];

    public bool Equals(TableInfo? other) => ReferenceEquals(this, other);

    public override int GetHashCode() => ObjectId;
}
