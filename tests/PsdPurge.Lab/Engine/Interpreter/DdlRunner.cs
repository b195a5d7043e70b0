using Microsoft.SqlServer.TransactSql.ScriptDom;

namespace PsdPurge.Lab.Engine;

/// <summary>Runs CREATE, ALTER, DROP and TRUNCATE.</summary>
internal sealed class DdlRunner(Run run)
{
    private SqliteSession Session => run.Session;

    public void Execute(TSqlStatement statement)
    {
        switch (statement)
        {
            case CreateTableStatement create:
                Create(create.SchemaObjectName, create.Definition);
                break;
            case DeclareTableVariableStatement declare:
                if (!Session.Temp.IsInCurrentScope(declare.Body.VariableName.Value))
                {
                    Create(new SchemaObjectName { Identifiers = { new Identifier { Value = declare.Body.VariableName.Value } } },
                        declare.Body.Definition);
                }

                break;
            case CreateIndexStatement index:
                new IndexBuilder(run).Create(index);
                break;
            case AlterIndexStatement index:
                new IndexBuilder(run).Disable(index);
                break;
            case CreateTriggerStatement trigger:
                new AlterRunner(run).AddTrigger(trigger);
                break;
            case DropTableStatement drop:
                foreach (SchemaObjectName table in drop.Objects)
                {
                    Drop(table);
                }

                break;
            case DropIndexStatement drop:
                foreach (DropIndexClauseBase clause in drop.DropIndexClauses)
                {
                    new IndexBuilder(run).Drop(clause);
                }

                break;
            case TruncateTableStatement truncate:
                Truncate(truncate.TableName);
                break;
            case AlterTableStatement alter:
                new AlterRunner(run).Execute(alter);
                break;
            case CreateDatabaseStatement database:
                CreateDatabase(database);
                break;
            case CreateStatisticsStatement or UpdateStatisticsStatement:
                break;
            default:
                throw Errors.NotSupported($"the statement {statement.GetType().Name.Replace("Statement", "", StringComparison.Ordinal)}");
        }
    }

    /// <summary>Runs SELECT ... INTO. It makes the table from the query's columns and fills it.</summary>
    public long SelectInto(SelectStatement select)
    {
        QueryRunner queries = new(run);
        TranslationContext context = queries.NewContext();
        string with = context.Queries.CommonTables(select.WithCtesAndXmlNamespaces);
        Query query = context.Queries.Translate(select.QueryExpression, null, QueryPlace.Statement);
        QueryPlan plan = new(context, Session.Database, with + query.Render(), QueryRunner.Columns(query), null);
        plan.CheckPermissions(Session);
        List<ColumnInfo> columns = [.. query.Columns.Select(Column)];
        using TransactionManager.StatementScope scope = Session.Transactions.BeginStatement(!IsTemp(select.Into), run.Cancel);
        TableInfo table = TableBuilder.Place(Session, select.Into, columns);
        new TableBuilder(run).Create(table);
        long count = new InsertRunner(run).SelectInto(plan, table);
        scope.Complete();
        return count;
    }

    /// <summary>The column that SELECT INTO makes from a result column.</summary>
    private static ColumnInfo Column(ResultColumn column, int index)
    {
        if (column.Name.Length == 0)
        {
            throw new TSqlException(1038,
                "An object or column name is missing or empty. For SELECT INTO statements, verify each column has a name. For other "
                + "statements, look for empty alias names. Aliases defined as \"\" or [] are not allowed. Change the alias to a valid name.",
                15, 5);
        }

        Expr e = column.Expression;
        SqlType type = e.Type.Kind == SqlTypeKind.RowVersion ? new SqlType(SqlTypeKind.Binary, 8) : e.Type;
        return new ColumnInfo(column.Name, index + 1, type, e.Nullable, type.IsCharacter() ? e.Collation ?? ServerCatalog.DefaultCollation : null)
        {
            Identity = e.Identity ? new IdentityCounter(1, 1) : null,
        };
    }

    public static bool IsTemp(SchemaObjectName name) =>
        name.BaseIdentifier.Value.StartsWith('#') || name.BaseIdentifier.Value.StartsWith('@');

    private void Create(SchemaObjectName name, TableDefinition definition)
    {
        TableBuilder builder = new(run);
        TableInfo table = builder.Define(name, definition);
        using TransactionManager.StatementScope scope = Session.Transactions.BeginStatement(table, run.Cancel);
        builder.Create(table);
        scope.Complete();
    }

    private void Drop(SchemaObjectName name)
    {
        TableInfo table = Session.Names.Find(name) ?? throw Errors.CannotDrop("table", NameResolver.Written(name));
        using TransactionManager.StatementScope scope = Session.Transactions.BeginStatement(table, run.Cancel);
        Session.Connection.Execute($"DROP TABLE {table.Sqlite}");
        if (table.IsTemporary)
        {
            Session.Temp.Remove(table);
            Session.Transactions.OnRollback(() => Session.Temp.Put(table));
        }
        else
        {
            table.Database.Remove(table);
            Session.Transactions.OnRollback(() => table.Database.Put(table));
        }

        scope.Complete();
    }

    private void Truncate(SchemaObjectName name)
    {
        TableInfo table = Session.Names.Find(name) ?? throw new TSqlException(4701,
            $"Cannot find the object \"{NameResolver.Written(name)}\" because it does not exist or you do not have permissions.");
        if (!Session.Server.Catalog.Permissions.May(Session.Login, "ALTER", table))
        {
            throw new TSqlException(1088,
                $"Cannot find the object \"{table.Name}\" because it does not exist or you do not have permissions.", 16, 7);
        }

        using TransactionManager.StatementScope scope = Session.Transactions.BeginStatement(table, run.Cancel);
        Session.Connection.Execute($"DELETE FROM {table.Sqlite}");
        table.IdentityColumn?.Identity!.Restart();
        scope.Complete();
    }

    private void CreateDatabase(CreateDatabaseStatement statement)
    {
        if (Session.TransactionCount > 0)
        {
            throw new TSqlException(226, "CREATE DATABASE statement not allowed within multi-statement transaction.");
        }

        Session.Server.CreateDatabase(statement.DatabaseName.Value, statement.Collation?.Value);
        Session.Connection.Attach(statement.DatabaseName.Value, Session.Server.Catalog.Find(statement.DatabaseName.Value)!.Path);
    }
}
