namespace PsdPurge.Purge;

/// <summary>A conference that has a row on some Front-End, by the two names that mean the same on all of them.</summary>
/// <param name="UserAtHost">The organizer's address.</param>
/// <param name="ConferenceId">The public conference id.</param>
internal readonly record struct LiveConference(string UserAtHost, string ConferenceId);
