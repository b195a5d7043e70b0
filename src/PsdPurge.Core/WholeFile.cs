namespace PsdPurge;

/// <summary>Writes a file in one step. Until then, a reader finds no file, or the old one.</summary>
internal static class WholeFile
{
    /// <summary>Writes the file under a temporary name first. If writing fails, the temporary file is deleted.</summary>
    /// <param name="path">Full path of the file. Its folder exists.</param>
    /// <param name="replace">Whether it may replace an existing file.</param>
    /// <param name="write">Writes the content.</param>
    public static void Write(string path, bool replace, Action<Stream> write)
    {
        var draft = Draft(path);
        try
        {
            using (FileStream stream = new(draft, FileMode.CreateNew))
            {
                write(stream);
            }

            if (replace && File.Exists(path))
            {
                File.Replace(draft, path, null);
            }
            else
            {
                File.Move(draft, path);
            }
        }
        finally
        {
            if (File.Exists(draft))
            {
                File.Delete(draft);
            }
        }
    }

    /// <summary>Tells whether a file can be created there, by creating one and deleting it again.</summary>
    public static void Try(string path)
    {
        using FileStream probe = new(Draft(path), FileMode.CreateNew, FileAccess.Write, FileShare.None, 1, FileOptions.DeleteOnClose);
    }

    private static string Draft(string path) => path + "." + Path.GetRandomFileName() + ".tmp";
}
