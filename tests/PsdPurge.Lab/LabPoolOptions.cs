using PsdPurge.Lab.Tds;

namespace PsdPurge.Lab;

/// <summary>The settings of a lab pool, apart from its data.</summary>
public sealed record LabPoolOptions
{
    /// <summary>The SQL login that its Front-Ends accept.</summary>
    public string Login { get; init; } = "lab";

    /// <summary>The login's password. The default is a new one for each pool.</summary>
    public string Password { get; init; } = "Lab-" + Guid.NewGuid().ToString("N");

    /// <summary>The encryption mode of its Front-Ends.</summary>
    public EncryptionMode Encryption { get; init; }

    /// <summary>How Get-CsPool lists computers: <c>strings</c> or <c>objects</c>.</summary>
    public string ComputersAs { get; init; } = "strings";

    /// <summary>What an endpoint's RegistrarPool is: <c>object</c>, <c>unreliable</c> (an object whose string form is no name) or <c>string</c>.</summary>
    public string RegistrarPoolAs { get; init; } = "object";

    /// <summary>
    /// Whether the topology also contains a Survivable Branch Appliance and a pool of Lync Server 2010. It does not by default, because a count of every pool
    /// would include the latter.
    /// </summary>
    public bool HasOldPools { get; init; }

    /// <summary>The answers of the readiness cmdlets, in order. The last answer stays.</summary>
    public IReadOnlyList<string> Readiness { get; init; } = ["Ready"];
}
