using PsdPurge.Lab.Scenarios;

namespace PsdPurge.Core.Tests.Purge.Backup;

/// <summary>
/// A PersistedServiceData table with a test's own columns, in place of the lab's. Its rows can be read as texts that are compared byte for byte.
/// </summary>
internal static class EntryTable
{
    /// <summary>Creates the table, with a row for each document whose conference lives. Without those rows, nothing would prove the profile.</summary>
    /// <param name="target">The server.</param>
    /// <param name="columns">Columns and constraints after DocId.</param>
    /// <param name="fill">A column that must be filled.</param>
    /// <returns>The rows.</returns>
    public static IReadOnlyList<string> Lay(ISqlTarget target, string columns, string? fill = null)
    {
        target.Run(
            "rtc",
            $"""
            DROP TABLE dbo.PersistedServiceData;
            GO
            CREATE TABLE dbo.PersistedServiceData (DocId int NOT NULL, {columns});
            GO
            INSERT INTO dbo.PersistedServiceData (DocId{(fill is null ? "" : ", " + fill)})
            SELECT d.DocId{(fill is null ? "" : ", 1")}
            FROM dbo.Document AS d
            INNER JOIN dbo.Conference AS c ON c.OrganizerId = d.OwnerId AND c.ExternalConfId = d.ExternalConfId;
            """);
        return Rows(target);
    }

    /// <summary>All rows. Each value is in the server's own binary form if it has one.</summary>
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
