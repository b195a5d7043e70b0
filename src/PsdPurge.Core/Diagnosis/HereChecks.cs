namespace PsdPurge.Diagnosis;

/// <summary>What the commands need on this computer.</summary>
internal static class HereChecks
{
    /// <summary>A backup holds each byte as two hexadecimal digits, and the statements around them (assumed: as much as that again is never needed).</summary>
    private const int BackupFactor = 3;

    /// <summary>Can a backup be written, and is there room for the largest that could come?</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="entryBytes">What the entries of the fullest Front-End take; null where that is not known.</param>
    public static CheckResult BackupFolder(string folder, long? entryBytes)
    {
        try
        {
            var wasThere = Directory.Exists(folder);
            CreatedFile probe = PrivateFile.CreateNew(folder, "probe-" + Guid.NewGuid().ToString("N"));
            probe.Stream.Dispose();
            File.Delete(probe.Path);
            var free = new DriveInfo(Path.GetPathRoot(Path.GetFullPath(folder))!).AvailableFreeSpace;
            if (!wasThere && !Directory.EnumerateFileSystemEntries(folder).Any())
            {
                Directory.Delete(folder);
            }

            var need = entryBytes * BackupFactor;
            var found = $"{folder} can be written, {ByteSize.Format(free)} free{(need is null ? "" : $"; a backup of every entry of a Front-End takes up to {ByteSize.Format(need.Value)}")}";
            return free < need
                ? CheckResult.Warning(CheckNames.BackupFolder, found, "Give a -BackupPath with more room, or remove in portions with -MaxEntries. A full disk ends a removal, and loses nothing.", ErrorIds.BackupFailed)
                : CheckResult.Passed(CheckNames.BackupFolder, found);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            return CheckResult.Failed(CheckNames.BackupFolder, $"{folder}: {exception.Message}", "Give a folder that you may write to with -BackupPath.", ErrorIds.BackupFailed);
        }
    }

    /// <summary>Is the history in order, so that rows can be added?</summary>
    public static CheckResult HistoryFile(string path)
    {
        if (!File.Exists(path))
        {
            return CheckResult.Passed(CheckNames.History, $"{path} is not there yet; the first row makes it");
        }

        try
        {
            using FileStream stream = new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            HistoryInspection inspection = HistoryInspection.Of(stream, []);
            return inspection.Damage is { } damage
                ? CheckResult.Warning(
                    CheckNames.History,
                    $"{path}: {damage}",
                    "New rows wait in a file beside it until it is in order: see docs/files.md.",
                    ErrorIds.InvalidHistory)
                : CheckResult.Passed(CheckNames.History, $"{path} is in order");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return CheckResult.Warning(CheckNames.History, $"{path}: {exception.Message}", "Close what holds the file, or give another one.", ErrorIds.HistoryNotReadable);
        }
    }
}
