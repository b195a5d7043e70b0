namespace PsdPurge.Lab.Scenarios;

/// <summary>All the names of a document's conference and organizer on one Front-End: what a column may hold, whatever its form.</summary>
/// <param name="frontEnd">Ids are local to it.</param>
/// <param name="plan">The conference.</param>
/// <param name="stale">Whether these are the former names, where the plan has such.</param>
public readonly struct ConferenceNames(FrontEndData frontEnd, ConferencePlan plan, bool stale)
{
    /// <summary>Who owns it.</summary>
    public Organizer Organizer => stale ? plan.StaleOrganizer ?? plan.Organizer : plan.Organizer;

    /// <summary>Resource.UserAtHost.</summary>
    public string Address => Organizer.Address;

    /// <summary>Resource.ResourceId.</summary>
    public int ResourceId => frontEnd.ResourceId(Organizer);

    /// <summary>Conference.ExternalConfId; null if the document is no conference's.</summary>
    public string? ConferenceId => stale ? plan.StaleId ?? plan.ConferenceId : plan.ConferenceId;

    /// <summary>Conference.ConfId, also of a conference that was deleted.</summary>
    public int ConfId => frontEnd.Numbers.Of(plan, stale && plan.StaleId is not null);

    /// <summary>Conference.ConferenceKey as a guid; null if the document is no conference's.</summary>
    public Guid? Key => ConferenceId is { } id ? KeyOf(plan.Organizer, id) : null;

    /// <summary>The key of an organizer's conference: the same on every Front-End.</summary>
    public static Guid KeyOf(Organizer organizer, string conferenceId) => StableGuid.Of($"{organizer.Address}/{conferenceId}");
}
