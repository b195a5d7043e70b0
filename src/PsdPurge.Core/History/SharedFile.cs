using System.Text;

namespace PsdPurge.History;

/// <summary>Opens a file that other processes may have open for moments, and a spreadsheet for hours.</summary>
internal static class SharedFile
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);

    /// <summary>How long to wait for others. It is enough for many writers to take turns, and no use to wait longer for a spreadsheet.</summary>
    public static TimeSpan Patience { get; } = TimeSpan.FromSeconds(10);

    public static UTF8Encoding Utf8 { get; } = new(encoderShouldEmitUTF8Identifier: true);

    /// <summary>Opens a file, or creates it, so that nobody else reads or writes it meanwhile.</summary>
    /// <exception cref="FileInUseException">Somebody else had it open all the time.</exception>
    /// <exception cref="OperationCanceledException">The token ended the wait.</exception>
    public static FileStream OpenAlone(string path, TimeSpan patience, CancellationToken token) =>
        Retry(path, patience, () => new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None), token);

    /// <summary>Reads a whole file. A writer of this module has it open alone for a moment.</summary>
    /// <exception cref="FileInUseException">Somebody else had it open all the time.</exception>
    public static string ReadText(string path, TimeSpan patience)
    {
        // On Windows, a file that is open without sharing cannot be read. Elsewhere, only those who ask for a lock are kept apart.
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

/// <summary>Somebody else has had a file open for too long.</summary>
/// <param name="inner">The system's exception.</param>
internal sealed class FileInUseException(IOException inner) : IOException(inner.Message, inner);
