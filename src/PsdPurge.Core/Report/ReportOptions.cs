namespace PsdPurge;

/// <summary>What a report is to show.</summary>
/// <param name="Title">Its title.</param>
/// <param name="Threshold">The number of entries to stay under.</param>
/// <param name="Now">The time now, UTC.</param>
public sealed record ReportOptions(string Title, long? Threshold, DateTime Now);
