using System.Collections.Concurrent;

namespace PsdPurge.Purge;

/// <summary>
/// Whether all Front-Ends of a pool prove the profile. They run the same product with the same schema, so a profile that was found is right on all of them or
/// on none. A Front-End without entries does not count.
/// </summary>
internal sealed class PoolAgreement
{
    private readonly ConcurrentDictionary<FrontEnd, SchemaEvidence> _evidence = new();
    private readonly PoolRun _run;
    private readonly SchemaProfile _profile;

    public PoolAgreement(PoolRun run, SchemaProfile profile)
    {
        _run = run;
        _profile = profile;
    }

    public PoolVerdict Verdict =>
        _evidence.IsEmpty || Disagreeing.Count > 0 ? PoolVerdict.Refused
        : _run.FrontEnds.All(_evidence.ContainsKey) && _evidence.Values.Any(e => e.Sampled > 0) ? PoolVerdict.Agreed
        : PoolVerdict.Incomplete;

    /// <summary>Front-Ends that hold entries and do not prove it, in the pool's order.</summary>
    public IReadOnlyList<FrontEnd> Disagreeing =>
        [.. _run.FrontEnds.Where(
            f => _evidence.TryGetValue(f, out SchemaEvidence? evidence) && evidence is { Sampled: > 0, Verdict: not EvidenceVerdict.Proven })];

    /// <summary>Adds a Front-End's evidence.</summary>
    public void Add(FrontEnd frontEnd, SchemaEvidence evidence) => _evidence[frontEnd] = evidence;

    /// <summary>Reads the evidence of the Front-Ends for which none has been added yet.</summary>
    public Task AskAsync(PoolSessions sessions, PoolInquiry inquiry, CancellationToken token) => _run.ForEachAsync(
        sessions.FrontEnds.Where(f => !_evidence.ContainsKey(f)),
        frontEnd => Add(frontEnd, sessions.Of(frontEnd).ReadEvidence(inquiry.NamedOn(frontEnd), _run.Reporter, token)),
        token);

    /// <summary>A Front-End's evidence, or null if it could not be reached.</summary>
    public SchemaEvidence? Of(FrontEnd frontEnd) => _evidence.TryGetValue(frontEnd, out SchemaEvidence? evidence) ? evidence : null;

    /// <summary>Why nothing is done in the pool; null if all of them prove the profile.</summary>
    /// <param name="what">What is not done: <c>nothing is listed</c>.</param>
    /// <param name="answering">The Front-Ends that answer.</param>
    public PsdPurgeException? WhyNot(string what, IReadOnlyList<FrontEnd> answering)
    {
        if (answering.Where(f => !_evidence.ContainsKey(f)).Select(f => f.ComputerName).ToList() is { Count: > 0 } silent)
        {
            return new PsdPurgeException(
                ErrorIds.SchemaNotProven,
                ErrorKind.Guard,
                $"{_run.Title}: {what}, because all Front-Ends must prove profile {_profile.Label}, and the evidence of {string.Join(", ", silent)} cannot be "
                    + "read. Fix what that Front-End's error names, and run the command again.",
                _run.Name);
        }

        if (Disagreeing is not [FrontEnd first, ..])
        {
            return null;
        }

        SchemaEvidence evidence = _evidence[first];
        var isContradicted = evidence.Verdict == EvidenceVerdict.Contradicted;
        return new PsdPurgeException(
            isContradicted ? ErrorIds.SchemaContradicted : ErrorIds.SchemaNotProven,
            ErrorKind.Guard,
            $"{_run.Title}: {what}, because all Front-Ends that hold entries must prove the profile, and "
                + $"{string.Join(", ", Disagreeing.Select(f => f.ComputerName))} {(Disagreeing.Count == 1 ? "does" : "do")} not. "
                + $"The data on {first.ComputerName} {(isContradicted ? "contradicts" : "does not prove")} profile {_profile.Label}: "
                + $"{evidence.Shortfall} "
                + (_run.FrontEnds[0].Pool is null ? "Name all Front-Ends of the pool, because one replica may hold what another lacks. " : "")
                + $"Next: Resolve-PsdSchemaProfile {_run.Arguments} -Verbose",
            _run.Name);
    }
}
