using System.Collections;
using System.Collections.ObjectModel;
using System.Management.Automation.Remoting;
using System.Management.Automation.Runspaces;
using PsdPurge.Running;

namespace PsdPurge.SkypeForBusiness;

/// <summary>Calls the Skype for Business commands of a cmdlet's session.</summary>
internal sealed class CsCommands(PSCmdlet cmdlet)
{
    private readonly CsCommandFinder _finder = new();

    /// <summary>The first of these commands that the session has, or null.</summary>
    /// <exception cref="PsdPurgeException"><c>CsCommandAmbiguous</c></exception>
    public CsCommand? Find(params string[] names) => _finder.Find(names);

    /// <summary>Runs a command on the pipeline thread. Its warnings are passed on, and so are its errors if it also wrote output.</summary>
    /// <param name="command">The command.</param>
    /// <param name="parameters">Its parameters.</param>
    /// <param name="token">Stops it.</param>
    /// <exception cref="PsdPurgeException"><c>CsCommandFailed</c>: it wrote errors and no output.</exception>
    public IReadOnlyList<PSObject> Invoke(CsCommand command, IDictionary? parameters = null, CancellationToken token = default)
    {
        using var shell = PowerShell.Create(RunspaceMode.CurrentRunspace);
        shell.AddCommand(command.CallName);
        if (parameters is not null)
        {
            shell.AddParameters(parameters);
        }

        if (command.Definition.Parameters?.ContainsKey("ErrorAction") == true)
        {
            // The session's preference applies to this module's errors. The command's errors must be seen here in any case.
            shell.AddParameter("ErrorAction", ActionPreference.Continue);
        }

        token.ThrowIfCancellationRequested();
        using var stopper = token.Register(() => shell.BeginStop(null, null));
        Collection<PSObject> answers;
        try
        {
            answers = shell.Invoke();
        }
        catch (Exception exception) when (exception is PipelineStoppedException or InvalidPowerShellStateException
            && token.IsCancellationRequested
            && !cmdlet.Stopping)
        {
            throw new OperationCanceledException(token);
        }
        catch (RuntimeException exception) when (exception is not PipelineStoppedException)
        {
            // If an imported session is lost, its command writes an error that says so, and then throws another one.
            throw Failure(command, shell.Streams.Error.FirstOrDefault(error => IsLostConnection(error.Exception)) ?? Record(exception));
        }

        foreach (var warning in shell.Streams.Warning)
        {
            cmdlet.WriteWarning($"{command.SessionName}: {warning.Message}");
        }

        if (shell.Streams.Error.Count > 0 && answers.Count == 0)
        {
            throw Failure(command, shell.Streams.Error[0]);
        }

        foreach (var error in shell.Streams.Error)
        {
            cmdlet.WriteError(ErrorRecords.From(Failure(command, error)));
        }

        return answers;
    }

    /// <summary>Converts a command's error.</summary>
    public static PsdPurgeException Failure(CsCommand command, ErrorRecord error) => new(
        ErrorIds.CsCommandFailed,
        IsLostConnection(error.Exception) ? ErrorKind.Unreachable : ErrorRecords.KindOf(error.CategoryInfo.Category),
        $"{command.SessionName} failed: {Sentence(error.Exception.Message)} Run {command.SessionName} by itself to see more.",
        error.TargetObject ?? command.SessionName,
        error.Exception)
    {
        Recovery = IsLostConnection(error.Exception) ? Recovery.Reconnect : Recovery.StopFrontEnd,
    };

    /// <summary>The record of an exception that ended a command. The records of PowerShell's own exceptions do not contain the exception.</summary>
    public static ErrorRecord Record(RuntimeException exception) =>
        exception.ErrorRecord.Exception is ParentContainsErrorRecordException ? new ErrorRecord(exception.ErrorRecord, exception) : exception.ErrorRecord;

    private static bool IsLostConnection(Exception exception) =>
        exception is PSRemotingTransportException or PSRemotingDataStructureException or InvalidRunspaceStateException;

    private static string Sentence(string text) => text.TrimEnd(' ', '\r', '\n', '.') + ".";
}
