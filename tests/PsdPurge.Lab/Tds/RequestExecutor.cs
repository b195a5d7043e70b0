using System.Diagnostics;
using PsdPurge.Lab.Engine;
using PsdPurge.Lab.Faults;

namespace PsdPurge.Lab.Tds;

/// <summary>Executes one connection's requests one after the other, with the faults that are due on them.</summary>
internal sealed class RequestExecutor(
    int connectionId, TdsServerOptions options, Transport transport, PacketWriter writer, TokenWriter tokens, SessionState state, AttentionGate gate)
    : IFaultTarget
{
    private const byte FatalClass = 20;
    private ResponseSink _response = null!;
    private bool _fatal;

    public CancellationToken Cancelled => gate.Cancelled;

    public CancellationToken Closed => gate.Closed;

    /// <exception cref="IOException">The connection cannot continue.</exception>
    public void Execute(TdsMessage message)
    {
        _response = new ResponseSink(writer, tokens, state.Transaction, state.Session.Database, gate.Cancelled);
        try
        {
            bool reset = ResetWhereAsked(message.Status);
            foreach (TdsRequest request in TdsRequest.Parse(message, state))
            {
                Execute(request, reset);
            }
        }
        catch (TSqlException refused)
        {
            Report(refused.Error);
        }
        catch (OperationCanceledException) when (gate.Cancelled.IsCancellationRequested)
        {
            // The last token acknowledges the attention.
        }

        _response.Finish(gate.End());
        if (_fatal)
        {
            transport.Close();
            throw new ConnectionKilledException();
        }
    }

    /// <summary>Acknowledges an attention that came while nothing was running.</summary>
    public void AcknowledgeAttention()
    {
        tokens.Done(Token.Done, DoneStatus.Attention, 0, 0);
        writer.EndMessage();
    }

    public void RollBack()
    {
        if (state.Session.TransactionCount > 0)
        {
            state.Session.Rollback();
            _response.TransactionChanged(TransactionEvent.RolledBack);
        }
    }

    public void Kill(bool sendFirst)
    {
        if (sendFirst)
        {
            // An orderly end makes sure that the client reads what was sent before it sees that no more comes.
            writer.SendUnfinished();
            transport.Close();
        }
        else
        {
            transport.Abort();
        }

        throw new ConnectionKilledException();
    }

    private void Execute(TdsRequest request, bool reset)
    {
        RequestRecord record = new(connectionId, request.Kind, request.Text, request.ParameterCount, reset);
        options.Log.Add(record);
        IReadOnlyList<RequestEffect> effects = options.Faults.Due(record);
        request.Prepare(_response);
        int errorNumber = 0;
        try
        {
            Watch(record, request, effects);
        }
        catch (TSqlException failed)
        {
            Report(failed.Error);
            errorNumber = failed.Error.Number;
        }
        catch (Exception failed) when (
            failed is not (IOException or OperationCanceledException or TdsProtocolException) && !gate.Closed.IsCancellationRequested)
        {
            Report(new SqlMessage(50000, 16, 255, $"The lab's engine failed: {failed}"));
            errorNumber = 50000;
        }

        request.End(_response, errorNumber);
    }

    private void Watch(RequestRecord record, TdsRequest request, IReadOnlyList<RequestEffect> effects)
    {
        if (!options.Log.IsWatched)
        {
            Run(request, effects, _response);
            return;
        }

        RowCounter counter = new(_response);
        long started = Stopwatch.GetTimestamp();
        Run(request, effects, counter);
        options.Log.Complete(new(record, counter.Rows, started, Stopwatch.GetTimestamp()));
    }

    private void Run(TdsRequest request, IReadOnlyList<RequestEffect> effects, IResultSink sink)
    {
        foreach (RequestEffect effect in effects)
        {
            effect.Before(this);
            sink = effect.Wrap(sink, this);
        }

        try
        {
            request.Run(state, sink, gate.Cancelled);
        }
        catch (TSqlException)
        {
            After(effects);
            throw;
        }

        After(effects);
    }

    private void After(IReadOnlyList<RequestEffect> effects)
    {
        foreach (RequestEffect effect in effects)
        {
            effect.After(this);
        }
    }

    private void Report(SqlMessage error)
    {
        _response.Message(error);
        _fatal |= error.Class >= FatalClass;
    }

    /// <summary>Runs sp_reset_connection. A client's connection pool requests it with bits in the next request's header.</summary>
    private bool ResetWhereAsked(PacketStatus status)
    {
        bool keepTransaction = status.HasFlag(PacketStatus.ResetConnectionSkipTransaction);
        if (!keepTransaction && !status.HasFlag(PacketStatus.ResetConnection))
        {
            return false;
        }

        // A transaction that must survive can only do so in a session that is not reset.
        if (!keepTransaction || state.Session.TransactionCount == 0)
        {
            state.Reset();
        }

        tokens.EnvironmentChange(EnvChange.ResetConnection, "", "");
        return true;
    }
}
