using System.Collections.Concurrent;
using PsdPurge.Diagnosis;

namespace PsdPurge;

/// <summary>Looks at the Front-Ends of a pool, without changing anything and without a lock that others wait for.</summary>
public sealed class PoolDiagnosis
{
    private readonly ConcurrentBag<FrontEndDiagnosis> _done = [];

    /// <summary>Bytes that the entries of the fullest Front-End take; null where none could be asked.</summary>
    private long? MostEntryBytes => _done.Max(one => one.Facts?.EntryBytes);

    /// <summary>Whether removals can keep their backups in a folder: whether a file can be made there, and whether there is room.</summary>
    /// <param name="folder">The folder.</param>
    public PoolCheck CheckBackupFolder(string folder) => HereChecks.BackupFolder(folder, MostEntryBytes).At(null, null);

    /// <summary>Whether rows can be added to a history.</summary>
    /// <param name="path">The file.</param>
    public static PoolCheck CheckHistory(string path) => HereChecks.HistoryFile(path).At(null, null);

    /// <summary>Checks every Front-End, at once as many as the run allows; the checks of one come together.</summary>
    /// <param name="run">The Front-Ends.</param>
    /// <param name="profiles">Profiles to prove, in this order; the first that is proven ends it.</param>
    /// <param name="onChecked">Takes all checks of a Front-End, or of the pool; called from several threads at once.</param>
    /// <param name="token">Ends the run.</param>
    public async Task RunAsync(PoolRun run, IReadOnlyList<SchemaProfile> profiles, Action<IReadOnlyList<PoolCheck>> onChecked, CancellationToken token)
    {
        List<FrontEndDiagnosis> all = [.. run.FrontEnds.Select(frontEnd => new FrontEndDiagnosis(frontEnd, run.Settings, profiles))];
        await DedicatedThread.ForEachAsync(
            all,
            run.ThrottleLimit,
            one =>
            {
                IReadOnlyList<CheckResult> results = one.Make(token);
                _done.Add(one);
                onChecked([.. results.Select(result => result.At(one.FrontEnd.Pool, one.FrontEnd.ComputerName))]);
            },
            token).ConfigureAwait(false);
        onChecked([MemberCheck.Make(all).At(run.FrontEnds[0].Pool, null)]);
    }
}
