using Microsoft.SqlServer.TransactSql.ScriptDom;

namespace PsdPurge.Lab.Engine;

/// <summary>Translates conditions.</summary>
internal sealed class PredicateTranslator(TranslationContext context)
{
    public string Translate(BooleanExpression condition, Scope scope) => condition switch
    {
        BooleanParenthesisExpression p => Translate(p.Expression, scope),
        BooleanNotExpression n => $"(NOT {Translate(n.Expression, scope)})",
        BooleanBinaryExpression b =>
            $"({Translate(b.FirstExpression, scope)} {(b.BinaryExpressionType == BooleanBinaryExpressionType.And ? "AND" : "OR")} "
                + $"{Translate(b.SecondExpression, scope)})",
        BooleanComparisonExpression c =>
            TypeRules.Compare(context.Expressions.Translate(c.FirstExpression, scope), Operator(c.ComparisonType),
                context.Expressions.Translate(c.SecondExpression, scope)),
        BooleanIsNullExpression n => $"({context.Expressions.Translate(n.Expression, scope).Sql} IS {(n.IsNot ? "NOT " : "")}NULL)",
        BooleanTernaryExpression t => Between(t, scope),
        ExistsPredicate e => $"EXISTS ({context.Queries.Translate(e.Subquery.QueryExpression, scope, QueryPlace.Exists).Render()})",
        InPredicate { Subquery: not null } i =>
            InQuery(context.Expressions.Translate(i.Expression, scope), i.Subquery, i.NotDefined, scope),
        InPredicate i => InList(i, scope),
        LikePredicate l => Like(l, scope),
        SubqueryComparisonPredicate s => Quantified(s, scope),
        _ => throw Errors.NotSupported($"the condition {condition.GetType().Name}"),
    };

    private string Between(BooleanTernaryExpression t, Scope scope)
    {
        Expr value = context.Expressions.Translate(t.FirstExpression, scope);
        string low = TypeRules.Compare(value, ">=", context.Expressions.Translate(t.SecondExpression, scope));
        string high = TypeRules.Compare(value, "<=", context.Expressions.Translate(t.ThirdExpression, scope));
        return t.TernaryExpressionType == BooleanTernaryExpressionType.Between ? $"({low} AND {high})" : $"(NOT ({low} AND {high}))";
    }

    private string InList(InPredicate i, Scope scope)
    {
        Expr value = context.Expressions.Translate(i.Expression, scope);
        List<Expr> items = [.. i.Values.Select(v => context.Expressions.Translate(v, scope))];
        SqlType common = TypeRules.Common([value, .. items]);
        string not = i.NotDefined ? "NOT " : "";
        if (Conversions.IsFree(value.Type, common) && !common.IsOldLob() && items.All(e => e.CollationSource == CollationSource.Default))
        {
            string list = string.Join(", ", items.Select(e => TypeRules.Implicit(e, common).Sql));
            return $"({(value with { Type = common }).Collated} {not}IN ({list}))";
        }

        return $"({not}({string.Join(" OR ", items.Select(e => TypeRules.Compare(value, "=", e)))}))";
    }

    private string InQuery(Expr value, ScalarSubquery subquery, bool negated, Scope scope)
    {
        Query query = context.Queries.Translate(subquery.QueryExpression, scope, QueryPlace.Subquery);
        Expr column = query.OnlyColumn;
        LargeTypes.CheckOperator(value.Type, column.Type, "equal to");
        SqlType common = TypeRules.Common([value, column]);
        Expr collated = common.IsCharacter() ? TypeRules.Collated(value, column, "equal to") : value;
        Expr left = TypeRules.Implicit(value, common) with { Collation = collated.Collation, CollationSource = collated.CollationSource };
        string text = common.IsCharacter() || common.IsDecimal() ? $"({left.Sql} COLLATE {left.SqliteCollation})" : left.Sql;
        return $"({text} {(negated ? "NOT " : "")}IN ({query.Render([common])}))";
    }

    private string Like(LikePredicate l, Scope scope)
    {
        Expr text = Text(l.FirstExpression, scope, 1);
        Expr pattern = Text(l.SecondExpression, scope, 2);
        string escape = l.EscapeExpression is null ? "NULL" : Text(l.EscapeExpression, scope, 3).Sql;
        string exact = TypeRules.Collated(text, pattern, "like").SqliteCollation == Collations.Exact ? "1" : "0";
        string like = $"t_like({text.Sql}, {pattern.Sql}, {escape}, {exact})";
        return l.NotDefined ? $"(NOT {like})" : like;
    }

    private Expr Text(ScalarExpression expression, Scope scope, int place)
    {
        Expr e = context.Expressions.Translate(expression, scope);
        if (e.Type.Kind == SqlTypeKind.Image || (place > 1 && LargeTypes.IsLarge(e.Type)))
        {
            throw new TSqlException(8116, $"Argument data type {SqlTypes.Name(e.Type)} is invalid for argument {place} of like function.");
        }

        return e.Type.IsCharacter() ? e : TypeRules.Implicit(e, SqlTypes.NVarChar(4000));
    }

    private string Quantified(SubqueryComparisonPredicate s, Scope scope)
    {
        string op = Operator(s.ComparisonType);
        bool any = s.SubqueryComparisonPredicateType == SubqueryComparisonPredicateType.Any;
        Expr value = context.Expressions.Translate(s.Expression, scope);
        if ((any && op == "=") || (!any && op == "<>"))
        {
            return InQuery(value, s.Subquery, !any, scope);
        }

        Query query = context.Queries.Translate(s.Subquery.QueryExpression, scope, QueryPlace.Subquery);
        string alias = context.NextAlias();
        string test = TypeRules.Compare(value, op, query.OnlyColumn with { Sql = alias + ".c0", IsColumn = true });
        return any
            ? $"EXISTS (SELECT 1 FROM ({query.Render()}) AS {alias} WHERE {test})"
            : $"(NOT EXISTS (SELECT 1 FROM ({query.Render()}) AS {alias} WHERE {test} IS NOT 1))";
    }

    private static string Operator(BooleanComparisonType type) => type switch
    {
        BooleanComparisonType.Equals => "=",
        BooleanComparisonType.GreaterThan => ">",
        BooleanComparisonType.LessThan => "<",
        BooleanComparisonType.GreaterThanOrEqualTo or BooleanComparisonType.NotLessThan => ">=",
        BooleanComparisonType.LessThanOrEqualTo or BooleanComparisonType.NotGreaterThan => "<=",
        BooleanComparisonType.NotEqualToBrackets or BooleanComparisonType.NotEqualToExclamation => "<>",
        _ => throw Errors.NotSupported($"the comparison {type}"),
    };
}
