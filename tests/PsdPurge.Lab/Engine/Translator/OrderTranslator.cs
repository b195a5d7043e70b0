using Microsoft.SqlServer.TransactSql.ScriptDom;

namespace PsdPurge.Lab.Engine;

/// <summary>Translates the clauses that decide the order of a query's rows, and which of them it returns.</summary>
internal sealed class OrderTranslator(TranslationContext context)
{
    public string OrderBy(OrderByClause clause, IReadOnlyList<ResultColumn> columns, Scope scope, bool distinct)
    {
        IEnumerable<string> items = clause.OrderByElements.Select(element =>
        {
            Expr key = OrderKey(element.Expression, columns, scope);
            LargeTypes.CheckKey(key.Type);
            if (distinct && !columns.Any(c => c.Expression.Sql == key.Sql))
            {
                throw new TSqlException(145, "ORDER BY items must appear in the select list if SELECT DISTINCT is specified.", 15);
            }

            return key.Keyed + (element.SortOrder == SortOrder.Descending ? " DESC" : "");
        });
        return " ORDER BY " + string.Join(", ", items);
    }

    private Expr OrderKey(ScalarExpression expression, IReadOnlyList<ResultColumn> columns, Scope scope)
    {
        if (expression is IntegerLiteral ordinal)
        {
            int position = int.Parse(ordinal.Value, System.Globalization.CultureInfo.InvariantCulture);
            return position >= 1 && position <= columns.Count
                ? columns[position - 1].Expression
                : throw new TSqlException(108,
                    $"The ORDER BY position number {position} is out of range of the number of items in the select list.", 15);
        }

        if (expression is ColumnReferenceExpression { MultiPartIdentifier.Count: 1 } name)
        {
            List<ResultColumn> same = [.. columns.Where(c => c.Name.Equals(name.MultiPartIdentifier[0].Value,
                StringComparison.OrdinalIgnoreCase)).DistinctBy(c => c.Expression.Sql)];
            if (same.Count == 1)
            {
                return same[0].Expression;
            }
        }

        return context.Expressions.Translate(expression, scope);
    }

    public string Limit(OffsetClause? offset, TopRowFilter? top, Scope scope)
    {
        if (top is not null)
        {
            return " LIMIT " + Top(top, scope);
        }

        if (offset is null)
        {
            return "";
        }

        string skip = $"t_rows({context.Expressions.Translate(offset.OffsetExpression, scope).Sql}, 1)";
        string take = offset.FetchExpression is null
            ? "-1" : $"t_rows({context.Expressions.Translate(offset.FetchExpression, scope).Sql}, 2)";
        return $" LIMIT {take} OFFSET {skip}";
    }

    /// <summary>The number of rows that TOP returns.</summary>
    private string Top(TopRowFilter top, Scope scope) => top.Percent || top.WithTies
        ? throw Errors.NotSupported("TOP ... PERCENT and WITH TIES")
        : $"t_rows({context.Expressions.Translate(top.Expression, scope).Sql}, 0)";
}
