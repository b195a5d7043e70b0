using PsdPurge.Diagnosis.Network;

namespace PsdPurge.Diagnosis;

/// <summary>All checks of one Front-End. The way there and the login are tried at the same time, so that a dead server costs one timeout.</summary>
internal sealed class FrontEndDiagnosis(FrontEnd frontEnd, ConnectionSettings settings, IReadOnlyList<SchemaProfile> profiles)
{
    private static readonly string[] OfTheWay = [CheckNames.NameResolution, CheckNames.Browser, CheckNames.TcpPort];

    /// <summary>What the server said; null where it could not be asked.</summary>
    public ServerFacts? Facts { get; private set; }

    public FrontEnd FrontEnd => frontEnd;

    public IReadOnlyList<CheckResult> Make(CancellationToken token)
    {
        Task<IReadOnlyList<CheckResult>> network = DedicatedThread.Run(() => new NetworkChecks(frontEnd, settings).Make(), CancellationToken.None);
        List<CheckResult> server = [];
        PsdPurgeException? refused = null;
        try
        {
            using FrontEndConnection connection = FrontEndConnection.Open(frontEnd, settings, token);
            Ask(connection, server, token);
        }
        catch (PsdPurgeException failure)
        {
            refused = failure;
        }

        network.Wait(token);
        IReadOnlyList<CheckResult> way = network.Result;
        return refused is null
            ? [.. WhereLoginCame(way), .. server]
            : [.. way, .. WithoutServer(way, server, refused)];
    }

    private void Ask(FrontEndConnection connection, List<CheckResult> results, CancellationToken token)
    {
        ServerFacts facts = ServerFacts.Read(connection, () => DateTime.UtcNow, token);
        Facts = facts;
        results.Add(Login(facts));
        results.AddRange(ServerChecks.All.Select(check => check.Make(facts)));
        results.Add(facts.Rights.Rows.Any(r => r.Has == false && r.Name.StartsWith("SELECT", StringComparison.Ordinal))
            ? CheckResult.NotTested(CheckNames.SchemaEvidence, "the login may not read all tables (see Rights)")
            : EvidenceCheck.Make(() => FrontEndConnection.Open(frontEnd, settings, token), profiles, token));
    }

    private static CheckResult Login(ServerFacts facts)
    {
        if (facts.Server.Rows.Count == 0)
        {
            return CheckResult.Passed(CheckNames.Login, "the server lets this login in");
        }

        ServerRow server = facts.Server.Rows[0];
        return CheckResult.Passed(CheckNames.Login, $"{server.Login}{(server.AuthScheme.Length > 0 ? $" ({server.AuthScheme})" : "")} on {server.MachineName}");
    }

    /// <summary>A login found its way, whatever was in the way of the checks: on the Front-End itself the client needs neither Browser nor TCP.</summary>
    private static IEnumerable<CheckResult> WhereLoginCame(IEnumerable<CheckResult> way) =>
        way.Select(result => result.Status == CheckStatus.Failed && OfTheWay.Contains(result.Check)
            ? CheckResult.Warning(result.Check, result.Found + "; the login found another way", result.Advice!)
            : result);

    private static IEnumerable<CheckResult> WithoutServer(IReadOnlyList<CheckResult> way, List<CheckResult> answered, PsdPurgeException refused)
    {
        // Where the way is barred, that is the finding; the login's failure only repeats it.
        CheckResult? barred = refused.Kind == ErrorKind.Unreachable ? way.FirstOrDefault(result => result.Status == CheckStatus.Failed) : null;
        var why = barred is not null ? $"needs {barred.Check}" : answered.Count > 0 ? "the connection was lost" : "needs Login";
        if (answered.Count == 0)
        {
            answered.Add(barred is not null ? CheckResult.NotTested(CheckNames.Login, why) : CheckResult.Of(CheckNames.Login, refused) with { Status = CheckStatus.Failed });
        }

        return answered.Concat(CheckNames.BehindLogin.Where(name => !answered.Any(a => a.Check == name)).Select(name => CheckResult.NotTested(name, why)));
    }
}
