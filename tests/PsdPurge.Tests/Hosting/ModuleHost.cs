using System.Management.Automation.Runspaces;
using System.Reflection;
using System.Text.RegularExpressions;
using Microsoft.PowerShell;

namespace PsdPurge.Tests.Hosting;

/// <summary>A separate PowerShell session that has imported the staged module.</summary>
internal sealed class ModuleHost : IDisposable
{
    // Tests must not remember anything for the user who runs them, neither here nor in the processes that they start.
    static ModuleHost() => Environment.SetEnvironmentVariable("PSDPURGE_PROFILES", "none");

    /// <summary>Starts a session.</summary>
    /// <param name="setup">A script that defines more commands in the session, such as Cs cmdlets.</param>
    /// <param name="cmdlets">Compiled cmdlets to add under the given names.</param>
    public ModuleHost(string setup = "", params (string Name, Type Type)[] cmdlets)
    {
        // The session has only Microsoft.PowerShell.Core. This package of PowerShell has no other module: no Export-Csv, no Format-Table, no Out-String.
        var session = InitialSessionState.CreateDefault2();
        if (OperatingSystem.IsWindows())
        {
            session.ExecutionPolicy = ExecutionPolicy.Bypass;
        }

        foreach (var (name, type) in cmdlets)
        {
            session.Commands.Add(new SessionStateCmdletEntry(name, type, null));
        }

        Runspace = RunspaceFactory.CreateRunspace(Host, session);
        Runspace.Open();
        Must("param($Path) Import-Module $Path -ErrorAction Stop", ModulePath);

        // The SQL client keeps trying a port on which nothing listens until its timeout.
        Must("$global:PSDefaultParameterValues = @{ '*-*Psd*:ConnectTimeout' = 1 }");
        if (setup.Length > 0)
        {
            Must(setup);
        }
    }

    private static readonly Regex LogTime = new(@"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ ");

    public static string ModulePath { get; } = Metadata("StagedModule");

    public static string ModuleFolder { get; } = Path.GetDirectoryName(ModulePath)!;

    public static string StandInPath { get; } = Metadata("StandInModule");

    public static string ModuleVersion { get; } = Metadata("ModuleVersion");

    public FakeHost Host { get; } = new();

    public Runspace Runspace { get; }

    /// <summary>Runs a script with positional arguments. Errors are part of the result.</summary>
    public RunResult Run(string script, params object?[] arguments) => Run(script, null, arguments, useLocalScope: true);

    /// <summary>Runs a script with pipeline input in <c>$input</c>.</summary>
    public RunResult RunWithInput(string script, IEnumerable<object?> input, params object?[] arguments) => Run(script, input, arguments, useLocalScope: true);

    /// <summary>Runs a script, in the session's own scope, that must not fail.</summary>
    public void Must(string script, params object?[] arguments)
    {
        // The script's definitions stay in the session.
        var result = Run(script, null, arguments, useLocalScope: false);
        if (result.Errors.Count > 0)
        {
            throw new InvalidOperationException(result.Errors[0].ToString(), result.Errors[0].Exception);
        }
    }

    /// <summary>A script ready to start in the background.</summary>
    public PowerShell Prepare(string script, params object?[] arguments) => Prepare(script, useLocalScope: true, arguments);

    public void Dispose() => Runspace.Dispose();

    private PowerShell Prepare(string script, bool useLocalScope, object?[] arguments)
    {
        var shell = PowerShell.Create();
        shell.Runspace = Runspace;
        shell.AddScript(script, useLocalScope);
        foreach (var argument in arguments)
        {
            shell.AddArgument(argument);
        }

        return shell;
    }

    private static string Metadata(string key) => typeof(ModuleHost).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(attribute => attribute.Key == key).Value!;

    private RunResult Run(string script, IEnumerable<object?>? input, object?[] arguments, bool useLocalScope)
    {
        using var shell = Prepare(script, useLocalScope, arguments);
        var output = new List<PSObject>();
        ErrorRecord? terminating = null;
        try
        {
            shell.Invoke(input, output, null);
        }
        catch (RuntimeException exception)
        {
            terminating = exception.ErrorRecord;
        }

        return new RunResult(
            output,
            [.. shell.Streams.Error, .. terminating is null ? Array.Empty<ErrorRecord>() : [terminating]],
            [.. shell.Streams.Warning.Select(record => record.Message)],
            [.. shell.Streams.Verbose.Select(record => LogTime.Replace(record.Message, ""))],
            [.. shell.Streams.Progress]);
    }
}

/// <summary>The results of a script.</summary>
/// <param name="Output">Its output.</param>
/// <param name="Errors">Its errors, including the one that ended it.</param>
/// <param name="Warnings">Its warnings.</param>
/// <param name="Verbose">Its verbose messages, without the time.</param>
/// <param name="Progress">Its progress records.</param>
internal sealed record RunResult(
    IReadOnlyList<PSObject> Output,
    IReadOnlyList<ErrorRecord> Errors,
    IReadOnlyList<string> Warnings,
    IReadOnlyList<string> Verbose,
    IReadOnlyList<ProgressRecord> Progress)
{
    /// <summary>The errors' ids, without the cmdlet's name.</summary>
    public IEnumerable<string> ErrorIds => Errors.Select(error => error.FullyQualifiedErrorId.Split(',')[0]);

    /// <summary>A property of every output object.</summary>
    public IEnumerable<object?> Column(string property) => Output.Select(item => item.Properties[property]?.Value);
}
