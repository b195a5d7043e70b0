using Microsoft.SqlServer.TransactSql.ScriptDom;

namespace PsdPurge.Lab.Engine;

/// <summary>Finds out whether a query itself aggregates, not only a subquery of it.</summary>
internal sealed class AggregateFinder : TSqlFragmentVisitor
{
    private static readonly HashSet<string> Names = new(StringComparer.OrdinalIgnoreCase) { "COUNT", "COUNT_BIG", "SUM", "MIN", "MAX",
        "AVG" };
    private int _depth;
    private bool _found;

    public static bool IsAggregate(FunctionCall call) => Names.Contains(call.FunctionName.Value);

    public static bool In(QuerySpecification query)
    {
        if (query.GroupByClause is not null || query.HavingClause is not null)
        {
            return true;
        }

        AggregateFinder finder = new();
        foreach (SelectElement element in query.SelectElements)
        {
            element.Accept(finder);
        }

        query.OrderByClause?.Accept(finder);
        return finder._found;
    }

    public override void ExplicitVisit(ScalarSubquery node)
    {
        _depth++;
        base.ExplicitVisit(node);
        _depth--;
    }

    public override void ExplicitVisit(FunctionCall node)
    {
        _found |= _depth == 0 && node.OverClause is null && IsAggregate(node);
        base.ExplicitVisit(node);
    }
}
