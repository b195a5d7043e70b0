using System.Globalization;

namespace PsdPurge.Diagnosis;

/// <summary>Judges files, log and disks.</summary>
internal static class StorageChecks
{
    /// <summary>
    /// The largest size of one database's data files in SQL Server Express since 2008 R2 (Microsoft, "Editions and supported features of SQL Server").
    /// </summary>
    private const long ExpressLimit = 10L << 30;

    private const double NearlyFull = 0.9;

    /// <summary>The log grows with each deleted row. With less space than this, it may be unable to grow.</summary>
    private const long LeastDiskSpace = 1L << 30;

    public static IReadOnlyList<CheckResult> Judge(ServerFacts facts) =>
    [
        ServerChecks.Answer(CheckNames.DatabaseSize, facts.Files, files => DatabaseSize(facts, files)),
        ServerChecks.Answer(CheckNames.Log, facts.Files, files => Log(facts, files)),
        DiskSpace(facts),
    ];

    private static CheckResult DatabaseSize(ServerFacts facts, IReadOnlyList<FileRow> files)
    {
        var pages = files.Where(f => f.Database == "rtc" && !f.IsLog).Sum(f => f.UsedPages ?? f.Pages);
        var used = ByteSize.Format(pages * FileRow.PageSize);
        if (facts.Server.Rows.Count == 0 || !facts.Server.Rows[0].IsExpress)
        {
            return CheckResult.Passed(CheckNames.DatabaseSize, $"rtc holds {used}.");
        }

        var found = Text("rtc holds {0} of the 10 GB that SQL Server Express allows.", used);
        return pages * FileRow.PageSize < NearlyFull * ExpressLimit
            ? CheckResult.Passed(CheckNames.DatabaseSize, found)
            : CheckResult.Warning(
                CheckNames.DatabaseSize,
                found,
                "Purge soon: when it is full, nothing can be written any more. Deleting entries makes room inside the file.",
                ErrorIds.ServerFull);
    }

    private static CheckResult Log(ServerFacts facts, IReadOnlyList<FileRow> files)
    {
        var logs = files.Where(f => f.Database == "rtc" && f.IsLog).ToList();
        var size = ByteSize.Format(logs.Sum(f => f.Pages) * FileRow.PageSize);
        DatabaseRow? rtc = facts.Databases.Rows.FirstOrDefault(d => d.Name == "rtc");
        var found = rtc is null
            ? $"The log of rtc has {size}."
            : $"The log of rtc has {size}, recovery model {rtc.RecoveryModel.ToLowerInvariant()}; its space is waiting for {Waits(rtc.LogWaits)}.";
        var isFull = logs.Count > 0 && logs.All(f => f.MaxPages > 0 && f.UsedPages > NearlyFull * f.MaxPages);
        return isFull
            ? CheckResult.Failed(
                CheckNames.Log,
                found + " It is nearly full and may not grow.",
                "Free the log before you remove: what it waits for says how.",
                ErrorIds.ServerFull)
            : CheckResult.Passed(CheckNames.Log, found);
    }

    private static string Waits(string reason) => reason is "NOTHING" or "" ? "nothing" : reason;

    private static CheckResult DiskSpace(ServerFacts facts)
    {
        if (facts.Volumes.Failure is null && facts.Volumes.Rows.Count == 0)
        {
            return CheckResult.NotTested(
                CheckNames.DiskSpace, "This login may not see it.", "It needs VIEW SERVER STATE. Look at the drive of the database files on the server.");
        }

        return ServerChecks.Answer(CheckNames.DiskSpace, facts.Volumes, volumes =>
        {
            var found = string.Join(", ", volumes.Select(v => $"{ByteSize.Format(v.AvailableBytes)} free on {v.MountPoint}")) + ".";
            return volumes.Any(v => v.AvailableBytes < LeastDiskSpace)
                ? CheckResult.Warning(CheckNames.DiskSpace, found, "A removal logs what it deletes. Make room, or remove in parts with -MaxEntries.")
                : CheckResult.Passed(CheckNames.DiskSpace, found);
        });
    }

    private static string Text(string format, params object[] values) => string.Format(CultureInfo.InvariantCulture, format, values);
}
