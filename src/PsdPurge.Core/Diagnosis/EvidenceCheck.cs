namespace PsdPurge.Diagnosis;

/// <summary>Checks whether the data proves how entries name organizer and conference. A removal demands the same proof.</summary>
internal static class EvidenceCheck
{
    private const string Advice = "Run Resolve-PsdSchemaProfile, which looks for a profile that fits. Until one is proven, nothing is removed.";

    /// <summary>Returns a result for each Front-End.</summary>
    public static async Task<IReadOnlyDictionary<FrontEnd, CheckResult>> RunAsync(
        PoolRun run, IReadOnlyCollection<string> endpoints, SchemaProfile? profile, CancellationToken token)
    {
        FailureList failures = new();
        PoolRun quiet = run with { Reporter = failures };
        try
        {
            FoundProfile? found = profile is not null
                ? new FoundProfile(profile, "")
                : await EntrySelector.FindProfileAsync(quiet, one => new SelectionScope(endpoints, one), token).ConfigureAwait(false);
            return found switch
            {
                { Profile: { } proven } => await ProveAsync(quiet, failures, new SelectionScope(endpoints, proven), token).ConfigureAwait(false),
                { } => run.FrontEnds.ToDictionary(f => f, _ => CheckResult.Passed(CheckNames.SchemaEvidence, found.Reason)),
                null => run.FrontEnds.ToDictionary(f => f, f => Unasked(f, failures)),
            };
        }
        catch (PsdPurgeException failure)
        {
            return run.FrontEnds.ToDictionary(f => f, _ => CheckResult.Of(CheckNames.SchemaEvidence, failure));
        }
    }

    private static async Task<IReadOnlyDictionary<FrontEnd, CheckResult>> ProveAsync(
        PoolRun quiet, FailureList failures, SelectionScope scope, CancellationToken token)
    {
        using PoolSessions sessions = new(quiet, scope);
        PoolInquiry inquiry = new(quiet, sessions, scope);
        await inquiry.OpenAsync(token).ConfigureAwait(false);
        PoolAgreement agreement = new(quiet, scope.Profile);
        await agreement.AskAsync(sessions, inquiry, token).ConfigureAwait(false);
        return quiet.FrontEnds.ToDictionary(f => f, f => agreement.Of(f) is { } evidence ? Judge(evidence) : Unasked(f, failures));
    }

    private static CheckResult Unasked(FrontEnd frontEnd, FailureList failures) => failures.On(frontEnd) is { } failure
        ? CheckResult.Of(CheckNames.SchemaEvidence, failure)
        : CheckResult.NotTested(CheckNames.SchemaEvidence, "The Front-End could not be reached.");

    private static CheckResult Judge(SchemaEvidence evidence) => evidence.Verdict switch
    {
        EvidenceVerdict.Proven => CheckResult.Passed(CheckNames.SchemaEvidence, Sentence(evidence.Summary)),
        EvidenceVerdict.Contradicted => CheckResult.Failed(
            CheckNames.SchemaEvidence, $"Profile {evidence.Profile} is contradicted: {evidence.Shortfall}", Advice, ErrorIds.SchemaContradicted),
        _ => CheckResult.Failed(CheckNames.SchemaEvidence, $"Profile {evidence.Profile} is not proven: {evidence.Shortfall}", Advice, ErrorIds.SchemaNotProven),
    };

    private static string Sentence(string text) => char.ToUpperInvariant(text[0]) + text.Substring(1) + ".";
}
