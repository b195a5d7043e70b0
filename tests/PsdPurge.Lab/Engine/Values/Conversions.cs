using System.Globalization;
using System.Numerics;

namespace PsdPurge.Lab.Engine;

/// <summary>How strictly a value is converted.</summary>
internal enum ConversionMode
{
    /// <summary>CAST, CONVERT, or T-SQL's own conversion inside an expression. Text is cut off silently.</summary>
    Expression,

    /// <summary>Storing in a column. Text that does not fit is an error.</summary>
    Assignment,

    /// <summary>TRY_CAST and TRY_CONVERT. They return NULL instead of an error.</summary>
    Try,
}

/// <summary>One conversion, known when a statement is translated.</summary>
internal sealed record Conversion(SqlType From, SqlType To, ConversionMode Mode = ConversionMode.Expression, int Style = 0)
{
    /// <summary>Whether it reads bytes as the characters of a text of any length.</summary>
    public bool ReadsBytesAsText { get; } =
        From.IsBinary() && To.Kind is SqlTypeKind.VarChar or SqlTypeKind.NVarChar && Mode == ConversionMode.Expression && Style == 0;
}

/// <summary>Converts values between T-SQL types. A value is null, long, double, string or byte[], as <see cref="SqlType"/> documents.</summary>
internal static class Conversions
{
    /// <summary>Whether a value may pass unchanged, because its representation is the same and the target is wide enough.</summary>
    public static bool IsFree(SqlType from, SqlType to)
    {
        if (from == to)
        {
            return true;
        }

        if (from.IsInteger() && to.IsInteger())
        {
            return from.Kind <= to.Kind && to.Kind != SqlTypeKind.Bit;
        }

        bool wide = to.Length == SqlType.Max || (from.Length != SqlType.Max && from.Length <= to.Length);
        return (from.IsCharacter() && to.Kind is SqlTypeKind.VarChar or SqlTypeKind.NVarChar && wide
            && (to.IsUnicode() || !from.IsUnicode()))
            || (from.IsBinary() && to.Kind == SqlTypeKind.VarBinary && wide)
            || (from.Kind == SqlTypeKind.Real && to.Kind == SqlTypeKind.Float);
    }

    public static object? Convert(object? value, Conversion how)
    {
        if (value is null)
        {
            return null;
        }

        if (how.Mode != ConversionMode.Try)
        {
            return Dispatch(value, how);
        }

        try
        {
            return Dispatch(value, how);
        }
        catch (TSqlException error) when (error.Error.Number != Errors.NotSupportedNumber)
        {
            return null;
        }
    }

    private static object Dispatch(object value, Conversion how)
    {
        SqlType to = how.To;
        if (to.IsCharacter())
        {
            return TextConversions.ToText(value, how);
        }

        if (to.IsInteger())
        {
            return ToInteger(value, how.From, to);
        }

        if (to.IsApproximate())
        {
            double number = ToDouble(value, how.From, to);
            return to.Kind == SqlTypeKind.Real ? (double)(float)number : number;
        }

        if (to.IsDecimal())
        {
            return ToDecimal(value, how.From, to);
        }

        return to.IsBinary() ? BinaryConversions.ToBinary(value, how) : to.Kind == SqlTypeKind.UniqueIdentifier
            ? ToGuid(value, how.From) : ToDate(value, how.From, to);
    }

    private static object ToInteger(object value, SqlType from, SqlType to)
    {
        switch (value)
        {
            case long number:
                return CheckRange(number, from, to);
            case double number:
                return Math.Abs(number) < 9.3e18 ? CheckRange((long)Math.Truncate(number), from, to) : throw Errors.Overflow(to);
            case byte[] bytes:
                BigInteger raw = new(bytes.AsSpan(Math.Max(0, bytes.Length - SqlTypes.MaxLength(to))),
                    isUnsigned: bytes.Length < SqlTypes.MaxLength(to) || to.Kind == SqlTypeKind.TinyInt, isBigEndian: true);
                return to.Kind == SqlTypeKind.Bit ? (raw.IsZero ? 0L : 1L) : (long)raw;
            case string text when from.IsDecimal():
                decimal exact = decimal.Truncate(DecimalValues.Parse(text));
                if (to.Kind == SqlTypeKind.Bit)
                {
                    return DecimalValues.Parse(text) == 0 ? 0L : 1L;
                }

                return exact is >= long.MinValue and <= long.MaxValue ? CheckRange((long)exact, from, to) : throw Errors.Overflow(from, to);
            case string when from.IsDate():
                throw Errors.NotSupported($"a conversion from {SqlTypes.Name(from)} to {SqlTypes.Name(to)}");
            case string text:
                return TextToInteger(text, from, to);
            default:
                throw Errors.TypeClash(from, to);
        }
    }

    private static long TextToInteger(string text, SqlType from, SqlType to)
    {
        string digits = text.Trim(' ');
        if (to.Kind == SqlTypeKind.Bit && bool.TryParse(digits, out bool flag))
        {
            return flag ? 1 : 0;
        }

        if (digits.Length == 0)
        {
            return 0;
        }

        if (long.TryParse(digits, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long number))
        {
            if (to.Kind == SqlTypeKind.Int && number is < int.MinValue or > int.MaxValue)
            {
                throw new TSqlException(248, $"The conversion of the {SqlTypes.Name(from)} value '{text}' overflowed an int column.");
            }

            return CheckRange(number, from, to);
        }

        throw to.Kind == SqlTypeKind.BigInt ? Errors.ConversionFailed(from, to) : Errors.ConversionFailed(from, text, to);
    }

    public static long CheckRange(long number, SqlType from, SqlType to)
    {
        bool fits = to.Kind switch
        {
            SqlTypeKind.Bit => true,
            SqlTypeKind.TinyInt => number is >= 0 and <= 255,
            SqlTypeKind.SmallInt => number is >= short.MinValue and <= short.MaxValue,
            SqlTypeKind.Int => number is >= int.MinValue and <= int.MaxValue,
            _ => true,
        };
        if (fits)
        {
            return to.Kind == SqlTypeKind.Bit ? (number == 0 ? 0 : 1) : number;
        }

        throw from.IsInteger() && to.Kind is SqlTypeKind.TinyInt or SqlTypeKind.SmallInt
            ? new TSqlException(220, $"Arithmetic overflow error for data type {SqlTypes.Name(to)}, value = {number}.", 16, 2)
            : Errors.Overflow(to);
    }

    private static double ToDouble(object value, SqlType from, SqlType to) => value switch
    {
        long number => number,
        double number => number,
        string text when from.IsDecimal() => (double)DecimalValues.Parse(text),
        string text when from.IsCharacter() => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double number)
            ? number : string.IsNullOrWhiteSpace(text) ? 0 : throw Errors.ConversionFailed(from, to),
        _ => throw Errors.TypeClash(from, to),
    };

    private static string ToDecimal(object value, SqlType from, SqlType to)
    {
        try
        {
            decimal number = value switch
            {
                long whole => whole,
                double approximate => (decimal)approximate,
                string text when from.IsDecimal() => DecimalValues.Parse(text),
                string text when from.IsCharacter() => decimal.TryParse(text,
                    NumberStyles.Number | (to.Kind == SqlTypeKind.Decimal ? 0 : NumberStyles.AllowCurrencySymbol),
                    CultureInfo.InvariantCulture, out decimal read)
                    ? read : throw Errors.ConversionFailed(from, to),
                _ => throw Errors.TypeClash(from, to),
            };
            return DecimalValues.Store(number, to, from);
        }
        catch (OverflowException)
        {
            throw Errors.Overflow(from, to);
        }
    }

    private static byte[] ToGuid(object value, SqlType from) => value switch
    {
        byte[] bytes when from.Kind == SqlTypeKind.UniqueIdentifier || bytes.Length >= 16 => bytes.Length == 16 ? bytes : bytes[..16],
        string text when from.IsCharacter() => Guid.TryParse(text.AsSpan(0, Math.Min(text.Length, text.StartsWith('{') ? 38 : 36)),
            out Guid id)
            ? id.ToByteArray()
            : throw new TSqlException(8169, "Conversion failed when converting from a character string to uniqueidentifier.", 16, 2),
        _ => throw Errors.TypeClash(from, SqlTypes.Guid),
    };

    private static string ToDate(object value, SqlType from, SqlType to) => value switch
    {
        string text when from.IsCharacter() || from.IsDate() =>
            DateValues.Store(DateValues.Parse(text) ?? throw Errors.DateConversionFailed(), to),
        long days when to.Kind is SqlTypeKind.DateTime or SqlTypeKind.SmallDateTime =>
            DateValues.Store(new DateTimeOffset(1900, 1, 1, 0, 0, 0, TimeSpan.Zero).AddDays(days), to),
        _ => throw Errors.TypeClash(from, to),
    };
}
