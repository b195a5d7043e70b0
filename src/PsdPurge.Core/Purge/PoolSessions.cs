using System.Collections.Concurrent;

namespace PsdPurge.Purge;

/// <summary>
/// The sessions on the Front-Ends of one pool, one for each. It opens them, retries if that may help, replaces lost ones, and closes all of them. Only one
/// thread at a time may use a Front-End's session.
/// </summary>
internal sealed class PoolSessions : IDisposable
{
    private readonly ConcurrentDictionary<FrontEnd, OrphanSession> _open = new();
    private readonly ConcurrentDictionary<FrontEnd, int> _retries = new();
    private readonly ConcurrentDictionary<FrontEnd, StepClock> _clocks = new();
    private readonly PoolRun _run;
    private readonly SelectionScope _scope;
    private readonly Action<TimeSpan, CancellationToken>? _retryWait;

    /// <param name="run">Where, and how to connect.</param>
    /// <param name="scope">What the sessions will be asked for.</param>
    /// <param name="retryWait">Waits between attempts.</param>
    public PoolSessions(PoolRun run, SelectionScope scope, Action<TimeSpan, CancellationToken>? retryWait = null)
    {
        _run = run;
        _scope = scope;
        _retryWait = retryWait;
    }

    /// <summary>The Front-Ends that have a session, in the pool's order.</summary>
    public IReadOnlyList<FrontEnd> FrontEnds => [.. _run.FrontEnds.Where(_open.ContainsKey)];

    /// <summary>The Front-Ends that have none, because they could not be reached.</summary>
    public IReadOnlyList<FrontEnd> Failed => [.. _run.FrontEnds.Where(f => !_open.ContainsKey(f))];

    /// <summary>The session on a Front-End.</summary>
    public OrphanSession Of(FrontEnd frontEnd) => _open[frontEnd];

    /// <summary>The steps of the run on a Front-End.</summary>
    public StepClock ClockOf(FrontEnd frontEnd) => _clocks.GetOrAdd(frontEnd, f => new StepClock(f, _run.Reporter));

    /// <summary>Hides the progress of all Front-Ends, because nothing is being done.</summary>
    public void HideProgress()
    {
        foreach (StepClock clock in _clocks.Values)
        {
            clock.Hide();
        }
    }

    /// <summary>How often opening a session on a Front-End was retried.</summary>
    public int RetriesOn(FrontEnd frontEnd) => _retries.TryGetValue(frontEnd, out var retries) ? retries : 0;

    /// <summary>Opens a Front-End's session and runs a first query there. If one of the two fails in a way that may pass, both are retried.</summary>
    public T Open<T>(FrontEnd frontEnd, Func<OrphanSession, T> ask, CancellationToken token)
    {
        (OrphanSession session, T answer) = OpenWithPatience(frontEnd, ask, token);
        _open[frontEnd] = session;
        return answer;
    }

    /// <summary>Runs a query in a session of its own, which is closed afterwards.</summary>
    public T AskInAnother<T>(FrontEnd frontEnd, Func<OrphanSession, T> ask, CancellationToken token)
    {
        (OrphanSession session, T answer) = OpenWithPatience(frontEnd, ask, token);
        session.Dispose();
        return answer;
    }

    /// <summary>
    /// Replaces a lost session, in one attempt: the caller decides how long to wait. The new session does not know yet what lives elsewhere.
    /// </summary>
    public OrphanSession Replace(FrontEnd frontEnd, CancellationToken token)
    {
        _open[frontEnd].Dispose();
        try
        {
            return _open[frontEnd] = Connect(frontEnd, token);
        }
        catch (PsdPurgeException failure) when (failure.Recovery == Recovery.ReconnectIfItAnsweredBefore)
        {
            // This Front-End answered before, so it is worth more retries than a first connection.
            throw new PsdPurgeException(ErrorIds.ConnectionLost, failure.Kind, failure.Message, frontEnd, failure) { Recovery = Recovery.Reconnect };
        }
    }

    public void Dispose()
    {
        HideProgress();
        foreach (OrphanSession session in _open.Values)
        {
            session.Dispose();
        }
    }

    private OrphanSession Connect(FrontEnd frontEnd, CancellationToken token)
    {
        using StepClock.Measured step = ClockOf(frontEnd).Begin(RunStep.Connecting);
        return OrphanSession.Open(frontEnd, _scope, _run.Settings, token);
    }

    private (OrphanSession Session, T Answer) OpenWithPatience<T>(FrontEnd frontEnd, Func<OrphanSession, T> ask, CancellationToken token)
    {
        RetryPolicy retry = new(_retryWait);
        try
        {
            return retry.Run(
                () =>
                {
                    OrphanSession session = Connect(frontEnd, token);
                    try
                    {
                        using StepClock.Measured step = ClockOf(frontEnd).Begin(RunStep.Evidence);
                        return (session, ask(session));
                    }
                    catch
                    {
                        session.Dispose();
                        throw;
                    }
                },
                (failure, attempt, delay) => _run.Reporter.Verbose(RetryPolicy.Describe(failure, attempt, delay)),
                token,
                wasScan: () => true);
        }
        finally
        {
            _retries.AddOrUpdate(frontEnd, retry.Retries, (_, before) => before + retry.Retries);
        }
    }
}
