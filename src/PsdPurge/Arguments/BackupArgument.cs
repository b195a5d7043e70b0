namespace PsdPurge.Arguments;

/// <summary>What -BackupPath and -NoBackup take.</summary>
internal static class BackupArgument
{
    /// <summary>Full path of the folder, or null for no backup.</summary>
    /// <exception cref="PsdPurgeException"><c>InvalidBackupPath</c></exception>
    public static string? Resolve(PSCmdlet cmdlet, string? path, bool noBackup)
    {
        if (noBackup)
        {
            return path is null ? null : throw Invalid(path, "-BackupPath and -NoBackup exclude each other. Leave one of them out.");
        }

        if (path is null)
        {
            // On Windows it is one place for all accounts, also for a scheduled task's. Each file is readable by its owner only.
            var data = Path.DirectorySeparatorChar == '\\' ? Environment.SpecialFolder.CommonApplicationData : Environment.SpecialFolder.LocalApplicationData;
            return Path.Combine(Environment.GetFolderPath(data, Environment.SpecialFolderOption.DoNotVerify), "PsdPurge", "Backup");
        }

        // Literal: no wildcards, and it need not exist yet.
        string? full = null;
        ProviderInfo? provider = null;
        try
        {
            full = cmdlet.SessionState.Path.GetUnresolvedProviderPathFromPSPath(path, out provider, out _);
        }
        catch (Exception exception) when (exception is SessionStateException or NotSupportedException)
        {
            throw Invalid(path, $"'{path}' is not a path: {exception.Message} Give a folder of the file system.");
        }

        return provider.Name == "FileSystem" ? full : throw Invalid(path, $"'{path}' is not in the file system. Give a folder of the file system.");
    }

    private static PsdPurgeException Invalid(string path, string message) => new(ErrorIds.InvalidBackupPath, ErrorKind.InvalidArgument, message, path);
}
