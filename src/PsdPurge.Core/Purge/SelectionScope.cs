namespace PsdPurge;

/// <summary>What may be selected.</summary>
/// <param name="Endpoints">Addresses of the trusted application endpoints, <c>user@host</c>.</param>
/// <param name="Profile">How this deployment's rows name organizer and conference.</param>
public sealed record SelectionScope(IReadOnlyCollection<string> Endpoints, SchemaProfile Profile)
{
    /// <summary>
    /// Whether an active conference without a row in Conference protects every entry of its pool. It is unknown whose it is and where its entries are.
    /// </summary>
    public bool CheckUnattributedActive { get; init; } = true;

    /// <summary>
    /// Whether it is in order that no document names some living conferences of the endpoints. Otherwise these conferences keep the profile from being proven,
    /// because their documents may be among those that look orphaned.
    /// </summary>
    public bool AllowUnnamedConferences { get; init; }

    /// <summary>
    /// Whether the profile was found and not named. Then every Front-End of the pool that contains entries must prove it. Otherwise nothing is listed and
    /// nothing is deleted on any of them.
    /// </summary>
    public bool MustAgree { get; init; }

    /// <summary>Whether a search picked the profile: nobody has named it, and it is none of the module's own.</summary>
    internal bool IsFound => MustAgree && !SchemaProfile.BuiltIn.Contains(Profile);

    /// <summary>Only these entries (from the pipeline); null means every orphan of the endpoints.</summary>
    public IReadOnlyCollection<AppEndpointPsdEntry>? Only { get; init; }

    /// <summary>
    /// A fault that the model test seeds, to show that it would find it. The evidence then checks only what documents say about living conferences. It checks
    /// neither whether those are named nor what else the candidates carry.
    /// </summary>
    internal bool LooksOneWay { get; init; }

    /// <summary>What of <see cref="Only"/> stands on a Front-End, each once.</summary>
    internal IReadOnlyCollection<AppEndpointPsdEntry> OnlyOn(FrontEnd frontEnd) =>
    [
        .. (Only ?? [])
            .Where(e => string.Equals(e.FrontEnd, frontEnd.ComputerName, StringComparison.OrdinalIgnoreCase))
            .GroupBy(e => (e.SipAddress.ToUpperInvariant(), e.ConferenceId, e.DocId))
            .Select(same => same.First()),
    ];
}
