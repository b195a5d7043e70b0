namespace PsdPurge.Schema.Resolver;

/// <summary>
/// Everything that a search compares with the living conferences: the links that the data suggests, and each organizer link with each conference link.
/// </summary>
internal sealed class LinkPairs
{
    public LinkPairs(IReadOnlyList<ServerSample> samples)
    {
        LinkFinder finder = new(samples);
        Organizers = finder.Find(LinkTarget.ResourceId, LinkTarget.UserAtHost);
        Conferences = finder.Find(LinkTarget.ExternalConfId, LinkTarget.ConferenceKey, LinkTarget.ConfId);
        Ranked =
        [
            .. Organizers
                .SelectMany(o => Conferences.Where(c => !ReadsOtherwise(o.Link, c.Link)).Select(c => LinkPair.Compare(o, c, samples)))
                .OrderByDescending(p => p.IsPossible)
                .ThenByDescending(p => p.Agreeing)
                .ThenBy(p => p.Strays)
                .ThenBy(p => p.Hops),
        ];
    }

    public IReadOnlyList<CandidateLink> Organizers { get; }

    public IReadOnlyList<CandidateLink> Conferences { get; }

    /// <summary>The pairs, the most likely first.</summary>
    public IReadOnlyList<LinkPair> Ranked { get; }

    /// <summary>All texts of a binary column have one encoding.</summary>
    private static bool ReadsOtherwise(SchemaLink one, SchemaLink other) =>
        one.Encoding != other.Encoding && one.Table == other.Table && one.Through == other.Through
        && string.Equals(one.Column, other.Column, StringComparison.OrdinalIgnoreCase);
}
