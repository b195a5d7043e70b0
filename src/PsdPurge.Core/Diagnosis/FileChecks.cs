namespace PsdPurge.Diagnosis;

/// <summary>Checks the files that the commands write on this computer.</summary>
public static class FileChecks
{
    private const long LeastSpace = 1L << 30;

    /// <summary>
    /// Checks whether a backup can be written, by creating a file in the folder and deleting it again. If the folder does not exist, the check does not create
    /// it.
    /// </summary>
    public static CheckResult BackupFolder(string folder)
    {
        if (!Directory.Exists(folder))
        {
            var parent = folder;
            while (parent is not null && !Directory.Exists(parent))
            {
                parent = Path.GetDirectoryName(parent);
            }

            return parent is null
                ? CheckResult.Failed(
                    CheckNames.BackupFolder,
                    $"{folder} cannot be made: there is no such drive or share.",
                    "Choose another folder with -BackupPath.",
                    ErrorIds.BackupFailed)
                : CheckResult.Passed(CheckNames.BackupFolder, $"{folder} will be made in {parent}. {Space(parent)}");
        }

        try
        {
            var probe = Path.Combine(folder, Path.GetRandomFileName());
            using (File.Create(probe, 1, FileOptions.DeleteOnClose))
            {
            }

            return IsShort(folder)
                ? CheckResult.Warning(
                    CheckNames.BackupFolder,
                    $"{folder} can be written to. {Space(folder)}",
                    "A backup takes several times the size of what is deleted. Choose another folder with -BackupPath.")
                : CheckResult.Passed(CheckNames.BackupFolder, $"{folder} can be written to. {Space(folder)}");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return CheckResult.Failed(
                CheckNames.BackupFolder,
                $"{folder} cannot be written to: {exception.Message}",
                "Choose another folder with -BackupPath.",
                ErrorIds.BackupFailed);
        }
    }

    /// <summary>Checks whether the history can be read.</summary>
    public static CheckResult History(Func<HistoryContent> read, string path)
    {
        if (!File.Exists(path))
        {
            return CheckResult.Passed(CheckNames.History, $"{path} is not there yet; the first Add-PsdHistory makes it.");
        }

        try
        {
            HistoryContent content = read();
            return content.Problems.Count == 0
                ? CheckResult.Passed(CheckNames.History, $"{path} has {content.Rows.Count} rows.")
                : CheckResult.Warning(
                    CheckNames.History,
                    $"{path} has {content.Problems.Count} lines that cannot be read: {content.Problems[0]}",
                    "See docs/files.md for what a spreadsheet changes.");
        }
        catch (PsdPurgeException failure)
        {
            return CheckResult.Of(CheckNames.History, failure);
        }
    }

    private static bool IsShort(string folder) => BackupRoom.FreeAt(folder) is { } free && free < LeastSpace;

    private static string Space(string folder) =>
        BackupRoom.FreeAt(folder) is { } free ? $"{ByteSize.Format(free)} are free." : "The free space there is unknown.";
}
