namespace PsdPurge.Purge;

/// <summary>
/// The queries of a removal on one Front-End, with its candidates. A session's temp tables end with it, so in a new session the candidates are found again.
/// </summary>
internal sealed class RemovalSession
{
    private readonly PoolSessions _sessions;
    private readonly PoolInquiry _inquiry;
    private readonly SelectionScope _scope;
    private readonly RetryPolicy _retry;
    private readonly LookBack _lookedBack = new();
    private OrphanSession _session;
    private CandidateSet? _candidates;
    private SchemaEvidence? _evidence;
    private bool _tellAgain;

    public RemovalSession(FrontEnd frontEnd, PoolSessions sessions, PoolInquiry inquiry, SelectionScope scope, RetryPolicy retry)
    {
        _sessions = sessions;
        _session = sessions.Of(frontEnd);
        _inquiry = inquiry;
        _scope = scope;
        _retry = retry;
        FrontEnd = frontEnd;
        Columns = _session.Schema.EntryColumns;
        Statements = new RemoveStatements(_session.Schema, _session.Statements);
    }

    public FrontEnd FrontEnd { get; }

    /// <summary>The entries' columns at the start: the backup is written for them.</summary>
    public IReadOnlyList<ServerColumn> Columns { get; }

    public OrphanSession Session => _session;

    public FrontEndConnection Connection => _session.Connection;

    public RemoveStatements Statements { get; private set; }

    public StepClock Clock => _sessions.ClockOf(FrontEnd);

    /// <summary>Whether this Front-End's data says that the profile is wrong.</summary>
    public bool IsContradicted { get; private set; }

    /// <summary>Whether every candidate has been processed.</summary>
    public bool IsExhausted => _candidates is { IsExhausted: true };

    /// <summary>Whether the candidates have been found; if not, what failed was the search for them.</summary>
    public bool HasCandidates => _candidates is not null;

    /// <summary>Whether the session is lost.</summary>
    public bool IsLost { get; set; }

    /// <summary>The number of retries here.</summary>
    public int Retries => _retry.Retries;

    /// <summary>The living conferences on the other Front-Ends have changed since the candidates were found.</summary>
    public void TellAgain() => _tellAgain = true;

    /// <summary>Reads the evidence for the profile.</summary>
    public SchemaEvidence Evidence(IRunReporter reporter, CancellationToken token)
    {
        if (_evidence is null)
        {
            // As for the candidates, half-filled temp tables are useless for the next attempt.
            IsLost = true;
            using StepClock.Measured step = Clock.Measure(RunStep.Evidence);
            _evidence = _session.ReadEvidence(_inquiry.NamedOn(FrontEnd), reporter, token);
            IsLost = false;
        }

        IsContradicted = _evidence.Verdict == EvidenceVerdict.Contradicted;
        return _evidence;
    }

    /// <summary>The candidates; found again if the session is a new one.</summary>
    public CandidateSet Candidates(CancellationToken token)
    {
        if (_candidates is null || _tellAgain)
        {
            // Half-filled temp tables are useless for the next attempt. A new session has none.
            IsLost = true;
            using StepClock.Measured step = Clock.Begin(RunStep.Candidates);
            _session.CopyLiving(token);
            _inquiry.TellLiveElsewhere(_session, token);
            _candidates ??= Find(token);
            IsLost = _tellAgain = false;
        }

        return _candidates;
    }

    /// <summary>
    /// Finds conferences that came back meanwhile, if the delete itself has no index to look for them. This is a pass over Conference, so it is repeated only
    /// after some time. A conference made since the last pass has a higher number, by which the delete finds it. If conferences have no numbers, the pass is
    /// made each time.
    /// </summary>
    /// <param name="token">Ends it.</param>
    /// <param name="always">Whether to make the pass even if the last one was not long ago.</param>
    public void FindReturned(CancellationToken token, bool always = false)
    {
        if (Statements.LooksUp || (Statements.SeesNewer && !always && _lookedBack.IsFresh))
        {
            return;
        }

        _lookedBack.Begin();
        Connection.Execute(Statements.FindReturned, token);
        _lookedBack.End();
    }

    /// <summary>Candidates that still exist, by the reason why they were kept.</summary>
    public Dictionary<SkipReason, long> CountKept(CancellationToken token)
    {
        Candidates(token);
        FindReturned(token, always: true);
        Dictionary<SkipReason, long> kept = [];
        Connection.ForEach(Statements.SummarizeKept, row => kept[(SkipReason)row.GetInt32(0)] = row.GetInt64(1), token);
        kept.Remove(default);
        return kept;
    }

    /// <summary>Runs work until it succeeds, fails permanently or was tried too often. If the session was lost, it opens a new one.</summary>
    /// <param name="work">The work. It must leave nothing half done if it throws.</param>
    /// <param name="onRetry">Called before the delay, with the failure, the number of this retry and the delay.</param>
    /// <param name="wasScan">Whether what timed out was a scan.</param>
    /// <param name="token">Ends it.</param>
    public T Retrying<T>(Func<T> work, Action<PsdPurgeException, int, TimeSpan> onRetry, Func<bool> wasScan, CancellationToken token) => _retry.Run(
        () =>
        {
            if (IsLost)
            {
                Reconnect(token);
            }

            return work();
        },
        (failure, attempt, delay) =>
        {
            IsLost |= failure.Recovery == Recovery.Reconnect;
            onRetry(failure, attempt, delay);
        },
        token,
        wasScan);

    /// <summary>Goes on in a new session.</summary>
    public void Reconnect(CancellationToken token)
    {
        _candidates = null;
        _lookedBack.Forget();
        _session = _sessions.Replace(FrontEnd, token);
        if (!_session.Schema.EntryColumns.SequenceEqual(Columns))
        {
            throw DeleteTransaction.SchemaChanged(FrontEnd);
        }

        Statements = new RemoveStatements(_session.Schema, _session.Statements);
        IsLost = false;
    }

    private CandidateSet Find(CancellationToken token)
    {
        CandidateSet candidates = CandidateSet.Fill(_session, Statements, _scope.Only is null ? null : _scope.OnlyOn(FrontEnd), token);
        try
        {
            using StepClock.Measured step = Clock.Measure(RunStep.Evidence);
            _session.Evidence.CheckCandidates(_evidence!.SameOrganizer, token);
            if (!_scope.LooksOneWay)
            {
                EvidenceJudge.CheckCarried(FrontEnd, _session.Statements.Profile.Profile, new CarriedIdCheck(_session).Find(candidates.Documents, token));
            }
        }
        catch (PsdPurgeException failure) when (failure.Recovery == Recovery.StopPool)
        {
            IsContradicted = true;
            throw;
        }

        return candidates;
    }
}
