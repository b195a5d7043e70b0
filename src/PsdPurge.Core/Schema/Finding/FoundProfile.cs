namespace PsdPurge;

/// <summary>The result of a search for a pool's profile.</summary>
/// <param name="Profile">The one profile that the pool's own data proves. Null if no Front-End has entries.</param>
/// <param name="Reason">Why this one, in one sentence.</param>
public sealed record FoundProfile(SchemaProfile? Profile, string Reason);
