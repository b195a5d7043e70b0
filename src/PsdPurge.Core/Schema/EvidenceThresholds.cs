namespace PsdPurge;

/// <summary>From which numbers on a Front-End's own data proves a profile. The reasoning stands at length in docs/schema.md.</summary>
public static class EvidenceThresholds
{
    /// <summary>Entries sampled at each end of the table, and entries with a living conference looked for beside them.</summary>
    public const int SampleSize = 1000;

    /// <summary>
    /// Fewest different living conferences that must be named with their organizer. Small, because a small pool has no more; a wrong column that agrees with
    /// all of them by accident would have to guess each one's organizer.
    /// </summary>
    public const int MinConferences = 3;

    /// <summary>
    /// Fewest organizers of those conferences: a column that always holds the same value agrees with a server on which one organizer owns everything.
    /// If only one organizer owns anything, the link must at least tell several apart elsewhere.
    /// </summary>
    public const int MinOrganizers = 2;

    /// <summary>
    /// Smallest share of named organizers that the Resource table must know. It keeps everyone ever seen, so a true link resolves nearly always; numbers
    /// of something else resolve by accident only. Entries of unknown organizers are never removed.
    /// </summary>
    public const double MinOrganizerShare = 0.75;

    /// <summary>
    /// Largest share of unresolved conferences whose id looks like none of the Conference table. More means that the link catches something else as well,
    /// which would then look deleted.
    /// </summary>
    public const double MaxUnlikelyShare = 0.05;

    /// <summary>
    /// Largest share of resolved conferences whose id is also another organizer's; one is always allowed. Ids are random, so that two organizers own the
    /// same is rare; more looks like an organizer link that is right in most rows only.
    /// </summary>
    public const double MaxSharedShare = 0.05;

    /// <summary>
    /// Largest share of the endpoints' living conferences that no document names, on any Front-End of the pool. The document of an unnamed one may be among the
    /// candidates, under an id that it no longer has; so none is allowed in a pool of fewer than fifty. A few in a large one have no document yet, or none
    /// any more, when they are counted.
    /// </summary>
    public const double MaxUnnamedShare = 0.02;

    /// <summary>
    /// The same for a profile that a search picked and nobody has named: none in a pool of fewer than a thousand. A search tries hundreds of columns, and one
    /// that holds outdated ids in one row of a hundred is easily among them.
    /// </summary>
    public const double MaxUnnamedShareOfFound = 0.001;

    /// <summary>How many contradicting entries an error names.</summary>
    public const int Examples = 3;

    /// <summary>How many documents may name a conference whose id another organizer has, where that many name their own organizer's.</summary>
    internal static long AllowedShared(long agreeing) => (long)Math.Max(1, MaxSharedShare * agreeing);
}
