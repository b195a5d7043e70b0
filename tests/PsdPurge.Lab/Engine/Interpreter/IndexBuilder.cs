using Microsoft.SqlServer.TransactSql.ScriptDom;

namespace PsdPurge.Lab.Engine;

/// <summary>Makes and drops indexes and the indexes behind keys.</summary>
internal sealed class IndexBuilder(Run run)
{
    private SqliteSession Session => run.Session;

    public void Create(CreateIndexStatement statement)
    {
        TableInfo table = Session.Names.Find(statement.OnName) ?? throw new TSqlException(1088,
            $"Cannot find the object \"{NameResolver.Written(statement.OnName)}\" because it does not exist or you do not have "
            + "permissions.", 16, 12);
        if (table.Indexes.Any(i => i.Name.Equals(statement.Name.Value, StringComparison.OrdinalIgnoreCase)))
        {
            throw new TSqlException(1913,
                $"The operation failed because an index or statistics with name '{statement.Name.Value}' already exists on "
                + $"table '{NameResolver.Written(statement.OnName)}'.");
        }

        if (statement.FilterPredicate is not null)
        {
            throw Errors.NotSupported("filtered indexes");
        }

        if (statement.IndexOptions.Any(o => o is IgnoreDupKeyIndexOption { OptionState: OptionState.On }))
        {
            throw Errors.NotSupported("IGNORE_DUP_KEY");
        }

        List<string> included = [.. statement.IncludeColumns.Select(c => Column(table, c))];
        included.ForEach(c => LargeTypes.CheckIncluded(table, c));
        IndexInfo index = New(table, statement.Name.Value, statement.Columns, statement.Clustered == true) with
        {
            Included = included,
            Unique = statement.Unique,
        };
        using TransactionManager.StatementScope scope = Session.Transactions.BeginStatement(table, run.Cancel);
        CreateInSqlite(Session, table, index);
        TableBuilder.Enter(Session, table with { Indexes = [.. table.Indexes, index] }, table);
        scope.Complete();
    }

    public void Drop(DropIndexClauseBase clause)
    {
        if (clause is not DropIndexClause drop)
        {
            throw Errors.NotSupported("DROP INDEX table.index");
        }

        string shown = $"{NameResolver.Written(drop.Object)}.{drop.Index.Value}";
        TableInfo table = Session.Names.Find(drop.Object) ?? throw Errors.CannotDrop("index", shown);
        IndexInfo index = table.Indexes.FirstOrDefault(i => i.Name.Equals(drop.Index.Value, StringComparison.OrdinalIgnoreCase))
            ?? throw Errors.CannotDrop("index", shown);
        if (index.PrimaryKey || index.UniqueConstraint)
        {
            throw new TSqlException(3723,
                $"An explicit DROP INDEX is not allowed on index '{shown}'. It is being used for {(index.PrimaryKey ? "PRIMARY" : "UNIQUE")} KEY constraint "
                    + "enforcement.", 16, 4);
        }

        using TransactionManager.StatementScope scope = Session.Transactions.BeginStatement(table, run.Cancel);
        DropInSqlite(Session, table, index);
        TableBuilder.Enter(Session, table with { Indexes = [.. table.Indexes.Where(i => i != index)] }, table);
        scope.Complete();
    }

    /// <summary>Runs ALTER INDEX ... DISABLE. The index stays in the catalog, but nothing keeps its key unique any more.</summary>
    public void Disable(AlterIndexStatement statement)
    {
        if (statement.AlterIndexType != AlterIndexType.Disable)
        {
            throw Errors.NotSupported("ALTER INDEX with anything but DISABLE");
        }

        TableInfo table = Session.Names.Find(statement.OnName) ?? throw Errors.InvalidObject(NameResolver.Written(statement.OnName));
        IndexInfo index = table.Indexes.FirstOrDefault(
            i => i.Name.Equals(statement.Name?.Value, StringComparison.OrdinalIgnoreCase) && !i.Clustered && i.SqliteName is not null)
            ?? throw Errors.NotSupported("disabling what is no nonclustered index");
        using TransactionManager.StatementScope scope = Session.Transactions.BeginStatement(table, run.Cancel);
        DropInSqlite(Session, table, index);
        TableBuilder.Enter(Session, table with { Indexes = [.. table.Indexes.Select(i => i == index ? i with { Disabled = true } : i)] }, table);
        scope.Complete();
    }

    /// <summary>Adds a PRIMARY KEY or UNIQUE constraint to a table that is being defined.</summary>
    public static TableInfo AddKey(TableInfo table, UniqueConstraintDefinition key, bool existing = false)
    {
        bool clustered = key.Clustered ?? (key.IsPrimaryKey && !table.Indexes.Any(i => i.Clustered));
        string suffix = Guid.NewGuid().ToString("N")[..16].ToUpperInvariant();
        string name = key.ConstraintIdentifier?.Value
            ?? $"{(key.IsPrimaryKey ? "PK" : "UQ")}__{table.Name[..Math.Min(9, table.Name.Length)]}__{suffix}";
        IndexInfo index = New(table, name, key.Columns, clustered) with
        {
            Unique = true,
            PrimaryKey = key.IsPrimaryKey,
            UniqueConstraint = !key.IsPrimaryKey
        };
        if (!key.IsPrimaryKey)
        {
            return table with { Indexes = [.. table.Indexes, index] };
        }

        if (table.Indexes.Any(i => i.PrimaryKey))
        {
            throw new TSqlException(1779, $"Table '{table.Name}' already has a primary key defined on it.", 16, 0);
        }

        // An integer key becomes SQLite's own row number. That is the fastest kind of key, and ranges of it are seeks.
        bool rowNumber = !existing && index.Columns.Count == 1 && table.Find(index.Columns[0])!.Type is var type && type.IsInteger()
            && type.Kind != SqlTypeKind.Bit && index.Descending.Count == 0;
        return table with
        {
            Columns = [.. table.Columns.Select(c => index.Columns.Contains(c.Name) ? c with { Nullable = false } : c)],
            Indexes = [.. table.Indexes, rowNumber ? index with { SqliteName = null } : index],
        };
    }

    public static void CreateInSqlite(SqliteSession session, TableInfo table, IndexInfo index)
    {
        if (index.SqliteName is null)
        {
            return;
        }

        string Key(string column) => SqlText.Name(column) + (index.Descending.Contains(column) ? " DESC" : "");
        IEnumerable<string> columns = index.Columns.Select(Key).Concat(index.Unique
            ? [] : index.Included.Where(c => !index.Columns.Contains(c)).Select(SqlText.Name));
        string on = $"{SqlText.Name(table.SqliteName)} ({string.Join(", ", columns)})";
        try
        {
            session.Connection.Execute(
                $"CREATE {(index.Unique ? "UNIQUE " : "")}INDEX {SqlText.Name(table.SqliteSchema)}.{SqlText.Name(index.SqliteName)} ON {on}");
            CreateNullGuard(session, table, index);
        }
        catch (ConstraintException)
        {
            throw new TSqlException(1505,
                "The CREATE UNIQUE INDEX statement terminated because a duplicate key was found for the object name "
                + $"'dbo.{table.Name}' and the index name '{index.Name}'.");
        }
    }

    public static void DropInSqlite(SqliteSession session, TableInfo table, IndexInfo index)
    {
        session.Connection.Execute($"DROP INDEX {SqlText.Name(table.SqliteSchema)}.{SqlText.Name(index.SqliteName!)}");
        session.Connection.Execute($"DROP INDEX IF EXISTS {SqlText.Name(table.SqliteSchema)}.{SqlText.Name(index.SqliteName + "~null")}");
    }

    /// <summary>Makes a second index that rejects duplicate NULLs. In a unique index, two NULLs are duplicates for SQL Server, but not for SQLite.</summary>
    private static void CreateNullGuard(SqliteSession session, TableInfo table, IndexInfo index)
    {
        List<string> nullable = [.. index.Columns.Where(c => index.Unique && table.Find(c)!.Nullable)];
        if (nullable.Count == 0)
        {
            return;
        }

        if (nullable.Count > 1)
        {
            throw Errors.NotSupported("a unique index over several nullable columns");
        }

        string column = SqlText.Name(nullable[0]);
        IEnumerable<string> keys = index.Columns.Where(c => c != nullable[0]).Select(SqlText.Name).Append($"({column} IS NULL)");
        session.Connection.Execute($"CREATE UNIQUE INDEX {SqlText.Name(table.SqliteSchema)}.{SqlText.Name(index.SqliteName + "~null")} ON "
            + $"{SqlText.Name(table.SqliteName)} ({string.Join(", ", keys)}) WHERE {column} IS NULL");
    }

    private static IndexInfo New(TableInfo table, string name, IList<ColumnWithSortOrder> columns, bool clustered)
    {
        if (clustered && table.Indexes.FirstOrDefault(i => i.Clustered) is { } other)
        {
            throw new TSqlException(1902,
                $"Cannot create more than one clustered index on table '{table.Name}'. Drop the existing clustered index "
                + $"'{other.Name}' before creating another.", 16, 3);
        }

        foreach (ColumnWithSortOrder column in columns)
        {
            LargeTypes.CheckIndexKey(table, Column(table, column.Column));
        }

        int id = clustered ? 1 : Math.Max(1, table.Indexes.Select(i => i.Id).DefaultIfEmpty(1).Max()) + 1;
        return new IndexInfo(name, id, [.. columns.Select(c => Column(table, c.Column))], [])
        {
            Clustered = clustered,
            Descending = columns.Where(c => c.SortOrder == SortOrder.Descending).Select(c => Column(table, c.Column)).ToHashSet(),
            SqliteName = $"{table.SqliteName}.{name}",
        };
    }

    private static string Column(TableInfo table, ColumnReferenceExpression reference)
    {
        string name = reference.MultiPartIdentifier.Identifiers[^1].Value;
        return table.Find(name)?.Name ?? throw new TSqlException(1911, $"Column name '{name}' does not exist in the target table or view.");
    }
}
