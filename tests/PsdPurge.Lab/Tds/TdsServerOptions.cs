using System.Net;
using PsdPurge.Lab.Engine;
using PsdPurge.Lab.Faults;

namespace PsdPurge.Lab.Tds;

/// <summary>What makes up one lab server.</summary>
/// <param name="Address">The loopback address to listen on.</param>
/// <param name="Engine">What answers T-SQL.</param>
public sealed record TdsServerOptions(IPAddress Address, ISqlServer Engine)
{
    /// <summary>The computer's name, as errors and the Browser tell it.</summary>
    public string ComputerName { get; init; } = "LAB";

    /// <summary>The instance's name.</summary>
    public string InstanceName { get; init; } = "RTCLOCAL";

    /// <summary>Login name to password. Names compare as the dictionary does: give it a comparer that ignores case to be like SQL Server.</summary>
    public IReadOnlyDictionary<string, string> Logins { get; init; } = new Dictionary<string, string>();

    /// <summary>How the server stands to encryption.</summary>
    public EncryptionMode Encryption { get; init; }

    /// <summary>What goes wrong.</summary>
    public FaultPlan Faults { get; init; } = new();

    /// <summary>Remembers what clients asked.</summary>
    public RequestLog Log { get; init; } = new();

    internal string ServerName => $@"{ComputerName}\{InstanceName}";
}
