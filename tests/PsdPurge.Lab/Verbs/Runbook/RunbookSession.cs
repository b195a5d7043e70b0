using System.Management.Automation;
using System.Management.Automation.Runspaces;
using Microsoft.PowerShell;

namespace PsdPurge.Lab.Verbs.Runbook;

/// <summary>The administrator's PowerShell session. It runs commands as typed and shows their output.</summary>
internal sealed class RunbookSession : IDisposable
{
    private readonly TextWriter _output;
    private readonly TranscriptHost _host;
    private readonly Runspace _runspace;

    public RunbookSession(TextWriter output)
    {
        _output = output;
        _host = new(output);
        var state = InitialSessionState.CreateDefault2();
        if (OperatingSystem.IsWindows())
        {
            state.ExecutionPolicy = ExecutionPolicy.Bypass;
        }

        _runspace = RunspaceFactory.CreateRunspace(_host, state);
        _runspace.Open();
    }

    /// <summary>Errors that commands wrote.</summary>
    public List<string> Errors { get; } = [];

    /// <summary>Returns the errors since the last call. They do not count any more.</summary>
    public IReadOnlyList<string> TakeErrors()
    {
        List<string> taken = [.. Errors];
        Errors.Clear();
        return taken;
    }

    /// <summary>What the host showed.</summary>
    public TranscriptUI Transcript => _host.Transcript;

    /// <summary>Runs a command as if typed at the prompt, and shows the command and its errors.</summary>
    public IReadOnlyList<PSObject> Type(string command)
    {
        _output.WriteLine("PS> " + command);
        return Run(command);
    }

    /// <summary>Runs a script without showing it.</summary>
    /// <param name="script">The script.</param>
    /// <param name="input">The value of $input.</param>
    public IReadOnlyList<PSObject> Run(string script, params object[] input)
    {
        using var shell = PowerShell.Create(_runspace);
        shell.AddScript(script, useLocalScope: false);
        try
        {
            // A variable without a value gives a null object.
            return [.. shell.Invoke(input).Where(found => found is not null)];
        }
        catch (RuntimeException e)
        {
            Fail(e.ErrorRecord);
            return [];
        }
        finally
        {
            foreach (var error in shell.Streams.Error)
            {
                Fail(error);
            }
        }
    }

    /// <summary>A variable's value.</summary>
    public object? Get(string variable) => _runspace.SessionStateProxy.GetVariable(variable);

    /// <summary>Sets a variable.</summary>
    public void Set(string variable, object? value) => _runspace.SessionStateProxy.SetVariable(variable, value);

    /// <inheritdoc/>
    public void Dispose() => _runspace.Dispose();

    private void Fail(ErrorRecord error)
    {
        var text = $"{error.InvocationInfo?.MyCommand?.Name ?? "PowerShell"}: {error.Exception.Message} ({error.FullyQualifiedErrorId})";
        Errors.Add(text);
        _output.WriteLine("ERROR " + text);
    }
}
