using System.Collections.Concurrent;

namespace PsdPurge;

/// <summary>
/// Checks everything that the other commands need on the Front-Ends of a pool. It changes nothing, takes no lock for which others wait, and goes on after a
/// check that fails.
/// </summary>
public static class PoolDoctor
{
    /// <summary>Checks the Front-Ends in parallel.</summary>
    /// <param name="run">The Front-Ends of one pool, and how to connect to them.</param>
    /// <param name="endpoints">Endpoints for the schema evidence, or none if they are not known.</param>
    /// <param name="profile">The profile to prove, or null for whichever the pool's own data proves.</param>
    /// <param name="token">Ends the run.</param>
    /// <returns>All checks, by Front-End in the pool's order.</returns>
    public static async Task<IReadOnlyList<PoolCheck>> ExamineAsync(
        PoolRun run, IReadOnlyCollection<string> endpoints, SchemaProfile? profile, CancellationToken token)
    {
        ConcurrentDictionary<FrontEnd, IReadOnlyList<CheckResult>> results = new();
        await run.ForEachAsync(run.FrontEnds, frontEnd => results[frontEnd] = Examine(frontEnd, run, token), token).ConfigureAwait(false);

        var reachable = run.FrontEnds
            .Where(f => results.TryGetValue(f, out var checks) && checks.Any(c => c is { Check: CheckNames.Login, Status: CheckStatus.Passed }))
            .ToList();
        IReadOnlyDictionary<FrontEnd, CheckResult> evidence = endpoints.Count == 0 || reachable.Count == 0
            ? new Dictionary<FrontEnd, CheckResult>()
            : await EvidenceCheck.RunAsync(run with { FrontEnds = reachable }, endpoints, profile, token).ConfigureAwait(false);
        return [.. run.FrontEnds.SelectMany(f => Complete(f, results, evidence, endpoints.Count > 0))];
    }

    private static IEnumerable<PoolCheck> Complete(
        FrontEnd frontEnd,
        ConcurrentDictionary<FrontEnd, IReadOnlyList<CheckResult>> results,
        IReadOnlyDictionary<FrontEnd, CheckResult> evidence,
        bool areEndpointsKnown)
    {
        CheckResult? ofSchema = evidence.TryGetValue(frontEnd, out CheckResult? found) ? found
            : results[frontEnd].Any(result => result.Check == CheckNames.Rest) ? null
            : areEndpointsKnown ? CheckResult.NotTested(CheckNames.SchemaEvidence, "Not checked, because there is no connection.")
            : CheckResult.NotTested(CheckNames.SchemaEvidence, "Not checked, because no endpoints are known here.", "Name them with -SipAddress.");
        return results[frontEnd].Concat(ofSchema is null ? [] : [ofSchema]).Select(result => result.At(frontEnd.Pool, frontEnd.ComputerName));
    }

    private static IReadOnlyList<CheckResult> Examine(FrontEnd frontEnd, PoolRun run, CancellationToken token)
    {
        ConnectionChecks way = new(frontEnd, run.Settings);
        using FrontEndConnection? connection = way.Run(token);
        if (connection is null)
        {
            return [.. way.Results.Where(r => !way.Skipped.Contains(r.Check)), Rest("there is no connection", way.Skipped)];
        }

        try
        {
            ServerFacts facts = ServerFacts.Read(connection, token);
            return [.. way.Results, .. ServerChecks.Judge(run.FrontEnds.Count, facts)];
        }
        catch (PsdPurgeException lost)
        {
            return [.. way.Results.Where(r => r.Check != CheckNames.Login), CheckResult.Of(CheckNames.Login, lost), Rest("the connection was lost", [])];
        }
    }

    /// <summary>One result for all checks that could not be made. So the remedy of the one that failed stays visible.</summary>
    private static CheckResult Rest(string why, IReadOnlyList<string> skipped) => CheckResult.NotTested(
        CheckNames.Rest, $"Since {why}, nothing is known of: {string.Join("; ", [.. skipped, .. CheckNames.BehindLogin, CheckNames.SchemaEvidence])}.");
}
