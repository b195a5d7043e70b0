namespace PsdPurge.Arguments;

/// <summary>The values of -BackupPath and -NoBackup.</summary>
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
            // On Windows, all accounts use the same folder, including that of a scheduled task. Only its owner can read a file.
            var data = Path.DirectorySeparatorChar == '\\' ? Environment.SpecialFolder.CommonApplicationData : Environment.SpecialFolder.LocalApplicationData;
            return Path.Combine(Environment.GetFolderPath(data, Environment.SpecialFolderOption.DoNotVerify), "PsdPurge", "Backup");
        }

        // The path is literal, without wildcards. It need not exist yet.
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
