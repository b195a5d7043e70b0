namespace PsdPurge.Lab.Faults;

/// <summary>The request waits for a while.</summary>
internal sealed class DelayEffect(Fault fault, TimeSpan time) : RequestEffect(fault)
{
    public override void Before(IFaultTarget target)
    {
        Fault.Strike();
        WaitHandle.WaitAny([target.Cancelled.WaitHandle, Fault.SwitchedOff.WaitHandle], time);
        target.Cancelled.ThrowIfCancellationRequested();
    }
}

/// <summary>The request waits for the client to give up.</summary>
internal sealed class HangEffect(Fault fault, bool answersAttention) : RequestEffect(fault)
{
    public override void Before(IFaultTarget target)
    {
        Fault.Strike();
        CancellationToken end = answersAttention ? target.Cancelled : target.Closed;
        WaitHandle.WaitAny([end.WaitHandle, Fault.SwitchedOff.WaitHandle]);
        end.ThrowIfCancellationRequested();
    }
}
