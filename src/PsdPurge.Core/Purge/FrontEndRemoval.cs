using System.Diagnostics;

namespace PsdPurge.Purge;

/// <summary>The removal on one Front-End. It finds the candidates, then deletes them. Only one thread may use it at a time.</summary>
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

    /// <summary>Whether this Front-End's data contradicts the profile. Then it is wrong on the others, too, because they run the same product.</summary>
    public bool IsContradicted => _session.IsContradicted;

    /// <summary>The evidence for the profile; null if it was not read.</summary>
    public SchemaEvidence? Evidence { get; private set; }

    /// <summary>Runs the preflight, reads the evidence, counts the entries and finds the candidates. Deletes nothing.</summary>
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
                // No candidates is not a reason to refuse. But a wrong profile finds none either.
                _reporter.Warning(EvidenceJudge.Warning(FrontEnd, evidence));
            }

            _tally.Begin(candidates);
            Log($"{_tally.CountBefore:N0} entries, {candidates.Entries:N0} of them orphaned ({ByteSize.Format(candidates.Bytes)}).");
            return new RemovalPlan(FrontEnd, candidates.Entries, candidates.Bytes) { MaxEntries = _options.MaxEntries, Evidence = evidence.Summary };
        },
        Report,
        wasScan: () => true,
        token);

    /// <summary>Notes that the living conferences on the other Front-Ends have changed since this one was planned.</summary>
    public void TellAgain() => _session.TellAgain();

    /// <summary>
    /// Creates the backup. All backups of a pool exist before anything is deleted. A failure is reported, and then <see cref="Run"/> deletes nothing.
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

    /// <summary>Deletes the candidates. The result is true whatever ends the run. An error is reported in addition.</summary>
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
            // Whatever went wrong, the result must say what was deleted so far.
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
