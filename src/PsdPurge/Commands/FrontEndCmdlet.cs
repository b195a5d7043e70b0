using System.Globalization;
using PsdPurge.Arguments;
using PsdPurge.Completion;
using PsdPurge.Running;
using PsdPurge.SkypeForBusiness;

namespace PsdPurge.Commands;

/// <summary>A cmdlet that works on the Front-Ends of pools, or on Front-Ends named directly.</summary>
public abstract class FrontEndCmdlet : ConnectingCmdlet
{
    private protected const string PoolSet = "Pool";
    private protected const string ComputerSet = "Computer";
    private CsTopology? _topology;
    private bool _toldOfStrays;
    private readonly HashSet<string> _done = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<FrontEnd> _named = [];

    /// <summary>FQDNs of the pools.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true, ParameterSetName = PoolSet)]
    [Alias("PoolName", "Fqdn", "Identity")]
    [ArgumentCompleter(typeof(PoolCompleter))]
    [PoolName]
    [ValidateNotNullOrEmpty]
    public string[] PoolFqdn { get; set; } = [];

    /// <summary>Front-Ends to work on, without the topology. The module takes them for the Front-Ends of one pool.</summary>
    [Parameter(Mandatory = true, ParameterSetName = ComputerSet)]
    [ArgumentCompleter(typeof(FrontEndCompleter))]
    [ValidateNotNullOrEmpty]
    public string[] ComputerName { get; set; } = [];

    /// <summary>The topology is read once for all pools.</summary>
    private protected CsTopology Topology => _topology ??= new CsTopology(new CsCommands(this));

    private protected override void TakeInput()
    {
        if (ParameterSetName == ComputerSet)
        {
            Attempt(() => WorkOn(Named(ComputerName)));
            return;
        }

        foreach (var name in PoolFqdn)
        {
            Attempt(() => WorkOnPool(name));
        }
    }

    /// <inheritdoc/>
    private protected override void End()
    {
        foreach (var named in _named.Where(frontEnd => !_done.Contains(frontEnd.Pool!)).GroupBy(frontEnd => frontEnd.Pool!, StringComparer.OrdinalIgnoreCase))
        {
            Attempt(() => WorkOn(Together(named)));
        }
    }

    /// <summary>
    /// Front-Ends that were piped in place of pools, as from Get-CsComputer. Only all of them together are the pool. Each Front-End of a pool has a say in
    /// whether a conference still exists. If some are missing, the others are read for their names, as with -ComputerName.
    /// </summary>
    private Target Together(IGrouping<string, FrontEnd> named)
    {
        var pool = Topology.FindPool(named.Key, InstanceName);
        return pool.FrontEnds.All(frontEnd => named.Any(one => one.ComputerName == frontEnd.ComputerName))
            ? Target.Of(pool)
            : Target.Of(named.Select(frontEnd => frontEnd with { Pool = null }));
    }

    private void WorkOnPool(string name)
    {
        if (Topology.FindFrontEnd(name, InstanceName) is { } frontEnd)
        {
            _named.Add(frontEnd);
            return;
        }

        var pool = Topology.FindPool(name, InstanceName);
        if (_done.Add(pool.Fqdn))
        {
            WorkOn(Target.Of(pool));
        }
        else
        {
            Log($"Pool {pool.Fqdn} is named more than once. It is processed once.");
        }
    }

    /// <summary>Works on the Front-Ends of one pool.</summary>
    private protected abstract void WorkOn(Target target);

    /// <summary>Runs work on a target's Front-Ends in the background, and writes its messages.</summary>
    private protected void RunOver(Target target, Func<PoolRun, RunQueue, CancellationToken, Task> work) => RunOver(target.FrontEnds, work);

    /// <summary>A target of Front-Ends without a pool.</summary>
    private protected Target Named(IEnumerable<string> computerNames) => Target.Of(computerNames.Select(name => new FrontEnd(name, InstanceName)));

    /// <summary>The endpoints whose entries may be selected. Writes a message if there are none.</summary>
    private protected IReadOnlyList<string> ResolveEndpoints(Target target, IReadOnlyList<string>? addresses, bool allPools)
    {
        var endpoints = EndpointScope.Resolve(Topology, target, addresses, allPools, failure => WriteError(ErrorRecords.From(failure)));
        Log(string.Format(
            CultureInfo.InvariantCulture, "{0}: {1:N0} Front-End(s), {2:N0} endpoint(s) to look for.", target.Name, target.FrontEnds.Count, endpoints.Count));
        if (addresses is null && !allPools && !_toldOfStrays && EndpointScope.Strays(Topology) is { } strays)
        {
            _toldOfStrays = true;
            WriteWarning(strays);
        }

        if (endpoints.Count == 0 && addresses is null)
        {
            WriteWarning(allPools
                ? $"The topology has no trusted application endpoints, so there is nothing to look for on {target.Name}."
                : $"No trusted application endpoints are homed on {target.Name}, so there is nothing to look for. "
                    + "Use -AllPoolEndpoints for endpoints that were moved to another pool.");
        }

        return endpoints;
    }

    /// <summary>Writes the failure of one pool, so that the next one follows. Only a fault of the session itself ends the pipeline.</summary>
    private protected void Attempt(Action action)
    {
        try
        {
            action();
        }
        catch (PsdPurgeException failure) when (failure.Kind is not (ErrorKind.NotInstalled or ErrorKind.InvalidArgument))
        {
            OnFailed(failure);
            WriteError(ErrorRecords.From(failure));
        }
    }

    /// <summary>Called if one pool failed.</summary>
    private protected virtual void OnFailed(PsdPurgeException failure)
    {
    }
}
