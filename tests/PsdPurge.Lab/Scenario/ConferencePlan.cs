namespace PsdPurge.Lab.Scenarios;

/// <summary>How the rows of a plan name what they belong to.</summary>
public enum DocumentLink
{
    /// <summary>Organizer and conference, as the schema variant writes them.</summary>
    Conference,

    /// <summary>An organizer and no conference: other documents of a user, such as the contact list.</summary>
    NoConference,

    /// <summary>An organizer, and something that looks like a conference link but is not one (an empty id, a truncated URN).</summary>
    Broken,

    /// <summary>An organizer who is not in the Resource table.</summary>
    UnknownOrganizer,

    /// <summary>PersistedServiceData rows whose document is missing. The KB's inner join does not count them.</summary>
    NoDocument,
}

/// <summary>A conference that exists or existed, with its documents and entries. It is the same on every Front-End. Only the ids differ.</summary>
/// <param name="Organizer">The owner.</param>
/// <param name="ConferenceId">The public id. It is unique only among one organizer's conferences. Null if <paramref name="Link"/> names no conference.</param>
/// <param name="Link">How its documents name it.</param>
public sealed record ConferencePlan(Organizer Organizer, string? ConferenceId, DocumentLink Link)
{
    /// <summary>The number of its documents.</summary>
    public int Documents { get; init; } = 1;

    /// <summary>The number of PersistedServiceData rows of each document.</summary>
    public int EntriesEach { get; init; } = 1;

    /// <summary>Front-Ends that hold its documents and entries.</summary>
    public FrontEndSet DocumentOn { get; init; } = FrontEndSet.All;

    /// <summary>Front-Ends that hold its row in rtc.dbo.Conference. None means that it was deleted.</summary>
    public FrontEndSet ConferenceOn { get; init; } = FrontEndSet.None;

    /// <summary>Front-Ends that hold its row in rtcdyn.dbo.ActiveConference.</summary>
    public FrontEndSet ActiveOn { get; init; } = FrontEndSet.None;

    /// <summary>Its number in the scenario. It is the same on every Front-End.</summary>
    public int Number { get; init; }

    /// <summary>
    /// How many of its documents name it by <see cref="StaleId"/> and <see cref="StaleOrganizer"/>. This does not change the fate of their entries.
    /// </summary>
    public int StaleDocuments { get; init; }

    /// <summary>A former public id, which no conference has now. Null if stale documents hold the right id.</summary>
    public string? StaleId { get; init; }

    /// <summary>An organizer who does not own it. Null if stale documents name the right organizer.</summary>
    public Organizer? StaleOrganizer { get; init; }

    /// <summary>The fate of its entries on the Front-End with this index.</summary>
    public EntryFate FateOn(int frontEnd) => Link switch
    {
        DocumentLink.NoDocument => EntryFate.NoDocument,
        DocumentLink.UnknownOrganizer => EntryFate.UnknownOrganizer,
        _ when !Organizer.IsEndpoint => EntryFate.OrdinaryUser,
        DocumentLink.NoConference or DocumentLink.Broken => EntryFate.NoConference,
        _ when ActiveOn.Contains(frontEnd) => EntryFate.ConferenceActive,
        _ when ConferenceOn.Contains(frontEnd) => EntryFate.ConferenceExists,
        _ when !ConferenceOn.IsEmpty => EntryFate.ConferenceOnOtherFrontEnd,
        _ => EntryFate.Orphan,
    };
}
