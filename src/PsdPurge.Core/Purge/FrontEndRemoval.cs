using System.Diagnostics;

namespace PsdPurge.Purge;

/// <summary>The removal on one Front-End: finds its candidates, then deletes them. One thread uses it at a time.</summary>
internal sealed class FrontEndRemoval : IDisposable
{
    private readonly PoolSessions _sessions;
    private readonly SelectionScope _scope;
    private readonly RemovalOptions _options;
    private readonly IRunReporter _reporter;
    private readonly RemovalSession _session;
    private readonly RemovalTally _tally = new();
    private readonly Stopwatch _elapsed;
    private BackupFile? _backup;
    private bool _hasFailed;

    public FrontEndRemoval(
        FrontEnd frontEnd, PoolSessions sessions, PoolInquiry inquiry, SelectionScope scope, RemovalOptions options, Stopwatch elapsed, IRunReporter reporter)
    {
        FrontEnd = frontEnd;
        _sessions = sessions;
        _scope = scope;
        _options = options;
        _elapsed = elapsed;
        _reporter = reporter;
        _session = new RemovalSession(frontEnd, sessions, inquiry, scope, new RetryPolicy(options.RetryWait));
    }

    public FrontEnd FrontEnd { get; }

    /// <summary>Whether this Front-End's data says that the profile is wrong; then it is wrong on the others, too, which run the same product.</summary>
    public bool IsContradicted => _session.IsContradicted;

    /// <summary>What its data says of the profile; null if that was not read.</summary>
    public SchemaEvidence? Evidence { get; private set; }

    /// <summary>Preflight, evidence, count, candidates. Deletes nothing.</summary>
    /// <exception cref="PsdPurgeException">Says which condition of a removal does not hold.</exception>
    public RemovalPlan Plan(CancellationToken token) => _session.Retrying(
        () =>
        {
            using (_session.Clock.Measure(RunStep.Evidence))
            {
                RemovalPreflight.Check(_session.Session, token);
            }

            SchemaEvidence evidence = Evidence = _session.Evidence(_reporter, token);
            _tally.Evidence = evidence.Summary;
            using (_session.Clock.Measure(RunStep.Candidates))
            {
                _tally.CountBefore = EntryCounter.Count(_session.Connection, token);
            }

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
        Report,
        wasScan: () => true,
        token);

    /// <summary>What lives on the other Front-Ends is not what it was when this one was planned.</summary>
    public void TellAgain() => _session.TellAgain();

    /// <summary>
    /// Creates the backup. All of a pool's are there before anything is deleted anywhere; a failure is reported, and <see cref="Run"/> then deletes nothing.
    /// </summary>
    public void OpenBackup()
    {
        try
        {
            _backup = _options.BackupFolder is { } folder
                ? BackupFile.Create(folder, _session.Session, _scope.Endpoints, _tally.Evidence, _options.OpenBackup)
                : null;
        }
        catch (Exception exception)
        {
            _reporter.Failed(exception as PsdPurgeException ?? Unexpected(exception));
            _hasFailed = true;
        }
    }

    /// <summary>Deletes the candidates. Whatever ends it, the result is true; an error is reported beside it.</summary>
    public RemovalResult Run(CancellationToken token)
    {
        if (_hasFailed)
        {
            return Leave(RemovalStatus.Failed);
        }

        RemovalLimits limits = new(_options, _tally, Stopwatch.StartNew());
        StepClock.Measured step = _session.Clock.Measure(RunStep.Deleting);
        RemovalStatus status;
        try
        {
            token.ThrowIfCancellationRequested();
            Log($"deleting begins; backup: {_backup?.Path ?? "none"}");
            status = new BatchRemoval(_session, _tally, limits, _options, _backup, _reporter).Run(token);
            CountWhatIsLeft(status, limits, token);
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
        step.Dispose();
        _session.Clock.Hide();
        RemovalResult result = Result(status, backupFile);
        var (deleted, batches, seconds) = (result.Deleted, result.Batches, result.Elapsed.TotalSeconds);
        Log($"{status}: {deleted:N0} of {result.Candidates:N0} deleted in {batches:N0} batches and {seconds:N1} s; {result.CountAfter:N0} entries are left.");
        return result;
    }

    /// <summary>The result if nothing was to be deleted.</summary>
    public RemovalResult Leave(RemovalStatus status)
    {
        _tally.CountAfter = _tally.CountBefore;
        return Result(status, null);
    }

    public void Dispose() => _backup?.Dispose();

    private void CountWhatIsLeft(RemovalStatus status, RemovalLimits limits, CancellationToken token) => _session.Retrying(
        () =>
        {
            Dictionary<SkipReason, long> kept = [];
            if (status == RemovalStatus.Completed && _tally.Deleted < _tally.Candidates)
            {
                kept = _session.CountKept(token);
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
        (failure, attempt, delay) =>
        {
            Report(failure, attempt, delay);
            limits.EnsureTimeFor(delay);
        },
        wasScan: () => true,
        token);

    private RemovalResult Result(RemovalStatus status, string? backupFile) =>
        _tally.Result(FrontEnd, status, backupFile, _session.Retries + _sessions.RetriesOn(FrontEnd)) with
        {
            Elapsed = _elapsed.Elapsed,
            ElapsedBy = _session.Clock.Times,
        };

    private void Log(FormattableString text) => _reporter.Verbose($"{FrontEnd.DataSource}: {FormattableString.Invariant(text)}");

    private void Report(PsdPurgeException failure, int attempt, TimeSpan delay) => _reporter.Verbose(RetryPolicy.Describe(failure, attempt, delay));

    private PsdPurgeException Unexpected(Exception exception) => new(
        ErrorIds.UnexpectedError,
        ErrorKind.Unspecified,
        $"{FrontEnd.DataSource}: {exception.Message} What the result says is deleted{(_backup is null ? "" : ", and is in the backup")}. "
            + "This is a bug in this module. Report it with the stack trace of the inner exception.",
        FrontEnd,
        exception);
}
