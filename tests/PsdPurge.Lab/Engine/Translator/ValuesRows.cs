using Microsoft.SqlServer.TransactSql.ScriptDom;

namespace PsdPurge.Lab.Engine;

/// <summary>Rows of a VALUES clause. Every column gets one type.</summary>
internal sealed class ValuesRows
{
    public ValuesRows(TranslationContext context, IReadOnlyList<IList<ScalarExpression>> rows, Scope scope)
    {
        if (rows.Any(r => r.Count != rows[0].Count))
        {
            throw new TSqlException(10709, "The number of columns for each row in a table value constructor must be the same.");
        }

        List<List<Expr>> cells = [.. rows.Select(r => r.Select(e => context.Expressions.Translate(e, scope)).ToList())];
        Types = [.. Enumerable.Range(0, rows[0].Count).Select(i => TypeRules.Common(cells.Select(r => r[i])))];
        Sql = "VALUES " + string.Join(", ",
            cells.Select(r => "(" + string.Join(", ", r.Select((e, i) => TypeRules.Implicit(e, Types[i]).Sql)) + ")"));
    }

    public IReadOnlyList<SqlType> Types { get; }

    public string Sql { get; }
}
