namespace PsdPurge.Lab.SkypeForBusiness;

/// <summary>Lists the pools.</summary>
[Cmdlet(VerbsCommon.Get, "CsPool"), OutputType(typeof(CsPool))]
public sealed class GetCsPoolCommand : CsCmdlet
{
    /// <summary>The pool's FQDN. The default is every pool.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true), Alias("Fqdn")]
    public string? Identity { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        var pools = (Topology.Pools ?? []).Where(pool => Identity is null || Same(pool.Fqdn, PoolName(Identity))).ToList();
        if (pools.Count == 0 && Identity is not null)
        {
            NotFound("pool", Identity);
        }

        foreach (var pool in pools)
        {
            WriteObject(new CsPool(pool, asObjects: Same(Topology.ComputersAs, "objects")));
        }
    }
}
