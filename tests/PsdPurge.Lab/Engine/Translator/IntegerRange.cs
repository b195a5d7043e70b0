namespace PsdPurge.Lab.Engine;

/// <summary>Proves that integer arithmetic cannot overflow, so that SQLite may do it without a check for each row.</summary>
internal static class IntegerRange
{
    /// <summary>Beyond this a sum might not fit into 64 bits.</summary>
    private const long Most = 1L << 60;

    /// <summary>The range of a sum or difference. Null if it is not known to be safe in 64 bits.</summary>
    public static (long Least, long Greatest)? Of(Expr a, string op, Expr b)
    {
        if (Of(a) is not { } x || Of(b) is not { } y)
        {
            return null;
        }

        return op switch
        {
            "+" => (x.Least + y.Least, x.Greatest + y.Greatest),
            "-" => (x.Least - y.Greatest, x.Greatest - y.Least),
            _ => null,
        };
    }

    /// <summary>The range of a value that is one or the other. Null if the range of either is not known.</summary>
    public static (long Least, long Greatest)? Either(Expr a, Expr b) =>
        Of(a) is { } x && Of(b) is { } y ? (Math.Min(x.Least, y.Least), Math.Max(x.Greatest, y.Greatest)) : null;

    public static bool Fits((long Least, long Greatest) range, SqlType type) =>
        Of(type) is { } limits && range.Least >= limits.Least && range.Greatest <= limits.Greatest;

    private static (long Least, long Greatest)? Of(Expr e) => e switch
    {
        { IsLiteral: true, Value: long number } => number is >= -Most and <= Most ? (number, number) : null,
        { Range: { } known } => known.Least >= -Most && known.Greatest <= Most ? known : null,
        _ => e.Type.Kind == SqlTypeKind.BigInt ? null : Of(e.Type),
    };

    private static (long Least, long Greatest)? Of(SqlType type) => type.Kind switch
    {
        SqlTypeKind.Bit => (0, 1),
        SqlTypeKind.TinyInt => (0, 255),
        SqlTypeKind.SmallInt => (short.MinValue, short.MaxValue),
        SqlTypeKind.Int => (int.MinValue, int.MaxValue),
        SqlTypeKind.BigInt => (long.MinValue, long.MaxValue),
        _ => null,
    };
}
