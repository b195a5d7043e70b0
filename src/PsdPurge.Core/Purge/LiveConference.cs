namespace PsdPurge.Purge;

/// <summary>A conference that has a row on some Front-End, by the two names that mean the same on all of them.</summary>
/// <param name="UserAtHost">The organizer's address.</param>
/// <param name="ConferenceId">The public conference id.</param>
internal readonly record struct LiveConference(string UserAtHost, string ConferenceId)
{
    /// <summary>Addresses are the same in any case; each Front-End spells them as it first saw them.</summary>
    public static IEqualityComparer<LiveConference> Comparer { get; } = new IgnoringCaseOfAddress();

    /// <summary>Of somebody who is none of the endpoints, or may be: the id alone says that it lives.</summary>
    public static LiveConference OfAnybody(string conferenceId) => new("", conferenceId);

    private sealed class IgnoringCaseOfAddress : IEqualityComparer<LiveConference>
    {
        public bool Equals(LiveConference x, LiveConference y) =>
            x.ConferenceId == y.ConferenceId && string.Equals(x.UserAtHost, y.UserAtHost, StringComparison.OrdinalIgnoreCase);

        public int GetHashCode(LiveConference obj) => StringComparer.Ordinal.GetHashCode(obj.ConferenceId);
    }
}
