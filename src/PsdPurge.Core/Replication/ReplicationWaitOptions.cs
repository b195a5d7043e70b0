namespace PsdPurge;

/// <summary>How to wait for a pool's replication.</summary>
public sealed record ReplicationWaitOptions
{
    /// <summary>This is long enough for replicas that are built from a purged table (assumed).</summary>
    public static TimeSpan DefaultTimeout { get; } = TimeSpan.FromHours(1);

    /// <summary>This is often enough for somebody who waits, and causes no load on the Front-End.</summary>
    public static TimeSpan DefaultPollInterval { get; } = TimeSpan.FromMinutes(1);

    /// <summary>FQDN of the pool, for messages and the result. Null if it is not known.</summary>
    public string? Pool { get; init; }

    /// <summary>When to give up. Zero means never.</summary>
    public TimeSpan Timeout { get; init; } = DefaultTimeout;

    /// <summary>Pause between two polls.</summary>
    public TimeSpan PollInterval { get; init; } = DefaultPollInterval;

    /// <summary>How long the pool must have been Ready without a break. Microsoft demands 20 minutes before patching, and nothing after a purge.</summary>
    public TimeSpan StableFor { get; init; }
}
