using System.Buffers.Binary;
using System.Text;

namespace PsdPurge.Lab.Tds;

/// <summary>Reads a message's payload: little-endian numbers, UTF-16 text. Reading past the end is a protocol error.</summary>
internal ref struct PayloadReader(ReadOnlySpan<byte> payload)
{
    private ReadOnlySpan<byte> _rest = payload;

    public readonly bool AtEnd => _rest.IsEmpty;

    public readonly byte Peek() => _rest.IsEmpty ? throw Truncated() : _rest[0];

    public byte Byte() => Bytes(1)[0];

    public ushort UInt16() => BinaryPrimitives.ReadUInt16LittleEndian(Bytes(2));

    public short Int16() => BinaryPrimitives.ReadInt16LittleEndian(Bytes(2));

    public int Int32() => BinaryPrimitives.ReadInt32LittleEndian(Bytes(4));

    public uint UInt32() => BinaryPrimitives.ReadUInt32LittleEndian(Bytes(4));

    public long Int64() => BinaryPrimitives.ReadInt64LittleEndian(Bytes(8));

    public ulong UInt64() => BinaryPrimitives.ReadUInt64LittleEndian(Bytes(8));

    /// <summary>An unsigned number of 1 to 8 bytes.</summary>
    public long UnsignedInteger(int size)
    {
        long value = 0;
        ReadOnlySpan<byte> bytes = Bytes(size);
        for (int i = size - 1; i >= 0; i--)
        {
            value = (value << 8) | bytes[i];
        }

        return value;
    }

    /// <summary>UTF-16 text with this number of characters.</summary>
    public string Text(int characters) => Encoding.Unicode.GetString(Bytes(characters * 2));

    /// <summary>B_VARCHAR: a length byte, then that number of characters.</summary>
    public string ByteText() => Text(Byte());

    public ReadOnlySpan<byte> Bytes(int count)
    {
        if ((uint)count > (uint)_rest.Length)
        {
            throw Truncated();
        }

        ReadOnlySpan<byte> bytes = _rest[..count];
        _rest = _rest[count..];
        return bytes;
    }

    public ReadOnlySpan<byte> Remaining() => Bytes(_rest.Length);

    /// <summary>Skips ALL_HEADERS, which opens every request since TDS 7.2.</summary>
    public void SkipAllHeaders()
    {
        uint total = UInt32();
        Bytes(total is >= 4 and <= int.MaxValue ? (int)total - 4 : throw new TdsProtocolException("ALL_HEADERS has an impossible length."));
    }

    private static TdsProtocolException Truncated() => new("The message ends before its content does.");
}
