using System.Globalization;

namespace PsdPurge;

/// <summary>What a removal would do on one Front-End.</summary>
/// <param name="FrontEnd">The Front-End.</param>
/// <param name="Entries">Orphaned entries.</param>
/// <param name="Bytes">Size of their data in bytes.</param>
public sealed record RemovalPlan(FrontEnd FrontEnd, long Entries, long Bytes)
{
    /// <summary>The most entries that it may delete; null means no limit.</summary>
    public long? MaxEntries { get; init; }

    /// <summary>The evidence for the profile on this Front-End and in its pool, in one sentence.</summary>
    public string? Evidence { get; init; }

    /// <summary>What the missing Front-Ends of the pool may cost, in one sentence; null if none is missing.</summary>
    public string? NotAsked { get; init; }

    /// <summary>
    /// What it does if you confirm: <c>Delete 1,530 orphaned entries (12 MB)</c>, or <c>Delete at most 5 of 1,530 orphaned entries (12 MB in all)</c>.
    /// </summary>
    public string Description => string.Format(
        CultureInfo.InvariantCulture,
        MaxEntries < Entries ? "Delete at most {3:N0} of {0:N0} orphaned {1} ({2} in all)" : "Delete {0:N0} orphaned {1} ({2})",
        Entries,
        Entries == 1 ? "entry" : "entries",
        ByteSize.Format(Bytes),
        MaxEntries) + (Evidence is null ? "" : "; " + Evidence) + (NotAsked is null ? "" : " " + NotAsked);
}
