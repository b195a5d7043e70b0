using System.Globalization;

namespace PsdPurge;

/// <summary>The verdict of a Front-End's own data on a profile.</summary>
public enum EvidenceVerdict
{
    /// <summary>Enough living conferences are named together with their organizer in the Conference table.</summary>
    Proven,

    /// <summary>Nothing contradicts the profile, but the evidence is not enough.</summary>
    NotProven,

    /// <summary>Rows name a conference together with another organizer.</summary>
    Contradicted,
}

/// <summary>
/// The evidence of one Front-End's entries for a schema profile. All values are simple, so that Export-Csv keeps them. The thresholds are in
/// <see cref="EvidenceThresholds"/>.
/// </summary>
public sealed record SchemaEvidence
{
    /// <summary>FQDN of the pool, or null if the Front-End was named directly.</summary>
    public string? Pool { get; init; }

    /// <summary>The Front-End's computer name.</summary>
    public required string FrontEnd { get; init; }

    /// <summary>The profile's name.</summary>
    public required string Profile { get; init; }

    /// <summary>The profile's name, with its links if the name does not tell them.</summary>
    internal string? Label { get; init; }

    /// <summary>The verdict.</summary>
    public EvidenceVerdict Verdict { get; init; }

    /// <summary>The number of sampled entries, with the lowest and the highest DocIds.</summary>
    public long Sampled { get; init; }

    /// <summary>Of those, how many name an organizer.</summary>
    public long OrganizerNamed { get; init; }

    /// <summary>Of those, how many name one whom the Resource table knows.</summary>
    public long OrganizerResolved { get; init; }

    /// <summary>Of the sampled entries, how many name a conference.</summary>
    public long ConferenceNamed { get; init; }

    /// <summary>Of the sampled entries, how many have a value in the conference's column that cannot be converted. Such entries are never removed.</summary>
    public long NotParsed { get; init; }

    /// <summary>Entries whose conference has a row in the Conference table, in the sample and in addition to it.</summary>
    public long ConferenceResolved { get; init; }

    /// <summary>Of those, how many name the organizer in the Conference table.</summary>
    public long SameOrganizer { get; init; }

    /// <summary>Of those, how many name another organizer, if two organizers own the same id.</summary>
    public long SharedId { get; init; }

    /// <summary>Of those, how many name another organizer without an explanation.</summary>
    public long Contradicting { get; init; }

    /// <summary>Different living conferences that are named with their organizer.</summary>
    public long DistinctConferences { get; init; }

    /// <summary>Different organizers of those.</summary>
    public long DistinctOrganizers { get; init; }

    /// <summary>Sampled entries whose conference does not resolve and looks unlike every id in the Conference table.</summary>
    public long UnlikelyShape { get; init; }

    /// <summary>Rows of the Conference table.</summary>
    public long LivingConferences { get; init; }

    /// <summary>Of those, how many at least one document of this Front-End names, with their organizer.</summary>
    public long NamedConferences { get; init; }

    /// <summary>Conferences of the requested endpoints that have a row in this Front-End's Conference table. Null if no endpoints were requested.</summary>
    public long? LivingOfEndpoints { get; init; }

    /// <summary>Of those, how many at least one document of this Front-End names.</summary>
    public long? NamedOfEndpoints { get; init; }

    /// <summary>Conferences of the endpoints that live on any queried Front-End of the pool.</summary>
    public long? LivingInPool { get; init; }

    /// <summary>
    /// Of those, how many a document names on at least one Front-End where they live. The documents of the others may be among the candidates, under another
    /// id.
    /// </summary>
    public long? NamedInPool { get; init; }

    /// <summary>Why the profile is not proven, or what contradicts it. Null if it is proven.</summary>
    public string? Shortfall { get; init; }

    /// <summary>The evidence in both directions in one sentence: how well documents name living conferences, and how many of those are named.</summary>
    public string Summary => string.Format(
        CultureInfo.InvariantCulture,
        "profile {0} is {1}: {2:N0} of {3:N0} sampled documents with a living conference name its organizer; {4}",
        Label ?? Profile,
        Word,
        SameOrganizer,
        ConferenceResolved,
        LivingInPool is { } inPool
            ? $"documents name {Schema.NamedConferences.Share(NamedInPool ?? 0, inPool)} living conferences of these endpoints in the pool, "
                + $"and {Schema.NamedConferences.Share(NamedConferences, LivingConferences)} of all organizers here"
            : $"documents name {Schema.NamedConferences.Share(NamedConferences, LivingConferences)} living conferences");

    private string Word => Verdict switch { EvidenceVerdict.Proven => "proven", EvidenceVerdict.Contradicted => "contradicted", _ => "not proven" };

    /// <summary>The evidence as one line for a log.</summary>
    public override string ToString() => string.Format(
        CultureInfo.InvariantCulture,
        "{0}: profile {1} is {2}: {3} of {4} sampled entries name an organizer ({5} of them known), {6} a conference; "
            + "of {7} entries with a living conference {8} name its organizer, {9} do not ({10} more share an id); "
            + "{11} living conferences of {12} organizers agree; documents name {13} living conferences{14}.{15}",
        FrontEnd,
        Profile,
        Word,
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
        Schema.NamedConferences.Share(NamedConferences, LivingConferences),
        LivingOfEndpoints is { } ofEndpoints
            ? $", {Schema.NamedConferences.Share(NamedOfEndpoints ?? 0, ofEndpoints)} of these endpoints here and "
                + $"{Schema.NamedConferences.Share(NamedInPool ?? 0, LivingInPool ?? 0)} in the pool"
            : "",
        Shortfall is null ? "" : " " + Shortfall);
}
