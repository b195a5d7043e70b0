using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace PsdPurge.Lab.Tds;

/// <summary>
/// Collects a response's bytes and sends them as packets of the negotiated size. Bytes are staged in one piece and cut into packets when they are sent, so that
/// values are written without regard to packet borders. Sending blocks while the client does not read.
/// </summary>
internal sealed class PacketWriter(Transport transport, ushort spid)
{
    /// <summary>The largest span that <see cref="GetSpan"/> returns.</summary>
    public const int MaxSpan = 16 * 1024;

    private const int StagingLength = 80 * 1024;
    private const int SendThreshold = 16 * 1024;
    private readonly byte[] _staged = new byte[StagingLength];
    private byte[] _packet = [];
    private int _length;
    private long _sent;
    private byte _packetId = 1;

    /// <summary>The negotiated packet size, header included.</summary>
    public int PacketSize { get; set; } = 4096;

    /// <summary>The number of bytes that were written since the connection began.</summary>
    public long Position => _sent + _length;

    /// <summary>Returns room for <paramref name="count"/> bytes. <see cref="Advance"/> makes the used part of it a part of the response.</summary>
    public Span<byte> GetSpan(int count)
    {
        if (_staged.Length - _length < count)
        {
            SendFullPackets();
        }

        return _staged.AsSpan(_length, count);
    }

    public void Advance(int count) => _length += count;

    /// <summary>Takes back what was written after <paramref name="position"/>. False if it was already sent.</summary>
    public bool TryRewind(long position)
    {
        if (position < _sent)
        {
            return false;
        }

        _length = (int)(position - _sent);
        return true;
    }

    public void Byte(byte value)
    {
        GetSpan(1)[0] = value;
        _length++;
    }

    public void Token(Token token) => Byte((byte)token);

    public void UInt16(int value)
    {
        BinaryPrimitives.WriteUInt16LittleEndian(GetSpan(2), checked((ushort)value));
        _length += 2;
    }

    public void Int32(int value)
    {
        BinaryPrimitives.WriteInt32LittleEndian(GetSpan(4), value);
        _length += 4;
    }

    public void Int64(long value)
    {
        BinaryPrimitives.WriteInt64LittleEndian(GetSpan(8), value);
        _length += 8;
    }

    /// <summary>Writes the low <paramref name="size"/> bytes of a number.</summary>
    public void Integer(long value, int size)
    {
        BinaryPrimitives.WriteInt64LittleEndian(GetSpan(8), value);
        _length += size;
    }

    public void Bytes(scoped ReadOnlySpan<byte> bytes)
    {
        while (bytes.Length > MaxSpan)
        {
            bytes[..MaxSpan].CopyTo(GetSpan(MaxSpan));
            _length += MaxSpan;
            bytes = bytes[MaxSpan..];
        }

        bytes.CopyTo(GetSpan(bytes.Length));
        _length += bytes.Length;
    }

    public void Utf16(scoped ReadOnlySpan<char> text) => Bytes(MemoryMarshal.AsBytes(text));

    /// <summary>B_VARCHAR: a length byte, then the characters.</summary>
    public void ByteText(string text)
    {
        Byte(checked((byte)text.Length));
        Utf16(text);
    }

    /// <summary>Sends the bytes that fill whole packets, once there are enough.</summary>
    public void SendWhenLarge()
    {
        if (_length >= SendThreshold)
        {
            SendFullPackets();
        }
    }

    /// <summary>Sends all that is left. The last packet is marked as the message's end.</summary>
    public void EndMessage()
    {
        Send(_length, endOfMessage: true);
        _packetId = 1;
    }

    /// <summary>Sends all that is left without ending the message, for a response that is going to break off.</summary>
    public void SendUnfinished() => Send(_length, endOfMessage: false);

    private void SendFullPackets()
    {
        int capacity = PacketSize - PacketReader.HeaderLength;
        Send(_length / capacity * capacity, endOfMessage: false);
    }

    private void Send(int count, bool endOfMessage)
    {
        int capacity = PacketSize - PacketReader.HeaderLength;
        if (_packet.Length != PacketSize)
        {
            _packet = new byte[PacketSize];
        }

        for (int from = 0; from < count; from += capacity)
        {
            int size = Math.Min(capacity, count - from);
            bool last = endOfMessage && from + size == count;
            _packet[0] = (byte)PacketType.TabularResult;
            _packet[1] = (byte)(last ? PacketStatus.EndOfMessage : PacketStatus.Normal);
            BinaryPrimitives.WriteUInt16BigEndian(_packet.AsSpan(2), (ushort)(size + PacketReader.HeaderLength));
            BinaryPrimitives.WriteUInt16BigEndian(_packet.AsSpan(4), spid);
            _packet[6] = _packetId++;
            _staged.AsSpan(from, size).CopyTo(_packet.AsSpan(PacketReader.HeaderLength));

            // Each packet is one write, as with SQL Server. Some clients read strings wrong when packets reach them in pieces.
            transport.Stream.Write(_packet, 0, size + PacketReader.HeaderLength);
        }

        _staged.AsSpan(count, _length - count).CopyTo(_staged);
        _length -= count;
        _sent += count;
    }
}
