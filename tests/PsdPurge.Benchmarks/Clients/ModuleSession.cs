using System.Management.Automation.Runspaces;
using System.Net;
using Microsoft.PowerShell;
using PsdPurge.Benchmarks.Servers;
using PsdPurge.Lab.Verbs.Runbook;

namespace PsdPurge.Benchmarks.Clients;

/// <summary>A PowerShell session that has imported the staged module.</summary>
internal sealed class ModuleSession : IDisposable
{
    private readonly Runspace _runspace;

    public ModuleSession(bool import = true)
    {
        var state = InitialSessionState.CreateDefault2();
        state.Commands.Add(new SessionStateCmdletEntry("Measure-Rows", typeof(CountRowsCommand), null));
        if (OperatingSystem.IsWindows())
        {
            state.ExecutionPolicy = ExecutionPolicy.Bypass;
        }

        _runspace = RunspaceFactory.CreateRunspace(state);
        _runspace.Open();
        if (import)
        {
            Run("param($Path) Import-Module $Path", StagedModules.PsdPurge);
        }
    }

    /// <summary>Counts on Front-Ends. Returns how many answered.</summary>
    public long Count(IReadOnlyList<ServedFrontEnd> frontEnds) => RunOn(frontEnds, "Get-PsdEntryCount @target | Measure-Rows");

    /// <summary>Selects on Front-Ends. Returns the number of documents.</summary>
    public long Select(IReadOnlyList<ServedFrontEnd> frontEnds) =>
        RunOn(frontEnds, "Select-AppEndpointPsdEntries @target -SipAddress $endpoint -SchemaProfile owner-column | Measure-Rows");

    /// <summary>Searches the columns of Front-Ends for their profile. Returns how many were found.</summary>
    public long Resolve(IReadOnlyList<ServedFrontEnd> frontEnds) => RunOn(frontEnds, "Resolve-PsdSchemaProfile @target | Measure-Rows");

    /// <summary>Removes on Front-Ends. Returns the number of deleted entries.</summary>
    /// <param name="frontEnds">The Front-Ends.</param>
    /// <param name="options">Further parameters, as typed.</param>
    public long Remove(IReadOnlyList<ServedFrontEnd> frontEnds, string options)
    {
        var deleted = 0L;
        foreach (var result in Results(
            frontEnds, $"Remove-AppEndpointPsdEntries @target -SipAddress $endpoint -SchemaProfile owner-column -Confirm:$false {options}"))
        {
            deleted += (long)result.Properties["Deleted"].Value;
        }

        return deleted;
    }

    /// <summary>Removes on Front-Ends. Returns the seconds of each step on the first of them.</summary>
    public IReadOnlyDictionary<string, double> StepsOfRemoval(IReadOnlyList<ServedFrontEnd> frontEnds, string options)
    {
        var result = Results(frontEnds, $"Remove-AppEndpointPsdEntries @target -SipAddress $endpoint -Confirm:$false {options}")[0];
        return PSObject.AsPSObject(result.Properties["ElapsedBy"].Value).Properties
            .Where(step => step.Value is TimeSpan)
            .ToDictionary(step => step.Name, step => ((TimeSpan)step.Value).TotalSeconds);
    }

    /// <summary>Runs a script whose last output is a number.</summary>
    public long Run(string script, params object?[] arguments)
    {
        var output = Invoke(script, arguments);
        return output.Count == 0 ? 0 : Convert.ToInt64(output[^1].BaseObject, System.Globalization.CultureInfo.InvariantCulture);
    }

    public void Dispose() => _runspace.Dispose();

    private long RunOn(IReadOnlyList<ServedFrontEnd> frontEnds, string command) => (long)Results(frontEnds, command)[^1].BaseObject;

    private System.Collections.ObjectModel.Collection<PSObject> Results(IReadOnlyList<ServedFrontEnd> frontEnds, string command)
    {
        System.Collections.Hashtable target = new()
        {
            ["ComputerName"] = frontEnds.Select(f => f.ComputerName).ToArray(),
            ["InstanceName"] = frontEnds[0].InstanceName,
        };
        if (frontEnds[0].Login.Length > 0)
        {
            target["Credential"] = new PSCredential(frontEnds[0].Login, new NetworkCredential("", frontEnds[0].Password).SecurePassword);
        }

        return Invoke("param($target, $endpoint) " + command, target, Data.BenchData.Endpoint);
    }

    private System.Collections.ObjectModel.Collection<PSObject> Invoke(string script, params object?[] arguments)
    {
        using var shell = System.Management.Automation.PowerShell.Create(_runspace);
        shell.AddScript(script);
        foreach (var argument in arguments)
        {
            shell.AddArgument(argument);
        }

        var output = shell.Invoke();
        return shell.Streams.Error.Count > 0 ? throw shell.Streams.Error[0].Exception : output;
    }
}
