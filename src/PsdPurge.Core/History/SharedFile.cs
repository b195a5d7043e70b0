using System.Text;

namespace PsdPurge.History;

/// <summary>Opens a file that other processes hold for moments, and a spreadsheet for hours.</summary>
internal static class SharedFile
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);

    /// <summary>How long others are waited for: many writers take their turns in it, and a spreadsheet does not end in it.</summary>
    public static TimeSpan Patience { get; } = TimeSpan.FromSeconds(10);

    public static UTF8Encoding Utf8 { get; } = new(encoderShouldEmitUTF8Identifier: true);

    /// <summary>Opens a file, made if it is not there, so that nobody else reads or writes it meanwhile.</summary>
    /// <exception cref="FileInUseException">Somebody held it all the time.</exception>
    /// <exception cref="OperationCanceledException">The token ended the wait.</exception>
    public static FileStream OpenAlone(string path, TimeSpan patience, CancellationToken token) =>
        Retry(path, patience, () => new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None), token);

    /// <summary>Reads a whole file. A writer of ours holds it alone for a moment.</summary>
    /// <exception cref="FileInUseException">Somebody held it all the time.</exception>
    public static string ReadText(string path, TimeSpan patience)
    {
        // Windows lets nobody read beside a writer that allows none. Elsewhere only those who ask for it are kept apart.
        var share = Path.DirectorySeparatorChar == '\\' ? FileShare.ReadWrite | FileShare.Delete : FileShare.Read;
        using var stream = Retry(path, patience, () => new FileStream(path, FileMode.Open, FileAccess.Read, share), CancellationToken.None);
        using var reader = new StreamReader(stream, Utf8);
        return reader.ReadToEnd();
    }

    private static FileStream Retry(string path, TimeSpan patience, Func<FileStream> open, CancellationToken token)
    {
        var clock = System.Diagnostics.Stopwatch.StartNew();
        while (true)
        {
            try
            {
                return open();
            }
            catch (IOException exception) when (exception is not (FileNotFoundException or DirectoryNotFoundException) && File.Exists(path))
            {
                if (clock.Elapsed >= patience)
                {
                    throw new FileInUseException(exception);
                }

                token.WaitHandle.WaitOne(Pause);
                token.ThrowIfCancellationRequested();
            }
        }
    }
}

/// <summary>Somebody held a file for longer than one waits.</summary>
/// <param name="inner">What the system says.</param>
internal sealed class FileInUseException(IOException inner) : IOException(inner.Message, inner);
