using System.Text;
using PsdPurge.History;

namespace PsdPurge;

/// <summary>A history as it was read.</summary>
/// <param name="Rows">Its rows, as they stand in the file.</param>
/// <param name="Problems">What could not be read, a sentence for each line.</param>
public sealed record HistoryContent(IReadOnlyList<HistoryRow> Rows, IReadOnlyList<string> Problems);

/// <summary>
/// The history of a deployment's counts and removals: a CSV file that spreadsheets, Import-Csv and Export-Csv -Append understand. Several processes may
/// append to it at the same time.
/// </summary>
public static class HistoryFile
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: true);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    /// <summary>Appends rows: all of them, or none. A file that is new, or all blank, gets its header first.</summary>
    /// <exception cref="PsdPurgeException">
    /// <c>HistoryInUse</c>, <c>HistoryNotWritable</c>; <c>InvalidHistory</c>: the file has other columns, so that something would be lost.
    /// </exception>
    public static void Append(string path, IEnumerable<HistoryRow> rows, CancellationToken token)
    {
        List<HistoryRow> all = [.. rows];
        if (all.Count == 0)
        {
            return;
        }

        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
            using var stream = OpenAlone(path, token);
            AppendTo(stream, path, all);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new PsdPurgeException("HistoryNotWritable", ErrorKind.Write, $"The history '{path}' cannot be written: {exception.Message} Check the disk and the rights.", path, exception);
        }
    }

    /// <summary>Reads a history, also one that Export-Csv made of counts. What cannot be read is left out and named.</summary>
    /// <exception cref="PsdPurgeException">
    /// <c>HistoryNotFound</c>, <c>HistoryInUse</c>, <c>InvalidHistory</c>; <c>TimesAmbiguous</c>: it cannot be known which times are meant.
    /// </exception>
    public static HistoryContent Read(string path)
    {
        string text;
        try
        {
            // A writer holds the file alone for a moment; readers let it.
            using var stream = Retry(path, () => new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete), CancellationToken.None);
            using var reader = new StreamReader(stream, Utf8);
            text = reader.ReadToEnd();
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new PsdPurgeException("HistoryNotFound", ErrorKind.NotFound, $"There is no history '{path}'. Check the path.", path, exception);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new PsdPurgeException("HistoryNotReadable", ErrorKind.Permission, $"The history '{path}' cannot be read: {exception.Message} Check the rights.", path, exception);
        }

        return Parse(text, path, DateTime.UtcNow);
    }

    internal static HistoryContent Parse(string text, string path, DateTime now)
    {
        var table = HistoryTable.Parse(text);
        if (!table.Has("FrontEnd") || !table.Has("EntryCount") || !table.Has("Time"))
        {
            throw Invalid(path, "has no columns Time, FrontEnd and EntryCount in its first line. Give the file that Add-PsdHistory or Export-Csv made of Get-PsdEntryCount.");
        }

        var reader = new HistoryReader();
        var problems = new List<string>();
        for (var i = 0; i < table.Count; i++)
        {
            if (reader.Add(table.Row(i)) is { } problem)
            {
                problems.Add($"Row {i + 1} of '{path}' {problem}; it was left out.");
            }
        }

        return new HistoryContent(reader.Rows($"'{path}'", now), problems);
    }

    private static void AppendTo(FileStream stream, string path, List<HistoryRow> rows)
    {
        using var reader = new StreamReader(stream, Utf8, detectEncodingFromByteOrderMarks: true, bufferSize: 4096, leaveOpen: true);
        var header = HistoryTable.ReadHeader(reader);
        var isNew = header is null;
        var lines = new StringBuilder();
        var columns = HistoryColumns.Names;
        if (isNew)
        {
            stream.SetLength(0);
            lines.Append(CsvText.Line(columns));
        }
        else
        {
            columns = ColumnsOf(header!, path);

            // A line that a crash cut off must not swallow the first of the new ones.
            lines.Append(EndsWithNewLine(stream, reader.CurrentEncoding) ? "" : "\r\n");
        }

        foreach (var row in rows)
        {
            lines.Append(CsvText.Line(HistoryColumns.Write(row, columns)));
        }

        Encoding encoding = isNew ? Utf8 : reader.CurrentEncoding;
        Write(stream, [.. isNew ? encoding.GetPreamble() : [], .. encoding.GetBytes(lines.ToString())]);
    }

    private static IReadOnlyList<string> ColumnsOf(string header, string path)
    {
        var table = HistoryTable.Parse(header);
        List<string> missing = [.. HistoryColumns.Names.Where(name => !table.Has(name))];
        return missing.Count == 0 && table.Delimiter == ',' ? table.Columns : throw Invalid(path, missing.Count > 0
            ? $"has no column {string.Join(", ", missing)}, so that something would be lost. Name a new file; Measure-PsdGrowth and Export-PsdReport read several."
            : "is not separated by commas. Name a new file; Measure-PsdGrowth and Export-PsdReport read several.");
    }

    private static bool EndsWithNewLine(FileStream stream, Encoding encoding)
    {
        var newLine = encoding.GetBytes("\n");
        var end = new byte[newLine.Length];
        stream.Seek(-Math.Min(end.Length, stream.Length), SeekOrigin.End);
        return stream.Read(end, 0, end.Length) == end.Length && end.SequenceEqual(newLine);
    }

    private static void Write(FileStream stream, byte[] bytes)
    {
        var end = stream.Seek(0, SeekOrigin.End);
        try
        {
            stream.Write(bytes, 0, bytes.Length);
            stream.Flush(flushToDisk: true);
        }
        catch (IOException)
        {
            // A full disk: what got through would look like a row.
            stream.SetLength(end);
            throw;
        }
    }

    private static FileStream OpenAlone(string path, CancellationToken token) =>
        Retry(path, () => new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None), token);

    // Whoever holds the file does so for milliseconds, or is a spreadsheet.
    private static FileStream Retry(string path, Func<FileStream> open, CancellationToken token)
    {
        var clock = System.Diagnostics.Stopwatch.StartNew();
        while (true)
        {
            try
            {
                return open();
            }
            catch (IOException exception) when (File.Exists(path))
            {
                if (clock.Elapsed > Patience)
                {
                    throw new PsdPurgeException(
                        "HistoryInUse",
                        ErrorKind.Busy,
                        $"The history '{path}' is held by another program: {exception.Message} Close it there (a spreadsheet?) and try again.",
                        path,
                        exception);
                }

                token.WaitHandle.WaitOne(Pause);
                token.ThrowIfCancellationRequested();
            }
        }
    }

    private static PsdPurgeException Invalid(string path, string what) => new("InvalidHistory", ErrorKind.InvalidData, $"The history '{path}' {what}", path);
}
