using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using CsCheck;
using PsdPurge.Core.Tests.Growth;
using PsdPurge.Report;

namespace PsdPurge.Core.Tests.Report;

public sealed partial class PsdReportTests
{
    private static readonly string[] Attacks =
    [
        "<script>alert(1)</script>", "\" onload=\"x", "'><svg/onload=x>", "</style><b>", "]]>", "<!--", "-->", "&lt;", "{}}", "%00",
        "\0", "\uD800", "\uDC00x", "\uFFFF", "a\u202Egpj",
    ];

    [Fact]
    public void The_page_answers_what_a_reader_asks_first()
    {
        var html = PsdReport.Create(ReportScenario.Rows, ReportScenario.Options);

        Assert.StartsWith("<!DOCTYPE html>\n<html lang=\"en\">", html, StringComparison.Ordinal);
        Assert.Contains("fe02.contoso.com needs attention now: last run failed. ", html, StringComparison.Ordinal);
        Assert.Contains("371: the conference exists on another Front-End of the pool", html, StringComparison.Ordinal);
        Assert.Contains(">Last run failed<", html, StringComparison.Ordinal);
        Assert.Equal(5, Regex.Count(html, "<svg viewBox=\"0 0 720 300\" role=\"img\""));
    }

    [Fact]
    public void Nothing_is_fetched_and_nothing_runs()
    {
        var html = PsdReport.Create(ReportScenario.Rows, ReportScenario.Options);

        Assert.DoesNotMatch("(?i)<script|<link|<img|<iframe|\\bsrc=|url\\(|@import|https?:|\\son[a-z]+=", html);
        Assert.Contains("default-src &#39;none&#39;", html, StringComparison.Ordinal);
        Assert.All(
            Regex.Matches(html, "href=\"([^\"]*)\"").Select(match => match.Groups[1].Value),
            target => Assert.StartsWith("#pool", target, StringComparison.Ordinal));
    }

    [Fact]
    public void Every_link_and_label_points_to_an_id_that_is_there_once()
    {
        var html = PsdReport.Create(ReportScenario.Rows, ReportScenario.Options);
        var ids = Regex.Matches(html, " id=\"([^\"]+)\"").Select(match => match.Groups[1].Value).ToList();
        var targets = Regex.Matches(html, "(?:aria-labelledby=|href=)\"#?([^\"]+)\"").SelectMany(match => match.Groups[1].Value.Split(' ')).ToList();

        Assert.Equal(ids.Count, ids.Distinct().Count());
        Assert.Empty(targets.Except(ids));
    }

    [Fact]
    public void What_comes_from_data_never_becomes_markup()
    {
        var hostile = Gen.OneOf(
            Gen.String,
            Gen.Int[0, Attacks.Length - 1].Select(attack => Attacks[attack]));
        var row = Gen.Select(hostile, hostile, hostile, hostile, Gen.Long[0, 100_000], Gen.Bool).Select(
            (pool, name, status, file, count, purge) => new Hostile(pool, name, status, file, count, purge));
        Gen.Select(row.Array[1, 6], hostile).Sample((rows, title) =>
        {
            var ugly = Page(rows, row => row, title);

            // The same rows with harmless names, which differ where the others differ. The tags and their attributes must be the same.
            var names = rows.SelectMany(row => new[] { row.Pool, row.Name }).Select(Key).Distinct().Order(StringComparer.Ordinal).ToList();
            var plain =
                Page(rows, row => row with { Pool = Plain(row.Pool), Name = Plain(row.Name), Status = Tame(row.Status), File = Tame(row.File) }, Tame(title));

            Assert.Equal(Tags(plain), Tags(ugly));
            Assert.DoesNotMatch("[\\x00-\\x08\\x0B\\x0C\\x0E-\\x1F\\x7F-\\x9F\\uFFFE\\uFFFF\\u202A-\\u202E\\u2066-\\u2069]", ugly);
            Assert.Equal(ugly, Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(ugly)));

            string Plain(string name) => Key(name).Length == 0 ? name : $"n{names.IndexOf(Key(name)):000}";
        });

        static string Key(string name) => name.Trim().ToUpperInvariant();
        static string Tame(string text) => text.Trim().Length == 0 ? text : "x";
    }

    [Theory]
    [InlineData("de-DE")]
    [InlineData("ar-SA")]
    [InlineData("fa-IR")]
    [InlineData("sv-SE")]
    [InlineData("th-TH")]
    public void Every_culture_gives_the_same_page(string culture)
    {
        CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
        var expected = PsdReport.Create(ReportScenario.Rows, ReportScenario.Options);
        CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = new CultureInfo(culture);

        Assert.Equal(expected, PsdReport.Create(ReportScenario.Rows, ReportScenario.Options));
    }

    [Fact]
    public void Any_history_can_be_drawn()
    {
        var scenario = Gen.Select(Gen.Double[0, 2000], Gen.Double[0.01, 3000], Gen.Double[0.01, 30], Gen.Bool, Gen.Int, Gen.Long[1, 1_000_000].Nullable());
        scenario.Sample(
            (rate, days, counts, purges, seed, threshold) =>
            {
                var rows = ReportScenario.Server("p", "f", seed, new HistoryScenario("")
                {
                    PerDay = rate,
                    Days = days,
                    Counts = Math.Min(counts, 2000 / days),
                    PurgeEvery = purges ? days / 3 : null,
                    Burstiness = 1,
                });
                var html = PsdReport.Create(rows, new ReportOptions("t", threshold, ReportScenario.Now));

                Assert.DoesNotMatch("NaN|Infinity|∞|[0-9]E[-+][0-9]", html);
                foreach (Match match in Coordinates().Matches(html))
                {
                    Assert.InRange(double.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture), -1, 721);
                    Assert.InRange(double.Parse(match.Groups[2].Value, CultureInfo.InvariantCulture), -1, 301);
                }
            },
            iter: 200);
    }

    [Fact]
    public void A_long_history_does_not_make_a_heavy_page()
    {
        var rows = ReportScenario.Server("p", "f", 1, new HistoryScenario("") { Days = 700, Counts = 48, PurgeEvery = 7, Burstiness = 1 });

        Assert.InRange(PsdReport.Create(rows, ReportScenario.Options).Length, 10_000, 80_000);
    }

    [Fact]
    public void Nothing_to_report_is_said() =>
        Assert.Contains("There are no counts and no removals to report.", PsdReport.Create([], ReportScenario.Options), StringComparison.Ordinal);

    [Fact]
    public void A_removal_without_a_time_is_reported()
    {
        var result = new RemovalResult { FrontEnd = "fe01", CountBefore = 10, Deleted = 4, Skipped = 2, CountAfter = 6, Status = RemovalStatus.Completed };
        var html = PsdReport.Create([HistoryRow.From(result) with { Time = null }], ReportScenario.Options);

        Assert.Contains("Time not recorded", html, StringComparison.Ordinal);
        Assert.Contains("2: the reason was not recorded", html, StringComparison.Ordinal);
    }

    private static string Page(Hostile[] rows, Func<Hostile, Hostile> change, string title) => PsdReport.Create(
        rows.Select(change).Select((row, index) => new HistoryRow
        {
            Time = ReportScenario.Now.AddDays(index - 10),
            Pool = row.Pool,
            FrontEnd = row.Name,
            EntryCount = row.Count,
            Event = row.Purge ? HistoryEvent.Purge : HistoryEvent.Count,
            Deleted = row.Purge ? index : null,
            Status = row.Status,
            BackupFile = row.File,
        }),
        new ReportOptions(title, 50_000, ReportScenario.Now));

    // Each tag with the names of its attributes. Servers are sorted by name, and the order is the same in both pages.
    private static List<string> Tags(string html) =>
        [.. Regex.Matches(html, "<[^>]*>").Select(match => Regex.Replace(match.Value, "\"[^\"]*\"", ""))];

    [GeneratedRegex("[ML](-?[0-9.]+) (-?[0-9.]+)")]
    private static partial Regex Coordinates();

    private sealed record Hostile(string Pool, string Name, string Status, string File, long Count, bool Purge);
}
