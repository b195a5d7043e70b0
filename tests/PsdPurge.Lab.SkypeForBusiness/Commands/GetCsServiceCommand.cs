namespace PsdPurge.Lab.SkypeForBusiness;

/// <summary>Lists the user services.</summary>
[Cmdlet(VerbsCommon.Get, "CsService"), OutputType(typeof(CsUserServer))]
public sealed class GetCsServiceCommand : CsCmdlet
{
    /// <summary>Lists the user services. The lab knows no others.</summary>
    [Parameter(Mandatory = true)]
    public SwitchParameter UserServer { get; set; }

    /// <summary>The pool whose services to list.</summary>
    [Parameter]
    public string? PoolFqdn { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach (var pool in (Topology.Pools ?? []).Where(pool => HasUserService(pool) && (PoolFqdn is null || Same(pool.Fqdn, PoolFqdn))))
        {
            WriteObject(new CsUserServer(pool));
        }
    }
}
