using PsdPurge.SkypeForBusiness;

namespace PsdPurge.Commands;

/// <summary>Counts the PersistedServiceData entries of each Front-End.</summary>
[Cmdlet(VerbsCommon.Get, "PsdEntryCount", DefaultParameterSetName = PoolSet)]
[OutputType(typeof(PsdEntryCount))]
public sealed class GetPsdEntryCountCommand : FrontEndCmdlet
{
    private protected override void WorkOn(Target target) => RunOver(target, (run, queue, token) => EntryCounter.CountAsync(run, queue.Output, token));
}
