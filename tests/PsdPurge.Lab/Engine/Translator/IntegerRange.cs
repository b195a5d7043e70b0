namespace PsdPurge.Lab.Engine;

/// <summary>Proves that integer arithmetic cannot overflow, so that SQLite may do it without a check for each row.</summary>
internal static class IntegerRange
{
    /// <summary>The range of a sum or difference; null where it is not known to be safe in 64 bits.</summary>
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

    public static bool Fits((long Least, long Greatest) range, SqlType type) =>
        Of(type) is { } limits && range.Least >= limits.Least && range.Greatest <= limits.Greatest;

    private static (long Least, long Greatest)? Of(Expr e) => e switch
    {
        { IsLiteral: true, Value: long number } => number is >= int.MinValue and <= int.MaxValue ? (number, number) : null,
        { Range: { } known } => known.Least >= int.MinValue && known.Greatest <= int.MaxValue ? known : null,
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
