using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;

namespace PsdPurge.Core.Tests.Sql.Failures;

/// <summary>A server that agrees to encrypt, and then accepts none of the client's versions and ciphers, like one that supports at most TLS 1.0.</summary>
internal sealed class DeafTlsServer : IAsyncDisposable
{
    private const byte Prelogin = 0x12;
    private const byte Response = 0x04;

    /// <summary>Option 1 (ENCRYPTION), at offset 6, of length 1; end; ENCRYPT_ON.</summary>
    private static readonly byte[] EncryptionOn = [1, 0, 6, 0, 1, 0xFF, 1];

    /// <summary>A TLS alert record: fatal, handshake_failure.</summary>
    private static readonly byte[] HandshakeFailure = [0x15, 3, 3, 0, 2, 2, 40];

    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly Task _serving;

    public DeafTlsServer()
    {
        _listener.Start();
        _serving = ServeAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    public async ValueTask DisposeAsync()
    {
        _listener.Stop();
        await _serving;
    }

    private async Task ServeAsync()
    {
        try
        {
            while (true)
            {
                using TcpClient client = await _listener.AcceptTcpClientAsync();
                NetworkStream stream = client.GetStream();
                await ReadPacketAsync(stream);
                await WritePacketAsync(stream, Response, EncryptionOn);
                await ReadPacketAsync(stream);
                await WritePacketAsync(stream, Prelogin, HandshakeFailure);
                _ = await stream.ReadAsync(new byte[1]);
            }
        }
        catch (Exception exception) when (exception is IOException or SocketException or InvalidOperationException)
        {
            // The test has ended.
        }
    }

    private static async Task ReadPacketAsync(NetworkStream stream)
    {
        var header = new byte[8];
        await stream.ReadExactlyAsync(header);
        await stream.ReadExactlyAsync(new byte[BinaryPrimitives.ReadUInt16BigEndian(header.AsSpan(2)) - header.Length]);
    }

    private static async Task WritePacketAsync(NetworkStream stream, byte type, byte[] payload)
    {
        var packet = new byte[8 + payload.Length];
        (packet[0], packet[1]) = (type, 1);
        BinaryPrimitives.WriteUInt16BigEndian(packet.AsSpan(2), (ushort)packet.Length);
        payload.CopyTo(packet, 8);
        await stream.WriteAsync(packet);
    }
}
