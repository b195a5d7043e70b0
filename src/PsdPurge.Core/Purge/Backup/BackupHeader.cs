using System.Globalization;

namespace PsdPurge.Purge.Backup;

/// <summary>What the reader of a backup has to know, as comments at its top.</summary>
internal static class BackupHeader
{
    public static void Write(TextWriter output, string path, FrontEnd frontEnd, SchemaProfile profile, string? evidence, IReadOnlyCollection<string> endpoints)
    {
        output.WriteLine("-- PsdPurge " + typeof(BackupHeader).Assembly.GetName().Version!.ToString(3) + ": rows deleted from rtc.dbo.PersistedServiceData");
        output.WriteLine("-- Server:   " + OneLine(frontEnd.DataSource));
        output.WriteLine("-- Database: rtc");
        output.WriteLine("-- Pool:     " + OneLine(frontEnd.Pool ?? "(Front-End named directly)"));
        output.WriteLine("-- Started:  " + DateTime.UtcNow.ToString("s", CultureInfo.InvariantCulture) + "Z");
        output.WriteLine(
            $"-- Profile:  {OneLine(profile.Name)}; organizer: {OneLine(profile.Organizer.ToString())}; conference: {OneLine(profile.Conference.ToString())}");
        output.WriteLine("-- Evidence: " + OneLine(evidence ?? "none was read"));
        output.WriteLine("--");
        output.WriteLine("-- To put the rows back, on a computer that reaches the server:");
        output.WriteLine($"--   sqlcmd -S \"{OneLine(frontEnd.DataSource)}\" -E -C -I -x -b -i \"{OneLine(path)}\"");
        output.WriteLine("-- Rows that already exist are skipped, so running it twice does no harm. If the run was killed, the rows after the");
        output.WriteLine("-- last line GO are incomplete and were not deleted. Rows of a commit whose answer was lost are here, too, with a comment.");
        output.WriteLine("--");
        output.WriteLine($"-- Endpoints ({endpoints.Count.ToString(CultureInfo.InvariantCulture)}):");
        foreach (var endpoint in endpoints)
        {
            output.WriteLine("--   " + OneLine(endpoint));
        }
    }

    /// <summary>Names come from elsewhere; a line break in one must not end the comment.</summary>
    private static string OneLine(string text) => string.Concat(text.Select(c => char.IsControl(c) || c is '\u2028' or '\u2029' ? '?' : c));
}
