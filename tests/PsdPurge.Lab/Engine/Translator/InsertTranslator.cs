using Microsoft.SqlServer.TransactSql.ScriptDom;

namespace PsdPurge.Lab.Engine;

/// <summary>Translates INSERT.</summary>
internal sealed class InsertTranslator(TranslationContext context, SqliteSession session)
{
    private const int MostRows = 1000;
    private int _withIdentity = -1;
    private string _table = "";

    public InsertPlan Translate(InsertStatement statement)
    {
        InsertSpecification specification = statement.InsertSpecification;
        if (specification.TopRowFilter is not null)
        {
            throw Errors.NotSupported("INSERT TOP");
        }

        string prefix = context.Queries.CommonTables(statement.WithCtesAndXmlNamespaces);
        TableInfo table = context.Table(Name(specification.Target), "INSERT");
        Scope outputs = new(null);
        outputs.Sources.Add(FromTranslator.TableSource(table, "inserted", "", aliased: true));
        OutputClauses? output = OutputClauses.Read(context, specification, outputs);
        List<ColumnInfo> targets = Targets(specification, table);
        if (specification.Columns.Count == 0 && table.IdentityColumn is not null)
        {
            _withIdentity = targets.Count + 1;
            _table = table.Name;
        }

        switch (specification.InsertSource)
        {
            case ValuesInsertSource { IsDefaultValues: true }:
                return new InsertPlan(context, session.Database, table, [], [], null, output);
            case ValuesInsertSource values:
                ValuesRows rows = Values(values, targets);
                return new InsertPlan(context, session.Database, table, targets, rows.Types, rows.Sql, output);
            case SelectInsertSource select:
                Query query = context.Queries.Translate(select.Select, null, QueryPlace.Statement);
                CheckCount(query.Columns.Count, targets, "select list");
                return new InsertPlan(context, session.Database, table, targets, [.. query.Columns.Select(c => c.Expression.Type)],
                    prefix + query.Render(), output);
            default:
                throw Errors.NotSupported("INSERT ... EXEC");
        }
    }

    private static SchemaObjectName Name(TableReference target) => target switch
    {
        NamedTableReference named => named.SchemaObject,
        VariableTableReference variable => new SchemaObjectName { Identifiers = { new Identifier { Value = variable.Variable.Name } } },
        _ => throw Errors.NotSupported($"INSERT into {target.GetType().Name}"),
    };

    private static List<ColumnInfo> Targets(InsertSpecification specification, TableInfo table)
    {
        if (specification.Columns.Count == 0)
        {
            return [.. table.Columns.Where(c => !c.IsReadOnly && c.Identity is null)];
        }

        List<ColumnInfo> targets = [];
        foreach (ColumnReferenceExpression reference in specification.Columns)
        {
            string name = reference.MultiPartIdentifier.Identifiers[^1].Value;
            ColumnInfo column = table.Find(name) ?? throw Errors.InvalidColumn(name);
            if (column.IsReadOnly)
            {
                throw column.Computed is null
                    ? new TSqlException(273,
                        "Cannot insert an explicit value into a timestamp column. Use INSERT with a column list to exclude the "
                        + "timestamp column, or insert a DEFAULT into the timestamp column.")
                    : new TSqlException(271,
                        $"The column \"{column.Name}\" cannot be modified because it is either a computed column or is the "
                        + "result of a UNION operator.");
            }

            targets.Add(targets.Contains(column) ? throw new TSqlException(264,
                $"The column name '{name}' is specified more than once in the SET clause or column list of an INSERT. A column "
                + "cannot be assigned more than one value in the same clause. Modify the clause to make sure that a column is "
                + "updated only once.") : column);
        }

        return targets;
    }

    private ValuesRows Values(ValuesInsertSource values, List<ColumnInfo> targets)
    {
        if (values.RowValues.Count > MostRows)
        {
            throw new TSqlException(10738,
                "The number of row value expressions in the INSERT statement exceeds the maximum allowed number of 1000 row values.", 15);
        }

        foreach (RowValue row in values.RowValues)
        {
            CheckCount(row.ColumnValues.Count, targets, "VALUES clause");
        }

        return new ValuesRows(context,
            [.. values.RowValues.Select(r => (IList<ScalarExpression>)[.. r.ColumnValues.Select((v, i) => v is DefaultLiteral
            ? Default(targets[i]) : v)])], new Scope(null));
    }

    private static ScalarExpression Default(ColumnInfo column) => column.Default ?? new NullLiteral();

    private void CheckCount(int values, List<ColumnInfo> targets, string where)
    {
        if (values == _withIdentity)
        {
            throw new TSqlException(8101,
                $"An explicit value for the identity column in table '{_table}' can only be specified when a column list is "
                + "used and IDENTITY_INSERT is ON.");
        }

        if (values < targets.Count)
        {
            throw where == "VALUES clause"
                ? new TSqlException(109,
                    "There are more columns in the INSERT statement than values specified in the VALUES clause. The number of "
                    + "values in the VALUES clause must match the number of columns specified in the INSERT statement.", 15)
                : new TSqlException(120,
                    "The select list for the INSERT statement contains fewer items than the insert list. The number of SELECT "
                    + "values must match the number of INSERT columns.", 15);
        }

        if (values > targets.Count)
        {
            throw where == "VALUES clause"
                ? new TSqlException(110,
                    "There are fewer columns in the INSERT statement than values specified in the VALUES clause. The number of "
                    + "values in the VALUES clause must match the number of columns specified in the INSERT statement.", 15)
                : new TSqlException(121,
                    "The select list for the INSERT statement contains more items than the insert list. The number of SELECT "
                    + "values must match the number of INSERT columns.", 15);
        }
    }
}
