using System.Text;
using PsdPurge.Report;

namespace PsdPurge;

/// <summary>A report on counts and removals, as one self-contained HTML file.</summary>
public static class PsdReport
{
    /// <summary>Creates the report.</summary>
    /// <param name="rows">Counts and removals, in any order. Duplicates are allowed.</param>
    /// <param name="options">Options of the report.</param>
    public static string Create(IEnumerable<HistoryRow> rows, ReportOptions options) => ReportPage.Write(ReportModel.Of(rows, options));

    /// <summary>Creates the page for the approval of a removal.</summary>
    /// <param name="entries">The entries to remove, each once.</param>
    /// <param name="rows">Counts, and results of a removal of these entries with -WhatIf.</param>
    /// <param name="evidence">The Front-Ends' evidence for the schema profile, by computer name in upper case.</param>
    /// <param name="options">Title and time.</param>
    public static string CreateReview(
        IReadOnlyList<AppEndpointPsdEntry> entries, IReadOnlyList<HistoryRow> rows, IReadOnlyDictionary<string, string> evidence, ReportOptions options) =>
        ReviewPage.Write(ReviewModel.Of(entries, rows, evidence, options));

    /// <summary>Writes a report in one step. A reader who opens the file meanwhile sees the old one or the new one.</summary>
    /// <param name="path">Full path of the file. Its folder is created if necessary.</param>
    /// <param name="html">The report.</param>
    /// <exception cref="PsdPurgeException"><c>ReportNotWritable</c></exception>
    public static void Save(string path, string html)
    {
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            byte[] bytes = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false).GetBytes(html);
            WholeFile.Write(path, replace: true, stream => stream.Write(bytes, 0, bytes.Length));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new PsdPurgeException(
                ErrorIds.ReportNotWritable,
                ErrorKind.Write,
                $"The report '{path}' cannot be written: {exception.Message} Check the folder and the rights.",
                path,
                exception);
        }
    }
}
