namespace PsdPurge;

/// <summary>One answer of a pool.</summary>
/// <param name="State">What it means; <see cref="PoolReadiness.Unknown"/> where nobody here can tell.</param>
/// <param name="Shown">The answer as it came, for an administrator who has to judge it.</param>
public sealed record ReadinessAnswer(PoolReadiness State, string? Shown = null);
