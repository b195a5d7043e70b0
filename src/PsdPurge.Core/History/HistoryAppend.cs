using System.Globalization;

namespace PsdPurge.History;

/// <summary>Why rows could not be appended to a history: the parts of an error.</summary>
/// <param name="ErrorId">Its id.</param>
/// <param name="Kind">Its kind.</param>
/// <param name="What">What happened, as a sentence.</param>
/// <param name="Remedy">What to do, as a sentence.</param>
/// <param name="Cause">The exception that caused it.</param>
internal sealed record HistoryFault(string ErrorId, ErrorKind Kind, string What, string Remedy, Exception? Cause = null);

/// <summary>Locks a history and appends lines to it. Lines in pending files beside it come first.</summary>
internal static class HistoryAppend
{
    /// <summary>Appends all lines, or none.</summary>
    /// <param name="path">The history.</param>
    /// <param name="lines">The lines, each with its end.</param>
    /// <param name="patience">How long to wait for others who have the file open.</param>
    /// <param name="token">Ends the wait.</param>
    /// <returns>What is wrong with pending files that could not be read, and so stay. Null if there are none.</returns>
    /// <exception cref="HistoryDamagedException">The history is not as this module wrote it. Nothing was changed.</exception>
    /// <exception cref="IOException">The history is in use, or cannot be written.</exception>
    public static string? Run(string path, IReadOnlyList<string> lines, TimeSpan patience, CancellationToken token)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        using var stream = SharedFile.OpenAlone(path, patience, token);
        var waiting = PendingRows.Of(path).Select(Read).ToList();
        var inspection = HistoryInspection.Of(stream, waiting.SelectMany(file => file.Lines));
        if (inspection.Damage is { } damage)
        {
            throw new HistoryDamagedException(damage);
        }

        IEnumerable<string> news = [.. waiting.SelectMany(file => file.Lines).Where(line => !inspection.Found.Contains(line)).Distinct(), .. lines];
        Write(stream, inspection.IsBlank, string.Concat(news));
        foreach (var file in waiting.Where(file => file.Damage is null))
        {
            PendingRows.TryDelete(file.Path);
        }

        return waiting.Find(file => file.Damage is not null) is { Path: not null } bad
            ? $"'{bad.Path}', which waits to come into the history '{path}', {bad.Damage}"
            : null;
    }

    private static (string Path, IReadOnlyList<string> Lines, string? Damage) Read(string path)
    {
        try
        {
            using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read);
            var inspection = HistoryInspection.Of(stream, []);
            if (inspection.Damage is { } damage)
            {
                return (path, [], string.Format(CultureInfo.InvariantCulture, "is not as it was written: {0}", damage));
            }

            stream.Position = 0;
            using var reader = new StreamReader(stream, SharedFile.Utf8);
            return (path, [.. reader.ReadToEnd().Split(["\r\n"], StringSplitOptions.RemoveEmptyEntries).Skip(1).Select(line => line + "\r\n")], null);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return (path, [], "cannot be read: " + exception.Message);
        }
    }

    private static void Write(FileStream stream, bool isNew, string lines)
    {
        if (isNew)
        {
            stream.SetLength(0);
        }

        byte[] bytes = isNew
            ? [.. SharedFile.Utf8.GetPreamble(), .. SharedFile.Utf8.GetBytes(CsvText.Line(HistoryColumns.Names) + lines)]
            : SharedFile.Utf8.GetBytes(lines);
        var end = stream.Seek(0, SeekOrigin.End);
        try
        {
            // One call writes everything. So a process that is killed meanwhile has written all lines or none.
            stream.Write(bytes, 0, bytes.Length);
            stream.Flush(flushToDisk: true);
        }
        catch (IOException)
        {
            // The disk is full. What was written of a row would look like a row.
            stream.SetLength(end);
            throw;
        }
    }
}

/// <summary>The history is not as this module wrote it.</summary>
/// <param name="damage">What is wrong, beginning with the line number.</param>
internal sealed class HistoryDamagedException(string damage) : Exception(damage);
