namespace PsdPurge.Lab.Engine;

/// <summary>String functions and their result types.</summary>
internal static class StringFunctions
{
    private static readonly SqlType Int = SqlTypes.Int;

    public static IEnumerable<FunctionDefinition> Definitions { get; } =
    [
        new("LEN", 1, 1, a => Bounded(Expr.Call("t_len", LengthType(a[0]), a.Text(0)), a.Text(0))),
        new("DATALENGTH", 1, 1, a => DataLength(a[0])),
        new("LEFT", 2, 2, a => Expr.Call("t_left", Cut(a, 1), a.Text(0), a.Integer(1))),
        new("RIGHT", 2, 2, a => Expr.Call("t_right", Cut(a, 1), a.Text(0), a.Integer(1))),
        new("SUBSTRING", 3, 3, a => a[0].Type.IsBinary()
            ? Expr.Call("t_substring", a[0].Type with { Kind = SqlTypeKind.VarBinary }, a[0], a.Integer(1), a.Integer(2))
            : Expr.Call("t_substring", Cut(a, 2), a.Text(0), a.Integer(1), a.Integer(2))),
        new("CHARINDEX", 2, 3, a =>
            Bounded(Expr.Call("t_charindex", LengthType(a[1]), a.Text(0), a.Text(1), a.Count > 2 ? a.Integer(2) : Expr.Literal(1L, Int),
                Exact(a[0], a[1])), a.Text(1))),
        new("PATINDEX", 2, 2, a => Expr.Call("t_patindex", LengthType(a[1]), a.Text(0), a.Text(1), Exact(a[0], a[1]))),
        new("REVERSE", 1, 1, a => Expr.Call("t_reverse", FunctionCallSite.Same(a.Text(0).Type), a.Text(0))),
        new("UPPER", 1, 1, a => Expr.Call("t_upper", FunctionCallSite.Same(a.Text(0).Type), a.Text(0))),
        new("LOWER", 1, 1, a => Expr.Call("t_lower", FunctionCallSite.Same(a.Text(0).Type), a.Text(0))),
        new("LTRIM", 1, 1, a =>
            Expr.Call("ltrim", FunctionCallSite.Same(a.Text(0).Type), a.Text(0), Expr.Literal(" ", SqlTypes.VarChar(1)))),
        new("RTRIM", 1, 1, a =>
            Expr.Call("rtrim", FunctionCallSite.Same(a.Text(0).Type), a.Text(0), Expr.Literal(" ", SqlTypes.VarChar(1)))),
        new("REPLACE", 3, 3, a =>
            Expr.Call("t_replace", FunctionCallSite.Widest(Any(a)), a.Text(0), a.Text(1), a.Text(2), Exact(a[0], a[1]))),
        new("STUFF", 4, 4, a => Expr.Call("t_stuff", FunctionCallSite.Widest(Any(a)), a.Text(0), a.Integer(1), a.Integer(2), a.Text(3))),
        new("REPLICATE", 2, 2, a =>
            Expr.Call("t_replicate", FunctionCallSite.Widest(a.Text(0).Type), a.Text(0), a.Integer(1), Limit(a.Text(0).Type))),
        new("SPACE", 1, 1, a =>
            Expr.Call("t_replicate", SqlTypes.VarChar(8000), Expr.Literal(" ", SqlTypes.VarChar(1)), a.Integer(0),
                Expr.Literal(8000L, Int))),
        new("CHAR", 1, 1, a => Expr.Call("t_char", new SqlType(SqlTypeKind.Char, 1), a.Integer(0))),
        new("NCHAR", 1, 1, a => Expr.Call("t_nchar", new SqlType(SqlTypeKind.NChar, 1), a.Integer(0))),
        new("UNICODE", 1, 1, a => Expr.Call("t_unicode", Int, a.Unicode(0))),
        new("ASCII", 1, 1, a => Expr.Call("t_ascii", Int, a.Text(0))),
        new("QUOTENAME", 1, 2, a =>
            Expr.Call("t_quotename", SqlTypes.NVarChar(258), a.Unicode(0),
                a.Count > 1 ? a.Text(1) : Expr.Literal("[", SqlTypes.VarChar(1)))),
        new("CONCAT", 2, 254, Concat),
    ];

    /// <summary>Limits a position in a text to the text's length.</summary>
    private static Expr Bounded(Expr position, Expr text) =>
        position with { Range = (0, text.Type.Length == SqlType.Max ? int.MaxValue : text.Type.Length) };

    private static Expr Concat(FunctionCallSite a)
    {
        Expr result = Expr.Literal("", SqlTypes.VarChar(1)) with { Type = new SqlType(SqlTypeKind.VarChar) };
        for (int i = 0; i < a.Count; i++)
        {
            Expr text = a.Text(i);
            result = Operators.Concatenate(result,
                text with { Sql = $"coalesce({text.Sql}, '')", Nullable = false, IsColumn = false, IsLiteral = false });
        }

        return result with { IsLiteral = false };
    }

    /// <summary>The number of bytes. For a binary value, SQLite knows it without reading the value. For a number, it follows from the type.</summary>
    private static Expr DataLength(Expr e)
    {
        string length = e.Type.IsBinary() ? $"length({e.Sql})"
            : e.Type.IsCharacter() ? $"t_datalength({e.Sql}, {(e.Type.IsUnicode() ? 2 : 1)})"
            : $"CASE WHEN {e.Sql} IS NOT NULL THEN {SqlTypes.MaxLength(e.Type)} END";
        return new Expr(length, LengthType(e)) { Range = (0, int.MaxValue) };
    }

    private static SqlType LengthType(Expr text) => text.Type.Length == SqlType.Max && !text.Type.IsOldLob() ? SqlTypes.BigInt : Int;

    /// <summary>The type of a part of a text. If the requested length is a literal, the type has that length.</summary>
    private static SqlType Cut(FunctionCallSite a, int length)
    {
        SqlType type = a.Text(0).Type;
        if (a[length] is { IsLiteral: true, Value: long wanted and > 0 } && (type.Length == SqlType.Max || wanted < type.Length))
        {
            return FunctionCallSite.Like(type, (int)Math.Min(wanted, int.MaxValue));
        }

        return FunctionCallSite.Same(type);
    }

    private static SqlType Any(FunctionCallSite a) => a.Arguments.Select(e => e.Type).FirstOrDefault(t => t.IsUnicode()) ?? a.Text(0).Type;

    private static Expr Limit(SqlType type) =>
        Expr.Literal(type.Length == SqlType.Max ? int.MaxValue : type.IsUnicode() ? 4000L : 8000L, Int);

    private static Expr Exact(Expr a, Expr b) =>
        Expr.Literal(TypeRules.Collated(a, b, "charindex").SqliteCollation == Collations.Exact ? 1L : 0L, SqlTypes.Bit);
}
