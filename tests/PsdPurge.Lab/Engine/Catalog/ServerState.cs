namespace PsdPurge.Lab.Engine;

/// <summary>What a server says of itself beside its databases. The engine understands the same statements whatever it says.</summary>
/// <param name="Version">SERVERPROPERTY('ProductVersion').</param>
/// <param name="ClockAhead">How far its clock is ahead of this computer's.</param>
/// <param name="FreeBytes">Room on the disk of its databases, which logins with VIEW SERVER STATE see; null if no login has that right.</param>
public sealed record ServerState(string Version = "11.0.7001.0", TimeSpan ClockAhead = default, long? FreeBytes = null)
{
    /// <summary>Its time.</summary>
    public DateTimeOffset Now => DateTimeOffset.UtcNow + ClockAhead;
}
