namespace PsdPurge;

/// <summary>The answer of a pool's readiness cmdlet (Get-CsPoolUpgradeReadinessState, Get-CsUpgradeDomainInfo).</summary>
public enum PoolReadiness
{
    /// <summary>An answer that this version does not know.</summary>
    Unknown,

    /// <summary>Replicas are being built.</summary>
    Busy,

    /// <summary>Every replica is built.</summary>
    Ready,

    /// <summary>Too few Front-Ends are running. Waiting does not help.</summary>
    InsufficientActiveFrontEnds,
}

/// <summary>The state of a pool's replication at the end of a wait.</summary>
/// <param name="Pool">FQDN of the pool, or null if only a Front-End was named.</param>
/// <param name="State">The last answer.</param>
/// <param name="ReadySince">Since when the pool has been Ready without a break, UTC. Null if it is not Ready.</param>
/// <param name="Elapsed">How long the wait took.</param>
/// <param name="Polls">Number of polls.</param>
/// <param name="Time">Time of the last answer, UTC.</param>
public sealed record ReplicationState(string? Pool, PoolReadiness State, DateTime? ReadySince, TimeSpan Elapsed, int Polls, DateTime Time);
