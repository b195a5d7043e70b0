using PsdPurge.Running;

namespace PsdPurge.SkypeForBusiness;

/// <summary>Polls with a command that belongs to this session, such as a function that stands for a remote session's cmdlet.</summary>
internal sealed class PipelineReadinessSource(CsCommands commands, RunQueue queue, CsCommand command) : IReadinessSource
{
    public Task<ReadinessAnswer> AskAsync(CancellationToken token) =>
        queue.OnPipelineThread(() => ReadinessReader.Read(commands.Invoke(command, null, token)));
}
