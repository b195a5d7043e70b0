using System.Buffers.Binary;

namespace PsdPurge.Lab.Tds;

/// <summary>
/// A stream between TLS and the socket. While <see cref="Wrapped"/>, TLS bytes travel inside PRELOGIN packets, as in the handshake of TDS 7.x. Later, it
/// returns one TLS record at a time, so that TLS never reads the plain bytes that follow an encrypted LOGIN7.
/// </summary>
internal sealed class TlsHandshakeStream(Stream inner) : Stream
{
    private const int PacketCapacity = 4096 - PacketReader.HeaderLength;
    private const int RecordHeaderLength = 5;
    private readonly byte[] _header = new byte[PacketReader.HeaderLength];
    private int _headerLeft;
    private int _bodyLeft;

    /// <summary>Whether the handshake is still in progress.</summary>
    public bool Wrapped { get; set; } = true;

    public override bool CanRead => true;

    public override bool CanWrite => true;

    public override bool CanSeek => false;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (buffer.IsEmpty)
        {
            return 0;
        }

        if (_bodyLeft == 0 && _headerLeft == 0 && !await ReadHeaderAsync(cancellationToken).ConfigureAwait(false))
        {
            return 0;
        }

        if (_headerLeft > 0)
        {
            int count = Math.Min(_headerLeft, buffer.Length);
            _header.AsMemory(RecordHeaderLength - _headerLeft, count).CopyTo(buffer);
            _headerLeft -= count;
            return count;
        }

        int read = await inner.ReadAsync(buffer[..Math.Min(_bodyLeft, buffer.Length)], cancellationToken).ConfigureAwait(false);
        _bodyLeft -= read;
        return read;
    }

    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (!Wrapped)
        {
            await inner.WriteAsync(buffer, cancellationToken).ConfigureAwait(false);
            return;
        }

        while (!buffer.IsEmpty)
        {
            int count = Math.Min(buffer.Length, PacketCapacity);
            await inner.WriteAsync(Wrap(buffer.Span[..count], last: count == buffer.Length), cancellationToken).ConfigureAwait(false);
            buffer = buffer[count..];
        }
    }

    public override int Read(byte[] buffer, int offset, int count) => ReadAsync(buffer.AsMemory(offset, count)).AsTask().GetAwaiter().GetResult();

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override void Write(byte[] buffer, int offset, int count)
    {
        if (Wrapped)
        {
            WriteAsync(buffer.AsMemory(offset, count)).AsTask().GetAwaiter().GetResult();
        }
        else
        {
            inner.Write(buffer, offset, count);
        }
    }

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override void Flush() => inner.Flush();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    private async ValueTask<bool> ReadHeaderAsync(CancellationToken token)
    {
        int length = Wrapped ? PacketReader.HeaderLength : RecordHeaderLength;
        int read = await inner.ReadAtLeastAsync(_header.AsMemory(0, length), length, throwOnEndOfStream: false, token).ConfigureAwait(false);
        if (read < length)
        {
            return false;
        }

        if (Wrapped)
        {
            _bodyLeft = BinaryPrimitives.ReadUInt16BigEndian(_header.AsSpan(2)) - PacketReader.HeaderLength;
        }
        else
        {
            // A packet's header is dropped here, but a record's header is for TLS to read.
            _headerLeft = RecordHeaderLength;
            _bodyLeft = BinaryPrimitives.ReadUInt16BigEndian(_header.AsSpan(3));
        }

        return _bodyLeft > 0 ? true : throw new TdsProtocolException("A packet of the TLS handshake is empty.");
    }

    private static byte[] Wrap(ReadOnlySpan<byte> content, bool last)
    {
        byte[] packet = new byte[content.Length + PacketReader.HeaderLength];
        packet[0] = (byte)PacketType.Prelogin;
        packet[1] = (byte)(last ? PacketStatus.EndOfMessage : PacketStatus.Normal);
        BinaryPrimitives.WriteUInt16BigEndian(packet.AsSpan(2), (ushort)packet.Length);
        content.CopyTo(packet.AsSpan(PacketReader.HeaderLength));
        return packet;
    }
}
