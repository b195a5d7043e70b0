namespace PsdPurge.Arguments;

/// <summary>The value of a parameter that names a file. The file need not exist yet.</summary>
internal static class PathArgument
{
    /// <summary>The full path. It is literal, without wildcards.</summary>
    /// <exception cref="PsdPurgeException"><c>InvalidPath</c></exception>
    public static string Resolve(PSCmdlet cmdlet, string path)
    {
        var full = InFileSystem(cmdlet, path, "file");
        return Directory.Exists(full) ? throw Invalid(path, $"'{path}' is a folder.", "file") : full;
    }

    /// <summary>The same for a folder.</summary>
    /// <exception cref="PsdPurgeException"><c>InvalidPath</c></exception>
    public static string ResolveFolder(PSCmdlet cmdlet, string path)
    {
        var full = InFileSystem(cmdlet, path, "folder");
        return File.Exists(full) ? throw Invalid(path, $"'{path}' is a file.", "folder") : full;
    }

    private static string InFileSystem(PSCmdlet cmdlet, string path, string what)
    {
        string? full;
        ProviderInfo? provider;
        try
        {
            full = cmdlet.SessionState.Path.GetUnresolvedProviderPathFromPSPath(path, out provider, out _);
        }
        catch (Exception exception) when (exception is SessionStateException or NotSupportedException)
        {
            throw Invalid(path, $"'{path}' is not a path: {exception.Message}", what);
        }

        return provider.Name == "FileSystem" ? full : throw Invalid(path, $"'{path}' is not in the file system.", what);
    }

    private static PsdPurgeException Invalid(string path, string message, string what) =>
        new(ErrorIds.InvalidPath, ErrorKind.InvalidArgument, $"{message} Give a {what} of the file system.", path);
}
