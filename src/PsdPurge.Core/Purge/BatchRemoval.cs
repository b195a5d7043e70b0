using System.Diagnostics;

namespace PsdPurge.Purge;

/// <summary>Deletes the candidates of one Front-End batch by batch, and knows whether each batch was committed.</summary>
internal sealed class BatchRemoval
{
    private readonly RemovalSession _session;
    private readonly RemovalTally _tally;
    private readonly RemovalLimits _limits;
    private readonly RemovalOptions _options;
    private readonly BackupFile? _backup;
    private readonly IRunReporter _reporter;
    private readonly BatchSizer _sizer;

    /// <param name="session">The session with the candidates.</param>
    /// <param name="tally">Counts what is deleted.</param>
    /// <param name="limits">What ends it before the candidates do.</param>
    /// <param name="options">How to remove.</param>
    /// <param name="backup">The backup, or null.</param>
    /// <param name="reporter">Takes retries.</param>
    public BatchRemoval(RemovalSession session, RemovalTally tally, RemovalLimits limits, RemovalOptions options, BackupFile? backup, IRunReporter reporter)
    {
        _session = session;
        _tally = tally;
        _limits = limits;
        _options = options;
        _backup = backup;
        _reporter = reporter;
        _sizer = new BatchSizer(options.BatchSize, options.TargetBatchTime);
    }

    /// <summary>Deletes until the candidates or a limit end it.</summary>
    /// <exception cref="PsdPurgeException">The Front-End failed for good.</exception>
    public RemovalStatus Run(CancellationToken token)
    {
        var deleted = 0;
        ShowProgress();
        while (true)
        {
            token.ThrowIfCancellationRequested();
            if ((_session.IsExhausted ? RemovalStatus.Completed : _limits.Reached) is { } end)
            {
                return end;
            }

            if (deleted > 0 && _options.BatchDelay > TimeSpan.Zero)
            {
                (_options.RetryWait ?? RetryPolicy.Wait)(_limits.Shorten(_options.BatchDelay), token);
                if (_limits.IsTimeUp)
                {
                    return RemovalStatus.TimeLimitReached;
                }
            }

            deleted = _session.Retrying(() => Delete(token), OnRetry, wasScan: () => !_session.HasCandidates, token);
            ShowProgress();
        }
    }

    private int Delete(CancellationToken token)
    {
        CandidateSet candidates = _session.Candidates(token);
        BatchRange range = candidates.Next(_sizer.Size, _limits.MostRows(_sizer));
        _session.FindReturned(token);

        // This query runs before the transaction and holds no locks, so its time does not count for the batch's size.
        Stopwatch watch = Stopwatch.StartNew();
        DeleteTransaction batch = new(_session.Session, _session.Statements, _backup, _session.Columns, _session.Clock);
        var rows = batch.Delete(range, token);
        try
        {
            batch.Commit();
        }
        catch (PsdPurgeException failure)
        {
            _session.IsLost = true;
            if (!FindOutcome(batch, failure))
            {
                throw;
            }
        }

        _sizer.Observe(rows, watch.Elapsed);
        _tally.AddBatch(rows);
        candidates.Advance(range, rows);
        return rows;
    }

    /// <summary>
    /// The commit failed, so only the server knows its outcome. Until the server has answered, nothing goes on, not even after Ctrl+C. Otherwise the tally
    /// and the backup would be wrong.
    /// </summary>
    private bool FindOutcome(DeleteTransaction batch, PsdPurgeException failure)
    {
        _reporter.Verbose($"{failure.Message} The server is queried for whether the batch was committed.");
        RetryPolicy patience = new(_options.RetryWait);
        try
        {
            var committed = patience.Run(
                () =>
                {
                    _session.Reconnect(CancellationToken.None);
                    return batch.Probe?.WasCommitted(_session.Connection, CancellationToken.None) == true;
                },
                Report,
                CancellationToken.None);
            batch.Settle(committed ? CommitOutcome.LaterFoundCommitted : CommitOutcome.LaterFoundNotCommitted);
            _tally.Retries += committed ? 1 : 0;
            return committed;
        }
        catch (PsdPurgeException unanswered)
        {
            batch.Settle(CommitOutcome.Unknown);
            FrontEnd frontEnd = _session.FrontEnd;
            throw new PsdPurgeException(
                ErrorIds.CommitOutcomeUnknown,
                ErrorKind.Unreachable,
                $"{frontEnd.DataSource} was lost while the last batch was being committed, and cannot be reached to find out whether it was. "
                    + $"Its rows are the last ones of the backup {_backup?.Path ?? "(none: -NoBackup)"} and are not counted as deleted. "
                    + "Run the command again when the server is back. It continues where it stopped.",
                frontEnd,
                unanswered);
        }
        finally
        {
            _tally.Retries += patience.Retries;
        }
    }

    private void OnRetry(PsdPurgeException failure, int attempt, TimeSpan delay)
    {
        Report(failure, attempt, delay);
        if (failure.Recovery != Recovery.RetryAsItIs)
        {
            _sizer.Shrink();
        }

        _limits.EnsureTimeFor(delay);
    }

    private void ShowProgress() => _session.Clock.Show(RunStep.Deleting, _tally.Deleted, _tally.Candidates);

    private void Report(PsdPurgeException failure, int attempt, TimeSpan delay) => _reporter.Verbose(RetryPolicy.Describe(failure, attempt, delay));
}
