using System.Globalization;

namespace PsdPurge;

/// <summary>
/// Entries that come back after a removal. Front-Ends build their replicas from each other, so what one of them kept comes back to the others.
/// </summary>
public static class ReturnedEntries
{
    /// <summary>Share of the deleted entries that may be new entries since, because applications create conferences meanwhile.</summary>
    private const double MaxShare = 0.1;

    /// <summary>The warning for a Front-End, or null if it has as many entries as the removal left, or only a few new ones.</summary>
    /// <param name="removal">What the removal did there.</param>
    /// <param name="count">What is there now.</param>
    /// <exception cref="ArgumentNullException">One of them is null.</exception>
    public static string? Describe(RemovalResult removal, PsdEntryCount count)
    {
        _ = removal ?? throw new ArgumentNullException(nameof(removal));
        _ = count ?? throw new ArgumentNullException(nameof(count));
        var more = count.EntryCount - (removal.CountAfter ?? count.EntryCount);
        return more <= MaxShare * removal.Deleted
            ? null
            : string.Format(
                CultureInfo.InvariantCulture,
                "{0} has {1:N0} entries more than the removal left ({2:N0}; it deleted {3:N0}). "
                    + "They came back from a Front-End that was not purged, or are new. Purge all Front-Ends of the pool in one run.",
                removal.FrontEnd,
                more,
                removal.CountAfter,
                removal.Deleted);
    }
}
