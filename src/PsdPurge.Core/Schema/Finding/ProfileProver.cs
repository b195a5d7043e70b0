using System.Collections.Concurrent;

namespace PsdPurge.Schema.Finding;

/// <summary>
/// One connection to each Front-End of a pool, on which profiles are tested one after the other. It changes only temp tables of its own sessions.
/// </summary>
internal sealed class ProfileProver : IDisposable
{
    private readonly ConcurrentDictionary<FrontEnd, FrontEndConnection> _open = new();
    private readonly ConcurrentDictionary<FrontEnd, PsdPurgeException> _failed = new();
    private readonly ConcurrentDictionary<FrontEnd, bool> _holds = new();
    private readonly ConcurrentDictionary<FrontEnd, ServerSchema> _schemas = new();
    private readonly SearchProgress _progress;
    private readonly PoolRun _run;

    public ProfileProver(PoolRun run)
    {
        _run = run;
        _progress = new SearchProgress(run.Reporter);
    }

    /// <summary>Front-Ends that answer and have entries, in the pool's order.</summary>
    public IReadOnlyList<FrontEnd> Holding => [.. _run.FrontEnds.Where(f => _holds.TryGetValue(f, out var holds) && holds)];

    /// <summary>Whether any Front-End answered.</summary>
    public bool HasAnswers => !_holds.IsEmpty;

    /// <summary>The failure, if none answered.</summary>
    public IReadOnlyList<PsdPurgeException> Failures => [.. _run.FrontEnds.Where(_failed.ContainsKey).Select(f => _failed[f])];

    /// <summary>
    /// Connects to all Front-Ends and finds those with entries. A Front-End that fails is left out. The run that follows will meet the failure again, and
    /// report it.
    /// </summary>
    public Task OpenAsync(CancellationToken token) => _run.ForEachAsync(
        _run.FrontEnds,
        frontEnd =>
        {
            _progress.Show(frontEnd, "Connecting");
            try
            {
                FrontEndConnection connection = _open[frontEnd] = FrontEndConnection.Open(frontEnd, _run.Settings, token);
                _holds[frontEnd] = connection.ForEach(SchemaStatements.AnyEntry, _ => { }, token) > 0;
            }
            catch (PsdPurgeException failure)
            {
                _failed[frontEnd] = failure;
                _run.Reporter.Verbose(failure.Message);
            }
        },
        token);

    /// <summary>Reads the evidence of every Front-End with entries.</summary>
    public async Task<ProfileOnPool> ProveAsync(SchemaProfile profile, CancellationToken token)
    {
        IReadOnlyList<FrontEnd> holding = Holding;
        ConcurrentDictionary<FrontEnd, ProfileOnFrontEnd> answers = new();
        ConcurrentDictionary<FrontEnd, string> shortfalls = new();
        await _run.ForEachAsync(
            holding,
            frontEnd =>
            {
                _progress.Show(frontEnd, $"Trying schema profile {profile.Name}");
                try
                {
                    ServerSchema schema = SchemaOf(frontEnd, profile, token);
                    if (MissingColumns(schema, profile) is { Count: > 0 } missing)
                    {
                        shortfalls[frontEnd] = $"{frontEnd.ComputerName} has no column {string.Join(" and no column ", missing)}.";
                        return;
                    }

                    ProfileOnFrontEnd answer = answers[frontEnd] = Prove(frontEnd, schema, profile, token);
                    _run.Reporter.Verbose(answer.Evidence.ToString());
                    if (answer.Evidence.Verdict != EvidenceVerdict.Proven)
                    {
                        shortfalls[frontEnd] = $"{frontEnd.ComputerName} does not prove it: {answer.Evidence.Shortfall}";
                    }
                }
                catch (PsdPurgeException failure)
                {
                    shortfalls[frontEnd] = failure.Message;
                    _run.Reporter.Verbose($"{profile.Label}: {failure.Message}");
                }
            },
            token).ConfigureAwait(false);
        FrontEnd? first = holding.FirstOrDefault(shortfalls.ContainsKey);
        return new ProfileOnPool(profile, answers, first is null ? null : shortfalls[first]);
    }

    public void Dispose()
    {
        foreach (FrontEndConnection connection in _open.Values)
        {
            connection.Dispose();
        }

        _progress.Dispose();
    }

    private static List<string> MissingColumns(ServerSchema schema, SchemaProfile profile) =>
    [
        .. new[] { profile.Organizer, profile.Conference }
            .Where(link => schema.Find(link.ValueTable, link.ValueColumn) is null)
            .Select(link => $"{link.ValueTable}.{link.ValueColumn}")
            .Distinct(),
    ];

    /// <summary>The Front-End's columns. They are read once, and again for each profile that goes through another table.</summary>
    private ServerSchema SchemaOf(FrontEnd frontEnd, SchemaProfile profile, CancellationToken token)
    {
        var goesThrough = profile.Organizer.Through is not null || profile.Conference.Through is not null;
        return goesThrough
            ? ServerSchema.Read(_open[frontEnd], profile, token)
            : _schemas.GetOrAdd(frontEnd, _ => ServerSchema.Read(_open[frontEnd], profile, token));
    }

    /// <summary>Reads the Front-End's evidence.</summary>
    private ProfileOnFrontEnd Prove(FrontEnd frontEnd, ServerSchema schema, SchemaProfile profile, CancellationToken token)
    {
        FrontEndConnection connection = _open[frontEnd];
        BoundProfile bound = new(profile, schema, frontEnd);
        Utf8Addresses.Fill(connection, schema, profile, token);
        HashSet<string> named = new(StringComparer.Ordinal);
        SchemaEvidence evidence = new EvidenceReader(connection, schema, bound).Read(token, named: named);
        return new ProfileOnFrontEnd(evidence, named);
    }
}
