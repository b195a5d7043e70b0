using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using PsdPurge.Lab.Faults;

namespace PsdPurge.Lab.Tds;

/// <summary>A SQL Server as its clients see it: listens on a loopback address and hands T-SQL to an engine.</summary>
public sealed class TdsServer : IAsyncDisposable
{
    private readonly TdsServerOptions _options;
    private readonly CancellationTokenSource _shutdown = new();
    private readonly ConcurrentDictionary<int, (TdsConnection Connection, Task Ended)> _connections = new();
    private readonly Lock _lock = new();
    private Socket? _listener;
    private int _lastConnection;

    private TdsServer(TdsServerOptions options)
    {
        _options = options;
        Listen();
        _options.Faults.RefusalChanged += FollowRefusal;
        FollowRefusal();
    }

    /// <summary>The TCP port that was chosen for it.</summary>
    public int Port { get; private set; }

    /// <summary>The address that it listens on.</summary>
    public IPAddress Address => _options.Address;

    /// <summary>The computer's name.</summary>
    public string ComputerName => _options.ComputerName;

    /// <summary>The instance's name.</summary>
    public string InstanceName => _options.InstanceName;

    /// <summary>Its faults.</summary>
    public FaultPlan Faults => _options.Faults;

    /// <summary>The requests of its clients.</summary>
    public RequestLog Log => _options.Log;

    /// <summary>The number of connected clients.</summary>
    public int ConnectionCount => _connections.Count;

    /// <summary>The server's certificate in DER, without its key, for clients that insist on a known one (Encrypt=Strict).</summary>
    public static byte[] CertificateBytes => ServerCertificate.Instance.Export(X509ContentType.Cert);

    /// <summary>Starts a server. It is listening when this returns.</summary>
    public static TdsServer Start(TdsServerOptions options) => new(options);

    /// <summary>Breaks off all connections, like a server that dies. New ones are still accepted.</summary>
    public void KillConnections()
    {
        foreach ((TdsConnection connection, _) in _connections.Values)
        {
            connection.Abort();
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        _options.Faults.RefusalChanged -= FollowRefusal;
        await _shutdown.CancelAsync().ConfigureAwait(false);
        lock (_lock)
        {
            _listener?.Dispose();
            _listener = null;
        }

        KillConnections();
        await Task.WhenAll(_connections.Values.Select(one => one.Ended)).ConfigureAwait(false);
        _shutdown.Dispose();
    }

    private void FollowRefusal()
    {
        lock (_lock)
        {
            if (_options.Faults.RefusesConnections)
            {
                _listener?.Dispose();
                _listener = null;
            }
            else if (_listener is null && !_shutdown.IsCancellationRequested)
            {
                Listen();
            }
        }
    }

    /// <summary>Listens on a free port. After a pause, it listens on the same port again.</summary>
    private void Listen()
    {
        const int Backlog = 512;
        Socket listener = new(_options.Address.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        listener.Bind(new IPEndPoint(_options.Address, Port));
        listener.Listen(Backlog);
        Port = ((IPEndPoint)listener.LocalEndPoint!).Port;
        _listener = listener;
        _ = AcceptAsync(listener);
    }

    private async Task AcceptAsync(Socket listener)
    {
        try
        {
            while (true)
            {
                Socket client = await listener.AcceptAsync(_shutdown.Token).ConfigureAwait(false);
                int id = Interlocked.Increment(ref _lastConnection);
                TdsConnection connection = new(id, client, _options);
                TaskCompletionSource ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
                _connections[id] = (connection, ended.Task);
                _ = Task.Run(() => ServeAsync(id, connection, ended));
            }
        }
        catch (Exception closed) when (closed is SocketException or ObjectDisposedException or OperationCanceledException)
        {
            // The server no longer listens.
        }
    }

    private async Task ServeAsync(int id, TdsConnection connection, TaskCompletionSource ended)
    {
        try
        {
            await connection.RunAsync(_shutdown.Token).ConfigureAwait(false);
        }
        catch (Exception failed)
        {
            await Console.Error.WriteLineAsync($"A connection of the lab failed: {failed}").ConfigureAwait(false);
        }
        finally
        {
            _connections.TryRemove(id, out _);
            connection.Dispose();
            ended.SetResult();
        }
    }
}
