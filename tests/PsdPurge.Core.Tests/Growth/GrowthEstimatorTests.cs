using CsCheck;

namespace PsdPurge.Core.Tests.Growth;

public class GrowthEstimatorTests
{
    private static readonly DateTime Start = new(2026, 6, 1, 2, 0, 0, DateTimeKind.Utc);
    private static readonly DateTime Now = new(2027, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    [Fact]
    public void The_date_and_the_interval_follow_from_the_rate()
    {
        var rows = Line(30, day => 10_000 + (1000 * day));
        rows.Add(Row(30.5, 2_000));

        var estimate = One(rows, 102_000);

        Assert.Equal(1000, estimate.EntriesPerDay!.Value, 3);
        Assert.Equal(GrowthVerdict.Growing, estimate.Verdict);
        Assert.Equal(2_000, estimate.CountAfterPurge);
        Assert.Equal(1, estimate.Purges);
        Assert.Equal(32, estimate.Samples);
        Assert.Equal(Start.AddDays(130.5), estimate.ThresholdDate!.Value, TimeSpan.FromSeconds(1));
        Assert.Equal(100, estimate.PurgeInterval!.Value.TotalDays, 3);
        Assert.True(estimate.ThresholdDateEarliest <= estimate.ThresholdDate && estimate.ThresholdDate <= estimate.ThresholdDateLatest);
        Assert.Null(estimate.Warning);
    }

    [Fact]
    public void A_purge_of_any_size_at_any_time_changes_the_estimate_little() =>
        Gen.Select(Gen.Int[0, 1000], Gen.Int[3, 86], Gen.Double[0, 1], Gen.Bool).Sample((seed, day, share, recorded) =>
        {
            var rows = new HistoryScenario("") { Burstiness = 0.3 }.Generate(seed);
            var deleted = (long)(share * rows[day].EntryCount!.Value);
            List<HistoryRow> purged =
            [
                .. rows.Take(day + 1),
                .. rows.Skip(day).Select((row, index) => row with
                {
                    Time = index == 0 ? row.Time!.Value.AddMinutes(20) : row.Time,
                    EntryCount = row.EntryCount - deleted,
                    Event = recorded && index == 0 ? HistoryEvent.Purge : HistoryEvent.Count,
                    Deleted = recorded && index == 0 ? deleted : null,
                }),
            ];

            // 90 days of growth. A purge of less than a day's growth may look like a slow day.
            Assert.InRange(One(purged).EntriesPerDay!.Value / One(rows).EntriesPerDay!.Value, 0.96, 1.04);
        });

    [Fact]
    public void The_order_of_the_counts_and_their_repetition_do_not_matter() =>
        Gen.Select(Gen.Int[0, 1000], Gen.Int).Sample((seed, shuffle) =>
        {
            var rows = new HistoryScenario("") { Burstiness = 0.5, PurgeEvery = 9, Recorded = seed % 2 == 0 }.Generate(seed);
            HistoryRow[] shuffled = [.. rows, .. rows];
            new Random(shuffle).Shuffle(shuffled);

            Assert.Equal(One(rows, 90_000), One(shuffled, 90_000));
        });

    [Fact]
    public void Twice_the_entries_grow_twice_as_fast() =>
        Gen.Int[0, 1000].Sample(seed =>
        {
            var rows = new HistoryScenario("") { Burstiness = 0.5, PurgeEvery = 21 }.Generate(seed);

            Assert.Equal(
                2 * One(rows).EntriesPerDay!.Value,
                One(rows.Select(row => row with { EntryCount = 2 * row.EntryCount })).EntriesPerDay!.Value,
                3);
        });

    [Fact]
    public void Whatever_was_recorded_gives_an_estimate_or_says_why_not()
    {
        var row = Gen.Select(Gen.DateTime, Gen.Long, Gen.Bool, Gen.Long.Nullable(), Gen.Int[0, 3])
            .Select((time, count, purge, before, server) => new HistoryRow
            {
                Time = DateTime.SpecifyKind(time, DateTimeKind.Utc),
                FrontEnd = "fe" + server,
                EntryCount = count,
                Event = purge ? HistoryEvent.Purge : HistoryEvent.Count,
                CountBefore = before,
                Elapsed = before is null ? null : TimeSpan.FromTicks(before.Value),
            });
        Gen.Select(row.Array[0, 40], Gen.Long).Sample((rows, threshold) =>
        {
            foreach (var estimate in GrowthEstimator.Estimate(rows, threshold, DateTime.MaxValue.AddDays(-2)))
            {
                Assert.True(estimate.EntriesPerDay is { } rate ? !double.IsNaN(rate) : estimate.Warning is not null);
                Assert.Equal(estimate.EntriesPerDay is null, estimate.Verdict == GrowthVerdict.CannotSay);
            }
        });
    }

    [Fact]
    public void A_hundred_thousand_counts_cost_no_more_than_the_pairs_of_four_hundred()
    {
        var rows = Enumerable.Range(0, 100_000).Select(minute => Row(minute / 1440.0, 10_000 + minute)).ToList();

        Assert.Equal(1440, One(rows).EntriesPerDay!.Value, 3);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    public void Too_few_counts_say_nothing(int counts)
    {
        var estimate = One(Line(counts - 1, day => 1000 + day), 5000);

        Assert.Equal(GrowthVerdict.CannotSay, estimate.Verdict);
        Assert.Null(estimate.EntriesPerDay);
        Assert.Null(estimate.PurgeInterval);
        Assert.Contains("too few counts", estimate.Warning, StringComparison.Ordinal);
    }

    [Fact]
    public void Counts_of_one_hour_say_nothing()
    {
        var rows = Enumerable.Range(0, 60).Select(minute => Row(minute / 1440.0, 1000 + minute));

        Assert.Contains("less than a day", One(rows).Warning, StringComparison.Ordinal);
    }

    [Fact]
    public void A_changed_growth_is_pointed_out()
    {
        var rows = Line(60, day => day < 30 ? 1000 * day : 30_000 + (4000 * (day - 30)));

        Assert.Contains("growth has changed: 1,", One(rows).Warning, StringComparison.Ordinal);
    }

    [Fact]
    public void A_count_that_stands_still_is_steady_and_never_meets_the_threshold()
    {
        var estimate = One(Line(30, day => 5000 + (day % 2)), 10_000);

        Assert.Equal(GrowthVerdict.Steady, estimate.Verdict);
        Assert.Null(estimate.ThresholdDateLatest);
    }

    [Fact]
    public void A_threshold_that_is_met_already_is_said()
    {
        var estimate = One(Line(30, day => 10_000 + (1000 * day)), 20_000);

        Assert.Equal(estimate.LastTime, estimate.ThresholdDate);
        Assert.Contains("met already", estimate.Warning, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_a_purge_the_lowest_count_is_what_one_would_leave_at_most()
    {
        var estimate = One(Line(30, day => 10_000 + (1000 * day)), 110_000);

        Assert.Null(estimate.CountAfterPurge);
        Assert.Equal(100, estimate.PurgeInterval!.Value.TotalDays, 3);
        Assert.Contains("No purge was seen", estimate.Warning, StringComparison.Ordinal);
    }

    [Fact]
    public void A_server_that_is_counted_no_more_is_pointed_out()
    {
        var rows = Line(60, day => 1000 * day).Concat(Line(20, day => 1000 * day).Select(row => row with { FrontEnd = "fe02" }));

        var estimates = GrowthEstimator.Estimate(rows, null, Now);

        Assert.Equal(["fe01", "fe02"], estimates.Select(estimate => estimate.FrontEnd));
        Assert.Null(estimates[0].Warning);
        Assert.Contains("was the server replaced", estimates[1].Warning, StringComparison.Ordinal);
    }

    [Fact]
    public void Names_that_differ_in_case_only_are_one_server()
    {
        var rows = Line(10, day => 1000 * day).Select((row, index) => row with { FrontEnd = index % 2 == 0 ? "FE01" : "fe01" });

        Assert.Equal(11, One(rows).Samples);
    }

    private static GrowthEstimate One(IEnumerable<HistoryRow> rows, long? threshold = null) => Assert.Single(GrowthEstimator.Estimate(rows, threshold, Now));

    private static List<HistoryRow> Line(int days, Func<int, long> count) => [.. Enumerable.Range(0, days + 1).Select(day => Row(day, count(day)))];

    private static HistoryRow Row(double day, long count) => new() { Time = Start.AddDays(day), FrontEnd = "fe01", EntryCount = count };
}
