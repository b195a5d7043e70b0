namespace PsdPurge.Lab.Scenarios;

/// <summary>What an entry is, and so whether a purge may touch it.</summary>
public enum EntryFate
{
    /// <summary>Left by a deleted conference of a trusted application endpoint: the only fate that a purge may delete.</summary>
    Orphan,

    /// <summary>The conference has a row in this Front-End's Conference table.</summary>
    ConferenceExists,

    /// <summary>The conference exists and someone is in it.</summary>
    ConferenceActive,

    /// <summary>The conference has a row on another Front-End only. This Front-End lags behind.</summary>
    ConferenceOnOtherFrontEnd,

    /// <summary>The conference was deleted, but another organizer's conference with the same id exists. The entry may belong to that one.</summary>
    IdOfAnother,

    /// <summary>The document belongs to an endpoint, but to no conference.</summary>
    NoConference,

    /// <summary>The organizer is an ordinary user, whether the conference exists or not.</summary>
    OrdinaryUser,

    /// <summary>The document names an organizer who is not in the Resource table.</summary>
    UnknownOrganizer,

    /// <summary>The entry has no document.</summary>
    NoDocument,
}

/// <summary>A text for each fate.</summary>
public static class EntryFateText
{
    /// <summary>Why an entry of this fate is left alone, as a clause that follows a dash.</summary>
    public static string Reason(this EntryFate fate) => fate switch
    {
        EntryFate.Orphan => "orphan of an endpoint that was not asked for",
        EntryFate.ConferenceExists => "conference exists",
        EntryFate.ConferenceActive => "conference is active",
        EntryFate.ConferenceOnOtherFrontEnd => "conference exists on another Front-End",
        EntryFate.IdOfAnother => "another organizer's conference of that id exists",
        EntryFate.NoConference => "document of an endpoint, no conference",
        EntryFate.OrdinaryUser => "organizer is an ordinary user",
        EntryFate.UnknownOrganizer => "organizer is unknown",
        EntryFate.NoDocument => "entry has no document",
        _ => fate.ToString(),
    };
}
