namespace PsdPurge;

/// <summary>Finds orphaned entries without changing anything.</summary>
public static class EntrySelector
{
    /// <summary>
    /// Streams the orphaned entries of each Front-End to <paramref name="onEntry"/>, Front-Ends in parallel. An orphan's conference has no row
    /// on its own Front-End nor on any other of the run that answers. A Front-End that fails is reported and the others go on.
    /// </summary>
    /// <param name="run">The Front-Ends of one pool, and how to ask them.</param>
    /// <param name="scope">Endpoints and profile.</param>
    /// <param name="onEntry">Takes each entry. Called from several threads at once. It may block to slow the stream down.</param>
    /// <param name="token">Ends the run.</param>
    /// <returns>The Front-Ends' evidence for the profile.</returns>
    public static async Task<PoolVerdict> SelectAsync(PoolRun run, SelectionScope scope, Action<AppEndpointPsdEntry> onEntry, CancellationToken token)
    {
        using PoolSessions sessions = new(run, scope);
        PoolInquiry inquiry = new(run, sessions, scope);
        await inquiry.OpenAsync(token).ConfigureAwait(false);
        if (sessions.Failed.Count > 0 && sessions.FrontEnds.Count > 0)
        {
            run.Reporter.Warning(
                $"{string.Join(", ", sessions.Failed.Select(f => f.ComputerName))} could not be reached to check whether conferences still exist there: "
                    + "some of what is selected may not be orphaned, and a removal will refuse.");
        }

        PoolAgreement agreement = new(run, scope.Profile);
        await agreement.AskAsync(sessions, inquiry, token).ConfigureAwait(false);
        if (scope.MustAgree && agreement.WhyNot("nothing is listed", sessions.FrontEnds) is { } refusal)
        {
            run.Reporter.Failed(refusal);
            return agreement.Verdict;
        }

        await run.ForEachAsync(
            sessions.FrontEnds.Where(f => agreement.Of(f) is not null),
            frontEnd =>
            {
                Select(sessions.Of(frontEnd), sessions.ClockOf(frontEnd), agreement.Of(frontEnd)!, inquiry, onEntry, run.Reporter, token);
                sessions.ClockOf(frontEnd).Hide();
            },
            token).ConfigureAwait(false);
        return agreement.Verdict;
    }

    /// <summary>Finds the profile of a pool if nobody has named one. Null if no Front-End can be reached, which is reported.</summary>
    /// <param name="run">The Front-Ends of one pool, and how to ask them.</param>
    /// <param name="scopeOf">Gets the scope for a profile. If two profiles name the same conferences, they must select the same entries.</param>
    /// <param name="token">Ends the search.</param>
    /// <exception cref="PsdPurgeException"><c>SchemaNotFound</c>, <c>SchemaAmbiguous</c></exception>
    public static Task<FoundProfile?> FindProfileAsync(PoolRun run, Func<SchemaProfile, SelectionScope> scopeOf, CancellationToken token) =>
        ProfileFinder.FindAsync(run, (one, other) => SelectTheSameAsync(run, scopeOf(one), scopeOf(other), token), token);

    /// <summary>Whether two scopes select exactly the same entries. If a Front-End does not answer, they do not.</summary>
    private static async Task<bool> SelectTheSameAsync(PoolRun run, SelectionScope one, SelectionScope other, CancellationToken token)
    {
        (ulong, long)? first = await SumAsync(one).ConfigureAwait(false);
        return first is not null && first == await SumAsync(other).ConfigureAwait(false);

        async Task<(ulong, long)?> SumAsync(SelectionScope scope)
        {
            object gate = new();
            (ulong Hashes, long Documents) sum = default;
            PoolVerdict verdict = await SelectAsync(
                run with { Reporter = new QuietReporter(run.Reporter) },
                scope with { MustAgree = true },
                entry =>
                {
                    // Two columns may contain the same id in different case.
                    var hash = EntryCheck.Hash(entry with { ConferenceId = entry.ConferenceId.ToUpperInvariant() });
                    lock (gate)
                    {
                        sum = (unchecked(sum.Hashes + hash), sum.Documents + 1);
                    }
                },
                token).ConfigureAwait(false);
            return verdict == PoolVerdict.Agreed ? sum : null;
        }
    }

    private static void Select(
        OrphanSession session,
        StepClock clock,
        SchemaEvidence evidence,
        PoolInquiry inquiry,
        Action<AppEndpointPsdEntry> onEntry,
        IRunReporter reporter,
        CancellationToken token)
    {
        FrontEnd frontEnd = session.FrontEnd;
        if (evidence.Verdict != EvidenceVerdict.Proven)
        {
            reporter.Warning(EvidenceJudge.Warning(frontEnd, evidence));
        }

        using StepClock.Measured step = clock.Begin(RunStep.Candidates);
        inquiry.TellLiveElsewhere(session, token);
        var entries = 0L;
        var documents = session.Connection.ForEach(
            session.Statements.SelectOrphans,
            row =>
            {
                AppEndpointPsdEntry entry = new(
                    frontEnd.Pool,
                    frontEnd.ComputerName,
                    session.Organizers[row.GetString(0)],
                    row.GetString(1),
                    row.GetString(2),
                    row.GetInt64(3),
                    row.GetInt64(4));
                entries += entry.Entries;
                onEntry(entry);
            },
            token);
        reporter.Verbose($"{frontEnd.DataSource}: {entries} orphaned entries in {documents} documents.");
    }
}
