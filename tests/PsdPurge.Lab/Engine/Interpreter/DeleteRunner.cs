using Microsoft.SqlServer.TransactSql.ScriptDom;

namespace PsdPurge.Lab.Engine;

/// <summary>A translated DELETE.</summary>
internal sealed class DeletePlan(TranslationContext context, string database, DmlTarget target, OutputClauses? output)
    : Plan(context, database)
{
    public TableInfo Table => target.Table;

    public bool Joins => target.Joins;

    public OutputClauses? Output => output;

    public bool Everything => !target.HasCondition && output is null;

    public string Select { get; } = $"{context.Prefix}SELECT {target.RowId}{(output is null ? "" : ", " + output.Sql)}{target.Tail}";
}

/// <summary>
/// Runs DELETE in two steps. It finds the rows (and streams OUTPUT meanwhile), then deletes them by row number. The first step can be cancelled without a
/// rollback of the transaction by SQLite. It may also join, which SQLite's own DELETE may not.
/// </summary>
internal sealed class DeleteRunner(Run run)
{
    public long Delete(DeleteStatement statement)
    {
        SqliteSession session = run.Session;
        QueryRunner queries = new(run);
        DeleteSpecification specification = statement.DeleteSpecification;
        DeletePlan plan = session.Plans.Get(statement, session, () =>
        {
            TranslationContext context = queries.NewContext();
            context.Prefix = context.Queries.CommonTables(statement.WithCtesAndXmlNamespaces);
            DmlTarget target = new(context, specification, "DELETE");
            return new DeletePlan(context, session.Database, target,
                OutputClauses.Read(context, specification, target.OutputScope(deleted: true, inserted: false)));
        });
        plan.CheckPermissions(session);
        Dependents.Check(plan.Table, "DELETE", returnsRows: plan.Output is { Into: null });
        long most = DmlLimits.Most(run, specification.TopRowFilter);
        using TransactionManager.StatementScope scope = session.Transactions.BeginStatement(plan.Table, run.Cancel);
        long count = plan.Everything && most == long.MaxValue ? DeleteAll(plan.Table) : DeleteFound(plan, queries, most);
        scope.Complete();
        return count;
    }

    private long DeleteAll(TableInfo table)
    {
        run.Session.Connection.Execute($"DELETE FROM {table.Sqlite}");
        return run.Session.Connection.Changes;
    }

    private long DeleteFound(DeletePlan plan, QueryRunner queries, long most)
    {
        List<long> rows = Find(plan, queries, most);
        using NativeStatement delete = run.Session.Connection.Prepare($"DELETE FROM {plan.Table.Sqlite} WHERE _rowid_ = ?1");
        foreach (long row in rows)
        {
            run.Cancel.ThrowIfCancellationRequested();
            delete.Rewind();
            delete.Bind(1, row);
            delete.Step();
        }

        return rows.Count;
    }

    private List<long> Find(DeletePlan plan, QueryRunner queries, long most)
    {
        List<long> rows = [];
        HashSet<long>? seen = plan.Joins ? [] : null;
        using NativeStatement found = queries.Open(plan, plan.Select);
        using OutputWriter? output = plan.Output is null ? null : new OutputWriter(run, plan.Output.SqlColumns, plan.Output.Into);
        OffsetRow columns = new(found, 1);
        while (rows.Count < most && found.Step(run.Cancel))
        {
            long row = found.GetInt64(0);
            if (seen?.Add(row) != false)
            {
                rows.Add(row);
                output?.Row(columns);
            }
        }

        return rows;
    }
}

/// <summary>TOP and SET ROWCOUNT of statements that change rows.</summary>
internal static class DmlLimits
{
    public static long Most(Run run, TopRowFilter? top)
    {
        long most = run.Session.Options.RowCount == 0 ? long.MaxValue : run.Session.Options.RowCount;
        if (top is null)
        {
            return most;
        }

        if (top.Percent || top.WithTies)
        {
            throw Errors.NotSupported("TOP ... PERCENT and WITH TIES");
        }

        object? value = new QueryRunner(run).Evaluate(top.Expression).Value;
        return value is not long rows
            ? throw new TSqlException(1060,
                "The number of rows provided for a TOP or FETCH clauses row count parameter must be an integer.", 15)
            : rows < 0 ? throw new TSqlException(127, "A TOP N or FETCH rowcount value may not be negative.", 15)
            : Math.Min(rows, most);
    }
}
