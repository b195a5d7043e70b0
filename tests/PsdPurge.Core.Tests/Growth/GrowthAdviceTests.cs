namespace PsdPurge.Core.Tests.Growth;

/// <summary>The advice on how often to purge, and its certainty, even from few or odd records.</summary>
public class GrowthAdviceTests
{
    private const long Threshold = 100_000;
    private static readonly DateTime Start = new(2026, 6, 1, 2, 0, 0, DateTimeKind.Utc);

    [Theory]
    [InlineData(
        "one count", GrowthCertainty.None, "It is too early to say how often to purge: there is one count. Count once a day, and ask again after two weeks.")]
    [InlineData("two counts", GrowthCertainty.None, "It is too early to say how often to purge: there are 2 counts. ")]
    [InlineData(
        "a few days",
        GrowthCertainty.Low,
        "Purge at least every 90 days to stay under 100,000 entries. Take it for a first idea only, with 5 days of counts. ")]
    [InlineData("ten days", GrowthCertainty.Fair, "Purge at least every 90 days to stay under 100,000 entries. 10 days of counts say so fairly clearly;")]
    [InlineData("a month", GrowthCertainty.High, "Purge at least every 90 days to stay under 100,000 entries. 30 days of counts say so clearly.")]
    [InlineData(
        "all equal",
        GrowthCertainty.High,
        "According to the counts, the entries do not grow, so no purge is needed to stay under 100,000. 30 days of counts say so clearly.")]
    [InlineData("a steady fall", GrowthCertainty.None, "It is too early to say how often to purge: there are 31 counts and purges between them.")]
    [InlineData("over the threshold", GrowthCertainty.High, "Purge now. Then purge at least every 55 days to stay under 100,000 entries.")]
    [InlineData("counts around purges only", GrowthCertainty.High, "Purge at least every 98 days to stay under 100,000 entries.")]
    [InlineData("two purges only", GrowthCertainty.None, "It is too early to say how often to purge: there are 4 counts and purges between them.")]
    [InlineData("purges that leave too much", GrowthCertainty.High, "Purge now. No interval keeps the count under 100,000: a purge leaves 120,000.")]
    [InlineData("a restore", GrowthCertainty.High, "Purge at least every 79 days to stay under 100,000 entries.")]
    [InlineData("a server replaced", GrowthCertainty.High, "Purge at least every ")]
    public void It_is_said_how_often_and_how_surely(string what, GrowthCertainty certainty, string advice)
    {
        var estimate = Assert.Single(GrowthEstimator.Estimate(Rows(what), Threshold, Start.AddYears(1)));

        Assert.StartsWith(advice, estimate.Advice, StringComparison.Ordinal);
        Assert.Equal(certainty, estimate.Certainty);
    }

    [Theory]
    [InlineData(
        "a restore",
        "A sudden rise by 41,000 entries before 2026-06-26T02:00:00Z was left out: usually a server that was rebuilt, or a backup that was restored.")]
    [InlineData("a server replaced", "A sudden rise by 32,000 entries before 2026-06-23T02:00:00Z was left out")]
    public void What_was_left_out_is_said(string what, string warning)
    {
        var estimate = Assert.Single(GrowthEstimator.Estimate(Rows(what), Threshold, Start.AddYears(1)));

        Assert.Contains(warning, estimate.Warning, StringComparison.Ordinal);
        Assert.InRange(estimate.EntriesPerDay!.Value, 900, 1100);
    }

    [Fact]
    public void Without_a_threshold_it_asks_for_one() => Assert.StartsWith(
        "The entries grow by about 1,000 a day. Say how many there may be, with -Threshold, to get an interval.",
        Assert.Single(GrowthEstimator.Estimate(Rows("a month"), null, Start.AddYears(1))).Advice,
        StringComparison.Ordinal);

    private static IEnumerable<HistoryRow> Rows(string what) => what switch
    {
        "one count" => Line(1),
        "two counts" => Line(2),
        "a few days" => Line(6),
        "ten days" => Line(11),
        "a month" => Line(31),
        "all equal" => Enumerable.Range(0, 31).Select(day => Count(day, 5_000)),
        "a steady fall" => Enumerable.Range(0, 31).Select(day => Count(day, 50_000 - (100 * day))),
        "over the threshold" => Enumerable.Range(0, 61).Select(day => Count(day, 45_000 + (1000 * day))),
        "counts around purges only" => Enumerable.Range(0, 9).SelectMany(week => Purge(7 * week, week == 0 ? 9_000 : 8_000, 1_000)),
        "two purges only" => Enumerable.Range(0, 2).SelectMany(week => Purge(7 * week, 8_000, 1_000)),
        "purges that leave too much" => Enumerable.Range(0, 9).SelectMany(week => Purge(7 * week, 127_000, 120_000)),

        // Somebody restores the backup of a purge.
        "a restore" => Enumerable.Range(0, 41).SelectMany(
            day => day == 20 ? Purge(day, 60_000, 20_000) : [Count(day, 40_000 + (1000 * day) - (day > 20 && day < 25 ? 40_000 : 0))]),

        // A server is rebuilt under the same name. It is empty for two days, and then its replicas are back.
        "a server replaced" => Enumerable.Range(0, 41).Select(day => Count(day, day is 20 or 21 ? 0 : 10_000 + (1000 * day))),
        _ => throw new ArgumentOutOfRangeException(nameof(what)),
    };

    private static IEnumerable<HistoryRow> Line(int counts) => Enumerable.Range(0, counts).Select(day => Count(day, 10_000 + (1000 * day)));

    private static HistoryRow Count(double day, long count) => new() { Time = Start.AddDays(day), FrontEnd = "fe01", EntryCount = count };

    private static HistoryRow[] Purge(double day, long before, long after) =>
    [
        Count(day + 0.01, after) with { Event = HistoryEvent.Purge, CountBefore = before, Deleted = before - after, Elapsed = TimeSpan.FromMinutes(14) },
    ];
}
