using PsdPurge.Lab.Engine;

namespace PsdPurge.Lab.Tds;

/// <summary>Values of the binary types and uniqueidentifier.</summary>
internal static class BinaryEncoders
{
    public const ushort NullShort = 0xFFFF;
    public const long NullPlp = -1;

    private const int TextPointerLength = 16;
    private const int TextTimestampLength = 8;

    public static void Short(PacketWriter writer, IRow row, int ordinal)
    {
        if (row.IsNull(ordinal))
        {
            writer.UInt16(NullShort);
            return;
        }

        ReadOnlySpan<byte> bytes = row.GetBytes(ordinal);
        writer.UInt16(bytes.Length);
        writer.Bytes(bytes);
    }

    public static void Max(PacketWriter writer, IRow row, int ordinal)
    {
        if (row.IsNull(ordinal))
        {
            writer.Int64(NullPlp);
            return;
        }

        ReadOnlySpan<byte> bytes = row.GetBytes(ordinal);
        BeginPlp(writer, bytes.Length);
        writer.Bytes(bytes);
        EndPlp(writer);
    }

    public static void Long(PacketWriter writer, IRow row, int ordinal)
    {
        if (BeginLong(writer, row.IsNull(ordinal)))
        {
            ReadOnlySpan<byte> bytes = row.GetBytes(ordinal);
            writer.Int32(bytes.Length);
            writer.Bytes(bytes);
        }
    }

    public static void UniqueIdentifier(PacketWriter writer, IRow row, int ordinal)
    {
        if (ValueEncoders.Begin(writer, row, ordinal, 16, nullable: true))
        {
            writer.Bytes(row.GetBytes(ordinal)[..16]);
        }
    }

    /// <summary>Opens a partially length-prefixed value of one chunk.</summary>
    public static void BeginPlp(PacketWriter writer, int length)
    {
        writer.Int64(length);
        if (length > 0)
        {
            writer.Int32(length);
        }
    }

    /// <summary>Closes such a value with the chunk of length zero.</summary>
    public static void EndPlp(PacketWriter writer) => writer.Int32(0);

    /// <summary>Writes the text pointer and timestamp before a text, ntext or image. False if the value is NULL and so already written.</summary>
    public static bool BeginLong(PacketWriter writer, bool isNull)
    {
        if (isNull)
        {
            writer.Byte(0);
            return false;
        }

        writer.Byte(TextPointerLength);
        writer.GetSpan(TextPointerLength + TextTimestampLength).Clear();
        writer.Advance(TextPointerLength + TextTimestampLength);
        return true;
    }
}
