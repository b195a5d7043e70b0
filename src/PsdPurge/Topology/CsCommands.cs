using System.Collections;
using System.Collections.ObjectModel;
using PsdPurge.Running;

namespace PsdPurge.Topology;

/// <summary>Calls the Skype for Business cmdlets of the session, whatever they are there: cmdlets, or functions that stand for a remote session's.</summary>
internal sealed class CsCommands(PSCmdlet cmdlet)
{
    private const CommandTypes Callable = CommandTypes.Cmdlet | CommandTypes.Function | CommandTypes.Alias;

    /// <summary>The first of these commands that the session has, or null.</summary>
    public CommandInfo? Find(params string[] names) =>
        names.Select(name => Resolved(cmdlet.InvokeCommand.GetCommand(name, Callable))).FirstOrDefault(command => command is not null);

    /// <summary>
    /// Runs a command on the pipeline thread. Its warnings are passed on; its errors, too, where it answered nevertheless.
    /// </summary>
    /// <param name="command">The command.</param>
    /// <param name="parameters">Its parameters.</param>
    /// <param name="token">Stops it.</param>
    /// <exception cref="PsdPurgeException"><c>CsCommandFailed</c>: it wrote errors and answered nothing.</exception>
    public IReadOnlyList<PSObject> Invoke(CommandInfo command, IDictionary? parameters = null, CancellationToken token = default)
    {
        using var shell = PowerShell.Create(RunspaceMode.CurrentRunspace);
        shell.AddCommand(command);
        if (parameters is not null)
        {
            shell.AddParameters(parameters);
        }

        if (command.Parameters?.ContainsKey("ErrorAction") == true)
        {
            // What the session prefers is for this module's errors; of the command's we must know.
            shell.AddParameter("ErrorAction", ActionPreference.Continue);
        }

        token.ThrowIfCancellationRequested();
        using var stopper = token.Register(() => shell.BeginStop(null, null));
        Collection<PSObject> answers;
        try
        {
            answers = shell.Invoke();
        }
        catch (Exception exception) when (exception is PipelineStoppedException or InvalidPowerShellStateException && token.IsCancellationRequested && !cmdlet.Stopping)
        {
            throw new OperationCanceledException(token);
        }
        catch (RuntimeException exception) when (exception is not PipelineStoppedException)
        {
            throw Failure(command, exception.ErrorRecord);
        }

        foreach (var warning in shell.Streams.Warning)
        {
            cmdlet.WriteWarning($"{command.Name}: {warning.Message}");
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

    /// <summary>What a command's error becomes.</summary>
    public static PsdPurgeException Failure(CommandInfo command, ErrorRecord error) => new(
        "CsCommandFailed",
        ErrorRecords.KindOf(error.CategoryInfo.Category),
        $"{command.Name} failed: {Sentence(error.Exception.Message)} Run {command.Name} by itself to see more.",
        error.TargetObject ?? command.Name,
        error.Exception);

    private static CommandInfo? Resolved(CommandInfo? command) => command is AliasInfo alias ? alias.ResolvedCommand : command;

    private static string Sentence(string text) => text.TrimEnd(' ', '\r', '\n', '.') + ".";
}
