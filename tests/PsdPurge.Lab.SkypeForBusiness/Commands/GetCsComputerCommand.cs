namespace PsdPurge.Lab.SkypeForBusiness;

/// <summary>Lists the computers.</summary>
[Cmdlet(VerbsCommon.Get, "CsComputer", DefaultParameterSetName = "Identity"), OutputType(typeof(CsComputer))]
public sealed class GetCsComputerCommand : CsCmdlet
{
    /// <summary>The computer's FQDN. The default is every computer.</summary>
    [Parameter(Position = 0, ParameterSetName = "Identity", ValueFromPipelineByPropertyName = true), Alias("Fqdn")]
    public string? Identity { get; set; }

    /// <summary>The pool whose computers to list.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "Pool")]
    public string? Pool { get; set; }

    /// <summary>Lists only the computer on which the session runs.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "Local")]
    public SwitchParameter Local { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (Pool is not null && !(Topology.Pools ?? []).Any(pool => Same(pool.Fqdn, PoolName(Pool))))
        {
            NotFound("pool", Pool);
            return;
        }

        var wanted = Local ? Topology.Here : Identity;
        var found = false;
        foreach (var computer in Computers().Where(computer =>
            (wanted is null || Same(computer.Fqdn, wanted)) && (Pool is null || Same(computer.Pool, PoolName(Pool)))))
        {
            found = true;
            WriteObject(computer);
        }

        if (!found && wanted is not null)
        {
            NotFound("computer", wanted);
        }
    }

    private IEnumerable<CsComputer> Computers() =>
        from pool in Topology.Pools ?? []
        from computer in pool.Computers ?? []
        select new CsComputer(computer, pool.Fqdn);
}
