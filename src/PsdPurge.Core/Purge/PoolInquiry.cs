using System.Collections.Concurrent;

namespace PsdPurge.Purge;

/// <summary>Exchanges facts between the Front-Ends of one pool, because a conference that is deleted on one may still exist on a replica.</summary>
internal sealed class PoolInquiry
{
    private readonly ConcurrentDictionary<FrontEnd, FrontEndFacts> _facts = new();
    private readonly Lazy<(long Living, long Named, IReadOnlyList<string> Examples)> _named;
    private readonly PoolRun _run;
    private readonly PoolSessions _sessions;
    private readonly SelectionScope _scope;
    private readonly bool _isForRemoval;

    /// <param name="run">The Front-Ends, and the reporter.</param>
    /// <param name="sessions">The sessions on them.</param>
    /// <param name="scope">The scope of the run.</param>
    /// <param name="isForRemoval">Whether to read also what <see cref="ReplicaCheck"/> needs.</param>
    public PoolInquiry(PoolRun run, PoolSessions sessions, SelectionScope scope, bool isForRemoval = false)
    {
        _run = run;
        _sessions = sessions;
        _scope = scope;
        _isForRemoval = isForRemoval;
        _named = new(CountNamed);
    }

    /// <summary>The answers of the Front-Ends that answered, in the pool's order.</summary>
    public IReadOnlyList<KeyValuePair<FrontEnd, FrontEndFacts>> Answers =>
        [.. _run.FrontEnds.Where(_facts.ContainsKey).Select(f => new KeyValuePair<FrontEnd, FrontEndFacts>(f, _facts[f]))];

    private string EndpointsUnknown => _scope.Endpoints.Count == 1
        ? $"The endpoint {_scope.Endpoints.First()} has never been seen"
        : $"None of the {_scope.Endpoints.Count} endpoints has ever been seen";

    /// <summary>Opens every session and reads what the other Front-Ends have to know. A failure is reported, and the others go on.</summary>
    public async Task OpenAsync(CancellationToken token)
    {
        await _run.ForEachAsync(
            _run.FrontEnds,
            frontEnd =>
            {
                _facts[frontEnd] = _sessions.Open(frontEnd, session => ReadFacts(session, again: false, token), token);
                Describe(_sessions.Of(frontEnd), _facts[frontEnd]);
            },
            token).ConfigureAwait(false);
        IReadOnlyList<FrontEnd> answered = _sessions.FrontEnds;
        if (answered.Count > 0 && answered.All(f => _sessions.Of(f).Organizers.Count == 0))
        {
            _run.Reporter.Warning(
                $"{EndpointsUnknown} by {string.Join(", ", answered.Select(f => f.ComputerName))} (no row in rtc.dbo.Resource): "
                    + "there is nothing of theirs to find.");
        }
    }

    /// <summary>
    /// How many of the endpoints' living conferences are named by documents, on a Front-End and in the pool. The numbers are those of the first reading.
    /// </summary>
    public NamedConferences NamedOn(FrontEnd frontEnd)
    {
        (var living, var named, IReadOnlyList<string> examples) = _named.Value;
        return _facts.TryGetValue(frontEnd, out FrontEndFacts? facts)
            ? new NamedConferences(facts.LiveCount, facts.LiveCount - facts.Unnamed.Count, living, named, examples)
            {
                IsAllowed = _scope.AllowUnnamedConferences || _scope.LooksOneWay,
                IsFound = _scope.IsFound,
            }
            : throw new InvalidOperationException($"{frontEnd.DataSource} has not been asked.");
    }

    /// <summary>Gives a Front-End's session the conferences that live on the others.</summary>
    public void TellLiveElsewhere(OrphanSession session, CancellationToken token)
    {
        List<FrontEndFacts> others = [.. _facts.Where(p => p.Key != session.FrontEnd).Select(p => p.Value)];
        HashSet<LiveConference> elsewhere = [.. others.SelectMany(f => f.Live)];
        LivingIds here = _facts[session.FrontEnd].Ids;
        session.SetElsewhere(
            elsewhere.Concat(others.SelectMany(f => f.Ids.Public).Where(id => !here.Public.Contains(id)).Distinct().Select(LiveConference.OfAnybody)),
            others.SelectMany(f => f.Ids.Keys).Where(key => !here.Keys.Contains(key)).Distinct(),
            others.Sum(f => f.UnattributedActive),
            token);
    }

    /// <summary>Reads again what lives on every Front-End. Confirming may have taken a while, and a replica that lagged may have caught up.</summary>
    /// <returns>Front-Ends that could not be reached this time, and whether anything is different from before.</returns>
    public async Task<(IReadOnlyList<FrontEnd> Failed, bool HasChanged)> LookAgainAsync(CancellationToken token)
    {
        if (!_run.HasSeveral)
        {
            return ([], false);
        }

        ConcurrentDictionary<FrontEnd, bool> changed = new();
        await _run.ForEachAsync(
            _sessions.FrontEnds,
            frontEnd =>
            {
                FrontEndFacts facts = AskAgain(frontEnd, token);
                changed[frontEnd] = !facts.ProtectsTheSame(_facts[frontEnd]);
                _facts[frontEnd] = facts;
            },
            token).ConfigureAwait(false);
        return ([.. _sessions.FrontEnds.Where(f => !changed.ContainsKey(f))], changed.Values.Any(c => c));
    }

    /// <summary>A conference counts as named if a document names it on at least one of the Front-Ends that have it.</summary>
    private (long Living, long Named, IReadOnlyList<string> Examples) CountNamed()
    {
        HashSet<LiveConference> named = new(_facts.Values.SelectMany(f => f.Named), LiveConference.Comparer);
        HashSet<LiveConference> unnamed = new(_facts.Values.SelectMany(f => f.Unnamed), LiveConference.Comparer);
        unnamed.ExceptWith(named);

        // For a single Front-End, only the number and the unnamed conferences are known.
        var count = _run.HasSeveral ? named.Count + unnamed.Count : _facts.Values.Sum(f => f.LiveCount);
        return (count, count - unnamed.Count, [.. unnamed.Take(EvidenceThresholds.Examples).Select(c => $"{c.ConferenceId} of {c.UserAtHost}")]);
    }

    private FrontEndFacts AskAgain(FrontEnd frontEnd, CancellationToken token)
    {
        try
        {
            return ReadFacts(_sessions.Of(frontEnd), again: true, token);
        }
        catch (PsdPurgeException failure) when (failure.MayBeRetried)
        {
            // Confirming may have taken longer than a session lasts.
            _run.Reporter.Verbose($"{failure.Message} Asking in a new session.");
            return _sessions.AskInAnother(frontEnd, session => ReadFacts(session, again: false, token), token);
        }
    }

    private FrontEndFacts ReadFacts(OrphanSession session, bool again, CancellationToken token) =>
        session.ReadFacts(_run.HasSeveral, _isForRemoval, again, token);

    private void Describe(OrphanSession session, FrontEndFacts facts)
    {
        _run.Reporter.Verbose(
            $"{session.FrontEnd.DataSource}: connected; {session.Organizers.Count} of {_scope.Endpoints.Count} endpoint(s) known there, "
                + $"with {facts.LiveCount} living conference(s).");
        if (facts.UnattributedActive > 0)
        {
            _run.Reporter.Warning(
                $"{session.FrontEnd.DataSource} has {facts.UnattributedActive} active conferences without a row in rtc.dbo.Conference, "
                    + "so it is unknown whose they are. "
                + (_scope.CheckUnattributedActive
                    ? "All entries there, and on the other Front-Ends of the pool, are left alone until those conferences have ended; "
                        + "-SkipActiveConferenceCheck overrides that."
                    : "They protect nothing, as -SkipActiveConferenceCheck says."));
        }
    }
}
