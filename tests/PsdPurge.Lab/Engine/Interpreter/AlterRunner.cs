using Microsoft.SqlServer.TransactSql.ScriptDom;

namespace PsdPurge.Lab.Engine;

/// <summary>Runs ALTER TABLE, and adds triggers.</summary>
internal sealed class AlterRunner(Run run)
{
    private SqliteSession Session => run.Session;

    public void Execute(AlterTableStatement statement)
    {
        TableInfo table = Find(statement.SchemaObjectName);
        using TransactionManager.StatementScope scope = Session.Transactions.BeginStatement(table, run.Cancel);
        TableInfo changed = statement switch
        {
            AlterTableAddTableElementStatement add => Add(table, add.Definition),
            AlterTableDropTableElementStatement drop => drop.AlterTableDropTableElements.Aggregate(table, Drop),
            _ => throw Errors.NotSupported($"{statement.GetType().Name.Replace("Statement", "", StringComparison.Ordinal)}"),
        };
        TableBuilder.Enter(Session, changed, table);
        scope.Complete();
    }

    public void AddTrigger(CreateTriggerStatement statement)
    {
        TableInfo table = Find(statement.TriggerObject.Name);
        using TransactionManager.StatementScope scope = Session.Transactions.BeginStatement(table, run.Cancel);
        TableBuilder.Enter(Session, Dependents.WithTrigger(table, statement), table);
        scope.Complete();
    }

    private TableInfo Find(SchemaObjectName name) => Session.Names.Find(name) ?? throw new TSqlException(4902,
        $"Cannot find the object \"{NameResolver.Written(name)}\" because it does not exist or you do not have permissions.");

    private TableInfo Add(TableInfo table, TableDefinition definition)
    {
        TableBuilder builder = new(run);
        foreach (ColumnDefinition column in definition.ColumnDefinitions)
        {
            table = AddColumn(table, column, builder);
        }

        foreach (ConstraintDefinition constraint in definition.TableConstraints)
        {
            if (constraint is DefaultConstraintDefinition added)
            {
                table = table with
                {
                    Columns = [.. table.Columns.Select(c => c.Name.Equals(added.Column.Value,
                    StringComparison.OrdinalIgnoreCase) ? c with { Default = added.Expression } : c)]
                };
                continue;
            }

            if (constraint is ForeignKeyConstraintDefinition reference)
            {
                table = Dependents.WithForeignKey(table, reference, Find(reference.ReferenceTableName));
                continue;
            }

            TableInfo with = constraint is UniqueConstraintDefinition key
                ? IndexBuilder.AddKey(table, key, existing: true) : TableBuilder.WithKey(table, constraint);
            IndexBuilder.CreateInSqlite(Session, with, with.Indexes[^1]);
            table = with;
        }

        return table;
    }

    private TableInfo AddColumn(TableInfo table, ColumnDefinition definition, TableBuilder builder)
    {
        ColumnInfo column = builder.Column(definition, table.Columns.Max(c => c.Id) + 1, table);
        if (table.Find(column.Name) is not null)
        {
            throw new TSqlException(2705,
                $"Column names in each table must be unique. Column name '{column.Name}' in table '{table.Name}' is specified "
                + "more than once.", 16, 4);
        }

        if (column.Identity is not null || definition.Constraints.OfType<UniqueConstraintDefinition>().Any())
        {
            throw Errors.NotSupported("ALTER TABLE ADD of an identity or key column");
        }

        TableInfo with = builder.WithComputedTypes(table with { Columns = [.. table.Columns, column] });
        column = with.Columns[^1];
        Session.Connection.Execute($"ALTER TABLE {table.Sqlite} ADD COLUMN {builder.SqliteColumn(column, with)}");
        if (column.Default is not null && !column.Nullable)
        {
            object? value = new QueryRunner(run).Evaluate(column.Default, column.Type).Value;
            using NativeStatement update = Session.Connection.Prepare($"UPDATE {table.Sqlite} SET {SqlText.Name(column.Name)} = ?1");
            update.Bind(1, value);
            update.Step();
        }
        else if (!column.Nullable && column.Computed is null)
        {
            CheckEmpty(table, column);
        }

        return with;
    }

    private void CheckEmpty(TableInfo table, ColumnInfo column)
    {
        using NativeStatement any = Session.Connection.Prepare($"SELECT 1 FROM {table.Sqlite} LIMIT 1");
        if (any.Step())
        {
            throw new TSqlException(4901,
                "ALTER TABLE only allows columns to be added that can contain nulls, or have a DEFAULT definition specified, "
                + "or the column being added is an identity or timestamp column, or alternatively if none of the previous "
                + $"conditions are satisfied the table must be empty to allow addition of this column. Column '{column.Name}' "
                + $"cannot be added to non-empty table '{table.Name}' because it does not satisfy these conditions.");
        }
    }

    private TableInfo Drop(TableInfo table, AlterTableDropTableElement element)
    {
        string name = element.Name.Value;
        if (element.TableElementType == TableElementType.Column)
        {
            ColumnInfo column = table.Find(name) ?? throw new TSqlException(4924,
                $"ALTER TABLE DROP COLUMN failed because column '{name}' does not exist in table '{table.Name}'.");
            if (table.Indexes.FirstOrDefault(i => i.Columns.Concat(i.Included).Contains(column.Name)) is { } index)
            {
                throw new TSqlException(5074,
                    $"The {(index.PrimaryKey || index.UniqueConstraint ? "object" : "index")} '{index.Name}' is dependent on column '{name}'.");
            }

            Session.Connection.Execute($"ALTER TABLE {table.Sqlite} DROP COLUMN {SqlText.Name(column.Name)}");
            return table with { Columns = [.. table.Columns.Where(c => c != column)] };
        }

        IndexInfo key = table.Indexes.FirstOrDefault(i => (i.PrimaryKey || i.UniqueConstraint)
            && i.Name.Equals(name, StringComparison.OrdinalIgnoreCase))
            ?? throw new TSqlException(3728, $"'{name}' is not a constraint.");
        if (key.SqliteName is null)
        {
            throw Errors.NotSupported("dropping a whole-number primary key");
        }

        IndexBuilder.DropInSqlite(Session, table, key);
        return table with { Indexes = [.. table.Indexes.Where(i => i != key)] };
    }
}
