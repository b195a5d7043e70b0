using System.Globalization;
using System.Runtime.InteropServices;
using PsdPurge.Diagnosis;

namespace PsdPurge.SkypeForBusiness;

/// <summary>The checks of Test-PsdPool for this computer and this session. Use it on the pipeline thread.</summary>
internal sealed class SessionChecks(CsCommands commands)
{
    private static readonly string[] NeededForPools = ["Get-CsPool", "Get-CsTrustedApplicationEndpoint"];

    /// <summary>The versions of PowerShell and .NET. The module does not load if one of them is too old.</summary>
    public static CheckResult PowerShell(PSCmdlet cmdlet) => CheckResult.Passed(CheckNames.Session, string.Format(
        CultureInfo.InvariantCulture,
        "PowerShell {0} on {1}, {2}, {3} bit.",
        cmdlet.Host.Version,
        RuntimeInformation.FrameworkDescription,
        RuntimeInformation.OSDescription.Trim(),
        IntPtr.Size * 8));

    /// <summary>The session's Skype for Business commands, and their kinds.</summary>
    /// <param name="areNeeded">Whether a pool was named, so that the topology is needed.</param>
    public CheckResult CsCommands(bool areNeeded)
    {
        try
        {
            var found = NeededForPools.Select(name => (Name: name, Command: commands.Find(name))).ToList();
            var missing = found.Where(one => one.Command is null).Select(one => one.Name).ToList();
            var text = string.Join("; ", found.Where(one => one.Command is not null).Select(one => Describe(one.Command!)));
            return missing.Count == 0 ? CheckResult.Passed(CheckNames.CsCommands, text + ".")
                : new CheckResult(
                    CheckNames.CsCommands,
                    areNeeded ? CheckStatus.Failed : CheckStatus.Warning,
                    $"Not in this session: {string.Join(", ", missing)}.",
                    "Use the Skype for Business Server Management Shell, or name the Front-Ends with -ComputerName and the endpoints with -SipAddress.",
                    ErrorIds.CsCmdletsNotLoaded);
        }
        catch (PsdPurgeException failure)
        {
            return CheckResult.Of(CheckNames.CsCommands, failure);
        }
    }

    /// <summary>The numbers of endpoints that are homed on the pool, and elsewhere.</summary>
    public static CheckResult Endpoints(CsTopology topology, string? pool, IReadOnlyCollection<string> chosen)
    {
        if (!topology.KnowsEndpoints)
        {
            return CheckResult.NotTested(CheckNames.Endpoints, "This session does not know the trusted application endpoints.");
        }

        var homed = topology.Endpoints.Count(endpoint => string.Equals(endpoint.HomePool, pool, StringComparison.OrdinalIgnoreCase));
        var found = string.Format(
            CultureInfo.InvariantCulture,
            "{0:N0} trusted application endpoints, {1:N0} of them homed on this pool, {2:N0} elsewhere; {3:N0} looked for here.",
            topology.Endpoints.Count,
            homed,
            topology.Endpoints.Count - homed,
            chosen.Count);
        return chosen.Count > 0
            ? CheckResult.Passed(CheckNames.Endpoints, found)
            : CheckResult.Warning(
                CheckNames.Endpoints, found, "There is nothing to select or remove. -AllPoolEndpoints looks for endpoints that were moved, too.");
    }

    /// <summary>Checks whether the pool's replicas are built. Only a computer of the pool can tell.</summary>
    public CheckResult Readiness(CsTopology topology, string pool, CancellationToken token)
    {
        try
        {
            if (!string.Equals(topology.LocalPool(token), pool, StringComparison.OrdinalIgnoreCase))
            {
                return CheckResult.NotTested(
                    CheckNames.Readiness, "Only a Front-End of the pool knows.", "Run Wait-PoolReplicationReady there, or with -ComputerName.");
            }

            var answer = ReadinessReader.Read(commands.Invoke(ReadinessCommand.Find(commands, remote: false), token: token));
            return answer.State == PoolReadiness.Ready
                ? CheckResult.Passed(CheckNames.Readiness, "The pool is Ready.")
                : CheckResult.Warning(
                    CheckNames.Readiness,
                    $"The pool is {answer.State}. {answer.Shown}".Trim(),
                    "Wait-PoolReplicationReady waits until it is Ready. Do not restart a Front-End before.");
        }
        catch (PsdPurgeException failure)
        {
            return CheckResult.Of(CheckNames.Readiness, failure);
        }
    }

    private static string Describe(CsCommand command)
    {
        var module = command.Definition.ModuleName;
        return $"{command.SessionName} is a {command.Definition.CommandType.ToString().ToLowerInvariant()}{(module.Length > 0 ? $" of {module}" : "")}";
    }
}
