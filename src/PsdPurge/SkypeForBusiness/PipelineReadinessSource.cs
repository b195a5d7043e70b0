using System.Collections;
using PsdPurge.Running;

namespace PsdPurge.SkypeForBusiness;

/// <summary>Asks through a command that belongs to this session: a function that stands for a remote session's cmdlet, or Invoke-Command.</summary>
internal sealed class PipelineReadinessSource(CsCommands commands, RunQueue queue, CsCommand command, IDictionary? parameters = null) : IReadinessSource
{
    public Task<PoolReadiness> AskAsync(CancellationToken token) =>
        queue.OnPipelineThread(() => ReadinessReader.Read(commands.Invoke(command, parameters, token)));
}
