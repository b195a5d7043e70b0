using System.Globalization;
using PsdPurge.History;

namespace PsdPurge;

/// <summary>A history that was read.</summary>
/// <param name="Rows">Its rows, in the order of the file.</param>
/// <param name="Problems">A sentence for each line that could not be read.</param>
public sealed record HistoryContent(IReadOnlyList<HistoryRow> Rows, IReadOnlyList<string> Problems);

/// <summary>
/// The history of a deployment's counts and removals: a CSV file that spreadsheets and Import-Csv understand. Several processes may append to it at the same
/// time. If somebody has sorted or saved it with another program, it is read as far as possible and not changed.
/// </summary>
public static class HistoryFile
{
    private const string WhenInOrder = "They come into the history with the next rows that find it in order.";

    /// <summary>
    /// Appends all rows, or none. If somebody has the history open, or it is not as this module wrote it, the rows go into a pending file beside it. The next
    /// successful append takes them in.
    /// </summary>
    /// <exception cref="PsdPurgeException">
    /// <c>HistoryInUse</c>, <c>InvalidHistory</c>, <c>HistoryNotWritable</c>: the message says why, and where the rows are.
    /// </exception>
    public static void Append(string path, IEnumerable<HistoryRow> rows, CancellationToken token) => Append(path, rows, SharedFile.Patience, token);

    /// <summary>
    /// Reads a history, with the rows in pending files beside it. A file of counts from Export-Csv is a history, too. Lines that cannot be read are left out,
    /// and each is a problem of the result.
    /// </summary>
    /// <exception cref="PsdPurgeException">
    /// <c>HistoryNotFound</c>, <c>HistoryInUse</c>, <c>HistoryNotReadable</c>, <c>InvalidHistory</c>; <c>TimesAmbiguous</c>: the times have more than one
    /// possible meaning.
    /// </exception>
    public static HistoryContent Read(string path)
    {
        var waiting = PendingRows.Of(path);
        if (waiting.Count == 0)
        {
            return ReadOne(path);
        }

        var known = new HashSet<string>(StringComparer.Ordinal);
        List<HistoryContent> all = [.. waiting.Select(ReadOne)];
        if (File.Exists(path))
        {
            all.Insert(0, ReadOne(path));
            known.UnionWith(all[0].Rows.Select(Line));
        }

        // If a run was killed after it took rows in and before it deleted their file, they are in both.
        var rows = all.Skip(File.Exists(path) ? 1 : 0).SelectMany(content => content.Rows).Where(row => known.Add(Line(row)));
        return new HistoryContent([.. File.Exists(path) ? all[0].Rows : [], .. rows], [.. all.SelectMany(content => content.Problems)]);
    }

    internal static void Append(string path, IEnumerable<HistoryRow> rows, TimeSpan patience, CancellationToken token)
    {
        List<string> lines = [.. rows.Select(Line)];
        if (lines.Count == 0)
        {
            return;
        }

        string? waiting;
        try
        {
            waiting = HistoryAppend.Run(path, lines, patience, token);
        }
        catch (Exception exception) when (exception is HistoryDamagedException or IOException or UnauthorizedAccessException or OperationCanceledException)
        {
            throw PutAside(path, lines, exception);
        }

        if (waiting is not null)
        {
            throw new PsdPurgeException(
                ErrorIds.InvalidHistory,
                ErrorKind.InvalidData,
                $"The new rows are in the history. {waiting}. Repair it, or delete it if you do not need its rows.",
                path);
        }
    }

    internal static HistoryContent Parse(string text, string path, DateTime now)
    {
        var table = HistoryTable.Parse(text);
        if (!table.Has("FrontEnd") || !table.Has("EntryCount") || !table.Has("Time"))
        {
            throw new PsdPurgeException(
                ErrorIds.InvalidHistory,
                ErrorKind.InvalidData,
                $"The history '{path}' has no columns Time, FrontEnd and EntryCount in its first line. "
                    + "Give the file that Add-PsdHistory or Export-Csv made of Get-PsdEntryCount.",
                path);
        }

        var reader = new HistoryReader();
        var problems = new List<string>();
        foreach (var line in table.Lines)
        {
            var place = string.Format(CultureInfo.InvariantCulture, "line {0:N0}", line.Number);
            if ((table.Damage(line) ?? reader.Add(table.Row(line), place)) is { } problem)
            {
                problems.Add($"L{place.Substring(1)} of '{path}' {problem}; it was left out.");
            }
        }

        return new HistoryContent(reader.Rows($"'{path}'", now), problems);
    }

    private static string Line(HistoryRow row) => CsvText.Line(HistoryColumns.Write(row));

    private static HistoryContent ReadOne(string path)
    {
        try
        {
            return Parse(SharedFile.ReadText(path, SharedFile.Patience), path, DateTime.UtcNow);
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new PsdPurgeException(ErrorIds.HistoryNotFound, ErrorKind.NotFound, $"There is no history '{path}'. Check the path.", path, exception);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            var fault = Explain(path, exception, ErrorIds.HistoryNotReadable, ErrorKind.Permission, "read");
            throw new PsdPurgeException(fault.ErrorId, fault.Kind, $"{fault.What} {fault.Remedy}", path, exception);
        }
    }

    private static PsdPurgeException PutAside(string path, List<string> lines, Exception exception)
    {
        var fault = Explain(path, exception, ErrorIds.HistoryNotWritable, ErrorKind.Write, "written");
        try
        {
            var aside = PendingRows.Write(path, lines);
            var rows = string.Format(CultureInfo.InvariantCulture, lines.Count == 1 ? "The new row is" : "The {0:N0} new rows are", lines.Count);
            return new PsdPurgeException(fault.ErrorId, fault.Kind, $"{fault.What} {rows} in '{aside}'. {WhenInOrder} {fault.Remedy}", path, exception);
        }
        catch (Exception second) when (second is IOException or UnauthorizedAccessException)
        {
            return new PsdPurgeException(
                ErrorIds.HistoryNotWritable,
                ErrorKind.Write,
                $"{fault.What} Nor can the new rows be written beside it, so that they are nowhere: {second.Message} Check the disk and the rights.",
                path,
                exception);
        }
    }

    private static HistoryFault Explain(string path, Exception exception, string otherwise, ErrorKind kind, string done) => exception switch
    {
        HistoryDamagedException => new(
            ErrorIds.InvalidHistory,
            ErrorKind.InvalidData,
            $"The history '{path}' is not as this module wrote it: {exception.Message}. Nothing of it was changed.",
            "Repair that line, or move the file away: Measure-PsdGrowth and Export-PsdReport read several files."),
        OperationCanceledException => new(
            ErrorIds.HistoryInUse,
            ErrorKind.Busy,
            $"The history '{path}' was held by another program when the wait for it was ended.",
            "Close it there (a spreadsheet?)."),
        FileInUseException => new(
            ErrorIds.HistoryInUse,
            ErrorKind.Busy,
            $"The history '{path}' is held by another program: {exception.Message}",
            "Close it there (a spreadsheet?) and try again."),
        _ => new(otherwise, kind, $"The history '{path}' cannot be {done}: {exception.Message}", "Check the disk and the rights."),
    };
}
