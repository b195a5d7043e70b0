using System.Text;
using PsdPurge.Lab.Engine;

namespace PsdPurge.Lab.Tds;

/// <summary>Reads a parameter's value into the representation that the engine takes.</summary>
internal static class ValueReader
{
    private const ushort NullShort = 0xFFFF;
    private const uint NullLong = 0xFFFFFFFF;
    private const ulong NullPlp = ulong.MaxValue;

    public static object? Read(ref PayloadReader reader, WireType wire)
    {
        switch (wire.Form)
        {
            case LengthForm.Fixed:
                return Convert(wire.Type, reader.Bytes(wire.Size));
            case LengthForm.Byte:
                byte size = reader.Byte();
                bool canBeEmpty = wire.Type.Kind is SqlTypeKind.VarChar or SqlTypeKind.VarBinary or SqlTypeKind.Char or SqlTypeKind.Binary;
                return size == (canBeEmpty ? 0xFF : 0) ? null : Convert(wire.Type, reader.Bytes(size));
            case LengthForm.Short:
                ushort length = reader.UInt16();
                return length == NullShort ? null : Convert(wire.Type, reader.Bytes(length));
            case LengthForm.Long:
                uint count = reader.UInt32();
                return count == NullLong ? null : Convert(wire.Type, reader.Bytes(checked((int)count)));
            case LengthForm.Plp:
                return reader.UInt64() == NullPlp ? null : Convert(wire.Type, Chunks(ref reader));
            default:
                return null;
        }
    }

    /// <summary>The chunks of a partially length-prefixed value. Its total length may be unknown, so only the chunks count.</summary>
    private static byte[] Chunks(ref PayloadReader reader)
    {
        using MemoryStream whole = new();
        for (uint length = reader.UInt32(); length != 0; length = reader.UInt32())
        {
            whole.Write(reader.Bytes(checked((int)length)));
        }

        return whole.ToArray();
    }

    private static object Convert(SqlType type, ReadOnlySpan<byte> bytes) => type.Kind switch
    {
        SqlTypeKind.Bit => bytes[0] != 0 ? 1L : 0L,
        SqlTypeKind.TinyInt => (long)bytes[0],
        SqlTypeKind.SmallInt => (long)BitConverter.ToInt16(bytes),
        SqlTypeKind.Int => (long)BitConverter.ToInt32(bytes),
        SqlTypeKind.BigInt => BitConverter.ToInt64(bytes),
        SqlTypeKind.Real => (double)BitConverter.ToSingle(bytes),
        SqlTypeKind.Float => BitConverter.ToDouble(bytes),
        SqlTypeKind.Decimal => WireDecimal.Read(bytes, type.Scale),
        SqlTypeKind.Money => WireDecimal.FormatMoney(((long)BitConverter.ToInt32(bytes) << 32) | BitConverter.ToUInt32(bytes[4..])),
        SqlTypeKind.SmallMoney => WireDecimal.FormatMoney(BitConverter.ToInt32(bytes)),
        SqlTypeKind.Char or SqlTypeKind.VarChar or SqlTypeKind.Text => Collation.CodePage.GetString(bytes),
        SqlTypeKind.NChar or SqlTypeKind.NVarChar or SqlTypeKind.NText => Encoding.Unicode.GetString(bytes),
        SqlTypeKind.Xml => Encoding.Unicode.GetString(bytes).TrimStart('\uFEFF'),
        SqlTypeKind.Date or SqlTypeKind.Time or SqlTypeKind.DateTime2 or SqlTypeKind.DateTimeOffset => DateAndTime(type, bytes),
        SqlTypeKind.DateTime => WireDateTime.FormatDateTime(
            BitConverter.ToInt32(bytes) + WireDateTime.Day1900, WireDateTime.FromThreeHundredths(BitConverter.ToUInt32(bytes[4..])), 3),
        SqlTypeKind.SmallDateTime => WireDateTime.FormatDateTime(
            BitConverter.ToUInt16(bytes) + WireDateTime.Day1900, BitConverter.ToUInt16(bytes[2..]) * TimeSpan.TicksPerMinute, 0),
        _ => bytes.ToArray(),
    };

    private static string DateAndTime(SqlType type, ReadOnlySpan<byte> bytes)
    {
        PayloadReader reader = new(bytes);
        int timeLength = bytes.Length - type.Kind switch
        {
            SqlTypeKind.Date or SqlTypeKind.DateTime2 => 3,
            SqlTypeKind.DateTimeOffset => 5,
            _ => 0,
        };
        long ticks = reader.UnsignedInteger(timeLength) * WireDateTime.UnitTicks(type.Scale);
        return type.Kind switch
        {
            SqlTypeKind.Time => WireDateTime.FormatTime(ticks, type.Scale),
            SqlTypeKind.Date => WireDateTime.FormatDate((int)reader.UnsignedInteger(3)),
            SqlTypeKind.DateTime2 => WireDateTime.FormatDateTime((int)reader.UnsignedInteger(3), ticks, type.Scale),
            _ => WireDateTime.FormatDateTimeOffset((int)reader.UnsignedInteger(3), ticks, reader.Int16(), type.Scale),
        };
    }
}
