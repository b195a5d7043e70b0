namespace PsdPurge.Lab.Engine;

/// <summary>The place of a query, which decides what it may contain.</summary>
internal enum QueryPlace { Statement, Derived, Subquery, Exists }

/// <summary>A column of a query's result.</summary>
internal sealed record ResultColumn(string Name, Expr Expression);

/// <summary>A translated query that is not text yet. A caller may still request other column types.</summary>
internal abstract class Query
{
    public abstract IReadOnlyList<ResultColumn> Columns { get; }

    public Expr OnlyColumn => Columns.Count == 1
        ? Columns[0].Expression
        : throw new TSqlException(116,
            "Only one expression can be specified in the select list when the subquery is not introduced with EXISTS.");

    /// <summary>Whether it returns at most one row.</summary>
    public virtual bool IsSingleRow => false;

    /// <summary>Whether SQLite accepts it unchanged as a member of a UNION.</summary>
    public virtual bool IsPlain => true;

    /// <summary>The query as SQLite's SQL, with columns named c0, c1, ...</summary>
    /// <param name="types">Types to convert the columns to. Null leaves them unchanged.</param>
    public abstract string Render(IReadOnlyList<SqlType>? types = null);
}

/// <summary>SELECT ... FROM ... WHERE ...</summary>
internal sealed class SimpleQuery(IReadOnlyList<ResultColumn> columns, bool distinct, string tail, string limit, bool singleRow) : Query
{
    public override IReadOnlyList<ResultColumn> Columns => columns;

    public override bool IsSingleRow => singleRow;

    public override bool IsPlain => limit.Length == 0;

    /// <summary>Variables to assign instead of returning a result, by column. Null for a query that returns rows.</summary>
    public IReadOnlyList<string>? Assigns { get; init; }

    public override string Render(IReadOnlyList<SqlType>? types = null)
    {
        IEnumerable<string> list = columns.Select((c, i) =>
        {
            Expr e = types is null ? c.Expression : TypeRules.Implicit(c.Expression, types[i]);
            return $"{e.Collated} AS c{i}";
        });
        return $"SELECT {(distinct ? "DISTINCT " : "")}{string.Join(", ", list)}{tail}{limit}";
    }
}

/// <summary>UNION, EXCEPT or INTERSECT of two queries.</summary>
internal sealed class CompoundQuery : Query
{
    private readonly Query _first;
    private readonly string _operator;
    private readonly Query _second;
    private readonly IReadOnlyList<SqlType> _types;

    public CompoundQuery(Query first, string op, Query second)
    {
        (_first, _operator, _second) = (first, op, second);
        if (first.Columns.Count != second.Columns.Count)
        {
            throw new TSqlException(205,
                "All queries combined using a UNION, INTERSECT or EXCEPT operator must have an equal number of expressions in "
                + "their target lists.");
        }

        foreach (ResultColumn column in op == "UNION ALL" ? [] : first.Columns.Concat(second.Columns))
        {
            LargeTypes.CheckOperand(column.Expression.Type);
        }

        _types = [.. first.Columns.Zip(second.Columns, (a, b) => TypeRules.Common([a.Expression, b.Expression]))];
        Columns = [.. first.Columns.Select((c, i) => c with
        {
            Expression = new Expr($"c{i}", _types[i], c.Expression.Nullable || second.Columns[i].Expression.Nullable)
            {
                Collation = c.Expression.Collation,
                CollationSource = c.Expression.CollationSource,
            },
        })];
    }

    public override IReadOnlyList<ResultColumn> Columns { get; }

    public override string Render(IReadOnlyList<SqlType>? types = null)
    {
        IReadOnlyList<SqlType> target = types ?? _types;
        return $"{Member(_first, target)} {_operator} {Member(_second, target)}";
    }

    // In SQLite, all set operators have the same precedence, from left to right. A nested one needs a SELECT of its own.
    private static string Member(Query query, IReadOnlyList<SqlType> types) =>
        query is SimpleQuery { IsPlain: true } ? query.Render(types) : $"SELECT * FROM ({query.Render(types)})";
}

/// <summary>A compound query with ORDER BY, or with a limited number of rows.</summary>
internal sealed class OrderedQuery(Query inner, string tail) : Query
{
    public override IReadOnlyList<ResultColumn> Columns => inner.Columns;

    public override bool IsPlain => false;

    public override string Render(IReadOnlyList<SqlType>? types = null) => $"SELECT * FROM ({inner.Render(types)}){tail}";
}
