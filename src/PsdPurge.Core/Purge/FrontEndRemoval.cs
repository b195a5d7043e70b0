using System.Diagnostics;

namespace PsdPurge.Purge;

/// <summary>The removal on one Front-End: finds its candidates, then deletes them batch by batch. One thread uses it at a time.</summary>
internal sealed class FrontEndRemoval : IDisposable
{
    private readonly RemovalSession _session;
    private readonly PoolInquiry _inquiry;
    private readonly RemovalOptions _options;
    private readonly IRunReporter _reporter;
    private readonly RetryPolicy _retry;
    private readonly BatchSizer _sizer;
    private readonly RemovalTally _tally = new();
    private RemovalLimits? _limits;
    private BackupFile? _backup;

    public FrontEndRemoval(OrphanSession session, PoolInquiry inquiry, RemovalOptions options, IRunReporter reporter)
    {
        _session = new RemovalSession(session, inquiry, options);
        _inquiry = inquiry;
        _options = options;
        _reporter = reporter;
        _retry = new RetryPolicy(options.RetryWait);
        _sizer = new BatchSizer(options.BatchSize, options.TargetBatchTime);
    }

    public FrontEnd FrontEnd => _session.FrontEnd;

    /// <summary>Whether this Front-End's data says that the profile is wrong; then it is wrong on the others, too, which run the same product.</summary>
    public bool IsContradicted => _session.IsContradicted;

    /// <summary>Preflight, evidence, count, candidates. Deletes nothing.</summary>
    /// <exception cref="PsdPurgeException">Says which condition of a removal does not hold.</exception>
    public RemovalPlan Prepare(CancellationToken token) => Retrying(
        () =>
        {
            RemovalPreflight.Check(_session.Session, token);
            SchemaEvidence evidence = _session.Evidence(_reporter, token);
            _tally.Evidence = evidence.Summary;
            _tally.CountBefore = EntryCounter.Count(_session.Connection, token);
            CandidateSet candidates = _session.Candidates(token);
            if (candidates.Entries > 0)
            {
                EvidenceJudge.EnsureProven(FrontEnd, _session.Session.Statements.Profile.Profile, evidence);
            }
            else if (evidence.Verdict != EvidenceVerdict.Proven)
            {
                // Nothing to delete is nothing to refuse, but a wrong profile finds nothing, too.
                _reporter.Warning(EvidenceJudge.Warning(FrontEnd, evidence));
            }

            _tally.Begin(candidates);
            Log($"{_tally.CountBefore:N0} entries, {candidates.Entries:N0} of them orphaned ({ByteSize.Format(candidates.Bytes)}).");
            return new RemovalPlan(FrontEnd, candidates.Entries, candidates.Bytes) { MaxEntries = _options.MaxEntries, Evidence = evidence.Summary };
        },
        wasScan: () => true,
        token);

    /// <summary>What lives on the other Front-Ends is not what it was when this one was prepared.</summary>
    public void TellAgain() => _session.TellAgain();

    /// <summary>Deletes the candidates. Whatever ends it, the result is true; an error is reported beside it.</summary>
    public RemovalResult Run(CancellationToken token)
    {
        Stopwatch elapsed = Stopwatch.StartNew();
        RemovalStatus status;
        _limits = new RemovalLimits(_options, _tally, elapsed);
        try
        {
            token.ThrowIfCancellationRequested();
            _backup = _options.BackupFolder is { } folder ? BackupFile.Create(folder, _session.Session, _inquiry.Endpoints, _tally.Evidence, _options.OpenBackup) : null;
            Log($"deleting begins; backup: {_backup?.Path ?? "none"}");
            _reporter.Progress(new FrontEndProgress(FrontEnd, "Deleting", 0, _tally.Candidates));
            status = DeleteAll(_limits, token);
            CountWhatIsLeft(status, token);
        }
        catch (OperationCanceledException)
        {
            status = _tally.Deleted == _tally.Candidates ? RemovalStatus.Completed
                : token.IsCancellationRequested ? RemovalStatus.Stopped
                : RemovalStatus.TimeLimitReached;
        }
        catch (Exception exception)
        {
            // Whatever it is: what was deleted until now must not be left unsaid.
            _reporter.Failed(exception as PsdPurgeException ?? Unexpected(exception));
            status = RemovalStatus.Failed;
        }

        var backupFile = _backup?.Complete();
        _reporter.Progress(new FrontEndProgress(FrontEnd, "Deleting", _tally.Deleted, _tally.Candidates, Completed: true));
        RemovalResult result = Result(status, elapsed.Elapsed, backupFile);
        Log($"{status}: {result.Deleted:N0} of {result.Candidates:N0} deleted in {result.Batches:N0} batches and {result.Elapsed.TotalSeconds:N1} s; {result.CountAfter:N0} entries are left.");
        return result;
    }

    /// <summary>The result where nothing was to be deleted.</summary>
    public RemovalResult Leave(RemovalStatus status)
    {
        _tally.CountAfter = _tally.CountBefore;
        return Result(status, TimeSpan.Zero, null);
    }

    public void Dispose()
    {
        _backup?.Dispose();
        _session.Dispose();
    }

    private RemovalResult Result(RemovalStatus status, TimeSpan elapsed, string? backupFile) =>
        _tally.Result(FrontEnd, status, elapsed, backupFile, _retry.Retries + _inquiry.RetriesOn(FrontEnd));

    private RemovalStatus DeleteAll(RemovalLimits limits, CancellationToken token)
    {
        var deleted = 0;
        while (true)
        {
            token.ThrowIfCancellationRequested();
            if ((_session.IsExhausted ? RemovalStatus.Completed : limits.Reached) is { } end)
            {
                return end;
            }

            if (deleted > 0 && _options.BatchDelay > TimeSpan.Zero)
            {
                (_options.RetryWait ?? RetryPolicy.Wait)(limits.Shorten(_options.BatchDelay), token);
                if (limits.IsTimeUp)
                {
                    return RemovalStatus.TimeLimitReached;
                }
            }

            deleted = Retrying(() => DeleteBatch(limits, token), wasScan: () => !_session.HasCandidates, token);
            _reporter.Progress(new FrontEndProgress(FrontEnd, "Deleting", _tally.Deleted, _tally.Candidates));
        }
    }

    private int DeleteBatch(RemovalLimits limits, CancellationToken token)
    {
        CandidateSet candidates = _session.Candidates(token);
        BatchRange range = candidates.Next(_sizer.Size, limits.MostRows(_sizer));
        Stopwatch watch = Stopwatch.StartNew();
        DeleteTransaction batch = new(_session.Session, _session.Statements, _backup, _session.Columns);
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
    /// The commit failed, so nobody here knows its outcome; the server does. Until it has said so, nothing goes on, not even for Ctrl+C: the tally and
    /// the backup would not be true.
    /// </summary>
    private bool FindOutcome(DeleteTransaction batch, PsdPurgeException failure)
    {
        _reporter.Verbose($"{failure.Message} Asking the server whether the batch was committed.");
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
            batch.Settle(committed);
            _tally.Retries += committed ? 1 : 0;
            return committed;
        }
        catch (PsdPurgeException unanswered)
        {
            throw new PsdPurgeException(
                ErrorIds.CommitOutcomeUnknown,
                ErrorKind.Unreachable,
                $"{FrontEnd.DataSource} was lost while the last batch was being committed, and cannot be asked whether it was. Its rows are the last ones of the backup {_backup?.Path ?? "(none: -NoBackup)"} and are not counted as deleted. Run the command again when the server is back: it takes up where it stopped.",
                FrontEnd,
                unanswered);
        }
        finally
        {
            _tally.Retries += patience.Retries;
        }
    }

    private T Retrying<T>(Func<T> work, Func<bool> wasScan, CancellationToken token) => _retry.Run(
        () =>
        {
            if (_session.IsLost)
            {
                _session.Reconnect(token);
            }

            return work();
        },
        (failure, attempt, delay) =>
        {
            Report(failure, attempt, delay);
            if (failure.Recovery != Recovery.RetryAsItIs)
            {
                _sizer.Shrink();
            }

            _session.IsLost |= failure.Recovery == Recovery.Reconnect;
            if (_limits is { } limits && limits.Shorten(delay) < delay)
            {
                // There is no time left for another attempt.
                throw new OperationCanceledException();
            }
        },
        token,
        wasScan);

    private void Log(FormattableString text) => _reporter.Verbose($"{FrontEnd.DataSource}: {FormattableString.Invariant(text)}");

    private void Report(PsdPurgeException failure, int attempt, TimeSpan delay) => _reporter.Verbose(RetryPolicy.Describe(failure, attempt, delay));

    private PsdPurgeException Unexpected(Exception exception) => new(
        ErrorIds.UnexpectedError,
        ErrorKind.Unspecified,
        $"{FrontEnd.DataSource}: {exception.Message} What the result says is deleted{(_backup is null ? "" : ", and is in the backup")}. This is a mistake of this module: report it with the stack trace of the inner exception.",
        FrontEnd,
        exception);

    private void CountWhatIsLeft(RemovalStatus status, CancellationToken token) => Retrying(
        () =>
        {
            Dictionary<SkipReason, long> kept = [];
            if (status == RemovalStatus.Completed && _tally.Deleted < _tally.Candidates)
            {
                _session.Candidates(token);
                if (!_session.Statements.LooksUp)
                {
                    _session.Connection.Execute(_session.Statements.FindReturned, token);
                }

                _session.Connection.ForEach(_session.Statements.SummarizeKept, row => kept[(SkipReason)row.GetInt32(0)] = row.GetInt64(1), token);
                kept.Remove(default);
                var missing = _tally.Candidates - _tally.Deleted - kept.Values.Sum();
                if (missing > 0)
                {
                    kept[SkipReason.NotFound] = missing;
                }
            }

            _tally.CountAfter = EntryCounter.Count(_session.Connection, token);
            _tally.AddSkipped(kept);
            return true;
        },
        wasScan: () => true,
        token);
}
