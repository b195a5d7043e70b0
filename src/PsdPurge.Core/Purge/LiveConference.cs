namespace PsdPurge.Purge;

/// <summary>A conference that has a row on some Front-End, with the two names that are the same on all Front-Ends.</summary>
/// <param name="UserAtHost">The organizer's address.</param>
/// <param name="ConferenceId">The public conference id.</param>
internal readonly record struct LiveConference(string UserAtHost, string ConferenceId)
{
    /// <summary>Addresses are compared without regard to case, because each Front-End keeps the spelling that it saw first.</summary>
    public static IEqualityComparer<LiveConference> Comparer { get; } = new IgnoringCaseOfAddress();

    /// <summary>A conference whose organizer is not an endpoint, or is unknown. The id alone shows that it lives.</summary>
    public static LiveConference OfAnybody(string conferenceId) => new("", conferenceId);

    private sealed class IgnoringCaseOfAddress : IEqualityComparer<LiveConference>
    {
        public bool Equals(LiveConference x, LiveConference y) =>
            x.ConferenceId == y.ConferenceId && string.Equals(x.UserAtHost, y.UserAtHost, StringComparison.OrdinalIgnoreCase);

        public int GetHashCode(LiveConference obj) => StringComparer.Ordinal.GetHashCode(obj.ConferenceId);
    }
}
