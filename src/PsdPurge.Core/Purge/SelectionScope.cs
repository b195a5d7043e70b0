namespace PsdPurge;

/// <summary>What to look for.</summary>
/// <param name="Endpoints">Addresses of the trusted application endpoints, <c>user@host</c>.</param>
/// <param name="Profile">How this deployment's rows name organizer and conference.</param>
public sealed record SelectionScope(IReadOnlyCollection<string> Endpoints, SchemaProfile Profile);
