namespace PsdPurge.Lab.SkypeForBusiness;

/// <summary>The base class of both readiness cmdlets. They answer for the pool of the computer on which they run. Neither takes a pool.</summary>
public abstract class ReadinessCmdlet : CsCmdlet
{
    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        var here = Topology.Here;
        var pool = (Topology.Pools ?? []).FirstOrDefault(pool => HasUserService(pool) && (pool.Computers ?? []).Any(computer => Same(computer, here)));
        if (pool is null)
        {
            ThrowTerminatingError(new(
                new InvalidOperationException($"{MyInvocation.MyCommand.Name} must run on a Front-End Server of the pool; '{here}' is none."),
                "NotOnFrontEnd",
                ErrorCategory.InvalidOperation,
                here));
        }

        WriteObject(new PoolUpgradeReadiness(ReadinessScript.Next(Topology.ReadinessFile, () => WriteDebug("The lab's script lets this cmdlet block."))));
    }
}

/// <summary>Shows whether the pool's replicas are built, on Lync Server 2013 and Skype for Business Server 2015.</summary>
[Cmdlet(VerbsCommon.Get, "CsPoolUpgradeReadinessState"), OutputType(typeof(PoolUpgradeReadiness))]
public sealed class GetCsPoolUpgradeReadinessStateCommand : ReadinessCmdlet
{
}

/// <summary>Shows whether the pool's replicas are built, on Skype for Business Server 2019.</summary>
[Cmdlet(VerbsCommon.Get, "CsUpgradeDomainInfo"), OutputType(typeof(PoolUpgradeReadiness))]
public sealed class GetCsUpgradeDomainInfoCommand : ReadinessCmdlet
{
    /// <summary>The time limit of the query, in minutes.</summary>
    [Parameter]
    public int QueryTimeout { get; set; }
}
