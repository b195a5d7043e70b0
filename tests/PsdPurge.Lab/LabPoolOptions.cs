using PsdPurge.Lab.Tds;

namespace PsdPurge.Lab;

/// <summary>How a lab pool is set up beside its data.</summary>
public sealed record LabPoolOptions
{
    /// <summary>The SQL login that its Front-Ends take.</summary>
    public string Login { get; init; } = "lab";

    /// <summary>The login's password; a new one for each pool unless given.</summary>
    public string Password { get; init; } = "Lab-" + Guid.NewGuid().ToString("N");

    /// <summary>How its Front-Ends stand to encryption.</summary>
    public EncryptionMode Encryption { get; init; }

    /// <summary>How Get-CsPool lists computers: <c>strings</c> or <c>objects</c>.</summary>
    public string ComputersAs { get; init; } = "strings";

    /// <summary>What an endpoint's RegistrarPool is: <c>object</c>, <c>unreliable</c> (an object whose string form is no name) or <c>string</c>.</summary>
    public string RegistrarPoolAs { get; init; } = "object";

    /// <summary>
    /// Whether the topology also knows a Survivable Branch Appliance and a pool of Lync Server 2010. Not by default: a count of every pool would meet the
    /// latter.
    /// </summary>
    public bool HasOldPools { get; init; }

    /// <summary>What the readiness cmdlets answer, in turn; the last answer stays.</summary>
    public IReadOnlyList<string> Readiness { get; init; } = ["Ready"];
}
