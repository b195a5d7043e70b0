using System.Globalization;

namespace PsdPurge.Lab.Engine;

/// <summary>Conversions whose result is text.</summary>
internal static class TextConversions
{
    public static string ToText(object value, Conversion how)
    {
        (SqlType from, SqlType to) = (how.From, how.To);
        string text = value switch
        {
            string s when from.IsCharacter() => s,
            long number => Whole(number, to),
            double number => Approximate(number, how.Style),
            byte[] bytes when from.Kind == SqlTypeKind.UniqueIdentifier => new Guid(bytes).ToString().ToUpperInvariant(),
            byte[] bytes => FromBinary(bytes, how),
            string s when from.Kind is SqlTypeKind.Money or SqlTypeKind.SmallMoney => DecimalValues.Parse(s).ToString("F2",
                CultureInfo.InvariantCulture),
            string s when from.IsDecimal() => s,
            string s => DateValues.Format(DateValues.FromStored(s), from, how.Style),
            _ => throw Errors.TypeClash(from, to),
        };
        if (!from.IsCharacter() && !from.IsBinary() && to.Length != SqlType.Max && text.Length > to.Length)
        {
            return TooNarrow(text, from, to);
        }

        return TextValues.Fit(text, to, how.Mode == ConversionMode.Assignment);
    }

    private static string Whole(long number, SqlType to)
    {
        string text = number.ToString(CultureInfo.InvariantCulture);
        return to.Length != SqlType.Max && text.Length > to.Length && !to.IsUnicode() ? "*" : text;
    }

    /// <summary>Style 0 shows six digits, and an exponent from a million upwards and below 0.0001.</summary>
    private static string Approximate(double number, int style)
    {
        if (style is 1 or 2)
        {
            return number.ToString(style == 1 ? "0.0000000e+000" : "0.000000000000000e+000", CultureInfo.InvariantCulture);
        }

        double size = Math.Abs(number);
        return size != 0 && (size >= 1e6 || size < 1e-4)
            ? number.ToString("0.#####e+000", CultureInfo.InvariantCulture)
            : number.ToString("G6", CultureInfo.InvariantCulture);
    }

    private static string FromBinary(byte[] bytes, Conversion how) => how.Style switch
    {
        0 => TextValues.FromBytes(bytes, how.To.IsUnicode()),
        1 => "0x" + System.Convert.ToHexString(bytes),
        2 => System.Convert.ToHexString(bytes),
        _ => throw Errors.NotSupported($"CONVERT with binary style {how.Style}"),
    };

    private static string TooNarrow(string text, SqlType from, SqlType to)
    {
        if (from.Kind == SqlTypeKind.UniqueIdentifier)
        {
            throw new TSqlException(8170, "Insufficient result space to convert uniqueidentifier value to char.", 16, 2);
        }

        return from.IsDate() ? text[..to.Length] : throw Errors.Overflow(from, to);
    }
}
