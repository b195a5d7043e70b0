using System.Globalization;
using System.Text;
using CsCheck;

namespace PsdPurge.Core.Tests.History;

public sealed class HistoryFileTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("psdpurge-history-");

    private string FilePath => Path.Combine(_folder.FullName, "logs", "history.csv");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void What_is_appended_is_read_again()
    {
        var text = Gen.String[Gen.Char["az09=+-@'\",; \\.äß|\t"], 1, 12].Select(value => value.Trim()).Where(value => value.Length > 0 && value[0] != '\'');
        var count = Gen.Long[0, long.MaxValue].Nullable();
        var row = Gen.Select(Gen.DateTime, text, count, count, text, Gen.Bool).Select((time, name, entries, deleted, status, purge) => new HistoryRow
        {
            Time = DateTime.SpecifyKind(time.AddTicks(-(time.Ticks % TimeSpan.TicksPerMillisecond)), DateTimeKind.Utc),
            Pool = name + name,
            FrontEnd = name,
            EntryCount = purge ? entries : entries ?? 0,
            Event = purge ? HistoryEvent.Purge : HistoryEvent.Count,
            Candidates = purge ? 7 : null,
            Deleted = deleted,
            Status = status,
            Elapsed = TimeSpan.FromSeconds(name.Length),
            BackupFile = status + @"\x.sql",
            RunId = name,
        });
        row.Array[1, 8].Sample(
            rows =>
            {
                var path = Path.Combine(_folder.FullName, Path.GetRandomFileName());
                HistoryFile.Append(path, rows[..1], CancellationToken.None);
                HistoryFile.Append(path, rows[1..], CancellationToken.None);
                var content = HistoryFile.Read(path);

                Assert.Empty(content.Problems);
                Assert.Equal(rows.Select(Flat), content.Rows.Select(Flat));
            },
            iter: 100);
    }

    [Fact]
    public void A_line_break_in_a_text_becomes_a_blank()
    {
        HistoryFile.Append(FilePath, [Row("fe01", 1) with { RunId = "a\r\nb\nc" }], CancellationToken.None);

        Assert.Equal(2, File.ReadAllLines(FilePath).Length);
        Assert.Equal("a b c", Assert.Single(HistoryFile.Read(FilePath).Rows).RunId);
    }

    [Fact]
    public void Reasons_survive()
    {
        var result = new RemovalResult
        {
            FrontEnd = "fe01",
            CountAfter = 5,
            Skipped = 4,
            SkippedBy = new Dictionary<SkipReason, long> { [SkipReason.ConferenceActive] = 3, [SkipReason.NotFound] = 1 },
        };
        HistoryFile.Append(FilePath, [HistoryRow.From(result)], CancellationToken.None);

        Assert.Equal(result.SkippedBy, Assert.Single(HistoryFile.Read(FilePath).Rows).SkippedBy);
    }

    [Theory]
    [InlineData("en-US", "6/14/2026 10:05:00 PM")]
    [InlineData("de-DE", "14.06.2026 22:05:00")]
    [InlineData("en-GB", "14/06/2026 22:05:00")]
    [InlineData("de-DE", "2026-06-14T22:05:00.0000000Z")]
    [InlineData("th-TH", "2026-06-14T22:05:00Z")]
    [InlineData("de-DE", "2026-06-15 00:05:00+02:00")]
    public void What_export_csv_made_of_counts_is_a_history(string culture, string time)
    {
        CultureInfo.CurrentCulture = new CultureInfo(culture);
        var content = HistoryFile.Parse(
            $"#TYPE PsdPurge.PsdEntryCount\r\n\"Pool\",\"FrontEnd\",\"EntryCount\",\"Time\"\r\n\"p\",\"fe01\",\"1234\",\"{time}\"\r\n", "x", DateTime.UtcNow);

        Assert.Empty(content.Problems);
        var row = Assert.Single(content.Rows);
        Assert.Equal(1234, row.EntryCount);
        Assert.Equal(HistoryEvent.Count, row.Event);
        Assert.Equal(new DateTime(2026, 6, 14, 22, 5, 0, DateTimeKind.Utc), row.Time);
    }

    [Fact]
    public void Bad_rows_are_named_and_the_others_read()
    {
        var content =
            HistoryFile.Parse("FrontEnd;Time;EntryCount\nfe01;2026-01-01;5\nfe01;soon;6\nfe01;2026-01-02;many\n;2026-01-03;1\n\n", "h.csv", DateTime.UtcNow);

        Assert.Equal([5], content.Rows.Select(row => row.EntryCount));
        Assert.Equal(
            [
                "Line 3 of 'h.csv' has 'soon' in column Time, which is not a time; it was left out.",
                "Line 4 of 'h.csv' has 'many' in column EntryCount, which is not a number of entries; it was left out.",
                "Line 5 of 'h.csv' has nothing in column FrontEnd; it was left out.",
            ],
            content.Problems);
    }

    [Theory]
    [InlineData("\r\n\r\n")]
    [InlineData(" \r\n")]
    [InlineData("\n#TYPE PsdPurge.PsdEntryCount\n")]
    public void Blank_lines_above_the_header_are_skipped_with_any_separator(string above) =>
        Assert.Equal(5, Assert.Single(HistoryFile.Parse(above + "FrontEnd;Time;EntryCount\nfe01;2026-01-01;5\n", "x", DateTime.UtcNow).Rows).EntryCount);

    [Theory]
    [InlineData("")]
    [InlineData("\r\n")]
    [InlineData(" \t\n\n\uFEFF\n ")]
    public void A_blank_file_is_a_new_one(string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(FilePath)!);
        File.WriteAllText(FilePath, text, Encoding.UTF8);
        HistoryFile.Append(FilePath, [Row("fe01", 1)], CancellationToken.None);

        Assert.StartsWith("Time,Pool,", File.ReadAllText(FilePath), StringComparison.Ordinal);
        Assert.Equal([1], HistoryFile.Read(FilePath).Rows.Select(row => row.EntryCount));
    }

    [Fact]
    public void A_spreadsheet_finds_no_formula()
    {
        HistoryFile.Append(FilePath, [Row("=cmd|' /C calc'!A0", 1)], CancellationToken.None);

        Assert.Contains(",'=cmd|", File.ReadAllText(FilePath), StringComparison.Ordinal);
        Assert.Equal("=cmd|' /C calc'!A0", Assert.Single(HistoryFile.Read(FilePath).Rows).FrontEnd);
    }

    [Fact]
    public void A_missing_file_is_said() =>
        Assert.Equal("HistoryNotFound", Assert.Throws<PsdPurgeException>(() => HistoryFile.Read(FilePath)).ErrorId);

    private static HistoryRow Row(string frontEnd, long count) => new() { Time = DateTime.UtcNow, FrontEnd = frontEnd, EntryCount = count };

    private static HistoryRow Flat(HistoryRow row) => row with { SkippedBy = Nothing };

    private static readonly Dictionary<SkipReason, long> Nothing = [];
}
