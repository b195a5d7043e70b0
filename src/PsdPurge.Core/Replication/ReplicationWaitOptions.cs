namespace PsdPurge;

/// <summary>How to wait for a pool's replication.</summary>
public sealed record ReplicationWaitOptions
{
    /// <summary>Long enough for replicas that are built from a purged table (assumed).</summary>
    public static TimeSpan DefaultTimeout { get; } = TimeSpan.FromHours(1);

    /// <summary>Often enough for somebody who waits, and no load for the Front-End.</summary>
    public static TimeSpan DefaultPollInterval { get; } = TimeSpan.FromMinutes(1);

    /// <summary>FQDN of the pool, for texts and the result; null if it is not known.</summary>
    public string? Pool { get; init; }

    /// <summary>When to give up; zero means never.</summary>
    public TimeSpan Timeout { get; init; } = DefaultTimeout;

    /// <summary>Pause between two questions.</summary>
    public TimeSpan PollInterval { get; init; } = DefaultPollInterval;

    /// <summary>How long it must have been Ready without a break. Microsoft asks for 20 minutes before patching and for nothing after a purge.</summary>
    public TimeSpan StableFor { get; init; }
}
