using System.Globalization;

namespace PsdPurge;

/// <summary>What a removal would do on one Front-End.</summary>
/// <param name="FrontEnd">The Front-End.</param>
/// <param name="Entries">Orphaned entries.</param>
/// <param name="Bytes">Size of their data in bytes.</param>
public sealed record RemovalPlan(FrontEnd FrontEnd, long Entries, long Bytes)
{
    /// <summary>Most of them that it may delete; null means without limit.</summary>
    public long? MaxEntries { get; init; }

    /// <summary>What this Front-End's data and its pool's say of the profile, in one sentence.</summary>
    public string? Evidence { get; init; }

    /// <summary>What it may cost that Front-Ends of the pool were not asked, in one sentence; null if all were.</summary>
    public string? NotAsked { get; init; }

    /// <summary>
    /// What confirming it would do: <c>Delete 1,530 orphaned entries (12 MB)</c>, or <c>Delete at most 5 of 1,530 orphaned entries (12 MB in all)</c>.
    /// </summary>
    public string Description => string.Format(
        CultureInfo.InvariantCulture,
        MaxEntries < Entries ? "Delete at most {3:N0} of {0:N0} orphaned {1} ({2} in all)" : "Delete {0:N0} orphaned {1} ({2})",
        Entries,
        Entries == 1 ? "entry" : "entries",
        ByteSize.Format(Bytes),
        MaxEntries) + (Evidence is null ? "" : "; " + Evidence) + (NotAsked is null ? "" : " " + NotAsked);
}
