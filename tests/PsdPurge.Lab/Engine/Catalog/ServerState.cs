namespace PsdPurge.Lab.Engine;

/// <summary>What a server reports about itself, apart from its databases. The engine understands the same statements, whatever these values are.</summary>
/// <param name="Version">SERVERPROPERTY('ProductVersion').</param>
/// <param name="ClockAhead">How far its clock is ahead of this computer's.</param>
/// <param name="FreeBytes">Free space on the disk of its databases. Logins with VIEW SERVER STATE see it. Null if no login has that right.</param>
public sealed record ServerState(string Version = "11.0.7001.0", TimeSpan ClockAhead = default, long? FreeBytes = null)
{
    /// <summary>The server's time.</summary>
    public DateTimeOffset Now => DateTimeOffset.UtcNow + ClockAhead;
}
