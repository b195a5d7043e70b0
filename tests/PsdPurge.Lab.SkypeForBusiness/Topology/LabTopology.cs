using System.Runtime.Serialization;

namespace PsdPurge.Lab.SkypeForBusiness;

/// <summary>The deployment that the cmdlets describe, as read from its JSON. Every member is optional. Unknown members are ignored.</summary>
[DataContract]
internal sealed class LabTopology
{
    [DataMember(Name = "pools")]
    public LabPoolEntry[]? Pools { get; set; }

    [DataMember(Name = "endpoints")]
    public LabEndpointEntry[]? Endpoints { get; set; }

    /// <summary>The computer on which the cmdlets pretend to run. The default is the first pool's first computer.</summary>
    [DataMember(Name = "localComputer")]
    public string? LocalComputer { get; set; }

    /// <summary>How Get-CsPool lists computers: <c>strings</c> (as every public script sees them) or <c>objects</c> (as in the documentation).</summary>
    [DataMember(Name = "computersAs")]
    public string? ComputersAs { get; set; }

    /// <summary>
    /// The form of an endpoint's RegistrarPool: <c>object</c> (an object whose string form is the FQDN), <c>unreliable</c> (an object whose string form is
    /// something else) or <c>string</c>.
    /// </summary>
    [DataMember(Name = "registrarPoolAs")]
    public string? RegistrarPoolAs { get; set; }

    /// <summary>A text file. The readiness cmdlets return its lines as answers, one by one.</summary>
    [DataMember(Name = "readinessFile")]
    public string? ReadinessFile { get; set; }

    /// <summary>The source of the topology.</summary>
    public string Source { get; set; } = "";

    public string? Here => LocalComputer ?? Pools?.FirstOrDefault()?.Computers?.FirstOrDefault();
}

/// <summary>A pool of the topology.</summary>
[DataContract]
internal sealed class LabPoolEntry
{
    [DataMember(Name = "fqdn")]
    public string Fqdn { get; set; } = "";

    [DataMember(Name = "site")]
    public string? Site { get; set; }

    /// <summary>Services such as <c>UserServer:pool01.contoso.com</c>. A pool without a user service has no Front-Ends.</summary>
    [DataMember(Name = "services")]
    public string[]? Services { get; set; }

    [DataMember(Name = "computers")]
    public string[]? Computers { get; set; }

    /// <summary>The version that its services report: 5 is Lync Server 2010, 6 is 2013, 7 is Skype for Business Server 2015.</summary>
    [DataMember(Name = "version")]
    public int? Version { get; set; }
}

/// <summary>A trusted application endpoint of the topology.</summary>
[DataContract]
internal sealed class LabEndpointEntry
{
    [DataMember(Name = "sipAddress")]
    public string SipAddress { get; set; } = "";

    [DataMember(Name = "registrarPool")]
    public string? RegistrarPool { get; set; }

    [DataMember(Name = "ownerUrn")]
    public string? OwnerUrn { get; set; }

    [DataMember(Name = "displayName")]
    public string? DisplayName { get; set; }

    [DataMember(Name = "identity")]
    public string? Identity { get; set; }

    [DataMember(Name = "trustedApplicationPool")]
    public string? TrustedApplicationPool { get; set; }

    [DataMember(Name = "enabled")]
    public bool? Enabled { get; set; }
}
