using System.Management.Automation.Runspaces;

namespace PsdPurge.SkypeForBusiness;

/// <summary>
/// Polls with a compiled cmdlet in its own runspace and thread. The cmdlets block until the replicas are built, and may ignore Stop. On their own thread, they
/// do not block anything else.
/// </summary>
internal sealed class RunspaceReadinessSource(CsCommand command) : IReadinessSource
{
    public Task<ReadinessAnswer> AskAsync(CancellationToken token)
    {
        var answer = new TaskCompletionSource<ReadinessAnswer>(TaskCreationOptions.RunContinuationsAsynchronously);
        new Thread(() => Answer(answer, token)) { IsBackground = true, Name = command.Name }.Start();
        return answer.Task;
    }

    private void Answer(TaskCompletionSource<ReadinessAnswer> answer, CancellationToken token)
    {
        try
        {
            answer.TrySetResult(Ask(token));
        }
        catch (Exception) when (token.IsCancellationRequested)
        {
            answer.TrySetCanceled(token);
        }
        catch (RuntimeException exception)
        {
            answer.TrySetException(CsCommands.Failure(command, CsCommands.Record(exception)));
        }
        catch (Exception exception)
        {
            answer.TrySetException(exception);
        }
    }

    private ReadinessAnswer Ask(CancellationToken token)
    {
        var session = InitialSessionState.CreateDefault2();
        session.Commands.Add(new SessionStateCmdletEntry(command.Name, ((CmdletInfo)command.Definition).ImplementingType, helpFileName: null));
        using var runspace = RunspaceFactory.CreateRunspace(session);
        runspace.ThreadOptions = PSThreadOptions.UseCurrentThread;
        runspace.Open();
        using var shell = PowerShell.Create();
        shell.Runspace = runspace;
        shell.AddCommand(command.Name);

        token.ThrowIfCancellationRequested();
        using var stopper = token.Register(() => shell.BeginStop(null, null));
        var answers = shell.Invoke();
        return answers.Count == 0 && shell.Streams.Error.Count > 0
            ? throw CsCommands.Failure(command, shell.Streams.Error[0])
            : ReadinessReader.Read(answers);
    }
}
