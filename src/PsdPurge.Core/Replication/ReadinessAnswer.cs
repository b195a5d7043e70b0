namespace PsdPurge;

/// <summary>One answer of a pool.</summary>
/// <param name="State">What the answer means. <see cref="PoolReadiness.Unknown"/> if this version cannot tell.</param>
/// <param name="Shown">The raw answer, for an administrator who has to judge it.</param>
public sealed record ReadinessAnswer(PoolReadiness State, string? Shown = null);
