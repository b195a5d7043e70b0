using System.Globalization;

namespace PsdPurge.Schema;

/// <summary>Turns a sample into a verdict. It sends nothing to a server.</summary>
internal static class EvidenceJudge
{
    private const string Remedy =
        "Compare the profile with the server (docs/schema.md), let Resolve-PsdSchemaProfile look for one that fits, and give it with -SchemaProfile.";

    public static SchemaEvidence Judge(
        FrontEnd frontEnd,
        SchemaProfile profile,
        EvidenceSample sample,
        LivingCounts living,
        IReadOnlyList<Contradiction> unexplained,
        IdShape? shape,
        NamedConferences? endpoints = null)
    {
        List<SampledDocument> resolved = [.. sample.All.Where(d => d.OwnerId is not null && d.Organizer is not null)];
        List<SampledDocument> same = [.. resolved.Where(d => d.IsSame)];
        HashSet<(string, string)> wrong = [.. unexplained.Select(c => (c.Conference, c.OrganizerId))];
        var contradicting = resolved.Count(d => d.IsSuspect && wrong.Contains((d.Conference!, d.OwnerId!)));
        SchemaEvidence evidence = new()
        {
            Pool = frontEnd.Pool,
            FrontEnd = frontEnd.ComputerName,
            Profile = profile.Name,
            Label = profile.Label,
            Sampled = sample.Ends.Count,
            OrganizerNamed = sample.Ends.Count(d => d.Organizer is not null),
            OrganizerResolved = sample.Ends.Count(d => d.ResourceId is not null),
            ConferenceNamed = sample.Ends.Count(d => d.Conference is not null),
            NotParsed = sample.Ends.Count(d => d.Conference is null && d.IsFilled),
            ConferenceResolved = resolved.Count,
            SameOrganizer = same.Count,
            SharedId = resolved.Count - same.Count - contradicting,
            Contradicting = contradicting,
            DistinctConferences = same.Select(d => (d.Conference, d.ResourceId)).Distinct().Count(),
            DistinctOrganizers = same.Select(d => d.ResourceId).Distinct().Count(),
            UnlikelyShape = sample.Ends.Count(d => IsUnlikely(d, shape)),
            LivingConferences = living.Conferences,
            NamedConferences = living.Named,
            LivingOfEndpoints = endpoints?.LivingHere,
            NamedOfEndpoints = endpoints?.NamedHere,
            LivingInPool = endpoints?.LivingInPool,
            NamedInPool = endpoints?.NamedInPool,
        };
        if (unexplained.Count > 0)
        {
            return evidence with { Verdict = EvidenceVerdict.Contradicted, Shortfall = Examples(unexplained) };
        }

        var shortfall = new EvidenceShortfall(evidence, sample, living, endpoints).First;
        return evidence with { Verdict = shortfall is null ? EvidenceVerdict.Proven : EvidenceVerdict.NotProven, Shortfall = shortfall };
    }

    /// <summary>Judges all candidates together: see <see cref="EvidenceReader.CheckCandidates"/>.</summary>
    public static void CheckCandidates(FrontEnd frontEnd, SchemaProfile profile, long suspects, IReadOnlyList<Contradiction> unexplained, long agreeing)
    {
        if (unexplained.Count > 0)
        {
            throw Contradicted(frontEnd, profile, Examples(unexplained));
        }

        if (suspects > EvidenceThresholds.AllowedShared(agreeing))
        {
            throw NotProven(
                frontEnd,
                profile,
                Text(
                    "{0} candidates' conference ids are living conferences of other organizers, at most {1} may be.",
                    suspects,
                    EvidenceThresholds.AllowedShared(agreeing)));
        }
    }

    /// <summary>Stops a removal whose candidates carry living conferences' ids in other columns.</summary>
    /// <param name="frontEnd">Where.</param>
    /// <param name="profile">The profile.</param>
    /// <param name="carried">The ids, each in words.</param>
    public static void CheckCarried(FrontEnd frontEnd, SchemaProfile profile, IEnumerable<object> carried)
    {
        var examples = string.Join("; ", carried.Take(EvidenceThresholds.Examples));
        if (examples.Length > 0)
        {
            throw Contradicted(
                frontEnd,
                profile,
                $"Entries that look orphaned by {profile.Conference.Table}.{profile.Conference.Column} carry a living conference in another column: "
                    + $"{examples}.");
        }
    }

    /// <summary>Stops a removal whose profile is not proven.</summary>
    public static void EnsureProven(FrontEnd frontEnd, SchemaProfile profile, SchemaEvidence evidence)
    {
        switch (evidence.Verdict)
        {
            case EvidenceVerdict.Contradicted:
                throw Contradicted(frontEnd, profile, evidence.Shortfall!);
            case EvidenceVerdict.NotProven:
                throw NotProven(frontEnd, profile, evidence.Shortfall!);
        }
    }

    /// <summary>The warning of a selection, which changes nothing.</summary>
    public static string Warning(FrontEnd frontEnd, SchemaEvidence evidence) =>
        $"{frontEnd.DataSource}: profile {evidence.Profile} is {(evidence.Verdict == EvidenceVerdict.Contradicted ? "contradicted by" : "not proven from")} "
            + $"this server's data: {evidence.Shortfall} Some of what is selected may not be orphaned, and a removal will refuse. {Remedy}";

    private static bool IsUnlikely(SampledDocument document, IdShape? shape) =>
        shape is not null && document.Conference is not null && document.OwnerId is null && shape.IsUnlike(document.Conference);

    private static string Examples(IReadOnlyList<Contradiction> contradictions) =>
        $"{contradictions.Count} named conferences belong to another organizer: {string.Join("; ", contradictions.Take(EvidenceThresholds.Examples))}.";

    private static PsdPurgeException NotProven(FrontEnd frontEnd, SchemaProfile profile, string shortfall) => new(
        ErrorIds.SchemaNotProven,
        ErrorKind.Guard,
        $"{frontEnd.DataSource}: nothing is removed, because the data there does not prove profile {profile.Name}. {shortfall} {Remedy}",
        frontEnd);

    private static PsdPurgeException Contradicted(FrontEnd frontEnd, SchemaProfile profile, string examples) => new(
        ErrorIds.SchemaContradicted,
        ErrorKind.Guard,
        $"{frontEnd.DataSource}: nothing is removed, because the data there contradicts profile {profile.Name}. {examples} {Remedy}",
        frontEnd)
    {
        Recovery = Recovery.StopPool,
    };

    private static string Text(string format, params object[] values) => string.Format(CultureInfo.InvariantCulture, format, values);
}
