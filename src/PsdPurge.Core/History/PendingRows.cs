using System.Globalization;

namespace PsdPurge.History;

/// <summary>
/// Rows that could not be appended to a history. Each append has a pending file of its own beside the history,
/// <c>history.pending-20260112T023000Z-1a2b3c4d.csv</c>. It is written in one step, so that no process waits for another. The next append that finds the
/// history in order takes the rows in.
/// </summary>
internal static class PendingRows
{
    /// <summary>Writes lines beside a history.</summary>
    /// <returns>The file's path.</returns>
    public static string Write(string history, IEnumerable<string> lines)
    {
        var (folder, start, end) = Names(history);
        var time = DateTime.UtcNow.ToString("yyyyMMdd'T'HHmmss'Z-'", CultureInfo.InvariantCulture);
        var path = Path.Combine(folder, start + time + Guid.NewGuid().ToString("N").Remove(8) + end);

        // The file has another name until all of it is on the disk.
        var draft = path + ".tmp";
        try
        {
            using (var stream = new FileStream(draft, FileMode.CreateNew, FileAccess.Write, FileShare.None))
            {
                byte[] bytes = [.. SharedFile.Utf8.GetPreamble(), .. SharedFile.Utf8.GetBytes(CsvText.Line(HistoryColumns.Names) + string.Concat(lines))];
                stream.Write(bytes, 0, bytes.Length);
                stream.Flush(flushToDisk: true);
            }

            File.Move(draft, path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            TryDelete(draft);
            throw;
        }

        return path;
    }

    /// <summary>The pending files of a history, the oldest first.</summary>
    public static IReadOnlyList<string> Of(string history)
    {
        var (folder, start, end) = Names(history);
        return !Directory.Exists(folder) ? [] :
        [
            .. Directory.EnumerateFiles(folder)
                .Where(file => Path.GetFileName(file) is var name
                    && name.StartsWith(start, StringComparison.OrdinalIgnoreCase)
                    && name.EndsWith(end, StringComparison.OrdinalIgnoreCase)
                    && name.Length > start.Length + end.Length)
                .OrderBy(file => file, StringComparer.Ordinal),
        ];
    }

    /// <summary>Deletes a file. If somebody has it open, it stays. Later, the text of its rows shows that they are in the history.</summary>
    public static void TryDelete(string path)
    {
        try
        {
            File.Delete(path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // The summary says what happens to a file that cannot be deleted.
        }
    }

    private static (string Folder, string Start, string End) Names(string history)
    {
        var full = Path.GetFullPath(history);
        return (Path.GetDirectoryName(full)!, Path.GetFileNameWithoutExtension(full) + ".pending-", Path.GetExtension(full));
    }
}
