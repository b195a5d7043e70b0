using PsdPurge.Commands;

namespace PsdPurge.Running;

/// <summary>What background work wants the pipeline thread to do.</summary>
internal abstract record RunMessage
{
    /// <summary>Does it; called on the pipeline thread.</summary>
    public abstract void Handle(PsdPurgeCmdlet cmdlet);

    /// <summary>Called instead of <see cref="Handle"/> once the pipeline has been stopped and takes nothing any more.</summary>
    public virtual void Discard(PsdPurgeCmdlet cmdlet)
    {
    }
}

internal sealed record OutputMessage(object Value) : RunMessage
{
    public override void Handle(PsdPurgeCmdlet cmdlet) => cmdlet.WriteObject(Value);

    public override void Discard(PsdPurgeCmdlet cmdlet) => cmdlet.OnUnwritten(Value);
}

internal sealed record VerboseMessage(string Text) : RunMessage
{
    public override void Handle(PsdPurgeCmdlet cmdlet) => cmdlet.Log(Text);
}

internal sealed record WarningMessage(string Text) : RunMessage
{
    public override void Handle(PsdPurgeCmdlet cmdlet) => cmdlet.WriteWarning(Text);
}

internal sealed record FailureMessage(PsdPurgeException Failure) : RunMessage
{
    public override void Handle(PsdPurgeCmdlet cmdlet) => cmdlet.WriteError(ErrorRecords.From(Failure));
}

internal sealed record ProgressMessage(FrontEndProgress Progress) : RunMessage
{
    public override void Handle(PsdPurgeCmdlet cmdlet) => cmdlet.Progress.Show(Progress);
}

/// <summary>Something that only the pipeline thread can do and whose answer the background work waits for.</summary>
internal sealed record QuestionMessage<T>(Func<T> Ask) : RunMessage
{
    // Otherwise the work would go on inside SetResult, on the pipeline thread.
    private readonly TaskCompletionSource<T> _answer = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task<T> Answer => _answer.Task;

    public override void Handle(PsdPurgeCmdlet cmdlet)
    {
        try
        {
            _answer.SetResult(Ask());
        }
        catch (PipelineStoppedException)
        {
            _answer.SetCanceled();
            throw;
        }
        catch (Exception exception)
        {
            // The work decides what it means.
            _answer.SetException(exception);
        }
    }

    public override void Discard(PsdPurgeCmdlet cmdlet) => _answer.TrySetCanceled();
}
