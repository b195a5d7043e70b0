namespace PsdPurge.Running;

/// <summary>A message from background work: something that the pipeline thread has to do.</summary>
internal abstract record RunMessage
{
    /// <summary>Does it. Called on the pipeline thread.</summary>
    public abstract void WriteTo(IPipelineWriter writer);

    /// <summary>Called instead of <see cref="WriteTo"/> if the pipeline was stopped and accepts no more output.</summary>
    public virtual void Discard(IPipelineWriter writer)
    {
    }
}

internal sealed record OutputMessage(object Value) : RunMessage
{
    public override void WriteTo(IPipelineWriter writer) => writer.WriteObject(Value);

    public override void Discard(IPipelineWriter writer) => writer.OnUnwritten(Value);
}

internal sealed record VerboseMessage(string Text) : RunMessage
{
    public override void WriteTo(IPipelineWriter writer) => writer.Log(Text);
}

internal sealed record WarningMessage(string Text) : RunMessage
{
    public override void WriteTo(IPipelineWriter writer) => writer.WriteWarning(Text);
}

internal sealed record FailureMessage(PsdPurgeException Failure) : RunMessage
{
    public override void WriteTo(IPipelineWriter writer) => writer.WriteError(ErrorRecords.From(Failure));
}

internal sealed record ProgressMessage(FrontEndProgress Progress) : RunMessage
{
    public override void WriteTo(IPipelineWriter writer) => writer.Show(Progress);
}

/// <summary>Something that only the pipeline thread can do. The background work waits for the answer.</summary>
internal sealed record QuestionMessage<T>(Func<T> Ask) : RunMessage
{
    // Otherwise the work would continue inside SetResult, on the pipeline thread.
    private readonly TaskCompletionSource<T> _answer = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task<T> Answer => _answer.Task;

    public override void WriteTo(IPipelineWriter writer)
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
            // The background work handles the exception.
            _answer.SetException(exception);
        }
    }

    public override void Discard(IPipelineWriter writer) => _answer.TrySetCanceled();
}
