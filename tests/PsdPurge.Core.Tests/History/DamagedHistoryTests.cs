using System.Globalization;
using System.Text;
using PsdPurge.Core.Tests.Integration;
using PsdPurge.History;
using PsdPurge.Tests.Spreadsheets;

namespace PsdPurge.Core.Tests.History;

/// <summary>
/// A history that somebody opened and saved, or that a crash cut off. It stays unchanged, new rows go into a file beside it, and they are taken in when it is
/// in order again.
/// </summary>
public sealed class DamagedHistoryTests : IDisposable
{
    private static readonly ExcelCopy American = new("en-US", ExcelFormat.CsvUtf8);
    private static readonly DateTime Time = new(2026, 1, 12, 2, 30, 0, 123, DateTimeKind.Utc);
    private readonly TemporaryFolder _folder = new();

    /// <summary>What happened to the history, and a part of the error's text.</summary>
    private static readonly (string What, Func<string, byte[]> Damage, string Says)[] Damages =
    [
        ("semicolons, Excel", csv => Saved(new("de-DE", ExcelFormat.CsvUtf8), csv), "line 1 is separated by semicolons and not by commas"),
        ("tabs in UTF-16, Excel", csv => Saved(new("en-US", ExcelFormat.UnicodeText), csv), "line 1 is not UTF-8 but utf-16"),
        ("UTF-16", csv => Bytes(Encoding.Unicode, csv), "line 1 is not UTF-8 but utf-16"),
        ("UTF-16 without a mark", csv => Encoding.Unicode.GetBytes(csv), "line 1 is not the one that names the columns"),
        ("the code page of Windows", csv => Encoding.GetEncoding(28591).GetBytes(csv), "line 4 holds characters that are not UTF-8"),
        ("other order of columns", csv => Edited(csv, row => [row[1], row[0], .. row.Skip(2)]),
            "line 1 names other columns, or in another order, than this module writes"),
        ("a column for remarks", csv => Edited(csv, row => [.. row, "seen"]), "line 1 names other columns"),
        ("a column deleted", csv => Edited(csv, row => [.. row.Take(9), .. row.Skip(10)]), "line 1 has no column SkippedBy"),
        ("a column renamed", csv => Utf8(csv.Replace("EntryCount", "Anzahl")), "line 1 has no column EntryCount"),
        ("a blank line", csv => Utf8(csv.Insert(csv.IndexOf("\r\n", StringComparison.Ordinal), "\r\n")), "line 2 is blank"),
        ("a blank line above", csv => Utf8("\r\n" + csv), "line 1 is blank"),
        ("an empty row, Excel", csv => Utf8(csv + ",,,,,,,,,,,,,\r\n"), "line 5 has nothing in column"),
        ("the type above", csv => Utf8("#TYPE PsdPurge.HistoryRow\r\n" + csv), "line 1 is not the one that names the columns"),
        ("a line for Excel only", csv => Utf8("sep=,\r\n" + csv), "line 1 is not the one that names the columns"),
        ("a local date", csv => Utf8(csv.Replace("2026-01-12T02:30:00.123Z,pool,fe02", "12.01.2026 02:30,pool,fe02")),
            "line 3 has '12.01.2026 02:30' in column Time, which is not how this module writes a time"),
        ("an American date", csv => Utf8(csv.Replace("2026-01-12T02:30:00.123Z,pool,fe02", "1/12/2026 2:30,pool,fe02")),
            "line 3 has '1/12/2026 2:30' in column Time"),
        ("no date", csv => Utf8(csv.Replace("2026-01-12T02:30:00.123Z,pool,fe02", "########,pool,fe02")),
            "line 3 has '########' in column Time, which is not a time"),
        ("thousands", csv => Utf8(csv.Replace("fe02,2,", "fe02,2.000.000,")), "line 3 has '2.000.000' in column EntryCount"),
        ("a power of ten", csv => Utf8(csv.Replace("fe02,2,", "fe02,1.23E+11,")), "line 3 has '1.23E+11' in column EntryCount"),
        ("a duration", csv => Utf8(csv.Replace("PT1.5S", "00:01.5")), "line 4 has '00:01.5' in column Elapsed, which is not a duration"),
        ("an event", csv => Utf8(csv.Replace(",Purge,", ",Säuberung,")), "line 4 has 'Säuberung' in column Event"),
        ("cut off within a quoted field", csv => Utf8(csv + "2026-01-12T02:30:00.000Z,pool,fe01,4,Purge,,,,,,,,\"C:\\Ba"),
            "line 5 is cut off within a quoted field"),
        ("cut off within a quoted field, and written on",
            csv => Utf8(csv + "2026-01-12T02:30:00.000Z,pool,fe01,4,Purge,,,,,,,,\"C:\\Ba\r\n" + csv.Split('\n')[1] + "\n"),
            "line 5 is cut off within a quoted field"),
        ("cut off within a number", csv => Utf8(csv + "2026-01-12T02:30:00.000Z,pool,fe01,4"), "line 5 has 4 fields for 14 columns"),
        ("cut off at the end", csv => Utf8(csv.TrimEnd()), "line 4 is cut off: it has no end"),
        ("a total", csv => Utf8(csv + "Total,,,6,,,,,,,,,,\r\n"), "line 5 has 'Total' in column Time"),
        ("zeros of a disk that lost power", csv => Utf8(csv + new string('\0', 50)), "line 5 has 1 fields for 14 columns"),
    ];

    private string FilePath => Path.Combine(_folder.Path, "history.csv");

    public void Dispose() => _folder.Dispose();

    public static TheoryData<string> Names => Data(Damages.Select(damage => damage.What));

    [Theory]
    [MemberData(nameof(Names))]
    public void New_rows_go_beside_it_and_come_in_when_it_is_in_order(string what)
    {
        var (_, damage, says) = Damages.Single(one => one.What == what);
        Append(Rows());
        var good = File.ReadAllBytes(FilePath);
        var bad = damage(Encoding.UTF8.GetString(good).TrimStart('\uFEFF'));
        File.WriteAllBytes(FilePath, bad);

        var first = Assert.Throws<PsdPurgeException>(() => Append([Row("fe01", 11), Row("fe02", 12)]));
        var second = Assert.Throws<PsdPurgeException>(() => Append([Row("fe01", 13)]));

        Assert.Equal("InvalidHistory", first.ErrorId);
        Assert.Contains($"The history '{FilePath}' is not as this module wrote it: {says}", first.Message, StringComparison.Ordinal);
        Assert.Contains("Nothing of it was changed. The 2 new rows are in '", first.Message, StringComparison.Ordinal);
        Assert.Contains("The new row is in '", second.Message, StringComparison.Ordinal);
        Assert.Equal(bad, File.ReadAllBytes(FilePath));
        Assert.Equal(2, PendingRows.Of(FilePath).Count);

        File.WriteAllBytes(FilePath, good);
        Append([Row("fe01", 14)]);
        Assert.Empty(PendingRows.Of(FilePath));
        Assert.Equal([1L, 2, 3, 11, 12, 13, 14], HistoryFile.Read(FilePath).Rows.Select(row => row.EntryCount).OrderBy(count => count));
        Assert.Empty(HistoryFile.Read(FilePath).Problems);
        Assert.Equal(good, File.ReadAllBytes(FilePath).Take(good.Length));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void What_is_read_of_it_is_true_and_what_is_not_is_named(string what)
    {
        Append(Rows());
        File.WriteAllBytes(FilePath, Damages.Single(one => one.What == what).Damage(File.ReadAllText(FilePath)));
        Assert.Throws<PsdPurgeException>(() => Append([Row("fe01", 11)]));
        HistoryContent content;
        try
        {
            content = HistoryFile.Read(FilePath);
        }
        catch (PsdPurgeException refusal)
        {
            // The file is there as a whole, under its name.
            Assert.Contains(refusal.ErrorId, new[] { "InvalidHistory", "TimesAmbiguous" });
            Assert.Contains(FilePath, refusal.Message, StringComparison.Ordinal);
            return;
        }

        // Every row that is read has the values that were written, to the minute. Each of the three is either read or named.
        Assert.All(
            content.Rows,
            row => Assert.Contains((row.FrontEnd, row.EntryCount), new (string, long?)[] { ("fe01", 1), ("fe02", 2), ("fé03", 3), ("fe01", 11) }));
        Assert.All(content.Rows, row => Assert.InRange((row.Time!.Value - Time).Duration(), TimeSpan.Zero, TimeSpan.FromMinutes(1)));
        Assert.Contains(11, content.Rows.Select(row => row.EntryCount));
        Assert.True(content.Rows.Select(row => row.EntryCount).Distinct().Count() + content.Problems.Count >= 4, string.Join("\n", content.Problems));
        Assert.All(content.Problems, problem => Assert.Matches("^Line [2-6] of '", problem));
    }

    [Fact]
    public void A_history_that_is_held_is_left_alone()
    {
        Append([Row("fe01", 1)]);
        using (new FileStream(FilePath, FileMode.Open, FileAccess.ReadWrite, FileShare.None))
        {
            var failure = Assert.Throws<PsdPurgeException>(() => Append([Row("fe01", 2)]));
            Assert.Equal("HistoryInUse", failure.ErrorId);
            Assert.Contains("The new row is in '", failure.Message, StringComparison.Ordinal);
            Assert.EndsWith("Close it there (a spreadsheet?) and try again.", failure.Message, StringComparison.Ordinal);
        }

        Assert.Equal([1L, 2], HistoryFile.Read(FilePath).Rows.Select(row => row.EntryCount));
        Append([Row("fe01", 3)]);
        Assert.Equal(4, File.ReadAllLines(FilePath).Length);
        Assert.Equal([1L, 2, 3], HistoryFile.Read(FilePath).Rows.Select(row => row.EntryCount));
        Assert.Empty(PendingRows.Of(FilePath));
    }

    [Fact]
    public void Rows_that_were_taken_in_and_not_taken_away_come_in_once()
    {
        Append([Row("fe01", 1)]);
        var good = File.ReadAllBytes(FilePath);
        File.AppendAllText(FilePath, "x");
        Assert.Throws<PsdPurgeException>(() => Append([Row("fe01", 2), Row("fe02", 2)]));
        var waiting = Assert.Single(PendingRows.Of(FilePath));
        var rows = File.ReadAllBytes(waiting);
        File.WriteAllBytes(FilePath, good);
        Append([Row("fe01", 3)]);

        // A process was killed between the two steps.
        File.WriteAllBytes(waiting, rows);
        Assert.Equal(4, HistoryFile.Read(FilePath).Rows.Count);
        Append([Row("fe01", 4)]);
        Assert.Equal(5, HistoryFile.Read(FilePath).Rows.Count);
        Assert.Empty(PendingRows.Of(FilePath));
    }

    [Fact]
    public void Waiting_rows_that_somebody_changed_wait_on_and_are_named()
    {
        Append([Row("fe01", 1)]);
        var good = File.ReadAllBytes(FilePath);
        File.AppendAllText(FilePath, "x");
        Assert.Throws<PsdPurgeException>(() => Append([Row("fe01", 2)]));
        var waiting = Assert.Single(PendingRows.Of(FilePath));
        File.WriteAllBytes(FilePath, good);
        File.WriteAllText(waiting, File.ReadAllText(waiting).Replace(',', ';'));

        var failure = Assert.Throws<PsdPurgeException>(() => Append([Row("fe01", 3)]));
        Assert.Equal("InvalidHistory", failure.ErrorId);
        Assert.StartsWith(
            $"The new rows are in the history. '{waiting}', which waits to come into the history '{FilePath}', is not as it was written: line 1 ",
            failure.Message,
            StringComparison.Ordinal);
        Assert.Equal(3, File.ReadAllLines(FilePath).Length);
        Assert.Equal([1L, 3, 2], HistoryFile.Read(FilePath).Rows.Select(row => row.EntryCount));
    }

    [Fact]
    public void Rows_that_can_be_written_nowhere_are_said_to_be_nowhere()
    {
        // The folder's name is that of a file.
        File.WriteAllText(Path.Combine(_folder.Path, "data"), "");
        var failure = Assert.Throws<PsdPurgeException>(
            () => HistoryFile.Append(Path.Combine(_folder.Path, "data", "history.csv"), [Row("fe01", 1)], CancellationToken.None));

        Assert.Equal("HistoryNotWritable", failure.ErrorId);
        Assert.Contains("they are nowhere", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Excel_changes_nothing_in_what_a_history_holds()
    {
        Append(Rows());
        var csv = File.ReadAllText(FilePath);

        Assert.Equal(Encoding.UTF8.GetString(Utf8(csv)), Encoding.UTF8.GetString(Saved(American, csv)));
    }

    private static HistoryRow[] Rows() =>
    [
        Row("fe01", 1),
        Row("fe02", 2),
        Row("fé03", 3) with
        {
            Event = HistoryEvent.Purge,
            CountBefore = 9,
            Candidates = 6,
            Deleted = 6,
            Skipped = 1,
            SkippedBy = new Dictionary<SkipReason, long> { [SkipReason.ConferenceActive] = 1 },
            Status = "Completed",
            Elapsed = TimeSpan.FromSeconds(1.5),
            BackupFile = @"C:\ProgramData\PsdPurge\Backup\PsdPurge_fe03_20260112-023000.sql",
        },
    ];

    private static HistoryRow Row(string frontEnd, long count) =>
        new() { Time = Time, Pool = "pool", FrontEnd = frontEnd, EntryCount = count, RunId = "20260112T023000Z-1a2b" };

    private static byte[] Saved(ExcelCopy excel, string csv) => excel.Save(excel.Open(csv));

    private static byte[] Edited(string csv, Func<List<string>, IEnumerable<string>> edit) => American.Save(American.Open(csv).Select(edit));

    private static byte[] Utf8(string csv) => Bytes(Encoding.UTF8, csv.TrimStart('\uFEFF'));

    private static byte[] Bytes(Encoding encoding, string text) => [.. encoding.GetPreamble(), .. encoding.GetBytes(text)];

    private static TheoryData<string> Data(IEnumerable<string> names)
    {
        var data = new TheoryData<string>();
        foreach (var name in names)
        {
            data.Add(name);
        }

        return data;
    }

    private void Append(IEnumerable<HistoryRow> rows) => HistoryFile.Append(FilePath, rows, TimeSpan.Zero, CancellationToken.None);
}
