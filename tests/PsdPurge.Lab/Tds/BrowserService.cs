using System.Net;
using System.Net.Sockets;
using System.Text;

namespace PsdPurge.Lab.Tds;

/// <summary>SQL Server Browser for one server (MC-SQLR): tells clients the TCP port of a named instance.</summary>
public sealed class BrowserService : IAsyncDisposable
{
    private const byte BroadcastRequest = 0x02;
    private const byte UnicastRequest = 0x03;
    private const byte InstanceRequest = 0x04;
    private const byte Response = 0x05;
    private readonly LoopbackLease _lease;
    private readonly TdsServer _server;
    private readonly CancellationTokenSource _shutdown = new();
    private readonly Task _answering;

    private BrowserService(LoopbackLease lease, TdsServer server)
    {
        _lease = lease;
        _server = server;
        _answering = AnswerAsync();
    }

    /// <summary>Announces a server on the address of the lease, which must be the server's.</summary>
    public static BrowserService Start(LoopbackLease lease, TdsServer server) => lease.Address.Equals(server.Address)
        ? new BrowserService(lease, server)
        : throw new ArgumentException("The server listens on another address than the one leased.", nameof(server));

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _shutdown.CancelAsync().ConfigureAwait(false);
        await _answering.ConfigureAwait(false);
        _shutdown.Dispose();
    }

    private async Task AnswerAsync()
    {
        byte[] request = new byte[512];
        EndPoint anyone = new IPEndPoint(IPAddress.Any, 0);
        while (!_shutdown.IsCancellationRequested)
        {
            try
            {
                SocketReceiveFromResult received =
                    await _lease.Browser.ReceiveFromAsync(request, SocketFlags.None, anyone, _shutdown.Token).ConfigureAwait(false);
                if (Asks(request.AsSpan(0, received.ReceivedBytes)))
                {
                    await _lease.Browser.SendToAsync(Answer(), SocketFlags.None, received.RemoteEndPoint, _shutdown.Token).ConfigureAwait(false);
                }
            }
            catch (SocketException)
            {
                // A client did not wait for its answer. The next one may.
            }
            catch (Exception over) when (over is OperationCanceledException or ObjectDisposedException)
            {
                return;
            }
        }
    }

    private bool Asks(ReadOnlySpan<byte> request) => !request.IsEmpty && request[0] switch
    {
        BroadcastRequest or UnicastRequest => true,
        InstanceRequest => Encoding.ASCII.GetString(request[1..]).TrimEnd('\0').Equals(_server.InstanceName, StringComparison.OrdinalIgnoreCase),
        _ => false,
    };

    private byte[] Answer()
    {
        string text = string.Create(
            System.Globalization.CultureInfo.InvariantCulture,
            $"ServerName;{_server.ComputerName};InstanceName;{_server.InstanceName};IsClustered;No;" +
            $"Version;{Product.VersionText};tcp;{_server.Port};;");
        byte[] content = Encoding.ASCII.GetBytes(text);
        return [Response, (byte)content.Length, (byte)(content.Length >> 8), .. content];
    }
}
