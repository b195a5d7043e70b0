using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Threading.Channels;

namespace PsdPurge.Benchmarks.Servers;

/// <summary>A network between a client and a Front-End. Whatever one sends reaches the other half a round trip later.</summary>
internal sealed class LatencyRelay : IDisposable
{
    private readonly TcpListener _listener;
    private readonly IPEndPoint _server;
    private readonly TimeSpan _oneWay;

    public LatencyRelay(IPEndPoint server, TimeSpan roundTrip)
    {
        (_server, _oneWay) = (server, roundTrip / 2);
        _listener = new TcpListener(server.Address, 0);
        _listener.Start();
        _ = AcceptAsync();
    }

    /// <summary>The port for clients.</summary>
    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    public void Dispose() => _listener.Dispose();

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                _ = RelayAsync(await _listener.AcceptTcpClientAsync().ConfigureAwait(false));
            }
        }
        catch (Exception ended) when (ended is SocketException or ObjectDisposedException)
        {
            // The relay was disposed.
        }
    }

    private async Task RelayAsync(TcpClient client)
    {
        using (client)
        using (TcpClient server = new() { NoDelay = true })
        {
            client.NoDelay = true;
            try
            {
                // Connecting is a round trip, too.
                await Task.Delay(_oneWay * 2).ConfigureAwait(false);
                await server.ConnectAsync(_server).ConfigureAwait(false);
                await Task.WhenAny(CarryAsync(client, server), CarryAsync(server, client)).ConfigureAwait(false);
            }
            catch (Exception gone) when (gone is IOException or SocketException or ObjectDisposedException)
            {
                // One side has closed its connection, so the other one is closed, too.
            }
        }
    }

    private async Task CarryAsync(TcpClient from, TcpClient to)
    {
        var underWay = Channel.CreateUnbounded<(long Sent, byte[] Bytes)>();
        var arriving = ArriveAsync(underWay.Reader, to.GetStream());
        var buffer = new byte[1 << 16];
        int read;
        while ((read = await from.GetStream().ReadAsync(buffer).ConfigureAwait(false)) > 0)
        {
            underWay.Writer.TryWrite((Stopwatch.GetTimestamp(), buffer[..read]));
        }

        underWay.Writer.Complete();
        await arriving.ConfigureAwait(false);
    }

    private async Task ArriveAsync(ChannelReader<(long Sent, byte[] Bytes)> underWay, NetworkStream to)
    {
        await foreach (var (sent, bytes) in underWay.ReadAllAsync().ConfigureAwait(false))
        {
            var rest = _oneWay - Stopwatch.GetElapsedTime(sent);
            if (rest > TimeSpan.Zero)
            {
                await Task.Delay(rest).ConfigureAwait(false);
            }

            await to.WriteAsync(bytes).ConfigureAwait(false);
        }
    }
}
