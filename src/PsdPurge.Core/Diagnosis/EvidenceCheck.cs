namespace PsdPurge.Diagnosis;

/// <summary>Does the server's own data prove a schema profile? The same proof as a removal asks for, without its endpoints.</summary>
internal static class EvidenceCheck
{
    /// <summary>Tries the profiles in turn, until one is proven.</summary>
    /// <param name="open">Opens a session: one that a proof failed on is of no further use.</param>
    /// <param name="profiles">The profiles.</param>
    /// <param name="token">Ends it.</param>
    public static CheckResult Make(Func<FrontEndConnection> open, IReadOnlyList<SchemaProfile> profiles, CancellationToken token)
    {
        List<(SchemaProfile Profile, SchemaEvidence? Evidence, PsdPurgeException? Failure)> tried = [];
        foreach (SchemaProfile profile in profiles)
        {
            try
            {
                SchemaEvidence evidence = Read(open, profile, token);
                if (evidence.Verdict == EvidenceVerdict.Proven)
                {
                    return CheckResult.Passed(CheckNames.SchemaEvidence, evidence.Summary);
                }

                tried.Add((profile, evidence, null));
            }
            catch (PsdPurgeException failure) when (failure.Recovery != Recovery.Reconnect)
            {
                tried.Add((profile, null, failure));
            }
        }

        return Unproven(tried);
    }

    private static SchemaEvidence Read(Func<FrontEndConnection> open, SchemaProfile profile, CancellationToken token)
    {
        using FrontEndConnection connection = open();
        connection.Execute(DiagnosisStatements.ReadWithoutLocks, token);
        ServerSchema schema = ServerSchema.Read(connection, profile, token);
        return new EvidenceReader(connection, schema, new BoundProfile(profile, schema, connection.FrontEnd)).Read(token);
    }

    private static CheckResult Unproven(List<(SchemaProfile Profile, SchemaEvidence? Evidence, PsdPurgeException? Failure)> tried)
    {
        if (tried.FirstOrDefault(t => t.Failure?.ErrorId == ErrorIds.PermissionDenied).Failure is { } denied)
        {
            return CheckResult.Of(CheckNames.SchemaEvidence, denied);
        }

        var small = tried.FirstOrDefault(t => t.Evidence is { Verdict: EvidenceVerdict.NotProven, LivingConferences: < EvidenceThresholds.MinConferences });
        var found = string.Join(" ", tried.Select(t => t.Evidence is { } evidence ? $"{t.Profile}: {evidence.Shortfall}" : $"{t.Profile}: {t.Failure!.WhatHappened}"));
        return CheckResult.Failed(
            CheckNames.SchemaEvidence,
            found,
            small.Evidence is not null
                ? "This Front-End has too few living conferences to prove anything. Look at the others of its pool; nothing is removed here meanwhile."
                : "Nothing is removed without proof. Look for a profile that fits: Resolve-PsdSchemaProfile with the same parameters and -Path, and give the file to -SchemaProfile.",
            ErrorIds.SchemaNotProven);
    }
}
