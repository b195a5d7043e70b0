using Microsoft.SqlServer.TransactSql.ScriptDom;

namespace PsdPurge.Lab.Engine;

/// <summary>A translated UPDATE: the rows with their new values, and the columns that receive them.</summary>
internal sealed class UpdatePlan(TranslationContext context, string database, DmlTarget target,
    IReadOnlyList<(ColumnInfo Column, Expr Value)> sets, UpdateOutput? output)
    : Plan(context, database)
{
    public TableInfo Table => target.Table;

    public bool Joins => target.Joins;

    public IReadOnlyList<(ColumnInfo Column, Expr Value)> Sets => sets;

    public UpdateOutput? Output => output;

    public string Select { get; } =
        $"{context.Prefix}SELECT "
        + string.Join(", ", [target.RowId, .. sets.Select(s => s.Value.Sql), .. output?.Before.Select(e => e.Sql) ?? []])
        + target.Tail;

    public string Update { get; } = $"UPDATE {target.Table.Sqlite} SET {string.Join(", ", sets.Select((s, i) => $"{SqlText.Name(s.Column.Name)} = ?{i + 2}"))}"
        + (target.Table.Columns.FirstOrDefault(c => c.Type.Kind == SqlTypeKind.RowVersion) is { } version
            ? $", {SqlText.Name(version.Name)} = ?{sets.Count + 2}" : "")
        + $" WHERE _rowid_ = ?1{(output?.After.Count > 0 ? " RETURNING " + string.Join(", ", output.After.Select(e => e.Sql)) : "")}";

    public bool HasVersion => Table.Columns.Any(c => c.Type.Kind == SqlTypeKind.RowVersion);
}

/// <summary>OUTPUT of an UPDATE: columns known before the change (deleted, joined tables) and after it (inserted).</summary>
internal sealed record UpdateOutput(IReadOnlyList<SqlColumn> Columns, IReadOnlyList<Expr> Before, IReadOnlyList<Expr> After,
    IReadOnlyList<bool> IsAfter, OutputIntoClause? Into);

/// <summary>Runs UPDATE. It first finds the rows and their new values, then changes them one by one.</summary>
internal sealed class UpdateRunner(Run run)
{
    public long Update(UpdateStatement statement)
    {
        SqliteSession session = run.Session;
        QueryRunner queries = new(run);
        UpdatePlan plan = session.Plans.Get(statement, session, () => Translate(statement, queries.NewContext()));
        plan.CheckPermissions(session);
        Dependents.Check(plan.Table, "UPDATE");
        long most = DmlLimits.Most(run, statement.UpdateSpecification.TopRowFilter);
        using TransactionManager.StatementScope scope = session.Transactions.BeginStatement(plan.Table, run.Cancel);
        List<object?[]> rows = Find(plan, queries, most);
        Write(plan, rows);
        scope.Complete();
        return rows.Count;
    }

    private UpdatePlan Translate(UpdateStatement statement, TranslationContext context)
    {
        UpdateSpecification specification = statement.UpdateSpecification;
        context.Prefix = context.Queries.CommonTables(statement.WithCtesAndXmlNamespaces);
        DmlTarget target = new(context, specification, "UPDATE");
        List<(ColumnInfo, Expr)> sets = [];
        foreach (SetClause clause in specification.SetClauses)
        {
            if (clause is not AssignmentSetClause { Variable: null } set)
            {
                throw Errors.NotSupported("SET of a variable or a method in UPDATE");
            }

            string name = set.Column.MultiPartIdentifier.Identifiers[^1].Value;
            ColumnInfo column = target.Table.Find(name) ?? throw Errors.InvalidColumn(name);
            CheckWritable(column);
            Expr value = set.NewValue is DefaultLiteral
                ? column.Default is null ? Expr.Null : context.Expressions.Translate(column.Default, new Scope(null))
                : context.Expressions.Translate(set.NewValue, target.Scope);
            Expr current = target.Source.Columns.First(c => c.Name == column.Name).Expression;
            sets.Add((column, set.AssignmentKind == AssignmentKind.Equals
                ? value : ExpressionTranslator.Combine(current, set.AssignmentKind, value)));
        }

        return new UpdatePlan(context, run.Session.Database, target, sets, Output(context, specification, target));
    }

    private static void CheckWritable(ColumnInfo column)
    {
        if (column.Identity is not null)
        {
            throw new TSqlException(8102, $"Cannot update identity column '{column.Name}'.");
        }

        if (column.IsReadOnly)
        {
            throw column.Computed is null
                ? new TSqlException(272, "Cannot update a timestamp column.")
                : new TSqlException(271,
                    $"The column \"{column.Name}\" cannot be modified because it is either a computed column or is the result "
                    + "of a UNION operator.");
        }
    }

    private static UpdateOutput? Output(TranslationContext context, UpdateSpecification specification, DmlTarget target)
    {
        if (OutputClauses.Read(context, specification, target.OutputScope(deleted: true, inserted: true)) is not { } output)
        {
            return null;
        }

        return new UpdateOutput(
            output.SqlColumns,
            [.. output.Columns.Where(c => !c.AfterChange).Select(c => c.Expression)],
            [.. output.Columns.Where(c => c.AfterChange).Select(c => c.Expression)],
            [.. output.Columns.Select(c => c.AfterChange)],
            output.Into);
    }

    private List<object?[]> Find(UpdatePlan plan, QueryRunner queries, long most)
    {
        List<object?[]> rows = [];
        HashSet<long>? seen = plan.Joins ? [] : null;
        using NativeStatement found = queries.Open(plan, plan.Select);
        while (rows.Count < most && found.Step(run.Cancel))
        {
            if (seen?.Add(found.GetInt64(0)) != false)
            {
                rows.Add([.. Enumerable.Range(0, found.ColumnCount).Select(found.GetValue)]);
            }
        }

        return rows;
    }

    private void Write(UpdatePlan plan, List<object?[]> rows)
    {
        Conversion[] conversions = [.. plan.Sets.Select(s => new Conversion(s.Value.Type, s.Column.Type, ConversionMode.Assignment))];
        using NativeStatement update = run.Session.Connection.Prepare(plan.Update);
        using OutputWriter? output = plan.Output is null ? null : new OutputWriter(run, plan.Output.Columns, plan.Output.Into);
        foreach (object?[] row in rows)
        {
            run.Cancel.ThrowIfCancellationRequested();
            update.Rewind();
            update.Bind(1, row[0]);
            for (int i = 0; i < conversions.Length; i++)
            {
                ColumnInfo column = plan.Sets[i].Column;
                object? value = Conversions.Convert(row[i + 1], conversions[i]);
                update.Bind(i + 2, value is null && !column.Nullable
                    ? throw Errors.NullNotAllowed(column.Name, $"{plan.Table.Database.Name}.dbo.{plan.Table.Name}", "UPDATE")
                    : value);
            }

            if (plan.HasVersion)
            {
                update.Bind(conversions.Length + 2, TableWriter.Version(run.Session));
            }

            Step(plan, update, row);
            output?.Row(Merge(plan, update, row));
        }
    }

    private static void Step(UpdatePlan plan, NativeStatement update, object?[] row)
    {
        try
        {
            update.Step();
        }
        catch (ConstraintException violation)
        {
            throw KeyViolation.Explain(violation, plan.Table, column =>
            {
                int index = plan.Sets.ToList().FindIndex(s => s.Column.Name.Equals(column, StringComparison.OrdinalIgnoreCase));
                return index < 0 ? null : row[index + 1];
            });
        }
    }

    private static BufferedRow Merge(UpdatePlan plan, NativeStatement update, object?[] row)
    {
        (int before, int after) = (plan.Sets.Count + 1, 0);
        return new BufferedRow([.. plan.Output!.IsAfter.Select(isAfter => isAfter ? update.GetValue(after++) : row[before++])]);
    }
}
