using PsdPurge.Topology;

namespace PsdPurge.Commands;

/// <summary>Counts the PersistedServiceData entries of each Front-End.</summary>
[Cmdlet(VerbsCommon.Get, "PsdEntryCount", DefaultParameterSetName = PoolSet)]
[OutputType(typeof(PsdEntryCount))]
public sealed class GetPsdEntryCountCommand : FrontEndCmdlet
{
    private protected override void ProcessTarget(Target target)
    {
        var settings = Settings;
        Run((queue, token) => ForEachAsync(
            target.FrontEnds, queue, async frontEnd => await EntryCounter.CountAsync(frontEnd, settings, token).ConfigureAwait(false), token));
    }
}
