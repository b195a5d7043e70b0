using System.Net;
using PsdPurge.Lab.Engine;
using PsdPurge.Lab.Faults;

namespace PsdPurge.Lab.Tds;

/// <summary>The settings of one lab server.</summary>
/// <param name="Address">The loopback address to listen on.</param>
/// <param name="Engine">The engine that answers T-SQL.</param>
public sealed record TdsServerOptions(IPAddress Address, ISqlServer Engine)
{
    /// <summary>The computer's name in errors and in the Browser's answers.</summary>
    public string ComputerName { get; init; } = "LAB";

    /// <summary>The instance's name.</summary>
    public string InstanceName { get; init; } = "RTCLOCAL";

    /// <summary>Passwords by login name. Names compare as in the dictionary. Give it a comparer that ignores case to be like SQL Server.</summary>
    public IReadOnlyDictionary<string, string> Logins { get; init; } = new Dictionary<string, string>();

    /// <summary>The server's encryption mode.</summary>
    public EncryptionMode Encryption { get; init; }

    /// <summary>The server's faults.</summary>
    public FaultPlan Faults { get; init; } = new();

    /// <summary>Records the clients' requests.</summary>
    public RequestLog Log { get; init; } = new();

    internal string ServerName => $@"{ComputerName}\{InstanceName}";
}
