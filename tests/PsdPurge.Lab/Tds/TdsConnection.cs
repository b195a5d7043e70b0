using System.Collections.Concurrent;
using System.Net.Sockets;
using System.Security.Authentication;
using PsdPurge.Lab.Faults;

namespace PsdPurge.Lab.Tds;

/// <summary>
/// One client from its first byte to its last. One task reads the messages, and a separate thread executes them, because an attention has to be noticed while a
/// request runs.
/// </summary>
internal sealed class TdsConnection : IDisposable
{
    private readonly int _id;
    private readonly TdsServerOptions _options;
    private readonly Transport _transport;
    private readonly PacketReader _reader;
    private readonly PacketWriter _writer;
    private readonly TokenWriter _tokens;

    public TdsConnection(int id, Socket socket, TdsServerOptions options)
    {
        const int FirstSpid = 51;
        _id = id;
        _options = options;
        _transport = new Transport(socket);
        _reader = new PacketReader(_transport);
        _writer = new PacketWriter(_transport, (ushort)(FirstSpid + (id % 10_000)));
        _tokens = new TokenWriter(_writer, options.ServerName);
    }

    /// <summary>Breaks off the connection from outside.</summary>
    public void Abort() => _transport.Abort();

    public void Dispose() => _transport.Dispose();

    /// <summary>Ends when the connection ends. It never fails because of the client.</summary>
    public async Task RunAsync(CancellationToken shutdown)
    {
        try
        {
            if (_options.Faults.DueOnConnect() is { } met)
            {
                await SufferAsync(met.Fault, met.Hang, shutdown).ConfigureAwait(false);
                return;
            }

            LoginSequence sequence = new(_id, _options, _transport, _reader, _writer, _tokens);
            if (await sequence.RunAsync(shutdown).ConfigureAwait(false) is { } state)
            {
                using (state.Session)
                {
                    await ServeAsync(state, shutdown).ConfigureAwait(false);
                }
            }
        }
        catch (Exception gone) when (IsEndOfConnection(gone))
        {
            // The client went away, does not speak the protocol, or was thrown out. Nobody is left to notify.
        }
    }

    private async Task ServeAsync(SessionState state, CancellationToken shutdown)
    {
        using AttentionGate gate = new();
        using BlockingCollection<TdsMessage> inbox = [];
        RequestExecutor executor = new(_id, _options, _transport, _writer, _tokens, state, gate);
        Task work = Task.Factory.StartNew(
            () => Work(inbox, executor), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        try
        {
            await ReadAsync(inbox, gate, shutdown).ConfigureAwait(false);
        }
        finally
        {
            gate.Close();
            inbox.CompleteAdding();
            await work.ConfigureAwait(false);
        }
    }

    private async Task ReadAsync(BlockingCollection<TdsMessage> inbox, AttentionGate gate, CancellationToken shutdown)
    {
        while (await _reader.ReadAsync(shutdown).ConfigureAwait(false) is { } message)
        {
            if (message.Type == PacketType.Attention)
            {
                _options.Log.Add(new RequestRecord(_id, RequestKind.Attention, ""));
                if (gate.Signal())
                {
                    continue;
                }
            }
            else if (message.Status.HasFlag(PacketStatus.Ignore))
            {
                continue;
            }
            else
            {
                gate.Begin();
            }

            inbox.Add(message, shutdown);
        }
    }

    private void Work(BlockingCollection<TdsMessage> inbox, RequestExecutor executor)
    {
        try
        {
            foreach (TdsMessage message in inbox.GetConsumingEnumerable())
            {
                if (message.Type == PacketType.Attention)
                {
                    executor.AcknowledgeAttention();
                }
                else
                {
                    executor.Execute(message);
                }
            }
        }
        catch (Exception gone) when (IsEndOfConnection(gone))
        {
            // As in RunAsync.
        }
        finally
        {
            // This also ends the reader.
            _transport.Abort();
        }
    }

    private async Task SufferAsync(Fault fault, bool hang, CancellationToken shutdown)
    {
        using CancellationTokenSource end = CancellationTokenSource.CreateLinkedTokenSource(fault.SwitchedOff, shutdown);
        byte[] ignored = new byte[4096];
        while (await _transport.Stream.ReadAsync(ignored, end.Token).ConfigureAwait(false) > 0 && hang)
        {
            // The client gets no answer, whatever it sends.
        }

        // If the connection breaks before the client has sent anything, the client takes that for a port that refused it, and may try again.
        _transport.Abort();
    }

    private static bool IsEndOfConnection(Exception exception) => exception is IOException or SocketException or ObjectDisposedException
        or OperationCanceledException or AuthenticationException or TdsProtocolException;
}
