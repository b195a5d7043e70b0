using PsdPurge.Core.Tests.Integration;
using PsdPurge.Tests.Spreadsheets;

namespace PsdPurge.Core.Tests.History;

/// <summary>A history that a real spreadsheet program has opened and saved.</summary>
public sealed class SofficeHistoryTests : IDisposable
{
    private static readonly DateTime Time = new(2026, 1, 12, 2, 30, 0, 123, DateTimeKind.Utc);
    private static readonly HistoryRow New = new() { Time = Time, Pool = "pool", FrontEnd = "fe01", EntryCount = 11, RunId = "r2" };
    private static readonly HistoryRow[] Rows =
    [
        New with { EntryCount = 1, RunId = "r1" },
        New with { FrontEnd = "fe02", EntryCount = 2, RunId = "r1" },
        New with
        {
            FrontEnd = "fé03",
            EntryCount = 3,
            Event = HistoryEvent.Purge,
            Deleted = 6,
            Status = "Completed",
            Elapsed = TimeSpan.FromSeconds(1.5),
            BackupFile = @"C:\b.sql",
            RunId = "r1",
        },
    ];

    private readonly TemporaryFolder _folder = new();

    private string FilePath => Path.Combine(_folder.Path, "history.csv");

    public void Dispose() => _folder.Dispose();

    [SofficeTheory]
    [InlineData("en-US", ',')]
    [InlineData("de-DE", ';')]
    public void What_a_real_spreadsheet_program_saved_loses_nothing(string culture, char separator)
    {
        using var soffice = new Soffice();
        HistoryFile.Append(FilePath, Rows, CancellationToken.None);
        File.Copy(soffice.OpenAndSave(FilePath, culture, separator), FilePath, overwrite: true);
        var saved = File.ReadAllBytes(FilePath);
        if (separator == ',')
        {
            // Times and durations have survived. Only quotes differ.
            HistoryFile.Append(FilePath, [New], CancellationToken.None);
        }
        else
        {
            Assert.Contains(
                "line 1 is separated by semicolons",
                Assert.Throws<PsdPurgeException>(() => HistoryFile.Append(FilePath, [New], CancellationToken.None)).Message,
                StringComparison.Ordinal);
            Assert.Equal(saved, File.ReadAllBytes(FilePath));
        }

        var content = HistoryFile.Read(FilePath);
        Assert.Empty(content.Problems);
        Assert.Equal([("fe01", 1L), ("fe02", 2L), ("fé03", 3L), ("fe01", 11L)], content.Rows.Select(row => (row.FrontEnd, row.EntryCount!.Value)));
        Assert.All(content.Rows.Take(3), row => Assert.Equal(Time, row.Time));
        Assert.Equal(TimeSpan.FromSeconds(1.5), content.Rows[2].Elapsed);
    }
}
