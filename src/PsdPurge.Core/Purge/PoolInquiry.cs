using System.Collections.Concurrent;

namespace PsdPurge;

/// <summary>
/// Sessions on the Front-Ends of one pool, each of them told which of the endpoints' conferences live on the others: what is deleted here may still exist
/// on a replica.
/// </summary>
internal sealed class PoolInquiry : IDisposable
{
    private readonly ConcurrentDictionary<FrontEnd, OrphanSession> _sessions = new();
    private readonly ConcurrentDictionary<FrontEnd, IReadOnlyCollection<LiveConference>> _live = new();
    private readonly IReadOnlyList<FrontEnd> _frontEnds;
    private readonly SelectionScope _scope;
    private readonly ConnectionSettings _settings;
    private readonly int _throttleLimit;
    private readonly IRunReporter _reporter;

    public PoolInquiry(IReadOnlyList<FrontEnd> frontEnds, SelectionScope scope, ConnectionSettings settings, int throttleLimit, IRunReporter reporter)
    {
        _frontEnds = frontEnds;
        _scope = scope;
        _settings = settings;
        _throttleLimit = throttleLimit;
        _reporter = reporter;
    }

    /// <summary>The Front-Ends that answered, in the pool's order.</summary>
    public IReadOnlyList<OrphanSession> Sessions =>
        [.. _frontEnds.Select(f => _sessions.TryGetValue(f, out OrphanSession? session) ? session : null).OfType<OrphanSession>()];

    /// <summary>The Front-Ends that could not be asked.</summary>
    public IReadOnlyList<FrontEnd> Failed => [.. _frontEnds.Where(f => !_sessions.ContainsKey(f))];

    /// <summary>The endpoints asked for.</summary>
    public IReadOnlyCollection<string> Endpoints => _scope.Endpoints;

    /// <summary>Opens every session and reads its live conferences; failures are reported, the others go on.</summary>
    public async Task OpenAsync(CancellationToken token)
    {
        await ForEachAsync(
            _frontEnds,
            frontEnd =>
            {
                OrphanSession session = Reopen(frontEnd, token);
                try
                {
                    IReadOnlyCollection<LiveConference> live = _frontEnds.Count > 1 ? session.ReadLiveConferences(token) : [];
                    Describe(session, live, token);
                    _live[frontEnd] = live;
                    _sessions[frontEnd] = session;
                }
                catch
                {
                    session.Dispose();
                    throw;
                }
            },
            token).ConfigureAwait(false);
        if (!_sessions.IsEmpty && _sessions.Values.All(s => s.Organizers == 0))
        {
            _reporter.Warning(
                $"None of the {_scope.Endpoints.Count} endpoints has ever been seen by {string.Join(", ", Sessions.Select(s => s.FrontEnd.ComputerName))} (no row in rtc.dbo.Resource): there is nothing of theirs to find.");
        }
    }

    /// <summary>A fresh session after a lost one. What lives elsewhere is to be told again.</summary>
    public OrphanSession Reopen(FrontEnd frontEnd, CancellationToken token) => OrphanSession.Open(frontEnd, _scope, _settings, token);

    /// <summary>Tells the Front-End of a session what lives on the others.</summary>
    public void TellLiveElsewhere(OrphanSession session, CancellationToken token)
    {
        HashSet<LiveConference> elsewhere = [.. _live.Where(p => p.Key != session.FrontEnd).SelectMany(p => p.Value)];
        session.SetLiveElsewhere(elsewhere, token);
    }

    /// <summary>Runs work for several Front-Ends at once; a failure is reported for its Front-End and the others go on.</summary>
    public Task ForEachAsync(IEnumerable<FrontEnd> frontEnds, Action<FrontEnd> work, CancellationToken token) =>
        DedicatedThread.ForEachAsync(
            frontEnds,
            _throttleLimit,
            frontEnd =>
            {
                try
                {
                    work(frontEnd);
                }
                catch (PsdPurgeException failure)
                {
                    _reporter.Failed(failure);
                }
            },
            token);

    public void Dispose()
    {
        foreach (OrphanSession session in _sessions.Values)
        {
            session.Dispose();
        }
    }

    private void Describe(OrphanSession session, IReadOnlyCollection<LiveConference> live, CancellationToken token)
    {
        _reporter.Verbose(
            $"{session.FrontEnd.DataSource}: connected; {session.Organizers} of {_scope.Endpoints.Count} endpoints are known there; they have {live.Count} living conferences.");
        var unattributed = session.Statements.Profile.NamesConfId ? 0 : session.CountUnattributedActiveConferences(token);
        if (unattributed > 0)
        {
            _reporter.Warning(
                $"{session.FrontEnd.DataSource} has {unattributed} active conferences without a row in rtc.dbo.Conference, so nobody can say whose they are. "
                + (_scope.CheckUnattributedActive
                    ? "All entries there are left alone until those conferences have ended; -SkipActiveConferenceCheck overrides that."
                    : "They protect nothing, as -SkipActiveConferenceCheck says."));
        }
    }
}
