using Microsoft.SqlServer.TransactSql.ScriptDom;

namespace PsdPurge.Lab.Engine;

/// <summary>Runs SELECT, and evaluates expressions and conditions of control flow.</summary>
internal sealed class QueryRunner(Run run)
{
    private SqliteSession Session => run.Session;

    public void Select(SelectStatement statement)
    {
        QueryPlan plan = Session.Plans.Get(statement, Session, () => Translate(statement));
        plan.CheckPermissions(Session);
        Lock(plan);
        if (plan.Assigns is not null)
        {
            Assign(plan);
            return;
        }

        using NativeStatement rows = Open(plan);
        IResultSink sink = run.Sink;
        long count = 0;
        long most = Session.Options.RowCount == 0 ? long.MaxValue : Session.Options.RowCount;
        sink.BeginRows(plan.Columns);
        while (count < most && rows.Step(run.Cancel))
        {
            sink.Row(rows);
            count++;
            run.Cancel.ThrowIfCancellationRequested();
        }

        Session.RowCount = count;
        sink.EndStatement(Session.Options.NoCount ? null : count);
    }

    /// <summary>SQLite's plan for a query, for tests that require the use of an index.</summary>
    public IReadOnlyList<string> Explain(SelectStatement statement)
    {
        QueryPlan plan = Translate(statement);
        using NativeStatement rows = Open(plan, "EXPLAIN QUERY PLAN " + plan.Sql);
        List<string> lines = [];
        while (rows.Step())
        {
            lines.Add((string)rows.GetValue(3)!);
        }

        return lines;
    }

    /// <summary>The value of an expression, converted to a type if one is given.</summary>
    public (object? Value, SqlType Type) Evaluate(ScalarExpression expression, SqlType? type = null)
    {
        QueryPlan plan = Session.Plans.Get(expression, Session, () =>
        {
            TranslationContext context = NewContext();
            Expr e = context.Expressions.Translate(expression, new Scope(null));
            e = type is null ? e : TypeRules.Implicit(e, type);
            return new QueryPlan(context, Session.Database, $"SELECT {e.Sql}", [new SqlColumn("", e.Type)], null);
        });
        return (Single(plan), plan.Columns[0].Type);
    }

    public bool Test(BooleanExpression condition)
    {
        QueryPlan plan = Session.Plans.Get(condition, Session, () =>
        {
            TranslationContext context = NewContext();
            return new QueryPlan(context, Session.Database, $"SELECT {context.Predicates.Translate(condition, new Scope(null))}",
                [new SqlColumn("", SqlTypes.Bit)], null);
        });
        return Single(plan) is 1L;
    }

    /// <summary>The value of @x = e, @x += e and the like.</summary>
    public object? Assigned(SetVariableStatement set, SqlType type)
    {
        QueryPlan plan = Session.Plans.Get(set, Session, () =>
        {
            TranslationContext context = NewContext();
            Expr e = TypeRules.Implicit(context.Expressions.Compound(set.Variable.Name, set.AssignmentKind, set.Expression,
                new Scope(null)), type);
            return new QueryPlan(context, Session.Database, $"SELECT {e.Sql}", [new SqlColumn("", type)], null);
        });
        return Single(plan);
    }

    public TranslationContext NewContext() => new(Session.Names, name => SessionValues.TypeOf(run.Frame, name));

    public NativeStatement Open(Plan plan, string sql)
    {
        NativeStatement statement = Session.Connection.Prepare(sql);
        try
        {
            plan.Bind(statement, run);
            return statement;
        }
        catch
        {
            statement.Dispose();
            throw;
        }
    }

    /// <summary>Takes the locks that hints or the isolation level require, if a transaction exists to keep them.</summary>
    public void Lock(Plan plan)
    {
        IsolationLevel level = Session.Options.Isolation;
        if (level == IsolationLevel.Snapshot && plan.ReadsTables)
        {
            throw new TSqlException(3952,
                $"Snapshot isolation transaction failed accessing database '{Session.Database}' because snapshot isolation is "
                + "not allowed in this database. Use ALTER DATABASE to allow snapshot isolation.");
        }

        foreach (TableInfo table in plan.CommittedReads)
        {
            Session.Transactions.WaitForWriter(table, run.Cancel);
        }

        if (plan.LocksRows || level is IsolationLevel.RepeatableRead or IsolationLevel.Serializable)
        {
            Session.Transactions.Lock(run.Cancel);
        }
    }

    private NativeStatement Open(QueryPlan plan) => Open(plan, plan.Sql);

    private object? Single(QueryPlan plan)
    {
        plan.CheckPermissions(Session);
        Lock(plan);
        using NativeStatement row = Open(plan);
        return row.Step(run.Cancel) ? row.GetValue(0) : null;
    }

    private void Assign(QueryPlan plan)
    {
        using NativeStatement rows = Open(plan);
        long count = 0;
        while (rows.Step(run.Cancel))
        {
            for (int i = 0; i < plan.Assigns!.Count; i++)
            {
                run.Frame.Variables[plan.Assigns[i]].Value = rows.GetValue(i);
            }

            count++;
        }

        Session.RowCount = count;
        run.Sink.EndStatement(null);
    }

    private QueryPlan Translate(SelectStatement statement)
    {
        TranslationContext context = NewContext();
        string with = context.Queries.CommonTables(statement.WithCtesAndXmlNamespaces);
        Query query = context.Queries.Translate(statement.QueryExpression, null, QueryPlace.Statement);
        IReadOnlyList<string>? assigns = (query as SimpleQuery)?.Assigns;
        foreach (string name in assigns ?? [])
        {
            _ = run.Frame.Variables.ContainsKey(name) ? 0 : throw Errors.UndeclaredVariable(name);
        }

        return new QueryPlan(context, Session.Database, with + query.Render(), Columns(query), assigns);
    }

    public static IReadOnlyList<SqlColumn> Columns(Query query) =>
        [.. query.Columns.Select(c => new SqlColumn(c.Name, c.Expression.Type, c.Expression.Nullable, c.Expression.Identity))];
}
