namespace PsdPurge.Bundle;

/// <summary>The content of a bundle, with pseudonyms for everything.</summary>
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
/// <param name="Outcome">Its result.</param>
/// <param name="ErrorId">Id of the error that ended it.</param>
/// <param name="Found">The proven profile.</param>
/// <param name="Nearest">The pair of links that fits best.</param>
/// <param name="OrganizerLinks">The examined links to organizers.</param>
/// <param name="ConferenceLinks">The examined links to conferences.</param>
/// <param name="Pairs">The examined pairs of both.</param>
/// <param name="Log">The steps of the search, with their results.</param>
internal sealed record SearchContent(
    string Outcome,
    string? ErrorId,
    SchemaProfile? Found,
    SchemaProfile? Nearest,
    IReadOnlyList<TriedLink> OrganizerLinks,
    IReadOnlyList<TriedLink> ConferenceLinks,
    IReadOnlyList<TriedPair> Pairs,
    IReadOnlyList<string> Log);
