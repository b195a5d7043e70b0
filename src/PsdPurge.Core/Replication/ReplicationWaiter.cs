using System.Globalization;

namespace PsdPurge;

/// <summary>Waits until a pool's replicas are built.</summary>
/// <param name="source">Tells the pool's state.</param>
/// <param name="options">How to wait.</param>
/// <param name="clock">The clock.</param>
/// <param name="warn">Takes warnings.</param>
/// <param name="onAnswer">Takes the state after each answer.</param>
public sealed class ReplicationWaiter(
    IReadinessSource source, ReplicationWaitOptions options, IClock clock, Action<string>? warn = null, Action<ReplicationState>? onAnswer = null)
{
    // Microsoft: if the answer is Busy three times in a row, at intervals of 10 minutes, the pool has a problem.
    private const int BusyLimit = 3;
    private static readonly TimeSpan BusyInterval = TimeSpan.FromMinutes(10);

    private readonly TimeSpan _start = clock.Elapsed;
    private int _polls;
    private int _busyCount;
    private TimeSpan _lastBusy;
    private TimeSpan? _readyAt;
    private DateTime? _readySince;
    private bool _warnedOfUnknown;
    private bool _hasAnswered;
    private PsdPurgeException? _lost;
    private ReadinessAnswer _last = new(PoolReadiness.Unknown);

    private string PoolName => options.Pool is null ? "The pool" : $"Pool {options.Pool}";

    private TimeSpan Waited => clock.Elapsed - _start;

    private TimeSpan Left => options.Timeout == TimeSpan.Zero ? TimeSpan.MaxValue : options.Timeout - Waited;

    /// <summary>Polls until the pool has been Ready for long enough.</summary>
    /// <exception cref="PsdPurgeException">
    /// <c>ReplicationTimeout</c>, <c>InsufficientActiveFrontEnds</c>, or what <see cref="IReadinessSource.AskAsync"/> throws.
    /// </exception>
    public async Task<ReplicationState> WaitAsync(CancellationToken token)
    {
        while (true)
        {
            Note(await AskAgainAsync(token).ConfigureAwait(false));
            var state = new ReplicationState(options.Pool, _last.State, _readySince, Waited, _polls, clock.UtcNow);
            onAnswer?.Invoke(state);

            if (_readyAt is { } since && clock.Elapsed - since >= options.StableFor)
            {
                return state;
            }

            if (Left <= TimeSpan.Zero)
            {
                throw TimedOut();
            }

            await clock.DelayAsync(Pause(), token).ConfigureAwait(false);
            if (Left <= TimeSpan.Zero)
            {
                throw TimedOut();
            }
        }
    }

    /// <summary>A connection may be lost during a wait, for example when the Front-End restarts. That is not an answer, so the next poll follows.</summary>
    private async Task<ReadinessAnswer> AskAgainAsync(CancellationToken token)
    {
        try
        {
            var answer = await AskAsync(token).ConfigureAwait(false);
            _hasAnswered = true;
            _lost = null;
            return answer;
        }
        catch (PsdPurgeException failure) when (_hasAnswered && failure.Recovery == Recovery.Reconnect)
        {
            if (_lost is null)
            {
                warn?.Invoke($"{PoolName} cannot be reached at the moment. The wait goes on until its time is over. {failure.Message}");
            }

            _lost = failure;
            return new ReadinessAnswer(PoolReadiness.Unknown);
        }
    }

    private async Task<ReadinessAnswer> AskAsync(CancellationToken token)
    {
        // The answer may never come, and the source may ignore the token. In that case the wait ends without it.
        using var end = CancellationTokenSource.CreateLinkedTokenSource(token);
        var answer = source.AskAsync(end.Token);
        if (!answer.IsCompleted)
        {
            var patience = Left == TimeSpan.MaxValue ? Task.Delay(Timeout.Infinite, end.Token) : clock.DelayAsync(Max(Left, TimeSpan.Zero), end.Token);
            await Task.WhenAny(answer, patience).ConfigureAwait(false);
            if (!answer.IsCompleted)
            {
                end.Cancel();
                _ = answer.ContinueWith(static late => late.Exception, CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted, TaskScheduler.Default);
                token.ThrowIfCancellationRequested();
                throw TimedOut();
            }

            end.Cancel();
        }

        _polls++;
        return await answer.ConfigureAwait(false);
    }

    private void Note(ReadinessAnswer last)
    {
        _last = last;
        var answer = last.State;
        if (answer != PoolReadiness.Ready)
        {
            _readyAt = null;
            _readySince = null;
        }

        if (answer != PoolReadiness.Busy)
        {
            _busyCount = 0;
        }

        switch (answer)
        {
            case PoolReadiness.Ready:
                _readyAt ??= clock.Elapsed;
                _readySince ??= clock.UtcNow;
                break;
            case PoolReadiness.Busy:
                NoteBusy();
                break;
            case PoolReadiness.InsufficientActiveFrontEnds:
                throw new PsdPurgeException(
                    ErrorIds.InsufficientActiveFrontEnds,
                    ErrorKind.InvalidState,
                    $"{PoolName} has too few running Front-Ends to build its replicas, and waiting does not change that. "
                    + "Start the Front-End services that are stopped (Get-CsWindowsService), then wait again.",
                    options.Pool);
            default:
                NoteUnknown();
                break;
        }
    }

    private void NoteBusy()
    {
        if (_busyCount > 0 && clock.Elapsed - _lastBusy < BusyInterval)
        {
            return;
        }

        _lastBusy = clock.Elapsed;
        if (++_busyCount == BusyLimit)
        {
            warn?.Invoke(string.Format(
                CultureInfo.InvariantCulture,
                "{0} is still Busy after {1:N0} minutes. If it was Busy before the purge, too, it has a problem that waiting may not solve: "
                    + "look at the Front-Ends' event logs.",
                PoolName,
                Waited.TotalMinutes));
        }
    }

    private void NoteUnknown()
    {
        if (!_warnedOfUnknown && _lost is null)
        {
            _warnedOfUnknown = true;
            warn?.Invoke($"{PoolName} answered with a state that this module does not know, so it counts as not ready: {_last.Shown ?? "nothing"}. "
                + "Decide yourself whether that means Ready. Ctrl+C ends the wait.");
        }
    }

    private TimeSpan Pause()
    {
        var pause = options.PollInterval < Left ? options.PollInterval : Left;
        return _readyAt is { } since ? Min(pause, options.StableFor - (clock.Elapsed - since)) : pause;
    }

    private PsdPurgeException TimedOut() => new(
        ErrorIds.ReplicationTimeout,
        ErrorKind.Timeout,
        string.Format(
            CultureInfo.InvariantCulture,
            "{0} was not ready within {1:g}; {2}. Wait again with a longer -Timeout, and look at the Front-Ends' event logs if the state does not change.",
            PoolName,
            options.Timeout,
            LastWord()),
        options.Pool);

    private string LastWord() =>
        _lost is not null ? $"it could no longer be reached ({_lost.Message.TrimEnd('.')})"
        : _polls == 0 ? "it never answered"
        : _last.State == PoolReadiness.Unknown ? $"this module does not know its last answer ({_last.Shown ?? "nothing"})"
        : $"its last answer was {_last.State}";

    private static TimeSpan Min(TimeSpan left, TimeSpan right) => left < right ? left : right;

    private static TimeSpan Max(TimeSpan left, TimeSpan right) => left > right ? left : right;
}
