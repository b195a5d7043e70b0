using System.IO.Compression;
using System.Text;

namespace PsdPurge.Bundle;

/// <summary>The zip file of a bundle.</summary>
internal static class BundleFile
{
    /// <summary>Makes sure that the bundle can be written, before any server is read. It creates a file beside the bundle and deletes it again.</summary>
    /// <exception cref="PsdPurgeException"><c>BundleExists</c>, <c>BundleNotWritable</c></exception>
    public static void EnsureWritable(string path, bool replace)
    {
        if (File.Exists(path) && !replace)
        {
            throw new PsdPurgeException(
                ErrorIds.BundleExists, ErrorKind.InvalidArgument, $"'{path}' already exists. Name another file, or replace it with -Force.", path);
        }

        Guarded(path, () =>
        {
            if (!Directory.Exists(Path.GetDirectoryName(path)))
            {
                throw new DirectoryNotFoundException($"There is no folder '{Path.GetDirectoryName(path)}'.");
            }

            WholeFile.Try(path);
        });
    }

    /// <summary>Writes the bundle in one step. Until then, there is no bundle, or the old one.</summary>
    /// <exception cref="PsdPurgeException"><c>BundleExists</c>, <c>BundleNotWritable</c></exception>
    public static void Write(string path, IReadOnlyList<(string Name, string Text)> entries, DateTimeOffset time, bool replace) =>
        Guarded(path, () => WholeFile.Write(path, replace, stream => Zip(stream, entries, time)));

    private static void Zip(Stream stream, IReadOnlyList<(string Name, string Text)> entries, DateTimeOffset time)
    {
        using ZipArchive zip = new(stream, ZipArchiveMode.Create);
        foreach ((string name, string text) in entries)
        {
            ZipArchiveEntry entry = zip.CreateEntry(name, CompressionLevel.Optimal);
            entry.LastWriteTime = time;
            using StreamWriter writer = new(entry.Open(), new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
            writer.Write(text);
        }
    }

    private static void Guarded(string path, Action write)
    {
        try
        {
            write();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            throw new PsdPurgeException(
                ErrorIds.BundleNotWritable,
                ErrorKind.Write,
                $"The bundle '{path}' cannot be written: {exception.Message.TrimEnd('.')}. Check the folder and the rights.",
                path,
                exception);
        }
    }
}
