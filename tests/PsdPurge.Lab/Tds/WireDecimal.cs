using System.Buffers.Binary;
using System.Globalization;

namespace PsdPurge.Lab.Tds;

/// <summary>Converts exact numbers between the engine's text and the wire's scaled integers.</summary>
internal static class WireDecimal
{
    /// <summary>Digits after the point of money and smallmoney.</summary>
    public const byte MoneyScale = 4;

    /// <summary>The number of bytes of a decimal of this precision, including its sign.</summary>
    public static int LengthOf(byte precision) => precision switch
    {
        <= 9 => 5,
        <= 19 => 9,
        <= 28 => 13,
        _ => 17,
    };

    /// <summary>The text's number times 10^scale. Digits beyond the scale are cut off.</summary>
    public static (bool Negative, UInt128 Scaled) Parse(ReadOnlySpan<byte> text, byte scale)
    {
        bool negative = !text.IsEmpty && text[0] == '-';
        UInt128 scaled = 0;
        int decimals = -1;
        foreach (byte one in text[(negative ? 1 : 0)..])
        {
            if (one == '.' && decimals < 0)
            {
                decimals = 0;
                continue;
            }

            if (one is < (byte)'0' or > (byte)'9')
            {
                throw new FormatException("A decimal's text holds something else than digits.");
            }

            if (decimals >= scale)
            {
                break;
            }

            scaled = checked((scaled * 10) + (UInt128)(one - '0'));
            decimals += decimals < 0 ? 0 : 1;
        }

        for (int i = Math.Max(decimals, 0); i < scale; i++)
        {
            scaled = checked(scaled * 10);
        }

        return (negative, scaled);
    }

    public static string Format(bool negative, UInt128 scaled, byte scale)
    {
        string digits = scaled.ToString(CultureInfo.InvariantCulture).PadLeft(scale + 1, '0');
        string number = scale == 0 ? digits : $"{digits[..^scale]}.{digits[^scale..]}";
        return negative && scaled != 0 ? "-" + number : number;
    }

    /// <summary>The scaled value of money text.</summary>
    public static long ParseMoney(ReadOnlySpan<byte> text)
    {
        (bool negative, UInt128 scaled) = Parse(text, MoneyScale);
        return negative ? (long)-checked((Int128)scaled) : checked((long)scaled);
    }

    public static string FormatMoney(long scaled) => Format(scaled < 0, (UInt128)Int128.Abs(scaled), MoneyScale);

    public static void Write(PacketWriter writer, ReadOnlySpan<byte> text, byte precision, byte scale)
    {
        (bool negative, UInt128 scaled) = Parse(text, scale);
        int length = LengthOf(precision);
        Span<byte> span = writer.GetSpan(1 + 1 + 16);
        span[0] = (byte)length;
        span[1] = negative ? (byte)0 : (byte)1;
        BinaryPrimitives.WriteUInt128LittleEndian(span[2..], scaled);
        if (length < 17 && scaled >> ((length - 1) * 8) != 0)
        {
            throw new OverflowException("A decimal has more digits than its precision.");
        }

        writer.Advance(1 + length);
    }

    public static string Read(ReadOnlySpan<byte> value, byte scale)
    {
        UInt128 scaled = 0;
        for (int i = value.Length - 1; i >= 1; i--)
        {
            scaled = (scaled << 8) | value[i];
        }

        return Format(value[0] == 0, scaled, scale);
    }
}
