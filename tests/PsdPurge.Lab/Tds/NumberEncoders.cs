using PsdPurge.Lab.Engine;

namespace PsdPurge.Lab.Tds;

/// <summary>Values of bit, the integers, real, float, decimal and money.</summary>
internal static class NumberEncoders
{
    public static ValueEncoder Bit(bool nullable) => (writer, row, ordinal) =>
    {
        if (ValueEncoders.Begin(writer, row, ordinal, 1, nullable))
        {
            writer.Byte(row.GetInt64(ordinal) != 0 ? (byte)1 : (byte)0);
        }
    };

    public static ValueEncoder Integer(byte size, bool nullable) => (writer, row, ordinal) =>
    {
        if (ValueEncoders.Begin(writer, row, ordinal, size, nullable))
        {
            long value = row.GetInt64(ordinal);
            writer.Integer(size switch
            {
                1 => checked((byte)value),
                2 => checked((short)value),
                4 => checked((int)value),
                _ => value,
            }, size);
        }
    };

    public static ValueEncoder Real(bool nullable) => (writer, row, ordinal) =>
    {
        if (ValueEncoders.Begin(writer, row, ordinal, 4, nullable))
        {
            writer.Int32(BitConverter.SingleToInt32Bits((float)row.GetDouble(ordinal)));
        }
    };

    public static ValueEncoder Float(bool nullable) => (writer, row, ordinal) =>
    {
        if (ValueEncoders.Begin(writer, row, ordinal, 8, nullable))
        {
            writer.Int64(BitConverter.DoubleToInt64Bits(row.GetDouble(ordinal)));
        }
    };

    public static ValueEncoder Decimal(byte precision, byte scale) => (writer, row, ordinal) =>
    {
        if (row.IsNull(ordinal))
        {
            writer.Byte(0);
        }
        else
        {
            WireDecimal.Write(writer, row.GetUtf8(ordinal), precision, scale);
        }
    };

    public static ValueEncoder Money(bool nullable) => (writer, row, ordinal) =>
    {
        if (ValueEncoders.Begin(writer, row, ordinal, 8, nullable))
        {
            // The high half comes first, each half little-endian.
            long scaled = WireDecimal.ParseMoney(row.GetUtf8(ordinal));
            writer.Int32((int)(scaled >> 32));
            writer.Int32((int)scaled);
        }
    };

    public static ValueEncoder SmallMoney(bool nullable) => (writer, row, ordinal) =>
    {
        if (ValueEncoders.Begin(writer, row, ordinal, 4, nullable))
        {
            writer.Int32(checked((int)WireDecimal.ParseMoney(row.GetUtf8(ordinal))));
        }
    };
}
