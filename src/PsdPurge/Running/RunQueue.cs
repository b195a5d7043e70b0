namespace PsdPurge.Running;

/// <summary>
/// Carries messages from background work to the pipeline thread, the only one that may write. The queue is bounded: a slow reader slows the work down, and
/// memory stays flat.
/// </summary>
/// <remarks>
/// Waking a thread costs more than a row does. So the pipeline thread takes everything in the queue at once. It is woken for the first row, and for every
/// message that is not a row. Otherwise it is woken only if a batch of rows has gathered or a moment has passed.
/// </remarks>
internal sealed class RunQueue : IRunReporter
{
    private const int Capacity = 2048;
    private const int BatchSize = 256;
    private static readonly TimeSpan Moment = TimeSpan.FromMilliseconds(20);

    private readonly object _gate = new();
    private List<RunMessage> _arrived = [];
    private List<RunMessage> _taken = [];
    private int _next;
    private bool _isUrgent;
    private bool _isComplete;
    private bool _isIdle;
    private int _blocked;

    public void Output(object value) => Add(new OutputMessage(value), isUrgent: false);

    public void Verbose(string message) => Add(new VerboseMessage(message));

    public void Warning(string message) => Add(new WarningMessage(message));

    public void Failed(PsdPurgeException failure) => Add(new FailureMessage(failure));

    public void Progress(FrontEndProgress progress) => Add(new ProgressMessage(progress));

    /// <summary>Runs <paramref name="ask"/> on the pipeline thread. Cancelled when the pipeline is stopped first.</summary>
    public Task<T> OnPipelineThread<T>(Func<T> ask)
    {
        var question = new QuestionMessage<T>(ask);
        Add(question);
        return question.Answer;
    }

    /// <summary>No more messages will come.</summary>
    public void Complete()
    {
        lock (_gate)
        {
            _isComplete = true;
            Monitor.PulseAll(_gate);
        }
    }

    /// <summary>
    /// All messages until <see cref="Complete"/>. Yields null whenever there was no message for <paramref name="patience"/>. A reader that stops early may go
    /// on with another call, and loses nothing.
    /// </summary>
    public IEnumerable<RunMessage?> Consume(TimeSpan patience)
    {
        while (true)
        {
            while (_next < _taken.Count)
            {
                yield return _taken[_next++];
            }

            if (!Take(patience))
            {
                yield break;
            }

            if (_taken.Count == 0)
            {
                yield return null;
            }
        }
    }

    private void Add(RunMessage message, bool isUrgent = true)
    {
        lock (_gate)
        {
            while (_arrived.Count >= Capacity)
            {
                _blocked++;
                Monitor.Wait(_gate);
                _blocked--;
            }

            _arrived.Add(message);
            _isUrgent |= isUrgent;
            if (_isIdle || isUrgent || _arrived.Count == BatchSize)
            {
                _isIdle = false;
                Monitor.PulseAll(_gate);
            }
        }
    }

    /// <summary>Takes all messages that have arrived, which may be none. False if no more will come.</summary>
    private bool Take(TimeSpan patience)
    {
        lock (_gate)
        {
            if (_taken.Count > 0 && !_isUrgent && !_isComplete && _arrived.Count < BatchSize)
            {
                // Rows are arriving, so let some gather.
                Monitor.Wait(_gate, Moment);
            }

            if (_arrived.Count == 0 && !_isComplete)
            {
                _isIdle = true;
                Monitor.Wait(_gate, patience);
                _isIdle = false;
            }

            _taken.Clear();
            _next = 0;
            (_arrived, _taken) = (_taken, _arrived);
            _isUrgent = false;
            if (_blocked > 0)
            {
                Monitor.PulseAll(_gate);
            }

            return _taken.Count > 0 || !_isComplete;
        }
    }
}
