using PsdPurge.Lab.Engine;

namespace PsdPurge.Lab.Faults;

/// <summary>The connection that an effect works on.</summary>
internal interface IFaultTarget
{
    /// <summary>Cancelled on the client's attention, and when the connection has gone.</summary>
    CancellationToken Cancelled { get; }

    /// <summary>Cancelled when the connection has gone.</summary>
    CancellationToken Closed { get; }

    /// <summary>Rolls back the session's transaction, if there is one, and tells the client.</summary>
    void RollBack();

    /// <summary>Breaks off the connection. Throws, so that nothing continues.</summary>
    /// <param name="sendFirst">Whether the client still receives what is ready to be sent.</param>
    void Kill(bool sendFirst);
}

/// <summary>What a fault does to one request.</summary>
internal abstract class RequestEffect(Fault fault)
{
    protected Fault Fault { get; } = fault;

    /// <summary>Runs before the request is executed.</summary>
    public virtual void Before(IFaultTarget target)
    {
    }

    /// <summary>Replaces the sink that receives the request's answer.</summary>
    public virtual IResultSink Wrap(IResultSink sink, IFaultTarget target) => sink;

    /// <summary>Runs after the request was executed, before the answer is complete.</summary>
    public virtual void After(IFaultTarget target)
    {
    }
}
