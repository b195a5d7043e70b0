using Microsoft.SqlServer.TransactSql.ScriptDom;

namespace PsdPurge.Lab.Engine;

/// <summary>Translates aggregates and window functions.</summary>
internal sealed class AggregateTranslator(TranslationContext context)
{
    private static readonly HashSet<string> Ranking = new(StringComparer.OrdinalIgnoreCase) { "ROW_NUMBER", "RANK", "DENSE_RANK", "NTILE" };
    private static readonly HashSet<string> Offsets = new(StringComparer.OrdinalIgnoreCase) { "LAG", "LEAD", "FIRST_VALUE", "LAST_VALUE" };

    public static bool Handles(FunctionCall call) =>
        AggregateFinder.IsAggregate(call) || Ranking.Contains(call.FunctionName.Value) || Offsets.Contains(call.FunctionName.Value);

    public Expr Translate(FunctionCall call, Scope scope)
    {
        string name = call.FunctionName.Value.ToUpperInvariant();
        if (!AggregateFinder.IsAggregate(call))
        {
            return Window(call, name, scope);
        }

        if (!scope.AggregatesAllowed && call.OverClause is null)
        {
            throw new TSqlException(147,
                "An aggregate may not appear in the WHERE clause unless it is in a subquery contained in a HAVING clause or a "
                + "select list, and the column being aggregated is an outer reference.", 15);
        }

        string over = Over(call.OverClause, scope);
        if (call.Parameters is [ColumnReferenceExpression { ColumnType: ColumnType.Wildcard }])
        {
            return new Expr($"count(*){over}", name == "COUNT_BIG" ? SqlTypes.BigInt : SqlTypes.Int, false);
        }

        bool outer = scope.InAggregate;
        scope.InAggregate = outer || call.OverClause is null;
        Expr value = context.Expressions.Translate(call.Parameters[0], scope);
        scope.InAggregate = outer;
        LargeTypes.CheckAggregate(name, value.Type);
        string distinct = call.UniqueRowFilter == UniqueRowFilter.Distinct ? "DISTINCT " : "";
        return name switch
        {
            "COUNT" => new Expr($"count({distinct}{value.Collated}){over}", SqlTypes.Int, false),
            "COUNT_BIG" => new Expr($"count({distinct}{value.Collated}){over}", SqlTypes.BigInt, false),
            "MIN" or "MAX" => Extreme(name, value, over),
            _ => Sum(name, value, distinct, over),
        };
    }

    private static Expr Extreme(string name, Expr value, string over)
    {
        if (value.Type.Kind is SqlTypeKind.Bit or SqlTypeKind.UniqueIdentifier || value.Type.IsOldLob())
        {
            throw new TSqlException(8117,
                $"Operand data type {SqlTypes.Name(value.Type)} is invalid for {name.ToLowerInvariant()} operator.");
        }

        return value with
        {
            Sql = $"{name.ToLowerInvariant()}({value.Collated}){over}",
            Nullable = true,
            IsColumn = false,
            IsLiteral = false,
            Identity = false
        };
    }

    private static Expr Sum(string name, Expr value, string distinct, string over)
    {
        SqlType type = value.Type;
        if (!type.IsNumeric() || type.Kind == SqlTypeKind.Bit)
        {
            throw new TSqlException(8117, $"Operand data type {SqlTypes.Name(type)} is invalid for {name.ToLowerInvariant()} operator.");
        }

        if (type.IsDecimal())
        {
            if (over.Length > 0)
            {
                throw Errors.NotSupported("SUM and AVG of decimals with OVER");
            }

            SqlType result = type.Kind != SqlTypeKind.Decimal ? new SqlType(SqlTypeKind.Money, 0, 19, 4)
                : SqlTypes.Decimal(38, name == "SUM" ? type.Scale : Math.Max((int)type.Scale, 6));
            string total = $"t_sum({distinct}{value.Collated})";
            string text = name == "SUM" ? total : $"t_decimal('/', {total}, CAST(count({distinct}{value.Collated}) AS TEXT), "
                + $"38, {result.Scale})";
            return TypeRules.Convert(new Expr(text, result with { Kind = SqlTypeKind.Decimal, Precision = 38 }), result);
        }

        if (type.IsApproximate())
        {
            return new Expr($"{(name == "SUM" ? "sum" : "avg")}({distinct}{value.Sql}){over}", SqlTypes.Float);
        }

        SqlType integer = type.Kind == SqlTypeKind.BigInt ? type : SqlTypes.Int;
        string sum = $"sum({distinct}{value.Sql}){over}";

        // SQLite itself reports a sum that does not fit into 64 bits.
        string inRange = integer.Kind == SqlTypeKind.BigInt ? sum : $"t_range({sum}, {(int)integer.Kind})";
        return new Expr(name == "SUM" ? inRange : $"({sum} / nullif(count({distinct}{value.Sql}){over}, 0))", integer);
    }

    private Expr Window(FunctionCall call, string name, Scope scope)
    {
        if (call.OverClause is null)
        {
            throw new TSqlException(10753, $"The function '{call.FunctionName.Value}' must have an OVER clause.", 15);
        }

        string over = Over(call.OverClause, scope);
        List<Expr> arguments = [.. call.Parameters.Select(p => context.Expressions.Translate(p, scope))];
        string list = string.Join(", ", arguments.Select(a => a.Sql));
        string sql = $"{name.ToLowerInvariant()}({list}){over}";
        return Ranking.Contains(name)
            ? new Expr(sql, SqlTypes.BigInt, false)
            : arguments[0] with { Sql = sql, Nullable = true, IsColumn = false, IsLiteral = false, Identity = false, Range = null };
    }

    private string Over(OverClause? over, Scope scope)
    {
        if (over is null)
        {
            return "";
        }

        if (over.WindowFrameClause is not null)
        {
            throw Errors.NotSupported("window frames (ROWS, RANGE)");
        }

        List<string> parts = [];
        if (over.Partitions.Count > 0)
        {
            parts.Add("PARTITION BY " + string.Join(", ", over.Partitions.Select(p => Key(p, scope).Collated)));
        }

        if (over.OrderByClause is { } order)
        {
            parts.Add("ORDER BY " + string.Join(", ", order.OrderByElements.Select(e => OverKey(e, scope))));
        }

        return $" OVER ({string.Join(' ', parts)})";
    }

    private string OverKey(ExpressionWithSortOrder element, Scope scope) =>
        Key(element.Expression, scope).Keyed + (element.SortOrder == SortOrder.Descending ? " DESC" : "");

    private Expr Key(ScalarExpression expression, Scope scope)
    {
        Expr key = context.Expressions.Translate(expression, scope);
        LargeTypes.CheckKey(key.Type);
        return key;
    }
}
