using System.Management.Automation;
using System.Management.Automation.Runspaces;
using PsdPurge.Lab.Verbs.Runbook;

namespace PsdPurge.Lab.Tests.Scenarios;

/// <summary>A PowerShell session that imported the staged stand-in module.</summary>
internal sealed class HostedStandIn : IDisposable
{
    private readonly Runspace _runspace;

    public HostedStandIn(string? topology)
    {
        var state = InitialSessionState.CreateDefault2();
        state.ImportPSModule([StagedModules.SkypeForBusiness]);
        if (OperatingSystem.IsWindows())
        {
            state.ExecutionPolicy = Microsoft.PowerShell.ExecutionPolicy.Bypass;
        }

        _runspace = RunspaceFactory.CreateRunspace(state);
        _runspace.Open();
        _runspace.SessionStateProxy.SetVariable("PsdPurgeLabTopology", topology);
    }

    public IReadOnlyList<PSObject> Run(string script)
    {
        using var shell = PowerShell.Create(_runspace);
        return shell.AddScript(script).Invoke();
    }

    /// <summary>The full ids of the errors that a script writes.</summary>
    public IReadOnlyList<string> Errors(string script)
    {
        using var shell = PowerShell.Create(_runspace);
        try
        {
            shell.AddScript(script).Invoke();
        }
        catch (CmdletInvocationException e)
        {
            return [e.ErrorRecord.FullyQualifiedErrorId];
        }

        return [.. shell.Streams.Error.Select(error => error.FullyQualifiedErrorId)];
    }

    public PowerShell Shell() => PowerShell.Create(_runspace);

    public void Dispose() => _runspace.Dispose();
}
