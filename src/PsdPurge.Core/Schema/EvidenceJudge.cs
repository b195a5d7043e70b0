using System.Globalization;

namespace PsdPurge.Schema;

/// <summary>Turns a sample into a verdict. Asks nothing of a server.</summary>
internal static class EvidenceJudge
{
    private const string Remedy = "Compare the profile with the server (docs/schema.md), let Resolve-PsdSchemaProfile look for one that fits, and give it with -SchemaProfile.";

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

        var shortfall = Shortfall(evidence, sample, living) ?? Unnamed(endpoints);
        return evidence with { Verdict = shortfall is null ? EvidenceVerdict.Proven : EvidenceVerdict.NotProven, Shortfall = shortfall };
    }

    /// <summary>Judges what all candidates say together: see <see cref="EvidenceReader.CheckCandidates"/>.</summary>
    public static void CheckCandidates(FrontEnd frontEnd, SchemaProfile profile, long suspects, IReadOnlyList<Contradiction> unexplained, long agreeing)
    {
        if (unexplained.Count > 0)
        {
            throw Contradicted(frontEnd, profile, Examples(unexplained));
        }

        if (suspects > AllowedShared(agreeing))
        {
            throw NotProven(
                frontEnd,
                profile,
                Text("{0} candidates' conference ids are living conferences of other organizers, at most {1} may be.", suspects, AllowedShared(agreeing)));
        }
    }

    /// <summary>Stops a removal whose candidates carry living conferences' ids in other columns.</summary>
    /// <param name="frontEnd">Where.</param>
    /// <param name="profile">The profile.</param>
    /// <param name="carried">What they carry, each in words.</param>
    public static void CheckCarried(FrontEnd frontEnd, SchemaProfile profile, IEnumerable<object> carried)
    {
        var examples = string.Join("; ", carried.Take(EvidenceThresholds.Examples));
        if (examples.Length > 0)
        {
            throw Contradicted(
                frontEnd,
                profile,
                $"Entries that look orphaned by {profile.Conference.Table}.{profile.Conference.Column} carry a living conference in another column: {examples}.");
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

    /// <summary>What a selection, which changes nothing, says instead.</summary>
    public static string Warning(FrontEnd frontEnd, SchemaEvidence evidence) =>
        $"{frontEnd.DataSource}: profile {evidence.Profile} is {(evidence.Verdict == EvidenceVerdict.Contradicted ? "contradicted by" : "not proven from")} this server's data: {evidence.Shortfall} What is selected may be no orphans, and removing will refuse. {Remedy}";

    private static string? Shortfall(SchemaEvidence evidence, EvidenceSample sample, LivingCounts living)
    {
        var unresolved = sample.Ends.Count(d => d.Conference is not null && d.OwnerId is null);
        var organizersOfSample = sample.All.Where(d => d.ResourceId is not null).Select(d => d.ResourceId).Distinct().Count();
        return living.Conferences == 0
            ? "The Conference table is empty, so nothing there can be compared."
            : evidence.ConferenceNamed == 0 && evidence.SameOrganizer == 0
            ? Text("None of {0} sampled documents names a conference.", evidence.Sampled)
            : evidence.OrganizerResolved < EvidenceThresholds.MinOrganizerShare * evidence.OrganizerNamed
            ? Text(
                "The Resource table knows {0} of {1} organizers that the sample names, at least {2:0%} are needed.",
                evidence.OrganizerResolved,
                evidence.OrganizerNamed,
                EvidenceThresholds.MinOrganizerShare)
            : evidence.DistinctConferences < EvidenceThresholds.MinConferences
            ? Text(
                "{0} living conferences (of {1} in the Conference table) are named with their organizer, at least {2} are needed.",
                evidence.DistinctConferences,
                living.Conferences,
                EvidenceThresholds.MinConferences)
            : evidence.DistinctOrganizers < EvidenceThresholds.MinOrganizers && living.Organizers > 1
            ? Text(
                "Those conferences belong to {0} organizer, at least {1} of the {2} are needed.",
                evidence.DistinctOrganizers,
                EvidenceThresholds.MinOrganizers,
                living.Organizers)
            : organizersOfSample < EvidenceThresholds.MinOrganizers && living.Resources > 1
            ? Text("All sampled documents name the same organizer, so nobody can tell the link from a constant; the Resource table knows {0}.", living.Resources)
            : evidence.SharedId > AllowedShared(evidence.SameOrganizer)
            ? Text(
                "{0} documents name a conference whose id another organizer has, at most {1} may.",
                evidence.SharedId,
                AllowedShared(evidence.SameOrganizer))
            : evidence.UnlikelyShape > EvidenceThresholds.MaxUnlikelyShare * unresolved
            ? Text(
                "{0} of {1} conferences that do not resolve look unlike every id in the Conference table, at most {2:0%} may.",
                evidence.UnlikelyShape,
                unresolved,
                EvidenceThresholds.MaxUnlikelyShare)
            : null;
    }

    /// <summary>What the other direction says: living conferences of the endpoints that no document names.</summary>
    private static string? Unnamed(NamedConferences? endpoints) => endpoints is not null && endpoints.Unnamed > endpoints.AllowedUnnamed
        ? Text(
            "No document names {0:N0} of {1:N0} living conferences of these endpoints, at most {2:N0} may be unnamed: their documents may be among those that look orphaned, under another id. Such are {3}. "
            + "Look for these ids in the other columns of Document and PersistedServiceData.",
            endpoints.Unnamed,
            endpoints.LivingInPool,
            endpoints.AllowedUnnamed,
            string.Join(", ", endpoints.Examples))
        : null;

    private static bool IsUnlikely(SampledDocument document, IdShape? shape) =>
        shape is not null && document.Conference is not null && document.OwnerId is null && shape.IsUnlike(document.Conference);

    private static long AllowedShared(long agreeing) => (long)Math.Max(1, EvidenceThresholds.MaxSharedShare * agreeing);

    private static string Examples(IReadOnlyList<Contradiction> contradictions) =>
        $"{contradictions.Count} named conferences belong to another organizer: {string.Join("; ", contradictions.Take(EvidenceThresholds.Examples))}.";

    private static PsdPurgeException NotProven(FrontEnd frontEnd, SchemaProfile profile, string shortfall) => new(
        ErrorIds.SchemaNotProven,
        ErrorKind.Guard,
        $"{frontEnd.DataSource}: nothing is removed, since the data there does not prove profile {profile.Name}. {shortfall} {Remedy}",
        frontEnd);

    private static PsdPurgeException Contradicted(FrontEnd frontEnd, SchemaProfile profile, string examples) => new(
        ErrorIds.SchemaContradicted,
        ErrorKind.Guard,
        $"{frontEnd.DataSource}: nothing is removed, since the data there contradicts profile {profile.Name}. {examples} {Remedy}",
        frontEnd)
    {
        Recovery = Recovery.StopPool,
    };

    private static string Text(string format, params object[] values) => string.Format(CultureInfo.InvariantCulture, format, values);
}
