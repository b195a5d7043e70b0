using Microsoft.SqlServer.TransactSql.ScriptDom;

namespace PsdPurge.Lab.Engine;

/// <summary>Translates scalar expressions and finds their types.</summary>
internal sealed class ExpressionTranslator(TranslationContext context)
{
    private readonly AggregateTranslator _aggregates = new(context);
    private readonly FunctionTranslator _functions = new(context);

    public Expr Translate(ScalarExpression expression, Scope scope)
    {
        int ungrouped = scope.Ungrouped.Count;
        Expr e = Dispatch(expression, scope);
        if (e.Type.IsCharacter() && e.Collation is null)
        {
            e = e with { Collation = context.Names.DefaultCollation };
        }

        if (expression is PrimaryExpression { Collation: { } collation })
        {
            e = Collate(e, collation.Value);
        }

        if (scope.GroupKeys is not null && scope.Ungrouped.Count > ungrouped && scope.GroupKeys.Contains(e.Sql))
        {
            scope.Ungrouped.RemoveRange(ungrouped, scope.Ungrouped.Count - ungrouped);
        }

        return e;
    }

    /// <summary>The right side of @x = e, @x += e and the like.</summary>
    public Expr Compound(string variable, AssignmentKind kind, ScalarExpression value, Scope scope)
    {
        Expr right = Translate(value, scope);
        return kind == AssignmentKind.Equals ? right : Combine(context.Variable(variable), kind, right);
    }

    public static Expr Combine(Expr left, AssignmentKind kind, Expr right)
    {
        BinaryExpressionType op = kind switch
        {
            AssignmentKind.AddEquals => BinaryExpressionType.Add,
            AssignmentKind.SubtractEquals => BinaryExpressionType.Subtract,
            AssignmentKind.MultiplyEquals => BinaryExpressionType.Multiply,
            AssignmentKind.DivideEquals => BinaryExpressionType.Divide,
            AssignmentKind.ModEquals => BinaryExpressionType.Modulo,
            AssignmentKind.BitwiseAndEquals => BinaryExpressionType.BitwiseAnd,
            AssignmentKind.BitwiseOrEquals => BinaryExpressionType.BitwiseOr,
            AssignmentKind.BitwiseXorEquals => BinaryExpressionType.BitwiseXor,
            _ => throw Errors.NotSupported($"the assignment {kind}"),
        };
        return Operators.Binary(left, op, right);
    }

    private Expr Dispatch(ScalarExpression expression, Scope scope)
    {
        switch (expression)
        {
            case ColumnReferenceExpression column:
                return Column(column, scope);
            case Literal literal:
                return Literals.Read(literal);
            case VariableReference variable:
                return context.Variable(variable.Name);
            case GlobalVariableExpression global:
                return context.Variable(global.Name);
            case ParenthesisExpression p:
                return Translate(p.Expression, scope);
            case BinaryExpression b:
                return Operators.Binary(Translate(b.FirstExpression, scope), b.BinaryExpressionType, Translate(b.SecondExpression, scope));
            case UnaryExpression u:
                return Operators.Unary(u.UnaryExpressionType, Translate(u.Expression, scope));
            case ScalarSubquery s:
                return Subquery(s, scope);
            case FunctionCall call:
                return AggregateTranslator.Handles(call)
                    ? _aggregates.Translate(call, scope) : _functions.Translate(call.FunctionName.Value, call.Parameters, scope);
            case LeftFunctionCall left:
                return _functions.Translate("LEFT", left.Parameters, scope);
            case RightFunctionCall right:
                return _functions.Translate("RIGHT", right.Parameters, scope);
            case ParameterlessCall call:
                return _functions.Translate(call.ParameterlessCallType.ToString(), [], scope);
            default:
                return Conditional(expression, scope);
        }
    }

    private Expr Conditional(ScalarExpression expression, Scope scope)
    {
        switch (expression)
        {
            case SearchedCaseExpression c:
                return Case([.. c.WhenClauses.Select(w => (context.Predicates.Translate(w.WhenExpression, scope),
                    Translate(w.ThenExpression, scope)))], Else(c, scope));
            case SimpleCaseExpression c:
                Expr input = Translate(c.InputExpression, scope);
                return Case([.. c.WhenClauses.Select(w => (TypeRules.Compare(input, "=", Translate(w.WhenExpression, scope)),
                    Translate(w.ThenExpression, scope)))], Else(c, scope));
            case IIfCall i:
                return Case([(context.Predicates.Translate(i.Predicate, scope), Translate(i.ThenExpression, scope))],
                    Translate(i.ElseExpression, scope));
            case NullIfExpression n:
                Expr first = Translate(n.FirstExpression, scope);
                string same = TypeRules.Compare(first, "=", Translate(n.SecondExpression, scope));
                return first with
                {
                    Sql = $"CASE WHEN {same} THEN NULL ELSE {first.Sql} END",
                    Nullable = true,
                    IsColumn = false,
                    IsLiteral = false,
                    Identity = false
                };
            case CoalesceExpression c:
                return Coalesce([.. c.Expressions.Select(e => Translate(e, scope))]);
            default:
                return Converting(expression, scope);
        }
    }

    private Expr Converting(ScalarExpression expression, Scope scope) => expression switch
    {
        CastCall c => Cast(c.DataType, c.Parameter, null, ConversionMode.Expression, scope),
        ConvertCall c => Cast(c.DataType, c.Parameter, c.Style, ConversionMode.Expression, scope),
        TryCastCall c => Cast(c.DataType, c.Parameter, null, ConversionMode.Try, scope),
        TryConvertCall c => Cast(c.DataType, c.Parameter, c.Style, ConversionMode.Try, scope),
        _ => throw Errors.NotSupported($"the expression {expression.GetType().Name}"),
    };

    private Expr Cast(DataTypeReference type, ScalarExpression parameter, ScalarExpression? style, ConversionMode mode, Scope scope)
    {
        Expr value = Translate(parameter, scope);
        Expr number = style is null ? Expr.Literal(0L, SqlTypes.Int) : Translate(style, scope);
        SqlType to = TypeReferences.Read(type, 30);
        if (LargeTypes.Clash(value.Type, to) && !value.IsUntypedNull)
        {
            throw new TSqlException(529, $"Explicit conversion from data type {SqlTypes.Name(value.Type)} to {SqlTypes.Name(to)} is not allowed.", 16, 2);
        }

        return number is { IsLiteral: true, Value: long constant }
            ? TypeRules.Convert(value, to, mode, (int)constant) with { IsColumn = false, Identity = false }
            : throw Errors.NotSupported("CONVERT with a style that is not a literal");
    }

    private static Expr Column(ColumnReferenceExpression column, Scope scope)
    {
        if (column.ColumnType != ColumnType.Regular)
        {
            throw Errors.NotSupported($"the pseudo-column {column.ColumnType}");
        }

        return scope.Find([.. column.MultiPartIdentifier.Identifiers.Select(i => i.Value)]);
    }

    private Expr Collate(Expr e, string collation)
    {
        if (!e.Type.IsCharacter())
        {
            throw new TSqlException(447, $"Expression type {SqlTypes.Name(e.Type)} is invalid for COLLATE clause.");
        }

        collation = collation.Equals("DATABASE_DEFAULT", StringComparison.OrdinalIgnoreCase) ? context.Names.DefaultCollation : collation;
        Collations.ToSqlite(collation);
        return e with { Collation = collation, CollationSource = CollationSource.Explicit, IsColumn = false };
    }

    private Expr Subquery(ScalarSubquery subquery, Scope scope)
    {
        Query query = context.Queries.Translate(subquery.QueryExpression, scope, QueryPlace.Subquery);
        Expr column = query.OnlyColumn;
        string sql = query.IsSingleRow ? $"({query.Render()})" : $"(SELECT t_single(c0) FROM ({query.Render()}))";
        return column with { Sql = sql, Nullable = true, IsColumn = false, IsLiteral = false, Identity = false };
    }

    private Expr? Else(CaseExpression c, Scope scope) => c.ElseExpression is null ? null : Translate(c.ElseExpression, scope);

    private static Expr Case(IReadOnlyList<(string When, Expr Then)> branches, Expr? otherwise)
    {
        List<Expr> values = [.. branches.Select(b => b.Then)];
        if (otherwise is not null)
        {
            values.Add(otherwise);
        }

        if (values.TrueForAll(v => v.IsUntypedNull))
        {
            throw new TSqlException(8133,
                "At least one of the result expressions in a CASE specification must be an expression other than the NULL constant.");
        }

        SqlType type = TypeRules.Common(values);
        string whens = string.Concat(branches.Select(b => $" WHEN {b.When} THEN {TypeRules.Implicit(b.Then, type).Sql}"));
        string rest = otherwise is null ? "" : $" ELSE {TypeRules.Implicit(otherwise, type).Sql}";
        return WithCollation(new Expr($"CASE{whens}{rest} END", type, otherwise is null || values.Exists(v => v.Nullable)), values);
    }

    private static Expr Coalesce(List<Expr> values)
    {
        SqlType type = TypeRules.Common(values);
        string list = string.Join(", ", values.Select(v => TypeRules.Implicit(v, type).Sql));
        return WithCollation(new Expr($"coalesce({list})", type, values.TrueForAll(v => v.Nullable)), values);
    }

    private static Expr WithCollation(Expr e, List<Expr> from)
    {
        if (!e.Type.IsCharacter())
        {
            return e;
        }

        Expr source = from.Where(f => f.Type.IsCharacter()).Aggregate(Expr.Literal("", SqlTypes.VarChar(1)),
            (a, b) => b.CollationSource > a.CollationSource ? b : a);
        return e with { Collation = source.Collation, CollationSource = source.CollationSource };
    }
}
