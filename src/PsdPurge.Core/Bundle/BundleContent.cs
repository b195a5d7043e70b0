namespace PsdPurge.Bundle;

/// <summary>What a bundle holds: everything in it has its pseudonym.</summary>
/// <param name="Versions">What runs where, by name.</param>
/// <param name="Checks">The checklist.</param>
/// <param name="Pools">The pools.</param>
internal sealed record BundleContent(IReadOnlyList<KeyValuePair<string, string>> Versions, IReadOnlyList<PoolCheck> Checks, IReadOnlyList<PoolContent> Pools);

/// <summary>A pool.</summary>
/// <param name="Name">Its name.</param>
/// <param name="FrontEnds">Its Front-End servers.</param>
/// <param name="Search">The search for its profile.</param>
internal sealed record PoolContent(string Name, IReadOnlyList<FrontEndContent> FrontEnds, SearchContent Search);

/// <summary>A Front-End server.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Server">Version and edition of its SQL Server; null if it was not reached.</param>
/// <param name="Databases">Its databases.</param>
/// <param name="Samples">Rows of its tables.</param>
/// <param name="Failures">What failed there.</param>
internal sealed record FrontEndContent(
    string Name, string? Server, IReadOnlyList<DatabaseCatalog> Databases, IReadOnlyList<SampleTable> Samples, IReadOnlyList<string> Failures);

/// <summary>The search for a pool's profile.</summary>
/// <param name="Outcome">What it came to.</param>
/// <param name="ErrorId">The error that it ended in.</param>
/// <param name="Found">The profile that is proven.</param>
/// <param name="Nearest">The pair of links that fits best.</param>
/// <param name="OrganizerLinks">Links to organizers that were looked at.</param>
/// <param name="ConferenceLinks">Links to conferences that were looked at.</param>
/// <param name="Pairs">Pairs of both.</param>
/// <param name="Log">What was asked, and what it came to.</param>
internal sealed record SearchContent(
    string Outcome,
    string? ErrorId,
    SchemaProfile? Found,
    SchemaProfile? Nearest,
    IReadOnlyList<TriedLink> OrganizerLinks,
    IReadOnlyList<TriedLink> ConferenceLinks,
    IReadOnlyList<TriedPair> Pairs,
    IReadOnlyList<string> Log);
