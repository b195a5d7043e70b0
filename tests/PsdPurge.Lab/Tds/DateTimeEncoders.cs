using PsdPurge.Lab.Engine;

namespace PsdPurge.Lab.Tds;

/// <summary>Values of the date and time types.</summary>
internal static class DateTimeEncoders
{
    private const int DateLength = 3;

    public static void Date(PacketWriter writer, IRow row, int ordinal)
    {
        if (ValueEncoders.Begin(writer, row, ordinal, DateLength, nullable: true))
        {
            writer.Integer(WireDateTime.Days(row.GetUtf8(ordinal)), DateLength);
        }
    }

    public static ValueEncoder Time(byte scale) => (writer, row, ordinal) =>
    {
        int length = WireDateTime.TimeLength(scale);
        if (ValueEncoders.Begin(writer, row, ordinal, (byte)length, nullable: true))
        {
            writer.Integer(WireDateTime.Ticks(row.GetUtf8(ordinal)) / WireDateTime.UnitTicks(scale), length);
        }
    };

    public static ValueEncoder DateTime2(byte scale) => (writer, row, ordinal) =>
    {
        int length = WireDateTime.TimeLength(scale);
        if (ValueEncoders.Begin(writer, row, ordinal, (byte)(length + DateLength), nullable: true))
        {
            ReadOnlySpan<byte> text = row.GetUtf8(ordinal);
            writer.Integer(WireDateTime.Ticks(WireDateTime.TimePart(text)) / WireDateTime.UnitTicks(scale), length);
            writer.Integer(WireDateTime.Days(text), DateLength);
        }
    };

    public static ValueEncoder DateTimeOffset(byte scale) => (writer, row, ordinal) =>
    {
        int length = WireDateTime.TimeLength(scale);
        if (ValueEncoders.Begin(writer, row, ordinal, (byte)(length + DateLength + 2), nullable: true))
        {
            ReadOnlySpan<byte> text = row.GetUtf8(ordinal);
            short offset = WireDateTime.OffsetMinutes(text);
            long local = (WireDateTime.Days(text) * TimeSpan.TicksPerDay) + WireDateTime.Ticks(WireDateTime.TimePart(text));
            (long days, long ticks) = Math.DivRem(local - (offset * TimeSpan.TicksPerMinute), TimeSpan.TicksPerDay);
            writer.Integer(ticks / WireDateTime.UnitTicks(scale), length);
            writer.Integer(days, DateLength);
            writer.Integer(offset, 2);
        }
    };

    public static ValueEncoder DateTime(bool nullable) => (writer, row, ordinal) =>
    {
        if (ValueEncoders.Begin(writer, row, ordinal, 8, nullable))
        {
            ReadOnlySpan<byte> text = row.GetUtf8(ordinal);
            writer.Int32(WireDateTime.Days(text) - WireDateTime.Day1900);
            writer.Integer(WireDateTime.ThreeHundredths(WireDateTime.Ticks(WireDateTime.TimePart(text))), 4);
        }
    };

    public static ValueEncoder SmallDateTime(bool nullable) => (writer, row, ordinal) =>
    {
        if (ValueEncoders.Begin(writer, row, ordinal, 4, nullable))
        {
            ReadOnlySpan<byte> text = row.GetUtf8(ordinal);
            writer.UInt16(WireDateTime.Days(text) - WireDateTime.Day1900);
            writer.UInt16((int)(WireDateTime.Ticks(WireDateTime.TimePart(text)) / TimeSpan.TicksPerMinute));
        }
    };
}
