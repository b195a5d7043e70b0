using System.Runtime.Serialization;

namespace PsdPurge.Lab.SkypeForBusiness;

/// <summary>The deployment that the cmdlets answer for, as its JSON describes it. Everything may be missing; what is unknown is ignored.</summary>
[DataContract]
internal sealed class LabTopology
{
    [DataMember(Name = "pools")]
    public LabPoolEntry[]? Pools { get; set; }

    [DataMember(Name = "endpoints")]
    public LabEndpointEntry[]? Endpoints { get; set; }

    /// <summary>The computer on which the cmdlets are said to run; the first pool's first computer unless told.</summary>
    [DataMember(Name = "localComputer")]
    public string? LocalComputer { get; set; }

    /// <summary>How Get-CsPool lists computers: <c>strings</c> (as every public script sees it) or <c>objects</c> (as the documentation says).</summary>
    [DataMember(Name = "computersAs")]
    public string? ComputersAs { get; set; }

    /// <summary>What an endpoint's RegistrarPool is: <c>object</c> (its string form is the FQDN), <c>unreliable</c> (it is not) or <c>string</c>.</summary>
    [DataMember(Name = "registrarPoolAs")]
    public string? RegistrarPoolAs { get; set; }

    /// <summary>A text file whose lines the readiness cmdlets answer one by one.</summary>
    [DataMember(Name = "readinessFile")]
    public string? ReadinessFile { get; set; }

    /// <summary>Where the topology came from.</summary>
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

    /// <summary>Services such as <c>UserServer:pool01.contoso.com</c>; a pool without such a one has no Front-Ends.</summary>
    [DataMember(Name = "services")]
    public string[]? Services { get; set; }

    [DataMember(Name = "computers")]
    public string[]? Computers { get; set; }

    /// <summary>What its services are said to be: 5 is Lync Server 2010, 6 is 2013, 7 is Skype for Business Server 2015.</summary>
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
