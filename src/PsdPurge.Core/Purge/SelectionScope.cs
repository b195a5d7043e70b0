namespace PsdPurge;

/// <summary>What may be selected.</summary>
/// <param name="Endpoints">Addresses of the trusted application endpoints, <c>user@host</c>.</param>
/// <param name="Profile">How this deployment's rows name organizer and conference.</param>
public sealed record SelectionScope(IReadOnlyCollection<string> Endpoints, SchemaProfile Profile)
{
    /// <summary>
    /// Whether an active conference that has no row in Conference protects every entry of its pool: nobody can say whose it is, nor where its entries stand.
    /// </summary>
    public bool CheckUnattributedActive { get; init; } = true;

    /// <summary>
    /// Whether living conferences of the endpoints that no document names are right there. Without this they keep the profile from being proven: their
    /// documents may be among those that look orphaned.
    /// </summary>
    public bool AllowUnnamedConferences { get; init; }

    /// <summary>
    /// Whether nobody has named the profile: then every Front-End of the pool that holds entries has to prove it, or nothing is listed and nothing deleted on
    /// any.
    /// </summary>
    public bool MustAgree { get; init; }

    /// <summary>Whether a search picked the profile: nobody has named it, and it is none of the module's own.</summary>
    internal bool IsFound => MustAgree && !SchemaProfile.BuiltIn.Contains(Profile);

    /// <summary>Only these entries (from the pipeline); null means every orphan of the endpoints.</summary>
    public IReadOnlyCollection<AppEndpointPsdEntry>? Only { get; init; }

    /// <summary>
    /// A fault that the model test seeds to show that it would find it: evidence that only asks what documents say of living conferences, and neither whether
    /// those are named nor what else the candidates carry.
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
