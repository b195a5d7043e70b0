using PsdPurge.Lab.Scenarios;

namespace PsdPurge.Core.Tests.Purge.Backup;

/// <summary>A PersistedServiceData table of a test's own columns, in place of the lab's, with a row of it in words that compare byte for byte.</summary>
internal static class EntryTable
{
    /// <summary>Makes the table and gives it rows of orphaned documents.</summary>
    /// <param name="target">The server.</param>
    /// <param name="columns">Columns and constraints behind DocId.</param>
    public static void Lay(ISqlTarget target, string columns) => target.Run(
        "rtc",
        $"""
        DROP TABLE dbo.PersistedServiceData;
        GO
        CREATE TABLE dbo.PersistedServiceData (DocId int NOT NULL, {columns});
        """);

    /// <summary>All rows; each value in the server's own binary form where it has one.</summary>
    public static IReadOnlyList<string> Rows(ISqlTarget target, string query = "SELECT * FROM dbo.PersistedServiceData")
    {
        List<string> rows = [];
        target.Read("rtc", query, row => rows.Add(string.Join(" | ", row.Select(Text))));
        rows.Sort(StringComparer.Ordinal);
        return rows;
    }

    private static string Text(object? value) => value switch
    {
        null => "NULL",
        byte[] bytes => "0x" + Convert.ToHexString(bytes),
        double number => BitConverter.DoubleToInt64Bits(number).ToString("X16", System.Globalization.CultureInfo.InvariantCulture),
        DateTime time => time.Ticks.ToString(System.Globalization.CultureInfo.InvariantCulture),
        string text => string.Concat(text.Select(c => ((int)c).ToString("X4", System.Globalization.CultureInfo.InvariantCulture))),
        _ => Convert.ToString(value, System.Globalization.CultureInfo.InvariantCulture)!,
    };
}
