namespace PsdPurge.Lab.Scenarios;

/// <summary>All names of a document's conference and organizer on one Front-End. A column may hold any of them, in any form.</summary>
/// <param name="frontEnd">The Front-End. Ids are local to it.</param>
/// <param name="plan">The conference.</param>
/// <param name="stale">Whether these are the former names, if the plan has any.</param>
public readonly struct ConferenceNames(FrontEndData frontEnd, ConferencePlan plan, bool stale)
{
    /// <summary>The owner of the conference.</summary>
    public Organizer Organizer => stale ? plan.StaleOrganizer ?? plan.Organizer : plan.Organizer;

    /// <summary>Resource.UserAtHost.</summary>
    public string Address => Organizer.Address;

    /// <summary>Resource.ResourceId.</summary>
    public int ResourceId => frontEnd.ResourceId(Organizer);

    /// <summary>Conference.ExternalConfId. Null if the document belongs to no conference.</summary>
    public string? ConferenceId => stale ? plan.StaleId ?? plan.ConferenceId : plan.ConferenceId;

    /// <summary>Conference.ConfId, even of a deleted conference.</summary>
    public int ConfId => frontEnd.Numbers.Of(plan, stale && plan.StaleId is not null);

    /// <summary>Conference.ConferenceKey as a guid. Null if the document belongs to no conference.</summary>
    public Guid? Key => ConferenceId is { } id ? KeyOf(plan.Organizer, id) : null;

    /// <summary>The key of an organizer's conference. It is the same on every Front-End.</summary>
    public static Guid KeyOf(Organizer organizer, string conferenceId) => StableGuid.Of($"{organizer.Address}/{conferenceId}");
}
