using System.Globalization;

namespace PsdPurge.Lab.Engine;

/// <summary>Exact numbers. They are stored as invariant text with all the digits of their scale.</summary>
internal static class DecimalValues
{
    public static decimal Parse(string stored) => decimal.Parse(stored, NumberStyles.Number, CultureInfo.InvariantCulture);

    /// <summary>Rounds half away from zero, as SQL Server does, and refuses a number that does not fit the precision.</summary>
    public static string Store(decimal value, SqlType type, SqlType from)
    {
        decimal rounded = Math.Round(value, Math.Min(28, (int)type.Scale), MidpointRounding.AwayFromZero);
        if (Digits(rounded) > type.Precision - type.Scale)
        {
            throw Errors.Overflow(from, type);
        }

        return rounded.ToString("F" + type.Scale.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
    }

    /// <summary>Digits before the point.</summary>
    private static int Digits(decimal value)
    {
        decimal whole = decimal.Truncate(Math.Abs(value));
        return whole == 0 ? 0 : whole.ToString(CultureInfo.InvariantCulture).Length;
    }

    /// <summary>The exact type that holds a value of another numeric type.</summary>
    public static SqlType For(SqlType type) => type.Kind switch
    {
        SqlTypeKind.Bit => SqlTypes.Decimal(1, 0),
        SqlTypeKind.TinyInt => SqlTypes.Decimal(3, 0),
        SqlTypeKind.SmallInt => SqlTypes.Decimal(5, 0),
        SqlTypeKind.Int => SqlTypes.Decimal(10, 0),
        SqlTypeKind.BigInt => SqlTypes.Decimal(19, 0),
        SqlTypeKind.Money => SqlTypes.Decimal(19, 4),
        SqlTypeKind.SmallMoney => SqlTypes.Decimal(10, 4),
        _ => type,
    };

    /// <summary>The result type of an operator over two exact types, by SQL Server's published rules.</summary>
    public static SqlType Result(char op, SqlType a, SqlType b)
    {
        (int p1, int s1, int p2, int s2) = (a.Precision, a.Scale, b.Precision, b.Scale);
        (int p, int s) = op switch
        {
            '*' => (p1 + p2 + 1, s1 + s2),
            '/' => (p1 - s1 + s2 + Math.Max(6, s1 + p2 + 1), Math.Max(6, s1 + p2 + 1)),
            '%' => (Math.Min(p1 - s1, p2 - s2) + Math.Max(s1, s2), Math.Max(s1, s2)),
            'u' => (Math.Max(s1, s2) + Math.Max(p1 - s1, p2 - s2), Math.Max(s1, s2)),
            _ => (Math.Max(s1, s2) + Math.Max(p1 - s1, p2 - s2) + 1, Math.Max(s1, s2)),
        };
        if (p > 38)
        {
            s = op is '*' or '/' ? Math.Max(Math.Min(s, 6), s - (p - 38)) : Math.Max(0, s - (p - 38));
            p = 38;
        }

        return SqlTypes.Decimal(p, s);
    }

    public static string Calculate(char op, string a, string b, SqlType result)
    {
        (decimal x, decimal y) = (Parse(a), Parse(b));
        try
        {
            decimal value = op switch
            {
                '+' => x + y,
                '-' => x - y,
                '*' => x * y,
                '/' => y == 0 ? throw Errors.DivideByZero() : x / y,
                _ => y == 0 ? throw Errors.DivideByZero() : x % y,
            };
            return Store(value, result, result);
        }
        catch (OverflowException)
        {
            throw Errors.Overflow(result);
        }
    }
}
