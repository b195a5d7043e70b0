using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;

namespace PsdPurge.Lab.Tds;

/// <summary>One client's socket and the stack of streams on it.</summary>
internal sealed class Transport : IDisposable
{
    private const byte TlsHandshakeRecord = 0x16;
    private static readonly SslApplicationProtocol Tds8 = new("tds/8.0");
    private readonly Socket _socket;
    private readonly NetworkStream _plain;
    private SslStream? _tls;

    public Transport(Socket socket)
    {
        _socket = socket;
        _socket.NoDelay = true;
        _plain = new NetworkStream(socket);
        Stream = _plain;
    }

    /// <summary>The stream to read from and write to now, plain or encrypted.</summary>
    public Stream Stream { get; private set; }

    /// <summary>Whether the client itself begins with TLS (TDS 8.0, Encrypt=Strict).</summary>
    public async Task<bool> OpensWithTlsAsync(CancellationToken token)
    {
        byte[] first = new byte[1];
        int read = await _socket.ReceiveAsync(first, SocketFlags.Peek, token).ConfigureAwait(false);
        return read == 1 && first[0] == TlsHandshakeRecord;
    }

    /// <summary>Starts TLS before anything else, as in TDS 8.0.</summary>
    public Task StartStrictTlsAsync(CancellationToken token) =>
        AuthenticateAsync(_plain, new() { ApplicationProtocols = [Tds8], EnabledSslProtocols = SslProtocols.None }, token);

    /// <summary>Performs the TLS handshake of TDS 7.x, inside PRELOGIN packets.</summary>
    public async Task StartWrappedTlsAsync(CancellationToken token)
    {
        TlsHandshakeStream wrapper = new(_plain);

        // TLS 1.3 sends session tickets after the handshake, and TDS 7.x has no place for them.
        await AuthenticateAsync(wrapper, new() { EnabledSslProtocols = SslProtocols.Tls12 }, token).ConfigureAwait(false);
        wrapper.Wrapped = false;
    }

    /// <summary>Returns to plain text, because only the login was encrypted.</summary>
    public void EndTls() => Stream = _plain;

    /// <summary>Breaks off the connection, like a process that dies. The client sees a reset.</summary>
    public void Abort()
    {
        try
        {
            _socket.LingerState = new LingerOption(enable: true, seconds: 0);
        }
        catch (Exception gone) when (gone is SocketException or ObjectDisposedException)
        {
            // The client has already closed it.
        }

        _socket.Dispose();
    }

    /// <summary>Ends the connection after what was sent has arrived.</summary>
    public void Close()
    {
        try
        {
            _socket.Shutdown(SocketShutdown.Both);
        }
        catch (Exception gone) when (gone is SocketException or ObjectDisposedException)
        {
            // The client has already closed it.
        }

        _socket.Dispose();
    }

    public void Dispose()
    {
        _tls?.Dispose();
        _plain.Dispose();
        _socket.Dispose();
    }

    private async Task AuthenticateAsync(Stream below, SslServerAuthenticationOptions options, CancellationToken token)
    {
        options.ServerCertificate = ServerCertificate.Instance;
        _tls = new SslStream(below, leaveInnerStreamOpen: true);
        await _tls.AuthenticateAsServerAsync(options, token).ConfigureAwait(false);
        Stream = _tls;
    }
}
