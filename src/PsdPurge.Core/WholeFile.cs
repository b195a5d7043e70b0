namespace PsdPurge;

/// <summary>Writes a file in one go: a reader meanwhile finds none, or the one that was there.</summary>
internal static class WholeFile
{
    /// <summary>Writes it under another name beside it first. Nothing is left of that if writing fails.</summary>
    /// <param name="path">Full path of the file; its folder is there.</param>
    /// <param name="replace">Whether it takes the place of one that is there.</param>
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

    /// <summary>Can a file be created there? One is, and is deleted again.</summary>
    public static void Try(string path)
    {
        using FileStream probe = new(Draft(path), FileMode.CreateNew, FileAccess.Write, FileShare.None, 1, FileOptions.DeleteOnClose);
    }

    private static string Draft(string path) => path + "." + Path.GetRandomFileName() + ".tmp";
}
