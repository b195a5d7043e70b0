namespace PsdPurge;

/// <summary>The numbers from which on a Front-End's own data proves a profile. docs/schema.md explains them.</summary>
public static class EvidenceThresholds
{
    /// <summary>The number of entries that are sampled at each end of the table, and of additional entries with a living conference.</summary>
    public const int SampleSize = 1000;

    /// <summary>
    /// The fewest different living conferences that must be named with their organizer. The number is small because a small pool has no more. A wrong column
    /// would have to guess the organizer of each of them.
    /// </summary>
    public const int MinConferences = 3;

    /// <summary>
    /// The fewest organizers of those conferences. If one organizer owns everything, a column with a constant value would agree. Then the link must at least
    /// name several organizers elsewhere.
    /// </summary>
    public const int MinOrganizers = 2;

    /// <summary>
    /// The smallest share of named organizers that the Resource table must contain. That table keeps everyone ever seen, so a right link resolves nearly
    /// always. Unrelated numbers resolve only by accident. Entries of unknown organizers are never removed.
    /// </summary>
    public const double MinOrganizerShare = 0.75;

    /// <summary>
    /// The largest share of unresolved conferences whose id looks like none in the Conference table. If there are more, the link also matches something else,
    /// which would then look deleted.
    /// </summary>
    public const double MaxUnlikelyShare = 0.05;

    /// <summary>
    /// The largest share of resolved conferences whose id also belongs to another organizer. One is always allowed. Ids are random, so two organizers rarely
    /// have the same. More of them look like an organizer link that is right only in most rows.
    /// </summary>
    public const double MaxSharedShare = 0.05;

    /// <summary>
    /// The largest share of the endpoints' living conferences that no document names, on any Front-End of the pool. The document of an unnamed one may be
    /// among the candidates, under an id that it no longer has. So none is allowed in a pool of fewer than fifty. In a large pool, a few have no document
    /// yet, or none any more, when they are counted.
    /// </summary>
    public const double MaxUnnamedShare = 0.02;

    /// <summary>
    /// The same for a profile that a search picked and nobody has named: none in a pool of fewer than a thousand. A search tries hundreds of columns, and one
    /// of them may easily contain outdated ids in one row of a hundred.
    /// </summary>
    public const double MaxUnnamedShareOfFound = 0.001;

    /// <summary>The number of contradicting entries that an error names.</summary>
    public const int Examples = 3;

    /// <summary>
    /// The most documents that may name a conference whose id another organizer has, for a number of documents that name their own organizer.
    /// </summary>
    internal static long AllowedShared(long agreeing) => (long)Math.Max(1, MaxSharedShare * agreeing);
}
