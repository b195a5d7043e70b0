using System.Globalization;
using Microsoft.SqlServer.TransactSql.ScriptDom;

namespace PsdPurge.Lab.Engine;

/// <summary>Reads table definitions and makes the tables.</summary>
internal sealed class TableBuilder(Run run)
{
    private SqliteSession Session => run.Session;

    /// <summary>Decides where a new table goes: to a database, or to SQLite's temp schema.</summary>
    public static TableInfo Place(SqliteSession session, SchemaObjectName name, IReadOnlyList<ColumnInfo> columns)
    {
        string table = name.BaseIdentifier.Value;
        int id = session.Server.Catalog.NextObjectId();
        if (DdlRunner.IsTemp(name))
        {
            DatabaseInfo tempdb = session.Server.Catalog.Find("tempdb")!;
            return !session.Temp.IsInCurrentScope(table)
                ? new TableInfo(tempdb, table, id, "temp", table + Suffix(session.Temp.Depth)) { Columns = columns }
                : throw Exists(table);
        }

        if (name.SchemaIdentifier is { } schema && !schema.Value.Equals("dbo", StringComparison.OrdinalIgnoreCase))
        {
            throw new TSqlException(2760,
                $"The specified schema name \"{schema.Value}\" either does not exist or you do not have permission to use it.");
        }

        DatabaseInfo database = session.Names.Database(name.DatabaseIdentifier?.Value)
            ?? throw Errors.NoSuchDatabase(name.DatabaseIdentifier!.Value);
        return database.Find(table) is null
            ? new TableInfo(database, table, id, database.Name, table) { Columns = columns } : throw Exists(table);
    }

    public TableInfo Define(SchemaObjectName name, TableDefinition definition)
    {
        TableInfo table = Place(Session, name, []);
        List<ConstraintDefinition> constraints = [.. definition.TableConstraints];
        List<ColumnInfo> columns = [];
        foreach (ColumnDefinition column in definition.ColumnDefinitions)
        {
            columns.Add(Column(column, columns.Count + 1, table));
            constraints.AddRange(column.Constraints.OfType<UniqueConstraintDefinition>().Select(c => Named(c, column.ColumnIdentifier)));
        }

        string? twice = columns.GroupBy(c => c.Name, StringComparer.OrdinalIgnoreCase).FirstOrDefault(g => g.Count() > 1)?.Key;
        if (twice is not null)
        {
            throw new TSqlException(2705,
                $"Column names in each table must be unique. Column name '{twice}' in table '{table.Name}' is specified more "
                + "than once.", 16, 3);
        }

        table = WithComputedTypes(table with { Columns = columns });
        foreach (ConstraintDefinition constraint in constraints)
        {
            table = WithKey(table, constraint);
        }

        return definition.Indexes.Count == 0 ? table : throw Errors.NotSupported("indexes inside CREATE TABLE");
    }

    /// <summary>Makes the table in SQLite and enters it in the catalog.</summary>
    public void Create(TableInfo table)
    {
        if (table.IsTemporary)
        {
            // A rollback may have brought back a table whose scope had ended.
            Session.Connection.Execute($"DROP TABLE IF EXISTS {table.Sqlite}");
        }

        string? key = table.RowIdColumn;
        IEnumerable<string> columns = table.Columns.Select(c => SqliteColumn(c, table) + (c.Name == key ? " PRIMARY KEY" : ""));
        Session.Connection.Execute($"CREATE TABLE {table.Sqlite} ({string.Join(", ", columns)})");
        foreach (IndexInfo index in table.Indexes)
        {
            IndexBuilder.CreateInSqlite(Session, table, index);
        }

        Enter(Session, table, null);
    }

    /// <summary>Puts a table in the catalog. If the transaction fails, the table that it replaced comes back.</summary>
    public static void Enter(SqliteSession session, TableInfo table, TableInfo? before)
    {
        void Put(TableInfo t)
        {
            if (t.IsTemporary)
            {
                session.Temp.Put(t);
            }
            else
            {
                t.Database.Put(t);
            }
        }

        Put(table);
        session.Transactions.OnRollback(() =>
        {
            if (before is not null)
            {
                Put(before);
            }
            else if (table.IsTemporary)
            {
                session.Temp.Remove(table);
            }
            else
            {
                table.Database.Remove(table);
            }
        });
    }

    public string SqliteColumn(ColumnInfo column, TableInfo table)
    {
        string collate = column.Type.IsCharacter()
            ? $" COLLATE {Collations.ToSqlite(column.Collation!)}" : column.Type.IsDecimal() ? $" COLLATE {Collations.Number}" : "";
        string computed = "";
        if (column.Computed is not null)
        {
            computed = $" GENERATED ALWAYS AS ({Computed(column.Computed, table).Sql}) VIRTUAL";
        }

        return $"{SqlText.Name(column.Name)} {SqlTypes.Affinity(column.Type)}{collate}{computed}";
    }

    public ColumnInfo Column(ColumnDefinition definition, int id, TableInfo table)
    {
        string name = definition.ColumnIdentifier.Value;
        if (definition.ComputedColumnExpression is { } expression)
        {
            string text = BatchCache.TextOf(expression);
            return new ColumnInfo(name, id, SqlTypes.Int, true) { Computed = text };
        }

        SqlType type = TypeReferences.Read(definition.DataType);
        bool nullable = definition.Constraints.OfType<NullableConstraintDefinition>().LastOrDefault()?.Nullable
            ?? (!definition.Constraints.OfType<UniqueConstraintDefinition>().Any(c => c.IsPrimaryKey)
                && definition.IdentityOptions is null);
        string? collation = type.IsCharacter() ? definition.Collation?.Value ?? table.Database.Collation : null;
        if (collation?.Equals("DATABASE_DEFAULT", StringComparison.OrdinalIgnoreCase) == true)
        {
            collation = Session.CurrentDatabase.Collation;
        }

        if (definition.Constraints.FirstOrDefault(c => c is CheckConstraintDefinition or ForeignKeyConstraintDefinition) is { } refused)
        {
            throw Errors.NotSupported(refused is CheckConstraintDefinition ? "CHECK constraints" : "FOREIGN KEY constraints");
        }

        return new ColumnInfo(name, id, type, nullable && type.Kind != SqlTypeKind.RowVersion, collation)
        {
            Identity = definition.IdentityOptions is null ? null : Identity(definition.IdentityOptions),
            Default = definition.DefaultConstraint?.Expression
                ?? definition.Constraints.OfType<DefaultConstraintDefinition>().FirstOrDefault()?.Expression,
        };
    }

    /// <summary>Finds the types of computed columns, now that all the others are known.</summary>
    public TableInfo WithComputedTypes(TableInfo table) => table with
    {
        Columns = [.. table.Columns.Select(c => c.Computed is null ? c : Typed(c, Computed(c.Computed, table)))],
    };

    private static ColumnInfo Typed(ColumnInfo column, Expr e) =>
        column with { Type = e.Type, Collation = e.Type.IsCharacter() ? e.Collation ?? ServerCatalog.DefaultCollation : null };

    private Expr Computed(string text, TableInfo table)
    {
        using StringReader reader = new($"SELECT {text}");
        TSqlScript script = (TSqlScript)new TSql110Parser(true).Parse(reader, out _);
        QuerySpecification query = (QuerySpecification)((SelectStatement)script.Batches[0].Statements[0]).QueryExpression;
        TranslationContext context = new(Session.Names, _ => null);
        Scope scope = new(null);
        scope.Sources.Add(FromTranslator.TableSource(table, table.Name, "", aliased: true));
        return context.Expressions.Translate(((SelectScalarExpression)query.SelectElements[0]).Expression, scope);
    }

    /// <summary>Distinguishes a temp table from one of the same name that it hides.</summary>
    private static string Suffix(int depth) => depth == 0 ? "" : "~" + depth.ToString(CultureInfo.InvariantCulture);

    private static IdentityCounter Identity(IdentityOptions options)
    {
        static long Read(ScalarExpression? e) => e switch
        {
            null => 1,
            UnaryExpression { UnaryExpressionType: UnaryExpressionType.Negative } minus => -Read(minus.Expression),
            Literal literal => long.Parse(literal.Value, CultureInfo.InvariantCulture),
            _ => throw Errors.NotSupported("this IDENTITY seed"),
        };
        return new IdentityCounter(Read(options.IdentitySeed), Read(options.IdentityIncrement));
    }

    /// <summary>A key that is declared with a column is a key over that column.</summary>
    private static UniqueConstraintDefinition Named(UniqueConstraintDefinition key, Identifier column)
    {
        if (key.Columns.Count > 0)
        {
            return key;
        }

        UniqueConstraintDefinition named = new()
        {
            IsPrimaryKey = key.IsPrimaryKey,
            Clustered = key.Clustered,
            IndexType = key.IndexType,
            ConstraintIdentifier = key.ConstraintIdentifier
        };
        ColumnReferenceExpression reference =
            new() { MultiPartIdentifier = new MultiPartIdentifier { Identifiers = { new Identifier { Value = column.Value } } } };
        named.Columns.Add(new ColumnWithSortOrder { Column = reference });
        return named;
    }

    public static TableInfo WithKey(TableInfo table, ConstraintDefinition constraint)
    {
        if (constraint is not UniqueConstraintDefinition key)
        {
            throw Errors.NotSupported(constraint is CheckConstraintDefinition
                ? "CHECK constraints" : constraint is ForeignKeyConstraintDefinition ? "FOREIGN KEY constraints" : "this table constraint");
        }

        return IndexBuilder.AddKey(table, key);
    }

    private static TSqlException Exists(string table) => new(2714, $"There is already an object named '{table}' in the database.", 16, 6);
}
