namespace PsdPurge.Purge;

/// <summary>
/// A removal's session on one Front-End with its candidates, and how to get another one when it is lost. The temp tables of a session are gone with it, so
/// the candidates are found again.
/// </summary>
internal sealed class RemovalSession : IDisposable
{
    private readonly PoolInquiry _inquiry;
    private readonly RemovalOptions _options;
    private OrphanSession _session;
    private CandidateSet? _candidates;
    private SchemaEvidence? _evidence;
    private bool _tellAgain;

    public RemovalSession(OrphanSession session, PoolInquiry inquiry, RemovalOptions options)
    {
        _session = session;
        _inquiry = inquiry;
        _options = options;
        FrontEnd = session.FrontEnd;
        Columns = session.Schema.EntryColumns;
        Statements = new RemoveStatements(session.Schema, session.Statements);
    }

    public FrontEnd FrontEnd { get; }

    /// <summary>The entries' columns at the start: the backup is written for them.</summary>
    public IReadOnlyList<ColumnInfo> Columns { get; }

    public OrphanSession Session => _session;

    public FrontEndConnection Connection => _session.Connection;

    public RemoveStatements Statements { get; private set; }

    /// <summary>Whether this Front-End's data says that the profile is wrong.</summary>
    public bool IsContradicted { get; private set; }

    /// <summary>Whether every candidate's turn has come.</summary>
    public bool IsExhausted => _candidates is { IsExhausted: true };

    /// <summary>Whether the candidates have been found; if not, what failed was the search for them.</summary>
    public bool HasCandidates => _candidates is not null;

    /// <summary>Whether the session is of no use any more.</summary>
    public bool IsLost { get; set; }

    /// <summary>What lives on the other Front-Ends is not what it was when the candidates were found.</summary>
    public void TellAgain() => _tellAgain = true;

    /// <summary>What the data says of the profile.</summary>
    public SchemaEvidence Evidence(IRunReporter reporter, CancellationToken token)
    {
        if (_evidence is null)
        {
            // As with the candidates: temp tables that are half filled are of no use to the next attempt.
            IsLost = true;
            _evidence = _session.ReadEvidence(_inquiry.NamedOn(FrontEnd), reporter, token);
            IsLost = false;
        }

        IsContradicted = _evidence.Verdict == EvidenceVerdict.Contradicted;
        return _evidence;
    }

    /// <summary>The candidates; found again where the session is a new one.</summary>
    public CandidateSet Candidates(CancellationToken token)
    {
        if (_candidates is null || _tellAgain)
        {
            // Temp tables that are half filled are of no use to the next attempt; a new session has none.
            IsLost = true;
            _session.CopyLiving(token);
            _inquiry.TellLiveElsewhere(_session, token);
            _candidates ??= Find(token);
            IsLost = _tellAgain = false;
        }

        return _candidates;
    }

    /// <summary>A new session.</summary>
    public void Reconnect(CancellationToken token)
    {
        _session.Dispose();
        _candidates = null;
        try
        {
            _session = _inquiry.Reopen(FrontEnd, token);
        }
        catch (PsdPurgeException failure) when (failure.Recovery == Recovery.ReconnectIfItAnsweredBefore)
        {
            // It answered before: that is worth the retries that a first connection is not.
            throw new PsdPurgeException(ErrorIds.ConnectionLost, failure.Kind, failure.Message, FrontEnd, failure) { Recovery = Recovery.Reconnect };
        }

        if (!_session.Schema.EntryColumns.SequenceEqual(Columns))
        {
            throw DeleteTransaction.SchemaChanged(FrontEnd);
        }

        Statements = new RemoveStatements(_session.Schema, _session.Statements);
        IsLost = false;
    }

    public void Dispose() => _session.Dispose();

    private CandidateSet Find(CancellationToken token)
    {
        CandidateSet candidates = CandidateSet.Fill(_session, Statements, _options.Only is null ? null : _options.OnlyOn(FrontEnd), token);
        try
        {
            _session.Evidence.CheckCandidates(_evidence!.SameOrganizer, token);
            EvidenceJudge.CheckCarried(FrontEnd, _session.Statements.Profile.Profile, new CarriedIdCheck(_session).Find(candidates.Documents, token));
        }
        catch (PsdPurgeException failure) when (failure.Recovery == Recovery.StopPool)
        {
            IsContradicted = true;
            throw;
        }

        return candidates;
    }
}
