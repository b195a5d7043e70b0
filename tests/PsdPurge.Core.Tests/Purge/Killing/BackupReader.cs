using System.Globalization;
using System.Text.RegularExpressions;
using PsdPurge.Lab.Scenarios;

namespace PsdPurge.Core.Tests.Purge.Killing;

/// <summary>Reads a backup as a DBA would after a crash. The part after the last line GO is torn, and its rows were never deleted.</summary>
internal static partial class BackupReader
{
    /// <summary>The script up to its last GO, or null if it belongs to another server.</summary>
    public static string? WholeText(string file, string dataSource)
    {
        var text = File.ReadAllText(file);
        var end = text.LastIndexOf("\r\nGO\r\n", StringComparison.Ordinal);
        return end >= 0 && text.Contains($"-- Server:   {dataSource}\r\n", StringComparison.Ordinal) ? text[..(end + 6)] : null;
    }

    public static IEnumerable<EntryKey> Keys(string file, string dataSource) => WholeText(file, dataSource) is { } text
        ? Inserted().Matches(text).Select(m => new EntryKey(
            long.Parse(m.Groups[1].ValueSpan, CultureInfo.InvariantCulture), int.Parse(m.Groups[2].ValueSpan, CultureInfo.InvariantCulture)))
        : [];

    [GeneratedRegex(@"^INSERT INTO \[dbo\]\.\[PersistedServiceData\] \([^)]*\) VALUES \((\d+), (\d+),", RegexOptions.Multiline)]
    private static partial Regex Inserted();
}
