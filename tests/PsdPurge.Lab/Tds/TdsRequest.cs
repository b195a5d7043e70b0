using PsdPurge.Lab.Engine;

namespace PsdPurge.Lab.Tds;

/// <summary>Something to execute: a batch, one call of an RPC message, a transaction manager request.</summary>
internal abstract class TdsRequest
{
    public abstract RequestKind Kind { get; }

    public abstract string Text { get; }

    public virtual int ParameterCount => 0;

    /// <summary>Prepares the response for this request.</summary>
    public virtual void Prepare(ResponseSink response) => response.InProcedure = false;

    /// <summary>Executes the request. Its output goes to <paramref name="sink"/>, which may belong to a fault.</summary>
    public abstract void Run(SessionState state, IResultSink sink, CancellationToken cancel);

    /// <summary>Closes the response after the request ran, or failed with <paramref name="errorNumber"/>.</summary>
    public virtual void End(ResponseSink response, int errorNumber)
    {
    }

    public static IReadOnlyList<TdsRequest> Parse(TdsMessage message, SessionState state)
    {
        PayloadReader reader = new(message.Payload.Span);
        reader.SkipAllHeaders();
        return message.Type switch
        {
            PacketType.SqlBatch => [new BatchRequest(System.Text.Encoding.Unicode.GetString(reader.Remaining()))],
            PacketType.Rpc => RpcMessage.Parse(ref reader, state),
            PacketType.TransactionManager => [TransactionManagerRequest.Parse(ref reader)],
            PacketType.BulkLoad => throw new TSqlException(4002, "The lab takes no bulk load."),
            _ => throw new TdsProtocolException($"A message of type 0x{(byte)message.Type:X2} has no place here."),
        };
    }
}

/// <summary>SQL_BATCH (MS-TDS 2.2.6.7).</summary>
internal sealed class BatchRequest(string text) : TdsRequest
{
    public override RequestKind Kind => RequestKind.Batch;

    public override string Text => text;

    public override void Run(SessionState state, IResultSink sink, CancellationToken cancel) =>
        state.Session.Execute(new SqlBatch(text, []), sink, cancel);
}
