namespace PsdPurge.Tests.Hosting;

/// <summary>States with the names of the product's enum.</summary>
public enum UpgradeState
{
    Busy,
    Ready,
    InsufficientActiveFrontEnds,
}

/// <summary>A compiled readiness cmdlet that answers <c>Busy</c> once and then <c>Ready</c>.</summary>
[Cmdlet(VerbsCommon.Get, "CsPoolUpgradeReadinessState")]
public sealed class BusyThenReadyCmdlet : PSCmdlet
{
    private static int _calls;

    public static void Reset() => _calls = 0;

    protected override void ProcessRecord()
    {
        var state = Interlocked.Increment(ref _calls) == 1 ? UpgradeState.Busy : UpgradeState.Ready;
        WriteObject(new PSObject { Properties = { new PSNoteProperty("PoolUpgradeState", state) } });
    }
}

/// <summary>A compiled readiness cmdlet that answers only when the test lets it, and ignores Stop.</summary>
[Cmdlet(VerbsCommon.Get, "CsPoolUpgradeReadinessState")]
public sealed class DeafCmdlet : PSCmdlet
{
    private static readonly ManualResetEventSlim Gate = new();

    /// <summary>Completes when the cmdlet has been called.</summary>
    public static TaskCompletionSource Asked { get; private set; } = new();

    public static void Close()
    {
        Gate.Reset();
        Asked = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
    }

    public static void Open() => Gate.Set();

    protected override void ProcessRecord()
    {
        Asked.TrySetResult();
        Gate.Wait();
        WriteObject("Ready");
    }
}

/// <summary>A compiled readiness cmdlet that fails.</summary>
[Cmdlet(VerbsCommon.Get, "CsPoolUpgradeReadinessState")]
public sealed class FailingCmdlet : PSCmdlet
{
    protected override void ProcessRecord() =>
        WriteError(new ErrorRecord(new InvalidOperationException("Not a Front-End."), "NotAFrontEnd", ErrorCategory.PermissionDenied, null));
}
