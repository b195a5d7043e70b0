namespace PsdPurge;

/// <summary>Options of a report.</summary>
/// <param name="Title">Its title.</param>
/// <param name="Threshold">The number of entries to stay under.</param>
/// <param name="Now">The current time, UTC.</param>
public sealed record ReportOptions(string Title, long? Threshold, DateTime Now);
