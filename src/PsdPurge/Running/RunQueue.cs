using System.Collections.Concurrent;

namespace PsdPurge.Running;

/// <summary>
/// Carries what background work has to say to the pipeline thread, the only one that may write. Bounded, so that a slow reader slows the work down.
/// </summary>
internal sealed class RunQueue : IRunReporter, IDisposable
{
    private const int Capacity = 1024;
    private readonly BlockingCollection<RunMessage> _messages = new(Capacity);

    public void Output(object value) => _messages.Add(new OutputMessage(value));

    public void Verbose(string message) => _messages.Add(new VerboseMessage(message));

    public void Warning(string message) => _messages.Add(new WarningMessage(message));

    public void Failed(PsdPurgeException failure) => _messages.Add(new FailureMessage(failure));

    public void Progress(FrontEndProgress progress) => _messages.Add(new ProgressMessage(progress));

    /// <summary>Runs <paramref name="ask"/> on the pipeline thread. Cancelled when the pipeline is stopped first.</summary>
    public Task<T> OnPipelineThread<T>(Func<T> ask)
    {
        var question = new QuestionMessage<T>(ask);
        _messages.Add(question);
        return question.Answer;
    }

    /// <summary>No more messages will come.</summary>
    public void Complete() => _messages.CompleteAdding();

    /// <summary>
    /// All messages until <see cref="Complete"/>. Yields null whenever nothing came for <paramref name="patience"/>.
    /// </summary>
    public IEnumerable<RunMessage?> Consume(TimeSpan patience)
    {
        while (!_messages.IsCompleted)
        {
            if (_messages.TryTake(out var message, patience))
            {
                yield return message;
            }
            else if (!_messages.IsCompleted)
            {
                yield return null;
            }
        }
    }

    public void Dispose() => _messages.Dispose();
}
