namespace PsdPurge;

/// <summary>The number of PersistedServiceData entries on a Front-End.</summary>
/// <param name="Pool">FQDN of the pool, or null if the Front-End was named directly.</param>
/// <param name="FrontEnd">The Front-End's computer name.</param>
/// <param name="EntryCount">Entries that have a document: the count of Microsoft's KB 3167232, step 1.</param>
/// <param name="Time">The time of the count, UTC.</param>
public sealed record PsdEntryCount(string? Pool, string FrontEnd, long EntryCount, DateTime Time);
