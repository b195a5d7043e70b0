using System.Globalization;
using PsdPurge.Arguments;
using PsdPurge.Completion;
using PsdPurge.Running;
using PsdPurge.SkypeForBusiness;

namespace PsdPurge.Commands;

/// <summary>
/// Waits until a pool's secondary replicas are built, from Busy to Ready. Only a Front-End of the pool can tell: run it on one, or name one with
/// -ComputerName.
/// </summary>
[Cmdlet(VerbsLifecycle.Wait, "PoolReplicationReady", DefaultParameterSetName = PoolSet)]
[OutputType(typeof(ReplicationState))]
public sealed class WaitPoolReplicationReadyCommand : ConnectingCmdlet
{
    private const string PoolSet = "Pool";
    private const string RemovalSet = "Removal";
    private readonly List<RemovalResult> _removals = [];
    private readonly HashSet<string> _done = new(StringComparer.OrdinalIgnoreCase);
    private ReplicationState? _last;

    /// <summary>FQDN of the pool, which must be the pool of the polled computer. Default: the pool of that computer.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true, ParameterSetName = PoolSet)]
    [Parameter(Position = 0, ParameterSetName = RemovalSet)]
    [Alias("PoolName", "Fqdn", "Identity")]
    [ArgumentCompleter(typeof(PoolCompleter))]
    [PoolName]
    [ValidateNotNullOrEmpty]
    public string? PoolFqdn { get; set; }

    /// <summary>
    /// Results of a removal. When the pool is Ready, the entries on their Front-Ends are counted again. A warning names each Front-End that has more entries
    /// than the removal left.
    /// </summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true, ParameterSetName = RemovalSet)]
    [ValidateNotNull]
    public RemovalResult[] Removal { get; set; } = [];

    /// <summary>A Front-End of the pool to poll through PowerShell remoting. Default: this computer.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(FrontEndCompleter))]
    [ValidateNotNullOrEmpty]
    public string? ComputerName { get; set; }

    /// <summary>When to give up. A number means seconds, and 0 means never. Default: one hour.</summary>
    [Parameter]
    [Seconds]
    public TimeSpan Timeout { get; set; } = ReplicationWaitOptions.DefaultTimeout;

    /// <summary>Pause between two polls. A number means seconds. Default: one minute.</summary>
    [Parameter]
    [Seconds]
    public TimeSpan PollInterval { get; set; } = ReplicationWaitOptions.DefaultPollInterval;

    /// <summary>
    /// How long the pool must have been Ready without a break. A number means seconds. Default: 0, which is right after a purge. Microsoft demands 20 minutes
    /// before the next step of patching.
    /// </summary>
    [Parameter]
    [Seconds]
    public TimeSpan StableFor { get; set; }

    private protected override void TakeInput()
    {
        if (ParameterSetName == RemovalSet)
        {
            _removals.AddRange(Removal);
            return;
        }

        Wait(PoolFqdn);
    }

    /// <summary>Results come one by one, but the wait for their pool happens once.</summary>
    private protected override void End()
    {
        var pools = PoolFqdn is null
            ? _removals.Select(removal => removal.Pool).Distinct(StringComparer.OrdinalIgnoreCase)
            : _removals.Select(_ => (string?)PoolFqdn).Take(1);
        foreach (var pool in pools.ToList())
        {
            Wait(pool);
        }
    }

    private void Wait(string? typed)
    {
        var commands = new CsCommands(this);
        var command = ReadinessCommand.Find(commands, ComputerName is not null);
        var topology = new CsTopology(commands);
        var home = HomePool(topology);
        var pool = typed is null ? home : Pool(typed, home, topology);
        if (!_done.Add(pool ?? ""))
        {
            Log($"Pool {pool} is named more than once. It is waited for once.");
            return;
        }

        if (home is not null && pool is not null && !string.Equals(pool, home, StringComparison.OrdinalIgnoreCase))
        {
            WriteError(ErrorRecords.From(Mismatch(pool, home)));
            return;
        }

        var clock = new SystemClock();
        var options = new ReplicationWaitOptions { Pool = pool, Timeout = Timeout, PollInterval = PollInterval, StableFor = StableFor };
        _last = null;
        var isReady = false;
        ShowProgress(clock.Elapsed, ProgressRecordType.Processing);
        try
        {
            Run(
                async (queue, token) =>
                {
                    var source = ComputerName is null
                        ? ReadinessCommand.Local(commands, queue, command)
                        : ReadinessCommand.Remote(commands, queue, command, ServerName.Parse(ComputerName).Host);
                    var waiter = new ReplicationWaiter(source, options, clock, queue.Warning, state => _ = queue.OnPipelineThread(() => Note(state)));
                    queue.Output(await waiter.WaitAsync(token).ConfigureAwait(false));
                    isReady = true;
                },
                onIdle: () => ShowProgress(clock.Elapsed, ProgressRecordType.Processing));
        }
        catch (PsdPurgeException failure)
        {
            WriteError(ErrorRecords.From(failure));
        }

        ShowProgress(clock.Elapsed, ProgressRecordType.Completed);
        if (isReady)
        {
            CountAgain(pool);
        }
    }

    /// <summary>Counts the entries again, and warns about those that came back while replicas were built.</summary>
    private void CountAgain(string? pool)
    {
        var removals = _removals
            .Where(removal => removal is { Deleted: > 0, CountAfter: not null }
                && (pool is null || removal.Pool is null || string.Equals(removal.Pool, pool, StringComparison.OrdinalIgnoreCase)))
            .GroupBy(removal => removal.FrontEnd, StringComparer.OrdinalIgnoreCase)
            .ToDictionary(same => same.Key, same => same.Last(), StringComparer.OrdinalIgnoreCase);
        if (removals.Count == 0)
        {
            return;
        }

        RunOver(
            [.. removals.Values.Select(removal => new FrontEnd(removal.FrontEnd, InstanceName, removal.Pool))],
            (run, queue, token) => EntryCounter.CountAsync(
                run,
                count =>
                {
                    queue.Verbose(string.Format(CultureInfo.InvariantCulture, "{0}: {1:N0} entries now.", count.FrontEnd, count.EntryCount));
                    if (ReturnedEntries.Describe(removals[count.FrontEnd], count) is { } warning)
                    {
                        queue.Warning(warning);
                    }
                },
                token));
    }

    /// <summary>FQDN of the polled computer's pool, or null if that is not known.</summary>
    private string? HomePool(CsTopology topology)
    {
        try
        {
            if (ComputerName is null)
            {
                return topology.LocalPool(StopToken);
            }

            return topology.KnowsPools ? topology.PoolOf(ComputerName) : null;
        }
        catch (PsdPurgeException failure)
        {
            Log($"The pool of {ComputerName ?? "this computer"} is not known: {failure.Message}");
            return null;
        }
    }

    /// <summary>The requested pool, in the topology's spelling if the topology knows it.</summary>
    private string Pool(string typed, string? home, CsTopology topology)
    {
        var name = PoolText.Clean(typed);
        if (home is not null && ServerName.Parse(home).IsComputer(ServerName.Parse(name)))
        {
            return home;
        }

        try
        {
            return (topology.KnowsPools ? topology.PoolNamed(name) : null) ?? name;
        }
        catch (PsdPurgeException failure)
        {
            Log($"The topology gives no answer for {name}: {failure.Message}");
            return name;
        }
    }

    // Otherwise the state of the computer's own pool would be taken for that of this pool.
    private PsdPurgeException Mismatch(string pool, string home) => new(
        ErrorIds.PoolMismatch,
        ErrorKind.InvalidArgument,
        $"{ComputerName ?? "This computer"} belongs to {home}, so it cannot tell the state of {pool}. Run this on a Front-End of {pool}, "
            + "or name one with -ComputerName.",
        pool);

    private bool Note(ReplicationState state)
    {
        _last = state;
        Log(string.Format(CultureInfo.InvariantCulture, "{0}, asked {1:N0} times in {2:hh\\:mm\\:ss}.", state.State, state.Polls, state.Elapsed));
        ShowProgress(state.Elapsed, ProgressRecordType.Processing);
        return true;
    }

    private void ShowProgress(TimeSpan elapsed, ProgressRecordType type) => WriteProgress(new ProgressRecord(
        0,
        PoolFqdn is null ? "Waiting for the pool's replication" : $"Waiting for the replication of {PoolFqdn}",
        string.Format(CultureInfo.InvariantCulture, "{0}, {1:hh\\:mm\\:ss} elapsed", _last is null ? "Asking" : _last.State.ToString(), elapsed))
    {
        RecordType = type,
    });
}
