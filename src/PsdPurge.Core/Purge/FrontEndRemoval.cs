using System.Diagnostics;

namespace PsdPurge;

/// <summary>The removal on one Front-End: finds its candidates, then deletes them batch by batch. One thread uses it at a time.</summary>
internal sealed class FrontEndRemoval : IDisposable
{
    private readonly PoolInquiry _inquiry;
    private readonly RemovalOptions _options;
    private readonly IRunReporter _reporter;
    private readonly RetryPolicy _retry;
    private readonly BatchSizer _sizer;
    private readonly RemovalTally _tally = new();
    private readonly IReadOnlyList<ColumnInfo> _columns;
    private OrphanSession _session;
    private RemoveStatements _statements;
    private CandidateSet? _candidates;
    private SchemaEvidence? _evidence;
    private BackupFile? _backup;
    private bool _lost;
    private bool _tellAgain;
    private RemovalLimits? _limits;

    public FrontEndRemoval(OrphanSession session, PoolInquiry inquiry, RemovalOptions options, IRunReporter reporter)
    {
        _session = session;
        _statements = new RemoveStatements(session.Schema, session.Statements);
        _inquiry = inquiry;
        _options = options;
        _reporter = reporter;
        _retry = new RetryPolicy(options.RetryWait);
        _sizer = new BatchSizer(options.BatchSize, options.TargetBatchTime);
        FrontEnd = session.FrontEnd;
        _columns = session.Schema.EntryColumns;
    }

    public FrontEnd FrontEnd { get; }

    /// <summary>Whether this Front-End's data says that the profile is wrong; then it is wrong on the others, too, which run the same product.</summary>
    public bool IsContradicted { get; private set; }

    /// <summary>Preflight, evidence, count, candidates. Deletes nothing.</summary>
    /// <exception cref="PsdPurgeException">Says which condition of a removal does not hold.</exception>
    public RemovalPlan Prepare(CancellationToken token) => Retrying(
        () =>
        {
            RemovalPreflight.CheckRights(_session, token);
            _evidence ??= _session.ReadEvidence(_reporter, token);
            IsContradicted = _evidence.Verdict == EvidenceVerdict.Contradicted;
            _tally.CountBefore = EntryCounter.Count(_session.Connection, token);
            CandidateSet candidates = Candidates(token);
            if (candidates.Entries > 0)
            {
                EvidenceJudge.EnsureProven(FrontEnd, _session.Statements.Profile.Profile, _evidence);
            }
            else if (_evidence.Verdict != EvidenceVerdict.Proven)
            {
                // Nothing to delete is nothing to refuse, but a wrong profile finds nothing, too.
                _reporter.Warning(EvidenceJudge.Warning(FrontEnd, _evidence));
            }

            _tally.Begin(candidates);
            Log($"{_tally.CountBefore:N0} entries, {candidates.Entries:N0} of them orphaned ({ByteSize.Format(candidates.Bytes)}).");
            return new RemovalPlan(FrontEnd, candidates.Entries, candidates.Bytes);
        },
        token);

    /// <summary>Deletes the candidates. Whatever ends it, the result is true; an error is reported beside it.</summary>
    public RemovalResult Run(CancellationToken token)
    {
        Stopwatch elapsed = Stopwatch.StartNew();
        RemovalStatus status;
        _limits = new RemovalLimits(_options, _tally, elapsed);
        try
        {
            token.ThrowIfCancellationRequested();
            _backup = _options.BackupFolder is { } folder ? BackupFile.Create(folder, _session, _inquiry.Endpoints, _options.OpenBackup) : null;
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
        _tally.Retries += _retry.Retries + _inquiry.RetriesOn(FrontEnd);
        RemovalResult result = _tally.Result(FrontEnd, status, elapsed.Elapsed, backupFile);
        Log($"{status}: {result.Deleted:N0} of {result.Candidates:N0} deleted in {result.Batches:N0} batches and {result.Elapsed.TotalSeconds:N1} s; {result.CountAfter:N0} entries are left.");
        return result;
    }

    /// <summary>The result where nothing was to be deleted.</summary>
    public RemovalResult Leave(RemovalStatus status)
    {
        _tally.CountAfter = _tally.CountBefore;
        _tally.Retries += _retry.Retries + _inquiry.RetriesOn(FrontEnd);
        return _tally.Result(FrontEnd, status, TimeSpan.Zero, null);
    }

    /// <summary>What lives on the other Front-Ends is not what it was when the candidates were found.</summary>
    public void TellAgain() => _tellAgain = true;

    public void Dispose()
    {
        _backup?.Dispose();
        _session.Dispose();
    }

    private RemovalStatus DeleteAll(RemovalLimits limits, CancellationToken token)
    {
        for (var isFirst = true; ; isFirst = false)
        {
            token.ThrowIfCancellationRequested();
            if ((_candidates is { IsExhausted: true } ? RemovalStatus.Completed : limits.Reached) is { } end)
            {
                return end;
            }

            if (!isFirst && _options.BatchDelay > TimeSpan.Zero)
            {
                RetryPolicy.Wait(limits.Shorten(_options.BatchDelay), token);
                if (limits.IsTimeUp)
                {
                    return RemovalStatus.TimeLimitReached;
                }
            }

            Retrying(() => DeleteBatch(limits, token), token);
            _reporter.Progress(new FrontEndProgress(FrontEnd, "Deleting", _tally.Deleted, _tally.Candidates));
        }
    }

    private int DeleteBatch(RemovalLimits limits, CancellationToken token)
    {
        CandidateSet candidates = Candidates(token);
        BatchRange range = candidates.Next(_sizer.Size, limits.MostRows(_sizer));
        Stopwatch watch = Stopwatch.StartNew();
        DeleteTransaction batch = new(_session, _statements, _backup, _columns);
        var rows = batch.Delete(range, token);
        try
        {
            batch.Commit();
        }
        catch (PsdPurgeException failure)
        {
            _lost = true;
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
                    Reconnect(CancellationToken.None);
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
                "CommitOutcomeUnknown",
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

    private T Retrying<T>(Func<T> work, CancellationToken token) => _retry.Run(
        () =>
        {
            if (_lost)
            {
                Reconnect(token);
            }

            return work();
        },
        (failure, attempt, delay) =>
        {
            Report(failure, attempt, delay);
            _sizer.Shrink();
            _lost |= SqlFailure.LosesConnection(failure);
            if (_limits is { } limits && limits.Shorten(delay) < delay)
            {
                // There is no time left for another attempt.
                throw new OperationCanceledException();
            }
        },
        token);

    private void Log(FormattableString text) => _reporter.Verbose($"{FrontEnd.DataSource}: {FormattableString.Invariant(text)}");

    private void Report(PsdPurgeException failure, int attempt, TimeSpan delay) =>
        _reporter.Verbose(RetryPolicy.Describe(failure, attempt, delay));

    /// <summary>A new session; the temp tables of the old one are gone with it.</summary>
    private void Reconnect(CancellationToken token)
    {
        _session.Dispose();
        _candidates = null;
        try
        {
            _session = _inquiry.Reopen(FrontEnd, token);
        }
        catch (PsdPurgeException failure) when (failure.ErrorId is "FrontEndUnreachable" or "DatabaseMissing")
        {
            // It answered before, so it may come back, its databases a little later: that is worth the retries that a first connection is not.
            throw new PsdPurgeException("ConnectionLost", failure.Kind, failure.Message, FrontEnd, failure);
        }

        if (!_session.Schema.EntryColumns.SequenceEqual(_columns))
        {
            throw DeleteTransaction.SchemaChanged(FrontEnd);
        }

        _statements = new RemoveStatements(_session.Schema, _session.Statements);
        _lost = false;
    }

    private CandidateSet Candidates(CancellationToken token)
    {
        if (_candidates is null)
        {
            // Temp tables that are half filled are of no use to the next attempt; a new session has none.
            _lost = true;
            _inquiry.TellLiveElsewhere(_session, token);
            CandidateSet candidates = CandidateSet.Fill(_session, _statements, _options.Only is null ? null : _options.OnlyOn(FrontEnd), token);
            CheckCandidates(token);
            _candidates = candidates;
            _lost = _tellAgain = false;
        }
        else if (_tellAgain)
        {
            _lost = true;
            _inquiry.TellLiveElsewhere(_session, token);
            _lost = _tellAgain = false;
        }

        return _candidates;
    }

    private void CheckCandidates(CancellationToken token)
    {
        try
        {
            _session.Evidence.CheckCandidates(_evidence!.SameOrganizer, token);
        }
        catch (PsdPurgeException failure) when (failure.ErrorId == "SchemaContradicted")
        {
            IsContradicted = true;
            throw;
        }
    }

    private PsdPurgeException Unexpected(Exception exception) => new(
        "UnexpectedError",
        ErrorKind.Unspecified,
        $"{FrontEnd.DataSource}: {exception.Message} What the result says is deleted, and is in the backup. This is a mistake of this module: report it with the stack trace of the inner exception.",
        FrontEnd,
        exception);

    private void CountWhatIsLeft(RemovalStatus status, CancellationToken token) => Retrying(
        () =>
        {
            Dictionary<SkipReason, long> kept = [];
            if (status == RemovalStatus.Completed && _tally.Deleted < _tally.Candidates)
            {
                Candidates(token);
                _session.Connection.ForEach(_statements.SummarizeKept, row => kept[(SkipReason)row.GetInt32(0)] = row.GetInt64(1), token);
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
        token);
}
