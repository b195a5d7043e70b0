using System.Collections.Concurrent;

namespace PsdPurge.Purge;

/// <summary>
/// Sessions on the Front-Ends of one pool, each of them told which of the endpoints' conferences live on the others: what is deleted here may still exist
/// on a replica.
/// </summary>
internal sealed class PoolInquiry : IDisposable
{
    private readonly ConcurrentDictionary<FrontEnd, OrphanSession> _sessions = new();
    private readonly ConcurrentDictionary<FrontEnd, FrontEndFacts> _facts = new();
    private readonly ConcurrentDictionary<FrontEnd, int> _retries = new();
    private readonly Lazy<(long Living, long Named, IReadOnlyList<string> Examples)> _named;
    private readonly IReadOnlyList<FrontEnd> _frontEnds;
    private readonly SelectionScope _scope;
    private readonly ConnectionSettings _settings;
    private readonly int _throttleLimit;
    private readonly IRunReporter _reporter;
    private readonly Action<TimeSpan, CancellationToken>? _retryWait;
    private readonly bool _isForRemoval;

    /// <param name="frontEnds">The Front-Ends to ask.</param>
    /// <param name="scope">What for.</param>
    /// <param name="settings">How to connect.</param>
    /// <param name="throttleLimit">How many are asked at once.</param>
    /// <param name="reporter">Takes warnings and errors.</param>
    /// <param name="isForRemoval">Whether each is also asked what <see cref="ReplicaCheck"/> has to know.</param>
    /// <param name="retryWait">Waits between attempts.</param>
    public PoolInquiry(
        IReadOnlyList<FrontEnd> frontEnds,
        SelectionScope scope,
        ConnectionSettings settings,
        int throttleLimit,
        IRunReporter reporter,
        bool isForRemoval = false,
        Action<TimeSpan, CancellationToken>? retryWait = null)
    {
        _isForRemoval = isForRemoval;
        _retryWait = retryWait;
        _frontEnds = frontEnds;
        _scope = scope;
        _settings = settings;
        _throttleLimit = throttleLimit;
        _reporter = reporter;
        _named = new(CountNamed);
    }

    /// <summary>The Front-Ends that answered, in the pool's order.</summary>
    public IReadOnlyList<OrphanSession> Sessions =>
        [.. _frontEnds.Select(f => _sessions.TryGetValue(f, out OrphanSession? session) ? session : null).OfType<OrphanSession>()];

    /// <summary>The Front-Ends that could not be asked.</summary>
    public IReadOnlyList<FrontEnd> Failed => [.. _frontEnds.Where(f => !_sessions.ContainsKey(f))];

    /// <summary>The endpoints asked for.</summary>
    public IReadOnlyCollection<string> Endpoints => _scope.Endpoints;

    /// <summary>What the Front-Ends said that answered, in the pool's order.</summary>
    public IReadOnlyList<KeyValuePair<FrontEnd, FrontEndFacts>> Answers =>
        [.. _frontEnds.Where(_facts.ContainsKey).Select(f => new KeyValuePair<FrontEnd, FrontEndFacts>(f, _facts[f]))];

    private string EndpointsUnknown => _scope.Endpoints.Count == 1
        ? $"The endpoint {_scope.Endpoints.First()} has never been seen"
        : $"None of the {_scope.Endpoints.Count} endpoints has ever been seen";

    /// <summary>Whether what lives on one Front-End concerns another.</summary>
    private bool IsOneOfSeveral => _frontEnds.Count > 1;

    /// <summary>Retries on a Front-End beside those of the work that its session was given for.</summary>
    public int RetriesOn(FrontEnd frontEnd) => _retries.TryGetValue(frontEnd, out var retries) ? retries : 0;

    /// <summary>Opens every session and reads what the others have to know of it; failures are reported, the others go on.</summary>
    public async Task OpenAsync(CancellationToken token)
    {
        await ForEachAsync(
            _frontEnds,
            frontEnd =>
            {
                (OrphanSession session, FrontEndFacts facts) = Ask(frontEnd, token);
                _sessions[frontEnd] = session;
                _facts[frontEnd] = facts;
                Describe(session, facts);
            },
            token).ConfigureAwait(false);
        if (!_sessions.IsEmpty && _sessions.Values.All(s => s.Organizers.Count == 0))
        {
            _reporter.Warning(
                $"{EndpointsUnknown} by {string.Join(", ", Sessions.Select(s => s.FrontEnd.ComputerName))} (no row in rtc.dbo.Resource): there is nothing of theirs to find.");
        }
    }

    /// <summary>How many of the endpoints' living conferences do documents name, on a Front-End and in the pool? As it was when the Front-Ends were first asked.</summary>
    public NamedConferences NamedOn(FrontEnd frontEnd)
    {
        (var living, var named, IReadOnlyList<string> examples) = _named.Value;
        return _facts.TryGetValue(frontEnd, out FrontEndFacts? facts)
            ? new NamedConferences(facts.LiveCount, facts.LiveCount - facts.Unnamed.Count, living, named, examples) { IsAllowed = _scope.AllowUnnamedConferences }
            : throw new InvalidOperationException($"{frontEnd.DataSource} has not been asked.");
    }

    /// <summary>A fresh session after a lost one. What lives elsewhere is to be told again.</summary>
    public OrphanSession Reopen(FrontEnd frontEnd, CancellationToken token) => OrphanSession.Open(frontEnd, _scope, _settings, token);

    /// <summary>Tells the Front-End of a session what lives on the others.</summary>
    public void TellLiveElsewhere(OrphanSession session, CancellationToken token)
    {
        List<FrontEndFacts> others = [.. _facts.Where(p => p.Key != session.FrontEnd).Select(p => p.Value)];
        HashSet<LiveConference> elsewhere = [.. others.SelectMany(f => f.Live)];
        session.SetElsewhere(elsewhere, others.Sum(f => f.UnattributedActive), token);
    }

    /// <summary>
    /// Asks every Front-End again what lives there: whoever confirmed the removal may have taken his time, and a replica that lagged may have caught up.
    /// </summary>
    /// <returns>Front-Ends that could not be asked this time, and whether anything is different from before.</returns>
    public async Task<(IReadOnlyList<FrontEnd> Failed, bool HasChanged)> LookAgainAsync(CancellationToken token)
    {
        if (!IsOneOfSeveral)
        {
            return ([], false);
        }

        ConcurrentDictionary<FrontEnd, bool> changed = new();
        await ForEachAsync(
            _sessions.Keys,
            frontEnd =>
            {
                FrontEndFacts facts = AskAgain(frontEnd, token);
                changed[frontEnd] = !facts.ProtectsTheSame(_facts[frontEnd]);
                _facts[frontEnd] = facts;
            },
            token).ConfigureAwait(false);
        return ([.. _sessions.Keys.Where(f => !changed.ContainsKey(f))], changed.Values.Any(c => c));
    }

    /// <summary>Runs work for several Front-Ends at once; a failure is reported for its Front-End and the others go on.</summary>
    public Task ForEachAsync(IEnumerable<FrontEnd> frontEnds, Action<FrontEnd> work, CancellationToken token) =>
        EachFrontEnd.RunAsync(frontEnds, _throttleLimit, _reporter, work, token);

    public void Dispose()
    {
        foreach (OrphanSession session in _sessions.Values)
        {
            session.Dispose();
        }
    }

    /// <summary>A conference counts as named where a document names it on at least one of the Front-Ends that have it.</summary>
    private (long Living, long Named, IReadOnlyList<string> Examples) CountNamed()
    {
        HashSet<LiveConference> named = new(_facts.Values.SelectMany(f => f.Named), LiveConference.Comparer);
        HashSet<LiveConference> unnamed = new(_facts.Values.SelectMany(f => f.Unnamed), LiveConference.Comparer);
        unnamed.ExceptWith(named);

        // Of a Front-End that is alone only the number is known, and what is unnamed.
        var count = IsOneOfSeveral ? named.Count + unnamed.Count : _facts.Values.Sum(f => f.LiveCount);
        return (count, count - unnamed.Count, [.. unnamed.Take(EvidenceThresholds.Examples).Select(c => $"{c.ConferenceId} of {c.UserAtHost}")]);
    }

    private FrontEndFacts AskAgain(FrontEnd frontEnd, CancellationToken token)
    {
        try
        {
            return _sessions[frontEnd].ReadFacts(IsOneOfSeveral, _isForRemoval, again: true, token);
        }
        catch (PsdPurgeException failure) when (failure.MayBeRetried)
        {
            // Whoever had to confirm may have taken longer than a session lasts.
            _reporter.Verbose($"{failure.Message} Asking in a new session.");
            (OrphanSession session, FrontEndFacts facts) = Ask(frontEnd, token);
            session.Dispose();
            return facts;
        }
    }

    private (OrphanSession Session, FrontEndFacts Facts) Ask(FrontEnd frontEnd, CancellationToken token)
    {
        RetryPolicy retry = new(_retryWait);
        try
        {
            return retry.Run(
                () =>
                {
                    OrphanSession session = Reopen(frontEnd, token);
                    try
                    {
                        return (session, session.ReadFacts(IsOneOfSeveral, _isForRemoval, again: false, token));
                    }
                    catch
                    {
                        session.Dispose();
                        throw;
                    }
                },
                (failure, attempt, delay) => _reporter.Verbose(RetryPolicy.Describe(failure, attempt, delay)),
                token,
                () => true);
        }
        finally
        {
            _retries.AddOrUpdate(frontEnd, retry.Retries, (_, before) => before + retry.Retries);
        }
    }

    private void Describe(OrphanSession session, FrontEndFacts facts)
    {
        _reporter.Verbose(
            $"{session.FrontEnd.DataSource}: connected; {session.Organizers.Count} of {_scope.Endpoints.Count} endpoint(s) known there, with {facts.LiveCount} living conference(s).");
        if (facts.UnattributedActive > 0)
        {
            _reporter.Warning(
                $"{session.FrontEnd.DataSource} has {facts.UnattributedActive} active conferences without a row in rtc.dbo.Conference, so nobody can say whose they are. "
                + (_scope.CheckUnattributedActive
                    ? "All entries there, and on the other Front-Ends of the pool, are left alone until those conferences have ended; -SkipActiveConferenceCheck overrides that."
                    : "They protect nothing, as -SkipActiveConferenceCheck says."));
        }
    }
}
