namespace PsdPurge.Diagnosis;

/// <summary>Room: in the database, in its log and on the disk.</summary>
internal static class SpaceChecks
{
    /// <summary>What SQL Server Express allows the data files of a database, since 2008 R2.</summary>
    private const long ExpressLimit = 10L << 30;

    /// <summary>Beyond this share of what is allowed, somebody should know.</summary>
    private const double Nearly = 0.9;

    /// <summary>Little for a log that must hold a batch and what others write.</summary>
    private const long LittleRoom = 256L << 20;

    public static CheckResult Size(ServerFacts facts)
    {
        List<FileRow> files = [.. facts.Files.Rows.Where(f => f.Database == "rtc" && !f.IsLog)];
        var allocated = Bytes(files, f => f.Pages);
        var used = Bytes(files, f => f.UsedPages ?? f.Pages);
        var isExpress = facts.Server.Rows.Count > 0 && facts.Server.Rows[0].IsExpress;
        var found = isExpress
            ? $"rtc uses {ByteSize.Format(used)} of the {ByteSize.Format(ExpressLimit)} that Express allows ({ByteSize.Format(allocated)} on disk)"
            : $"rtc uses {ByteSize.Format(used)} ({ByteSize.Format(allocated)} on disk)";
        return isExpress && used > Nearly * ExpressLimit
            ? CheckResult.Warning(CheckNames.DatabaseSize, found, "When it is full, nothing can be written any more, conferences neither. Purge soon: deleted rows make room within the file.")
            : CheckResult.Passed(CheckNames.DatabaseSize, found);
    }

    public static CheckResult Log(ServerFacts facts)
    {
        List<FileRow> files = [.. facts.Files.Rows.Where(f => f.Database == "rtc" && f.IsLog)];
        var used = Bytes(files, f => f.UsedPages ?? 0);
        var size = Bytes(files, f => f.Pages);
        var mayGrow = files.Any(f => f.MaxPages == -1 || f.MaxPages > f.Pages);
        DatabaseRow? rtc = facts.Databases.Rows.FirstOrDefault(d => string.Equals(d.Name, "rtc", StringComparison.OrdinalIgnoreCase));
        var recovery = rtc is null ? "" : $"; recovery model {rtc.RecoveryModel.ToLowerInvariant()}{(rtc.LogWaits is "NOTHING" ? "" : $", waits for {rtc.LogWaits.ToLowerInvariant().Replace('_', ' ')}")}";
        var found = $"{ByteSize.Format(used)} of {ByteSize.Format(size)} in use{(mayGrow ? ", may grow" : ", may not grow")}{recovery}";
        return !mayGrow && used > Nearly * size
            ? CheckResult.Failed(CheckNames.Log, found, LogAdvice(rtc?.LogWaits), ErrorIds.ServerFull)
            : rtc?.LogWaits is "LOG_BACKUP" && rtc.RecoveryModel != "SIMPLE" && !mayGrow
            ? CheckResult.Warning(CheckNames.Log, found, "The log is emptied by log backups only: see that they run while a removal does.")
            : CheckResult.Passed(CheckNames.Log, found);
    }

    public static CheckResult Disk(ServerFacts facts)
    {
        if (facts.Server.Rows.Count > 0 && !facts.Server.Rows[0].MaySeeState)
        {
            return CheckResult.NotTested(
                CheckNames.DiskSpace,
                "the login may not see it",
                "It takes VIEW SERVER STATE, and the commands do without. Look at the disk of the Front-End itself, or run this as a local administrator there.");
        }

        if (facts.Volumes.Rows.Count == 0)
        {
            return CheckResult.NotTested(CheckNames.DiskSpace, "the server did not say");
        }

        var found = string.Join(", ", facts.Volumes.Rows.Select(v => $"{ByteSize.Format(v.AvailableBytes)} free on {v.MountPoint}"));
        return facts.Volumes.Rows.Any(v => v.AvailableBytes < LittleRoom)
            ? CheckResult.Warning(CheckNames.DiskSpace, found, "Make room on the disk: the log grows while rows are deleted, and a full disk ends a removal.", ErrorIds.ServerFull)
            : CheckResult.Passed(CheckNames.DiskSpace, found);
    }

    private static string LogAdvice(string? waits) => waits switch
    {
        null or "NOTHING" => "Make the log larger, or let it grow, before you remove anything.",
        "LOG_BACKUP" => "Back up the log, or let it grow, before you remove anything.",
        "ACTIVE_TRANSACTION" => "A transaction is open that keeps the log full: find out whose (DBCC OPENTRAN) before you remove anything.",
        _ => "The log is full and waits: look up its log_reuse_wait_desc in SQL Server's documentation before you remove anything.",
    };

    private static long Bytes(IEnumerable<FileRow> files, Func<FileRow, long> pages) => files.Sum(pages) * FileRow.PageSize;
}
