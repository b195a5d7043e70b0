using System.Collections;
using System.Globalization;
using PsdPurge.Running;

namespace PsdPurge.SkypeForBusiness;

/// <summary>What the Skype for Business cmdlets of this session say that the commands need.</summary>
internal sealed class CsChecks(CsTopology topology, CsCommands commands, string? pool)
{
    /// <summary>The readiness cmdlets answer only when the replicas are built; a diagnosis does not wait for that.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

    private static readonly string[] Needed = ["Get-CsPool", "Get-CsTrustedApplicationEndpoint"];

    /// <summary>Are the cmdlets there, and what are they in this session?</summary>
    public static PoolCheck Commands(CsCommands commands)
    {
        try
        {
            var found = Needed.Select(name => (Name: name, Command: commands.Find(name))).ToList();
            var missing = found.Where(one => one.Command is null).Select(one => one.Name).ToList();
            return missing.Count > 0
                ? new PoolCheck
                {
                    Check = CheckNames.CsCommands,
                    Status = CheckStatus.Warning,
                    Found = $"{string.Join(", ", missing)} not in this session",
                    Advice = "Start the Skype for Business Server Management Shell, or Import-Module SkypeForBusiness (Lync Server 2013: Lync). Without them, name Front-Ends and endpoints with -ComputerName and -SipAddress.",
                    ErrorId = ErrorIds.CsCmdletsNotLoaded,
                }
                : new PoolCheck { Check = CheckNames.CsCommands, Found = string.Join(", ", found.Select(one => $"{one.Command!.SessionName} ({Kind(one.Command)})")) };
        }
        catch (PsdPurgeException failure)
        {
            return PoolCheck.Of(CheckNames.CsCommands, null, failure);
        }
    }

    /// <summary>Whose entries would a removal take?</summary>
    public PoolCheck Endpoints()
    {
        try
        {
            if (!topology.KnowsEndpoints)
            {
                return Make(CheckNames.Endpoints, CheckStatus.NotTested, $"needs {CheckNames.CsCommands}", "Name the endpoints with -SipAddress.");
            }

            var all = topology.Endpoints.Count;
            if (pool is null)
            {
                return Make(CheckNames.Endpoints, CheckStatus.NotTested, Text("{0:N0} in the topology; which of them are homed here is known of a pool only", all), "Name the pool in place of its Front-Ends.");
            }

            var here = topology.Endpoints.Count(endpoint => string.Equals(endpoint.HomePool, pool, StringComparison.OrdinalIgnoreCase));
            var found = Text("{0:N0} homed on this pool, {1:N0} elsewhere{2}", here, all - here, topology.Strays.Count == 0 ? "" : Text(" ({0:N0} of them on no pool of the topology)", topology.Strays.Count));
            return here == 0
                ? Make(CheckNames.Endpoints, CheckStatus.Warning, found, "Nothing would be looked for. Use -AllPoolEndpoints for endpoints that were moved to another pool.")
                : topology.Strays.Count > 0
                ? Make(CheckNames.Endpoints, CheckStatus.Warning, found, "Entries of endpoints without a home are taken with -AllPoolEndpoints only, or where you name them with -SipAddress.")
                : Make(CheckNames.Endpoints, CheckStatus.Passed, found);
        }
        catch (PsdPurgeException failure)
        {
            return PoolCheck.Of(CheckNames.Endpoints, pool, failure);
        }
    }

    /// <summary>Is the pool ready? Only a Front-End of the pool can tell.</summary>
    /// <param name="run">Runs work in the background.</param>
    /// <param name="token">Ends it.</param>
    public PoolCheck Readiness(Action<Func<RunQueue, CancellationToken, Task>> run, CancellationToken token)
    {
        try
        {
            var home = commands.Find("Get-CsComputer") is { } computer
                ? commands.Invoke(computer, new Hashtable { ["Local"] = true }, token).SelectMany(one => one.Values("Pool")).SelectMany(one => one.Names()).FirstOrDefault()
                : null;
            if (home is null || pool is null || !string.Equals(home, pool, StringComparison.OrdinalIgnoreCase))
            {
                return Make(CheckNames.Readiness, CheckStatus.NotTested, "only a Front-End of the pool can tell", "Run this on one, or ask one: Wait-PoolReplicationReady -ComputerName <Front-End>.");
            }

            var command = ReadinessCommand.Find(commands, remote: false);
            ReadinessAnswer? answer = null;
            run(async (queue, stop) =>
            {
                using var patience = CancellationTokenSource.CreateLinkedTokenSource(stop);
                patience.CancelAfter(Patience);
                var asking = ReadinessCommand.Local(commands, queue, command).AskAsync(patience.Token);
                if (await Task.WhenAny(asking, Task.Delay(Patience, stop)).ConfigureAwait(false) == asking && !asking.IsCanceled)
                {
                    answer = await asking.ConfigureAwait(false);
                }
            });
            return Judge(answer);
        }
        catch (PsdPurgeException failure)
        {
            return PoolCheck.Of(CheckNames.Readiness, pool, failure);
        }
    }

    private PoolCheck Judge(ReadinessAnswer? answer) => answer switch
    {
        null => Make(CheckNames.Readiness, CheckStatus.Warning, Text("{0} did not answer in {1:0} seconds, as while replicas are built", "the readiness cmdlet", Patience.TotalSeconds), "Wait-PoolReplicationReady waits for it."),
        { State: PoolReadiness.Ready } => Make(CheckNames.Readiness, CheckStatus.Passed, "Ready: every replica is built"),
        { State: PoolReadiness.InsufficientActiveFrontEnds } => Make(
            CheckNames.Readiness, CheckStatus.Failed, "InsufficientActiveFrontEnds", "Too few Front-Ends run; start them first. Waiting does not mend it.", ErrorIds.InsufficientActiveFrontEnds),
        _ => Make(CheckNames.Readiness, CheckStatus.Warning, answer.State.ToString(), "Replicas are being built, or the answer is not known: endpoints may fail until Wait-PoolReplicationReady says Ready."),
    };

    private static string Kind(CsCommand command) => command.Info is CmdletInfo ? "cmdlet" : $"function of {(command.Info.ModuleName.Length > 0 ? command.Info.ModuleName : "this session")}";

    private PoolCheck Make(string check, CheckStatus status, string found, string? advice = null, string? errorId = null) => new()
    {
        Pool = pool,
        Check = check,
        Status = status,
        Found = found,
        Advice = advice,
        ErrorId = errorId,
    };

    private static string Text(string format, params object[] values) => string.Format(CultureInfo.InvariantCulture, format, values);
}
