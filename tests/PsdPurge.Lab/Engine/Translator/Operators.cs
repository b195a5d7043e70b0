using Microsoft.SqlServer.TransactSql.ScriptDom;

namespace PsdPurge.Lab.Engine;

/// <summary>Arithmetic, bit and string operators.</summary>
internal static class Operators
{
    public static Expr Binary(Expr a, BinaryExpressionType type, Expr b)
    {
        string op = type switch
        {
            BinaryExpressionType.Add => "+",
            BinaryExpressionType.Subtract => "-",
            BinaryExpressionType.Multiply => "*",
            BinaryExpressionType.Divide => "/",
            BinaryExpressionType.Modulo => "%",
            BinaryExpressionType.BitwiseAnd => "&",
            BinaryExpressionType.BitwiseOr => "|",
            BinaryExpressionType.BitwiseXor => "^",
            _ => throw Errors.NotSupported($"the operator {type}"),
        };
        LargeTypes.CheckOperator(a.Type, b.Type, Word(op));
        if (op == "+" && IsText(a, b))
        {
            return Concatenate(a, b);
        }

        if (op == "+" && a.Type.IsBinary() && b.Type.IsBinary())
        {
            return new Expr($"t_bytes({a.Sql}, {b.Sql})", new SqlType(SqlTypeKind.VarBinary, Sum(a.Type.Length, b.Type.Length, 8000)),
                a.Nullable || b.Nullable);
        }

        if (a.Type.IsDate() || b.Type.IsDate())
        {
            return Dates(a, op, b);
        }

        return Arithmetic(a, op, b);
    }

    public static Expr Unary(UnaryExpressionType type, Expr e)
    {
        switch (type)
        {
            case UnaryExpressionType.Positive:
                return e;
            case UnaryExpressionType.BitwiseNot:
                return e.Type.Kind == SqlTypeKind.Bit ? new Expr($"(1 - {e.Sql})", e.Type, e.Nullable)
                    : e.Type.Kind == SqlTypeKind.TinyInt ? new Expr($"(255 - {e.Sql})", e.Type, e.Nullable)
                    : new Expr($"(~{e.Sql})", e.Type, e.Nullable);
            default:
                return e.IsLiteral && !e.IsUntypedNull
                    ? Negated(e) : Arithmetic(Expr.Literal(0L, SqlTypes.TinyInt), "-", e) with { Type = e.Type };
        }
    }

    private static Expr Negated(Expr e) => e.Value switch
    {
        long number => Expr.Literal(-number, e.Type),
        double number => Expr.Literal(-number, e.Type),
        string text when e.Type.IsDecimal() => Expr.Literal(text.StartsWith('-') ? text[1..] : "-" + text, e.Type),
        _ => throw new TSqlException(8117, $"Operand data type {SqlTypes.Name(e.Type)} is invalid for minus operator."),
    };

    private static bool IsText(Expr a, Expr b) =>
        (a.Type.IsCharacter() && (b.Type.IsCharacter() || b.IsUntypedNull)) || (a.IsUntypedNull && b.Type.IsCharacter());

    public static Expr Concatenate(Expr a, Expr b)
    {
        (a, b) = (a.IsUntypedNull ? TypeRules.Convert(a, b.Type) : a, b.IsUntypedNull ? TypeRules.Convert(b, a.Type) : b);
        bool unicode = a.Type.IsUnicode() || b.Type.IsUnicode();
        bool max = a.Type.Length == SqlType.Max || b.Type.Length == SqlType.Max;
        int limit = unicode ? 4000 : 8000;
        int length = max ? SqlType.Max : Sum(a.Type.Length, b.Type.Length, limit);
        string sql = $"({a.Sql} || {b.Sql})";
        Expr collated = TypeRules.Collated(a, b, "add");
        return new Expr(!max && a.Type.Length + b.Type.Length > limit ? $"t_left({sql}, {limit})" : sql,
            new SqlType(unicode ? SqlTypeKind.NVarChar : SqlTypeKind.VarChar, length), a.Nullable || b.Nullable)
        {
            Collation = collated.Collation,
            CollationSource = collated.CollationSource,
        };
    }

    private static int Sum(int a, int b, int limit) => a == SqlType.Max || b == SqlType.Max ? SqlType.Max : Math.Min(limit, a + b);

    /// <summary>datetime plus or minus days.</summary>
    private static Expr Dates(Expr a, string op, Expr b)
    {
        (Expr date, Expr days) = a.Type.IsDate() ? (a, b) : (b, a);
        if (op is not ("+" or "-") || !days.Type.IsNumeric() || date.Type.Kind is not (SqlTypeKind.DateTime or SqlTypeKind.SmallDateTime)
            || (op == "-" && b.Type.IsDate()))
        {
            throw new TSqlException(8117,
                $"Operand data type {SqlTypes.Name(date.Type)} is invalid for {(op == "+" ? "add" : "subtract")} operator.");
        }

        Expr number = TypeRules.Convert(days, SqlTypes.Float);
        return new Expr(
            $"t_adddays({date.Sql}, {(op == "-" ? "-" : "")}({number.Sql}), {ConversionTable.IdOf(new Conversion(date.Type, date.Type))})", date.Type);
    }

    private static Expr Arithmetic(Expr a, string op, Expr b)
    {
        (Expr x, Expr y, SqlType type) = TypeRules.Unify(a, b);
        bool nullable = a.Nullable || b.Nullable;
        if (!type.IsNumeric() || (op is "&" or "|" or "^" && !type.IsInteger()))
        {
            throw new TSqlException(8117, $"Operand data type {SqlTypes.Name(type)} is invalid for {Word(op)} operator.");
        }

        if (type.IsApproximate())
        {
            return new Expr(op is "/" or "%" ? $"t_float('{op}', {x.Sql}, {y.Sql})" : $"({x.Sql} {op} {y.Sql})", type, nullable);
        }

        if (type.IsDecimal())
        {
            return Exact(a, op, b, type, nullable);
        }

        if (op is "&" or "|")
        {
            return new Expr($"({x.Sql} {op} {y.Sql})", type, nullable);
        }

        SqlType result = type.Kind == SqlTypeKind.Bit && op != "^" ? SqlTypes.Int : type;
        if (IntegerRange.Of(a, op, b) is { } range && IntegerRange.Fits(range, result))
        {
            return new Expr($"({x.Sql} {op} {y.Sql})", result, nullable) { Range = range };
        }

        bool safe = op is "/" or "%" && y is { IsLiteral: true, Value: long divisor } && divisor > 0;
        return new Expr(safe ? $"({x.Sql} {op} {y.Sql})" : $"t_integer('{op}', {x.Sql}, {y.Sql}, {(int)result.Kind})", result, nullable);
    }

    private static Expr Exact(Expr a, string op, Expr b, SqlType type, bool nullable)
    {
        (SqlType left, SqlType right) = (OperandType(a), OperandType(b));
        SqlType result = DecimalValues.Result(op[0], left, right);
        (Expr x, Expr y) = (TypeRules.Implicit(a, left), TypeRules.Implicit(b, right));
        Expr value = new($"t_decimal('{op}', {x.Sql}, {y.Sql}, {result.Precision}, {result.Scale})", result, nullable);
        return type.Kind is SqlTypeKind.Money or SqlTypeKind.SmallMoney ? TypeRules.Convert(value, type) : value;
    }

    /// <summary>An integer literal has exactly the digits with which it is written.</summary>
    private static SqlType OperandType(Expr e) => e is { IsLiteral: true, Value: long number } && e.Type.IsInteger()
        ? SqlTypes.Decimal(Math.Abs(number).ToString(System.Globalization.CultureInfo.InvariantCulture).Length, 0)
        : e.Type.IsCharacter() ? SqlTypes.Decimal(38, 10) : DecimalValues.For(e.Type);

    private static string Word(string op) => op switch
    {
        "+" => "add",
        "-" => "subtract",
        "*" => "multiply",
        "/" => "divide",
        "%" => "modulo",
        "&" => "'&'",
        "|" => "'|'",
        _ => "'^'",
    };
}
