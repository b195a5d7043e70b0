using Microsoft.SqlServer.TransactSql.ScriptDom;

namespace PsdPurge.Lab.Engine;

/// <summary>Translates SELECT.</summary>
internal sealed class QueryTranslator(TranslationContext context)
{
    private readonly OrderTranslator _order = new(context);

    public Query Translate(QueryExpression expression, Scope? outer, QueryPlace place)
    {
        if (expression.ForClause is not null)
        {
            throw Errors.NotSupported("FOR XML, FOR BROWSE and FOR JSON");
        }

        switch (expression)
        {
            case QueryParenthesisExpression p:
                return Order(p, Translate(p.QueryExpression, outer, place), outer);
            case BinaryQueryExpression b:
                Query first = Translate(b.FirstQueryExpression, outer, QueryPlace.Derived);
                Query second = Translate(b.SecondQueryExpression, outer, QueryPlace.Derived);
                return Order(b, new CompoundQuery(first, Operator(b), second), outer);
            case QuerySpecification s:
                return Specification(s, outer, place);
            default:
                throw Errors.NotSupported($"the query {expression.GetType().Name}");
        }
    }

    /// <summary>Names the CTEs of a statement. Returns SQLite's WITH clause, or an empty text.</summary>
    public string CommonTables(WithCtesAndXmlNamespaces? with)
    {
        if (with is null)
        {
            return "";
        }

        foreach (CommonTableExpression cte in with.CommonTableExpressions)
        {
            context.CommonTables[cte.ExpressionName.Value] = CommonTable.Unfinished;
            Query query = Translate(cte.QueryExpression, null, QueryPlace.Derived);
            IReadOnlyList<SourceColumn> columns = DerivedColumns(cte.ExpressionName.Value, query, cte.Columns, "");
            string alias = context.NextAlias() + "w" + context.CommonTables.Count.ToString(System.Globalization.CultureInfo.InvariantCulture);
            context.CommonTables[cte.ExpressionName.Value] = new CommonTable(alias, $"{alias} AS ({query.Render()})", columns);
        }

        return "WITH " + string.Join(", ", context.CommonTables.Values.Select(c => c.Definition)) + " ";
    }

    /// <summary>The columns of a derived table or CTE, all of which need a name of their own.</summary>
    public static IReadOnlyList<SourceColumn> DerivedColumns(string name, Query query, IList<Identifier> names, string alias)
    {
        if (names.Count > 0 && names.Count != query.Columns.Count)
        {
            bool more = names.Count < query.Columns.Count;
            throw new TSqlException(more ? 8158 : 8159, $"'{name}' has {(more ? "more" : "fewer")} columns than were specified in the column list.");
        }

        HashSet<string> seen = new(StringComparer.OrdinalIgnoreCase);
        return [.. query.Columns.Select((c, i) =>
        {
            string column = names.Count > 0 ? names[i].Value : c.Name;
            if (column.Length == 0)
            {
                throw new TSqlException(8155, $"No column name was specified for column {i + 1} of '{name}'.", 16, 2);
            }

            return seen.Add(column)
                ? new SourceColumn(column, c.Expression with { Sql = $"{alias}c{i}", IsLiteral = false, IsColumn = false })
                : throw new TSqlException(8156, $"The column '{column}' was specified multiple times for '{name}'.");
        })];
    }

    private static string Operator(BinaryQueryExpression b) => b.BinaryQueryExpressionType switch
    {
        BinaryQueryExpressionType.Union => b.All ? "UNION ALL" : "UNION",
        BinaryQueryExpressionType.Except => "EXCEPT",
        _ => "INTERSECT",
    };

    private Query Order(QueryExpression expression, Query query, Scope? outer)
    {
        if (expression.OrderByClause is null)
        {
            return query;
        }

        Scope scope = new(outer);
        scope.Sources.Add(new Source("", "",
            [.. query.Columns.Select((c, i) => new SourceColumn(c.Name, c.Expression with { Sql = $"c{i}", IsColumn = false }))]));
        IEnumerable<ResultColumn> columns = query.Columns
            .Select((c, i) => c with { Expression = c.Expression with { Sql = $"c{i}", IsColumn = false } });
        return new OrderedQuery(query,
            _order.OrderBy(expression.OrderByClause, [.. columns], scope, distinct: false) + _order.Limit(expression.OffsetClause, null, scope));
    }

    private SimpleQuery Specification(QuerySpecification s, Scope? outer, QueryPlace place)
    {
        Scope scope = new(outer);
        string tail = s.FromClause is null ? "" : " FROM " + context.From.Translate(s.FromClause, scope);
        if (s.WhereClause is not null)
        {
            tail += " WHERE " + context.Predicates.Translate(s.WhereClause.SearchCondition, scope);
        }

        bool aggregates = AggregateFinder.In(s);
        tail += GroupBy(s, scope, aggregates);
        List<string>? assigns = null;
        bool onlyExists = place == QueryPlace.Exists && !aggregates && s.GroupByClause is null;
        List<ResultColumn> columns = onlyExists
            ? [new ResultColumn("", Expr.Literal(1L, SqlTypes.Int))] : SelectList(s, scope, ref assigns);
        if (s.HavingClause is not null)
        {
            tail += " HAVING " + context.Predicates.Translate(s.HavingClause.SearchCondition, scope);
        }

        bool distinct = s.UniqueRowFilter == UniqueRowFilter.Distinct;
        foreach (ResultColumn column in distinct ? columns : [])
        {
            LargeTypes.CheckDistinct(column.Expression.Type);
        }

        bool cut = s.TopRowFilter is not null || s.OffsetClause is not null;
        if (s.OrderByClause is not null)
        {
            if (place != QueryPlace.Statement && !cut)
            {
                throw new TSqlException(1033,
                    "The ORDER BY clause is invalid in views, inline functions, derived tables, subqueries, and common table "
                    + "expressions, unless TOP, OFFSET or FOR XML is also specified.");
            }

            tail += _order.OrderBy(s.OrderByClause, columns, scope, distinct);
        }

        if (scope.Ungrouped.Count > 0)
        {
            throw new TSqlException(8120,
                $"Column '{scope.Ungrouped[0]}' is invalid in the select list because it is not contained in either an "
                + "aggregate function or the GROUP BY clause.");
        }

        string limit = _order.Limit(s.OffsetClause, s.TopRowFilter, scope);
        bool single = (aggregates && s.GroupByClause is null) || (s.FromClause is null)
            || s.TopRowFilter?.Expression is IntegerLiteral { Value: "1" };
        return new SimpleQuery(columns, distinct, tail, limit, single) { Assigns = assigns };
    }

    private string GroupBy(QuerySpecification s, Scope scope, bool aggregates)
    {
        if (s.GroupByClause is null)
        {
            scope.GroupKeys = aggregates ? [] : null;
            scope.AggregatesAllowed = true;
            return "";
        }

        List<Expr> keys = [];
        foreach (GroupingSpecification item in s.GroupByClause.GroupingSpecifications)
        {
            keys.Add(item is ExpressionGroupingSpecification e
                ? context.Expressions.Translate(e.Expression, scope)
                : throw Errors.NotSupported("GROUPING SETS, ROLLUP and CUBE"));
        }

        keys.ForEach(k => LargeTypes.CheckKey(k.Type));
        scope.GroupKeys = [.. keys.Select(k => k.Sql)];
        scope.AggregatesAllowed = true;
        return " GROUP BY " + string.Join(", ", keys.Select(k => k.Collated));
    }

    private List<ResultColumn> SelectList(QuerySpecification s, Scope scope, ref List<string>? assigns)
    {
        List<ResultColumn> columns = [];
        foreach (SelectElement element in s.SelectElements)
        {
            switch (element)
            {
                case SelectStarExpression star:
                    columns.AddRange(Star(star, scope));
                    break;
                case SelectScalarExpression scalar:
                    columns.Add(new ResultColumn(
                        scalar.ColumnName?.Value ?? DefaultName(scalar.Expression),
                        context.Expressions.Translate(scalar.Expression, scope)));
                    break;
                case SelectSetVariable set:
                    columns.Add(new ResultColumn(set.Variable.Name, Assigned(set, s, scope)));
                    (assigns ??= []).Add(set.Variable.Name);
                    break;
                default:
                    throw Errors.NotSupported($"the select element {element.GetType().Name}");
            }
        }

        return assigns is null || assigns.Count == columns.Count
            ? columns
            : throw new TSqlException(141,
                "A SELECT statement that assigns a value to a variable must not be combined with data-retrieval operations.", 15);
    }

    private Expr Assigned(SelectSetVariable set, QuerySpecification s, Scope scope)
    {
        int before = context.Variables.Count;
        Expr value = context.Expressions.Compound(set.Variable.Name, set.AssignmentKind, set.Expression, scope);
        if (s.FromClause is not null && context.Variables.Skip(before).Contains(set.Variable.Name, StringComparer.OrdinalIgnoreCase))
        {
            throw Errors.NotSupported("SELECT @x = @x ... over rows, whose result is undefined in SQL Server too");
        }

        return TypeRules.Implicit(value, context.Variable(set.Variable.Name).Type);
    }

    private static IEnumerable<ResultColumn> Star(SelectStarExpression star, Scope scope)
    {
        List<Source> sources = star.Qualifier is null
            ? scope.Sources
            : [.. scope.Qualified([.. star.Qualifier.Identifiers.Select(i => i.Value)])];
        if (sources.Count == 0)
        {
            throw star.Qualifier is null
                ? new TSqlException(263, "Must specify table to select from.")
                : new TSqlException(107,
                    $"The column prefix '{string.Join('.', star.Qualifier.Identifiers.Select(i => i.Value))}' does not match "
                    + "with a table name or alias name used in the query.", 15);
        }

        foreach (SourceColumn column in sources.SelectMany(s => s.Columns))
        {
            // The column is noted by its name, so that the check against GROUP BY sees it.
            if (scope.GroupKeys is not null && !scope.GroupKeys.Contains(column.Expression.Sql))
            {
                scope.Ungrouped.Add(column.Name);
            }

            yield return new ResultColumn(column.Name, column.Expression);
        }
    }

    private static string DefaultName(ScalarExpression expression) =>
        expression is ColumnReferenceExpression column && column.MultiPartIdentifier is { } name ? name.Identifiers[^1].Value : "";
}
