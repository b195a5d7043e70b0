using System.Collections;
using PsdPurge.Running;

namespace PsdPurge.SkypeForBusiness;

/// <summary>Polls a Front-End through Invoke-Command.</summary>
/// <param name="commands">The session's commands.</param>
/// <param name="queue">The queue to its pipeline thread.</param>
/// <param name="invoke">Invoke-Command.</param>
/// <param name="computerName">The Front-End.</param>
/// <param name="questions">The readiness commands. Each version has one of them.</param>
internal sealed class RemoteReadinessSource(
    CsCommands commands, RunQueue queue, CsCommand invoke, string computerName, IReadOnlyList<string> questions) : IReadinessSource
{
    private int _question;

    public Task<ReadinessAnswer> AskAsync(CancellationToken token) => queue.OnPipelineThread(() => Ask(token));

    // This sends a single command and not a script, because a JEA endpoint runs nothing else.
    private ReadinessAnswer Ask(CancellationToken token)
    {
        while (true)
        {
            var parameters = new Hashtable { ["ComputerName"] = computerName, ["ScriptBlock"] = ScriptBlock.Create(questions[_question]) };
            try
            {
                return ReadinessReader.Read(commands.Invoke(invoke, parameters, token));
            }
            catch (PsdPurgeException failure) when (IsUnknownThere(failure))
            {
                if (++_question < questions.Count)
                {
                    continue;
                }

                _question = 0;
                throw new PsdPurgeException(
                    failure.ErrorId,
                    failure.Kind,
                    $"{computerName} has no Skype for Business cmdlet that tells a pool's readiness ({string.Join(", ", questions)}), "
                        + "or does not let this account use it. Name a Front-End of "
                    + "the pool; where its endpoint is not the default one, put the endpoint's name into $PSSessionConfigurationName.",
                    failure.Target,
                    failure.InnerException);
            }
        }
    }

    private static bool IsUnknownThere(PsdPurgeException failure) =>
        failure.InnerException is IContainsErrorRecord { ErrorRecord.FullyQualifiedErrorId: { } id }
            && id.StartsWith(nameof(CommandNotFoundException), StringComparison.Ordinal);
}
