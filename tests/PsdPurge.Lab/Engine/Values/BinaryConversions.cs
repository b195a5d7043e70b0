using System.Buffers.Binary;

namespace PsdPurge.Lab.Engine;

/// <summary>Conversions whose result is bytes.</summary>
internal static class BinaryConversions
{
    public static byte[] ToBinary(object value, Conversion how)
    {
        (SqlType from, SqlType to) = (how.From, how.To);
        bool number = value is long;
        byte[] bytes = value switch
        {
            byte[] same => same,
            long whole => FromInteger(whole, from),
            string text when from.IsCharacter() => FromText(text, how),
            _ => throw Errors.NotSupported($"a conversion from {SqlTypes.Name(from)} to {SqlTypes.Name(to)}"),
        };
        if (to.Length == SqlType.Max)
        {
            return bytes;
        }

        if (bytes.Length > to.Length)
        {
            if (how.Mode == ConversionMode.Assignment && !number)
            {
                throw Errors.Truncated();
            }

            return number ? bytes[^to.Length..] : bytes[..to.Length];
        }

        if (to.Kind != SqlTypeKind.Binary || bytes.Length == to.Length)
        {
            return bytes;
        }

        byte[] padded = new byte[to.Length];
        bytes.CopyTo(padded, number ? to.Length - bytes.Length : 0);
        return padded;
    }

    private static byte[] FromInteger(long value, SqlType from)
    {
        byte[] all = new byte[8];
        BinaryPrimitives.WriteInt64BigEndian(all, value);
        return all[^SqlTypes.MaxLength(from)..];
    }

    private static byte[] FromText(string text, Conversion how)
    {
        if (how.Style == 0)
        {
            return TextValues.Bytes(text, how.From.IsUnicode());
        }

        bool prefixed = text.StartsWith("0x", StringComparison.OrdinalIgnoreCase);
        try
        {
            return how.Style switch
            {
                1 when prefixed => System.Convert.FromHexString(text.AsSpan(2)),
                2 when !prefixed => System.Convert.FromHexString(text),
                1 or 2 => throw Errors.ConversionFailed(how.From, how.To),
                _ => throw Errors.NotSupported($"CONVERT with binary style {how.Style}"),
            };
        }
        catch (FormatException)
        {
            throw Errors.ConversionFailed(how.From, how.To);
        }
    }
}
