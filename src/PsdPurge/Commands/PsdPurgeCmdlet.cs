using System.Globalization;
using PsdPurge.Running;

namespace PsdPurge.Commands;

/// <summary>The base of all cmdlets of the module. It handles stopping, background work, and failures.</summary>
public abstract class PsdPurgeCmdlet : PSCmdlet, IPipelineWriter, IDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private ProgressView? _progress;

    /// <summary>Cancelled by Ctrl+C.</summary>
    private protected CancellationToken StopToken => _stop.Token;

    /// <inheritdoc/>
    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    void IPipelineWriter.Show(FrontEndProgress progress) => (_progress ??= new ProgressView(this)).Show(progress);

    void IPipelineWriter.Log(string text) => Log(text);

    void IPipelineWriter.OnUnwritten(object value) => OnUnwritten(value);

    /// <summary>Writes a verbose message that begins with the time (UTC), so that the output of -Verbose is a log.</summary>
    internal void Log(string text) => WriteVerbose(string.Format(CultureInfo.InvariantCulture, "{0:s}Z {1}", DateTime.UtcNow, text));

    /// <summary>Called for a result that could not be written because the pipeline was stopped before.</summary>
    internal virtual void OnUnwritten(object value)
    {
    }

    /// <inheritdoc/>
    protected sealed override void BeginProcessing() => Guarded(Begin);

    /// <inheritdoc/>
    protected sealed override void ProcessRecord() => Guarded(TakeInput);

    /// <inheritdoc/>
    protected sealed override void EndProcessing() => Guarded(End);

    /// <inheritdoc/>
    protected sealed override void StopProcessing()
    {
        try
        {
            _stop.Cancel();
        }
        catch (ObjectDisposedException)
        {
            // Ctrl+C was pressed while the cmdlet was ending by itself.
        }
    }

    /// <summary>Frees resources.</summary>
    /// <param name="disposing">Whether it is called by <see cref="Dispose()"/>.</param>
    protected virtual void Dispose(bool disposing)
    {
        if (disposing)
        {
            _stop.Dispose();
        }
    }

    private protected virtual void Begin()
    {
    }

    private protected virtual void TakeInput()
    {
    }

    private protected virtual void End()
    {
    }

    /// <summary>
    /// Runs <paramref name="work"/> in the background and writes its messages until it ends. If the pipeline is stopped, the work is cancelled, and this method
    /// waits for its end. So no work goes on after the prompt is back.
    /// </summary>
    /// <param name="work">The work. This method throws its exceptions.</param>
    /// <param name="onIdle">Called about once a second while there are no messages.</param>
    private protected void Run(Func<RunQueue, CancellationToken, Task> work, Action? onIdle = null)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(StopToken);
        var queue = new RunQueue();
        var patience = onIdle is null ? Timeout.InfiniteTimeSpan : TimeSpan.FromSeconds(1);
        var running = Task.Run(async () =>
        {
            try
            {
                await work(queue, stop.Token).ConfigureAwait(false);
            }
            finally
            {
                queue.Complete();
            }
        });

        RunMessage? current = null;
        try
        {
            foreach (var message in queue.Consume(patience))
            {
                current = message;
                if (message is null)
                {
                    onIdle?.Invoke();
                }
                else
                {
                    message.WriteTo(this);
                }
            }
        }
        catch
        {
            // PipelineStoppedException (Ctrl+C, Select-Object -First), or -ErrorAction Stop.
            stop.Cancel();
            if (Stopping)
            {
                // After Ctrl+C, nobody has received the message. A command that ended the pipeline early has received it.
                current?.Discard(this);
            }

            foreach (var message in queue.Consume(Timeout.InfiniteTimeSpan))
            {
                message?.Discard(this);
            }

            // The work throws this because it was cancelled.
            Task.WhenAny(running).GetAwaiter().GetResult();
            _ = running.Exception;
            throw;
        }

        try
        {
            running.GetAwaiter().GetResult();
        }
        catch (OperationCanceledException) when (StopToken.IsCancellationRequested)
        {
            // The work ended because it was cancelled.
        }
    }

    private void Guarded(Action body)
    {
        try
        {
            body();
        }
        catch (PsdPurgeException failure)
        {
            ThrowTerminatingError(ErrorRecords.From(failure));
        }
    }
}
