using Microsoft.SqlServer.TransactSql.ScriptDom;

namespace PsdPurge.Lab.Engine;

/// <summary>A translated INSERT: a query for the rows and the columns that take them.</summary>
internal sealed class InsertPlan(TranslationContext context, string database, TableInfo table, IReadOnlyList<ColumnInfo> targets,
    IReadOnlyList<SqlType> types, string? sql, OutputClauses? output)
    : Plan(context, database)
{
    public TableInfo Table => table;

    public IReadOnlyList<ColumnInfo> Targets => targets;

    public IReadOnlyList<SqlType> Types => types;

    /// <summary>The query. Null for DEFAULT VALUES.</summary>
    public string? Sql => sql;

    public OutputClauses? Output => output;

    /// <summary>Columns whose default the statement fills in.</summary>
    public IReadOnlyList<ColumnInfo> Defaults { get; } = [.. table.Columns.Where(c => c.Default is not null && !targets.Contains(c))];

    /// <summary>Whether the query reads the table that it fills. Its rows must then be collected first.</summary>
    public bool ReadsTarget { get; } = context.Tables.Count(t => t.Table == table) > 1;
}

/// <summary>Runs INSERT.</summary>
internal sealed class InsertRunner(Run run)
{
    private SqliteSession Session => run.Session;

    public long Insert(InsertStatement statement)
    {
        QueryRunner queries = new(run);
        InsertPlan plan = Session.Plans.Get(statement, Session,
            () => new InsertTranslator(queries.NewContext(), Session).Translate(statement));
        plan.CheckPermissions(Session);
        Dependents.Check(plan.Table, "INSERT");
        CheckIdentity(plan);
        using TransactionManager.StatementScope scope = Session.Transactions.BeginStatement(plan.Table, run.Cancel);
        long count = Insert(plan, queries);
        scope.Complete();
        return count;
    }

    /// <summary>SELECT ... INTO.</summary>
    public long SelectInto(QueryPlan query, TableInfo table)
    {
        using NativeStatement rows = new QueryRunner(run).Open(query, query.Sql);
        using TableWriter writer = new(Session, table, table.Columns, [.. query.Columns.Select(c => c.Type)]);
        long count = 0;
        while (rows.Step(run.Cancel))
        {
            writer.Write(rows);
            count++;
        }

        return count;
    }

    private long Insert(InsertPlan plan, QueryRunner queries)
    {
        IReadOnlyList<ColumnInfo> targets = [.. plan.Targets, .. plan.Defaults];
        IReadOnlyList<SqlType> types = [.. plan.Types, .. plan.Defaults.Select(c => c.Type)];
        using TableWriter writer = new(Session, plan.Table, targets, types, plan.Output?.Sql);
        using OutputWriter? output = plan.Output is null ? null : new OutputWriter(run, plan.Output.SqlColumns, plan.Output.Into);
        long count = 0;
        long most = DmlLimits.Most(run, null);
        void Written()
        {
            count++;
            output?.Row(writer.Returned);
        }

        if (plan.Sql is null)
        {
            writer.Write(DefaultValues(plan));
            Written();
        }
        else if (plan.ReadsTarget || plan.Defaults.Count > 0)
        {
            foreach (object?[] row in Collect(plan, queries).Take((int)Math.Min(most, int.MaxValue)))
            {
                writer.Write([.. row, .. DefaultValues(plan)]);
                Written();
            }
        }
        else
        {
            using NativeStatement rows = queries.Open(plan, plan.Sql);
            while (count < most && rows.Step(run.Cancel))
            {
                writer.Write(rows);
                Written();
            }
        }

        if (writer.LastIdentity is { } identity)
        {
            (Session.LastIdentity, run.Frame.ScopeIdentity) = (identity, identity);
        }

        return count;
    }

    private List<object?[]> Collect(InsertPlan plan, QueryRunner queries)
    {
        List<object?[]> all = [];
        using NativeStatement rows = queries.Open(plan, plan.Sql!);
        while (rows.Step(run.Cancel))
        {
            all.Add([.. Enumerable.Range(0, plan.Targets.Count).Select(rows.GetValue)]);
        }

        return all;
    }

    /// <summary>The values of the defaults. They are evaluated for each row, because a default may be NEWID().</summary>
    private object?[] DefaultValues(InsertPlan plan) =>
        [.. plan.Defaults.Select(c => new QueryRunner(run).Evaluate(c.Default!, c.Type).Value)];

    private void CheckIdentity(InsertPlan plan)
    {
        bool given = plan.Targets.Any(c => c.Identity is not null);
        bool on = Session.Options.IdentityInsert == plan.Table.ObjectId;
        if (given && !on)
        {
            throw new TSqlException(544,
                $"Cannot insert explicit value for identity column in table '{plan.Table.Name}' when IDENTITY_INSERT is set to OFF.");
        }

        if (on && !given && plan.Table.IdentityColumn is not null)
        {
            throw new TSqlException(545,
                $"Explicit value must be specified for identity column in table '{plan.Table.Name}' either when "
                + "IDENTITY_INSERT is set to ON or when a replication user is inserting into a NOT FOR REPLICATION identity column.");
        }
    }
}
