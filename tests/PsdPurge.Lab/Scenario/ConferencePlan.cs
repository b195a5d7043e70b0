namespace PsdPurge.Lab.Scenarios;

/// <summary>How the rows of a plan name what they belong to.</summary>
public enum DocumentLink
{
    /// <summary>Organizer and conference, as the schema variant writes them.</summary>
    Conference,

    /// <summary>An organizer and no conference: other documents of a user, such as the contact list.</summary>
    NoConference,

    /// <summary>An organizer, and something that looks like a conference link and is none (an empty id, a URN that is cut short).</summary>
    Broken,

    /// <summary>An organizer that the Resource table does not know.</summary>
    UnknownOrganizer,

    /// <summary>PersistedServiceData rows whose document is missing: the KB's inner join does not count them.</summary>
    NoDocument,
}

/// <summary>A conference that is or was, with its documents and entries: the same on every Front-End, where only the ids differ.</summary>
/// <param name="Organizer">Who owns it.</param>
/// <param name="ConferenceId">The public id; unique for one organizer only. Null if <paramref name="Link"/> names none.</param>
/// <param name="Link">How its documents name it.</param>
public sealed record ConferencePlan(Organizer Organizer, string? ConferenceId, DocumentLink Link)
{
    /// <summary>Documents that it has.</summary>
    public int Documents { get; init; } = 1;

    /// <summary>PersistedServiceData rows that each document has.</summary>
    public int EntriesEach { get; init; } = 1;

    /// <summary>Front-Ends that hold its documents and entries.</summary>
    public FrontEndSet DocumentOn { get; init; } = FrontEndSet.All;

    /// <summary>Front-Ends that hold its row in rtc.dbo.Conference; none means that it was deleted.</summary>
    public FrontEndSet ConferenceOn { get; init; } = FrontEndSet.None;

    /// <summary>Front-Ends that hold its row in rtcdyn.dbo.ActiveConference.</summary>
    public FrontEndSet ActiveOn { get; init; } = FrontEndSet.None;

    /// <summary>Its number in the scenario: the same on every Front-End.</summary>
    public int Number { get; init; }

    /// <summary>
    /// How many of its documents name it by <see cref="StaleId"/> and <see cref="StaleOrganizer"/>. Their entries are what they are all the same.
    /// </summary>
    public int StaleDocuments { get; init; }

    /// <summary>A former public id, which no conference has now; null if stale documents hold the right one.</summary>
    public string? StaleId { get; init; }

    /// <summary>An organizer whose it is not; null if stale documents name the right one.</summary>
    public Organizer? StaleOrganizer { get; init; }

    /// <summary>What the entries on the Front-End with this index are.</summary>
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
