using System.Globalization;
using PsdPurge.History;

namespace PsdPurge.Core.Tests.History;

/// <summary>Times that Export-Csv wrote in one culture and that are read in another. Ambiguous times are refused and never guessed.</summary>
public class HistoryTimesTests
{
    private static readonly DateTime Now = Day(2026, 11, 23);

    [Theory]
    [InlineData("en-US", "en-US")]
    [InlineData("en-US", "en-GB")]
    [InlineData("en-US", "de-DE")]
    [InlineData("en-GB", "en-US")]
    [InlineData("en-GB", "th-TH")]
    [InlineData("en-GB", "fa-IR")]
    [InlineData("de-DE", "en-US")]
    [InlineData("fr-FR", "ja-JP")]
    [InlineData("nl-NL", "hi-IN")]
    [InlineData("sv-SE", "en-US")]
    [InlineData("th-TH", "th-TH")]
    [InlineData("fa-IR", "fa-IR")]
    public void A_month_of_daily_counts_is_read_alike_under_any_culture(string written, string read)
    {
        List<DateTime> times = [.. Enumerable.Range(0, 31).Select(day => Day(2026, 1, 1).AddDays(day))];

        Assert.Equal(times, Read(read, [.. times.Select(time => Export(time, written))]));
    }

    [Theory]
    [InlineData("en-US", "en-GB")]
    [InlineData("en-US", "en-US")]
    [InlineData("en-GB", "en-US")]
    [InlineData("nl-NL", "nl-NL")]
    [InlineData("nl-NL", "fa-IR")]
    public void Times_that_can_be_read_in_two_ways_are_refused(string written, string read)
    {
        // The first of each month, or the first days of a month?
        var texts = Enumerable.Range(1, 6).Select(month => Export(Day(2026, month, 1), written)).ToArray();
        var failure = Assert.Throws<PsdPurgeException>(() => Read(read, texts));

        Assert.Equal("TimesAmbiguous", failure.ErrorId);
        Assert.Equal(ErrorKind.InvalidData, failure.Kind);
        Assert.StartsWith("The times of 'h.csv' can be read in two ways: '" + texts[1] + "' (line 3) as 2026-", failure.Message, StringComparison.Ordinal);
        Assert.Contains("2026-02-01", failure.Message, StringComparison.Ordinal);
        Assert.Contains("2026-01-02", failure.Message, StringComparison.Ordinal);
        Assert.Contains("[cultureinfo]'?'", failure.Message, StringComparison.Ordinal);
        Assert.Contains("Add-PsdHistory", failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("de-DE", "de-DE")]
    [InlineData("de-DE", "en-US")]
    [InlineData("pl-PL", "fa-IR")]
    [InlineData("ru-RU", "ja-JP")]
    public void Points_put_the_day_first_in_every_culture(string written, string read)
    {
        List<DateTime> times = [.. Enumerable.Range(1, 6).Select(month => Day(2026, month, 1))];

        Assert.Equal(times, Read(read, [.. times.Select(time => Export(time, written))]));
    }

    [Fact]
    public void No_culture_puts_a_month_first_and_points_behind_it() => Assert.DoesNotContain(
        CultureInfo.GetCultures(CultureTypes.AllCultures).Select(culture => culture.DateTimeFormat),
        format => System.Text.RegularExpressions.Regex.IsMatch(format.ShortDatePattern, @"^\W*M.*\."));

    [Fact]
    public void Times_of_which_none_can_be_mistaken_may_be_out_of_order() => Assert.Equal(
        [Day(2026, 3, 15), Day(2026, 3, 22), Day(2026, 1, 15), Day(2026, 1, 22), Day(2026, 2, 3)],
        Read("en-US", "3/15/2026", "3/22/2026", "1/15/2026", "1/22/2026", "2/3/2026"));

    [Fact]
    public void An_order_in_which_times_lie_in_the_future_is_not_it() =>
        Assert.Equal([Day(2026, 11, 11), Day(2026, 11, 12)], Read("en-GB", "11/11/2026", "11/12/2026"));

    [Fact]
    public void An_order_in_which_times_are_older_than_the_product_is_not_it() =>
        Assert.Equal([Day(2026, 6, 1), Day(2026, 6, 14)], Read("en-GB", "01-06-26", "14-06-26"));

    [Fact]
    public void A_wrong_clock_does_not_decide_the_order() =>
        Assert.Equal("TimesAmbiguous", Refusal("en-GB", "1/2/1970 02:00:00", "11/11/2026 02:00:00", "11/12/2026 02:00:00"));

    [Theory]
    [InlineData("13/01/2026", "1/14/2026")]
    [InlineData("1/14/2026", "13/01/2026")]
    public void Two_orders_in_one_file_are_refused(params string[] texts)
    {
        var failure = Assert.Throws<PsdPurgeException>(() => Read("en-US", texts));

        Assert.Equal("TimesAmbiguous", failure.ErrorId);
        Assert.StartsWith(
            $"The times of 'h.csv' do not seem to be written in one order of day and month: see '{texts[0]}' (line 2) and '{texts[1]}' (line 3).",
            failure.Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Two_orders_of_which_one_reads_all_show_by_times_that_go_back_and_forth()
    {
        // The server's culture changed on the 13th.
        string[] texts = ["1/10/2026", "1/11/2026", "1/12/2026", "13/01/2026", "14/01/2026"];
        var failure = Assert.Throws<PsdPurgeException>(() => Read("en-US", texts));

        Assert.Equal("TimesAmbiguous", failure.ErrorId);
        Assert.Contains("'1/12/2026'", failure.Message, StringComparison.Ordinal);
        Assert.Contains("'13/01/2026'", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_newest_may_come_first()
    {
        List<DateTime> times = [.. Enumerable.Range(0, 31).Select(day => Day(2026, 1, 31).AddDays(-day))];

        Assert.Equal(times, Read("en-GB", [.. times.Select(time => Export(time, "en-US"))]));
    }

    [Fact]
    public void Unmistakable_times_come_in_any_order() => Assert.Equal(
        [Day(2026, 1, 20), Day(2026, 1, 12), Day(2026, 1, 15), Day(2026, 2, 2)],
        Read("en-GB", "2026-01-20", "2026-01-12T00:00:00.0000000Z", "1/15/2026", "2/2/2026"));

    [Fact]
    public void A_time_that_nobody_can_read_is_that_row_s_problem()
    {
        var content = Parse("en-GB", "1/15/2026", "soon", "1/16/2026");

        Assert.Equal(2, content.Rows.Count);
        Assert.Equal(["Line 3 of 'h.csv' has 'soon' in column Time, which is not a time; it was left out."], content.Problems);
    }

    [Fact]
    public void Front_Ends_have_an_order_each()
    {
        UseCulture("en-US");
        var content = HistoryFile.Parse("FrontEnd,EntryCount,Time\nfe1,1,1/12/2026\nfe1,2,1/13/2026\nfe2,1,1/12/2026\nfe2,2,1/13/2026\n", "h.csv", Now);

        Assert.Equal([12, 13, 12, 13], content.Rows.Select(row => row.Time!.Value.Day));
    }

    [Fact]
    public void A_removal_s_time_is_that_of_its_result()
    {
        var result = new RemovalResult { FrontEnd = "fe01", CountAfter = 5, Time = Day(2026, 1, 20) };

        Assert.Equal(result.Time, HistoryRow.From(result).Time);
    }

    [Theory]
    [InlineData("en-US", "en-GB")]
    [InlineData("de-DE", "en-US")]
    public void What_export_csv_wrote_of_a_removal_has_its_time(string written, string read)
    {
        UseCulture(read);
        string[] texts = ["fe01", "5", "7", "2", Export(Day(2026, 1, 20), written)];
        var reader = new HistoryReader();

        var table = HistoryTable.Parse("FrontEnd,CountAfter,Candidates,Deleted,Time\r\n" + CsvText.Line(texts));
        Assert.Null(reader.Add(table.Row(table.Lines[0]), "line 2"));
        var row = Assert.Single(reader.Rows("x", Now));
        Assert.Equal((HistoryEvent.Purge, Day(2026, 1, 20)), (row.Event, row.Time));
    }

    private static DateTime Day(int year, int month, int day) => new(year, month, day, 0, 0, 0, DateTimeKind.Utc);

    // Export-Csv writes the result of ToString.
    private static string Export(DateTime time, string culture) => time.ToString(new CultureInfo(culture));

    private static string Refusal(string culture, params string[] times) => Assert.Throws<PsdPurgeException>(() => Read(culture, times)).ErrorId;

    private static IEnumerable<DateTime> Read(string culture, params string[] times) => [.. Parse(culture, times).Rows.Select(row => row.Time!.Value)];

    private static HistoryContent Parse(string culture, params string[] times)
    {
        UseCulture(culture);
        return HistoryFile.Parse("FrontEnd,EntryCount,Time\r\n" + string.Concat(times.Select(time => CsvText.Line(["fe01", "5", time]))), "h.csv", Now);
    }

    private static void UseCulture(string culture) => CultureInfo.CurrentCulture = new CultureInfo(culture);
}
