namespace PsdPurge;

/// <summary>What a search for a pool's profile came to.</summary>
/// <param name="Profile">The one profile that the pool's own data proves; null if no Front-End holds entries, so that there is nothing to read.</param>
/// <param name="Reason">Why this one, in one sentence.</param>
public sealed record FoundProfile(SchemaProfile? Profile, string Reason);
