using System.Buffers.Binary;

namespace PsdPurge.Lab.Tds;

/// <summary>A message from the client, put together from its packets.</summary>
internal sealed record TdsMessage(PacketType Type, PacketStatus Status, ReadOnlyMemory<byte> Payload);

/// <summary>Reads messages from a connection.</summary>
internal sealed class PacketReader(Transport transport)
{
    public const int HeaderLength = 8;
    private const int MaxMessageLength = 256 * 1024 * 1024;
    private readonly byte[] _header = new byte[HeaderLength];

    /// <summary>Reads the next message. Null if the client has gone.</summary>
    /// <param name="afterFirstPacket">Runs between the first packet and the next. This is the place where login-only encryption ends.</param>
    public async ValueTask<TdsMessage?> ReadAsync(CancellationToken token, Action? afterFirstPacket = null)
    {
        byte[] payload = [];
        int length = 0;
        PacketStatus status = PacketStatus.Normal;
        PacketType? type = null;
        while (true)
        {
            int read = await transport.Stream.ReadAtLeastAsync(_header, HeaderLength, throwOnEndOfStream: false, token).ConfigureAwait(false);
            if (read < HeaderLength)
            {
                return null;
            }

            PacketType packetType = (PacketType)_header[0];
            PacketStatus packetStatus = (PacketStatus)_header[1];
            int packetLength = BinaryPrimitives.ReadUInt16BigEndian(_header.AsSpan(2)) - HeaderLength;
            if (packetLength < 0 || length + packetLength > MaxMessageLength)
            {
                throw new TdsProtocolException("A packet has an impossible length.");
            }

            if (type is not null && packetType == PacketType.Attention)
            {
                // The client gave up in the middle of its own request. What has arrived of the request does not count.
                return new TdsMessage(packetType, packetStatus, default);
            }

            type ??= packetType;
            status |= packetStatus;
            if (payload.Length < length + packetLength)
            {
                Array.Resize(ref payload, Math.Max(length + packetLength, Math.Min(payload.Length * 2, MaxMessageLength)));
            }

            await transport.Stream.ReadExactlyAsync(payload.AsMemory(length, packetLength), token).ConfigureAwait(false);
            length += packetLength;
            afterFirstPacket?.Invoke();
            afterFirstPacket = null;
            if (packetStatus.HasFlag(PacketStatus.EndOfMessage))
            {
                return new TdsMessage(type.Value, status, payload.AsMemory(0, length));
            }
        }
    }
}
