using System.Globalization;

namespace PsdPurge;

/// <summary>What a Front-End's own data says of a profile.</summary>
public enum EvidenceVerdict
{
    /// <summary>Enough living conferences are named together with the organizer that the Conference table gives them.</summary>
    Proven,

    /// <summary>Nothing speaks against the profile, and not enough for it.</summary>
    NotProven,

    /// <summary>Rows name a conference together with somebody who is not its organizer.</summary>
    Contradicted,
}

/// <summary>
/// What a sample of one Front-End's entries says of a schema profile. Flat, so that Export-Csv keeps it; thresholds are in <see cref="EvidenceThresholds"/>.
/// </summary>
public sealed record SchemaEvidence
{
    /// <summary>FQDN of the pool, or null where the Front-End was named directly.</summary>
    public string? Pool { get; init; }

    /// <summary>The Front-End's computer name.</summary>
    public required string FrontEnd { get; init; }

    /// <summary>The profile's name.</summary>
    public required string Profile { get; init; }

    /// <summary>What it comes to.</summary>
    public EvidenceVerdict Verdict { get; init; }

    /// <summary>Entries looked at: the lowest and the highest DocIds.</summary>
    public long Sampled { get; init; }

    /// <summary>Of those, how many name an organizer.</summary>
    public long OrganizerNamed { get; init; }

    /// <summary>Of those, how many name one whom the Resource table knows.</summary>
    public long OrganizerResolved { get; init; }

    /// <summary>Of the sampled entries, how many name a conference.</summary>
    public long ConferenceNamed { get; init; }

    /// <summary>Of the sampled entries, how many hold something in the conference's column that does not parse; such entries are never removed.</summary>
    public long NotParsed { get; init; }

    /// <summary>Entries whose conference has a row in the Conference table, in the sample and beside it.</summary>
    public long ConferenceResolved { get; init; }

    /// <summary>Of those, how many name the organizer whom the Conference table gives it.</summary>
    public long SameOrganizer { get; init; }

    /// <summary>Of those, how many name another organizer, where two organizers own the same id.</summary>
    public long SharedId { get; init; }

    /// <summary>Of those, how many name another organizer, which nothing explains.</summary>
    public long Contradicting { get; init; }

    /// <summary>Different living conferences that are named with their organizer.</summary>
    public long DistinctConferences { get; init; }

    /// <summary>Different organizers of those.</summary>
    public long DistinctOrganizers { get; init; }

    /// <summary>Sampled entries whose conference does not resolve and looks unlike every id in the Conference table.</summary>
    public long UnlikelyShape { get; init; }

    /// <summary>Rows of the Conference table.</summary>
    public long LivingConferences { get; init; }

    /// <summary>What fell short, or contradicts; null where nothing does.</summary>
    public string? Shortfall { get; init; }

    /// <summary>The evidence as one line of a log.</summary>
    public override string ToString() => string.Format(
        CultureInfo.InvariantCulture,
        "{0}: profile {1} is {2}: {3} of {4} sampled entries name an organizer ({5} of them known), {6} a conference; of {7} entries with a living conference {8} name its organizer, {9} do not ({10} more share an id); {11} living conferences of {12} organizers agree.{13}",
        FrontEnd,
        Profile,
        Verdict switch { EvidenceVerdict.Proven => "proven", EvidenceVerdict.Contradicted => "contradicted", _ => "not proven" },
        OrganizerNamed,
        Sampled,
        OrganizerResolved,
        ConferenceNamed,
        ConferenceResolved,
        SameOrganizer,
        Contradicting,
        SharedId,
        DistinctConferences,
        DistinctOrganizers,
        Shortfall is null ? "" : " " + Shortfall);
}
