namespace PsdPurge.Lab.Faults;

/// <summary>Faults for the chosen requests.</summary>
public sealed class RequestFaultBuilder : FaultBuilder<RequestFaultBuilder>
{
    private readonly FaultPlan _plan;
    private readonly Request _request;

    internal RequestFaultBuilder(FaultPlan plan, Request request) => (_plan, _request) = (plan, request);

    /// <summary>The connection breaks before the request is executed.</summary>
    public Fault KillConnection() => Add(fault => new KillBeforeEffect(fault));

    /// <summary>The connection breaks after this number of rows was sent to the client. A response with fewer rows is not affected.</summary>
    public Fault KillConnectionAfterRows(int rows) => Add(fault => new KillAfterRowsEffect(fault, rows));

    /// <summary>The request is executed, but the connection breaks before any answer. The client cannot know the outcome of a commit.</summary>
    public Fault KillConnectionAfterExecution() => Add(fault => new KillAfterExecutionEffect(fault));

    /// <summary>The request waits before it is executed. An attention ends the wait and is answered.</summary>
    public Fault Delay(TimeSpan time) => Add(fault => new DelayEffect(fault, time));

    /// <summary>The request hangs until the client's attention (which is answered), or until the fault is switched off.</summary>
    public Fault Hang() => Add(fault => new HangEffect(fault, answersAttention: true));

    /// <summary>The request hangs and the server does not even answer an attention, until the fault is switched off.</summary>
    public Fault HangIgnoringAttention() => Add(fault => new HangEffect(fault, answersAttention: false));

    /// <summary>
    /// The request is answered with an error instead of being executed. 1205 rolls back the session's transaction. Class 20 and above end the connection.
    /// </summary>
    public Fault Fail(int number, byte @class = 16, string? text = null) => Add(fault => new FailEffect(fault, number, @class, text));

    /// <summary>The request is chosen as deadlock victim (1205), and its transaction is rolled back.</summary>
    public Fault Deadlock() => Fail(FailEffect.Deadlock, 13);

    /// <summary>The request runs into its lock timeout (1222).</summary>
    public Fault LockTimeout() => Fail(FailEffect.LockTimeout);

    private Fault Add(Func<Fault, RequestEffect> effect) => _plan.Add(_request, Due, effect);
}
