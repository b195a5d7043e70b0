using Xunit.Abstractions;

namespace PsdPurge.Core.Tests.Growth;

/// <summary>Generated histories with known growth. The output shows the error of the estimate, and the assertions limit it.</summary>
public class GrowthAccuracyTests(ITestOutputHelper output)
{
    private const int Histories = 200;

    private static readonly (HistoryScenario Scenario, double MedianError, double WorstError, double Coverage)[] Scenarios =
    [
        (new("a straight line"), 0.001, 0.001, 0.95),
        (new("noise of half a day's growth") { Noise = 0.5 }, 0.01, 0.03, 0.93),
        (new("noise, counted hourly for a fortnight") { Noise = 0.5, Counts = 24, Days = 14 }, 0.02, 0.05, 0.93),
        (new("bursts") { Burstiness = 1 }, 0.10, 0.40, 0.90),
        (new("weekends") { Weekends = true }, 0.03, 0.06, 0.93),
        (new("weekends and bursts, purged monthly") { Weekends = true, Burstiness = 0.7, PurgeEvery = 30 }, 0.10, 0.40, 0.90),
        (new("weekends, purged weekly") { Weekends = true, PurgeEvery = 7, Burstiness = 0.3 }, 0.06, 0.25, 0.88),
        (new("weekends, purged daily") { Weekends = true, PurgeEvery = 1, Burstiness = 0.3 }, 0.06, 0.25, 0.90),
        (new("noise and recorded purges") { Noise = 0.3, PurgeEvery = 14, Recorded = true }, 0.03, 0.10, 0.90),
        (new("noise and purges that leave half") { Noise = 0.3, PurgeEvery = 14, Leaves = 0.5 }, 0.05, 0.15, 0.90),
        (new("counted around weekly purges only") { PurgeEvery = 7, CountsAroundPurgesOnly = true, Burstiness = 0.5 }, 0.08, 0.30, 0.90),
        (new("counted weekly for a year, purged monthly") { Days = 364, Counts = 1 / 7.0, PurgeEvery = 30, Burstiness = 0.5 }, 0.08, 0.25, 0.88),
        (new("a quarter of the counts missing, in any order, some twice")
        {
            Burstiness = 0.3,
            PurgeEvery = 20,
            Damage = MissingShuffledTwice,
        }, 0.05, 0.20, 0.90),
        (new("three weeks of nothing") { Burstiness = 0.3, PurgeEvery = 40, Damage = Hole }, 0.05, 0.20, 0.90),
        (new("a rebuilt server") { Burstiness = 0.3, Start = 150_000, Damage = Rebuilt }, 0.05, 0.20, 0.90),
        (new("a clock set back and forth") { Burstiness = 0.3, Counts = 6, Damage = ClockSteps }, 0.05, 0.20, 0.90),
        (new("a clock of 1970 and of 2099") { Burstiness = 0.3, Damage = WildClock }, 0.05, 0.20, 0.90),
        (new("a nightly batch, counted hourly") { Counts = 24, Days = 30, Damage = NightlyBatch }, 0.03, 0.06, 0.93),
        (new("counts of zero from failed runs") { Burstiness = 0.3, Start = 150_000, Damage = Zeros }, 0.05, 0.20, 0.90),
    ];

    public static TheoryData<int> Numbers => [.. Enumerable.Range(0, Scenarios.Length)];

    [Theory]
    [MemberData(nameof(Numbers))]
    public void The_error_is_small_and_the_interval_honest(int number)
    {
        var (scenario, medianBound, worstBound, coverageBound) = Scenarios[number];
        var estimates = Enumerable.Range(0, Histories).Select(seed => Estimate(scenario.Generate(seed))).ToList();

        Assert.All(estimates, estimate => Assert.NotNull(estimate.EntriesPerDay));
        var errors = estimates.Select(estimate => Math.Abs((estimate.EntriesPerDay!.Value / scenario.PerDay) - 1)).Order().ToList();
        var covered = estimates.Count(estimate => estimate.EntriesPerDayLow <= scenario.PerDay * 1.0005
            && estimate.EntriesPerDayHigh >= scenario.PerDay * 0.9995) / (double)Histories;
        var width =
            estimates.Select(estimate => (estimate.EntriesPerDayHigh - estimate.EntriesPerDayLow) / 2 / scenario.PerDay).Order().ElementAt(Histories / 2);
        var bias = estimates.Average(estimate => estimate.EntriesPerDay!.Value / scenario.PerDay) - 1;
        output.WriteLine(
            $"{scenario}: error {errors[Histories / 2]:P1} median, {errors[Histories * 95 / 100]:P1} in 95 % of cases, {errors[^1]:P1} at worst; "
                + $"bias {bias:+0.0%;-0.0%}; "
            + $"interval ±{width:P1}, right in {covered:P0}");

        Assert.InRange(errors[Histories / 2], 0, medianBound);
        Assert.InRange(errors[^1], 0, worstBound);
        Assert.InRange(covered, coverageBound, 1);
    }

    private static GrowthEstimate Estimate(IEnumerable<HistoryRow> rows) =>
        Assert.Single(GrowthEstimator.Estimate(rows, 100_000, new DateTime(2027, 12, 1, 0, 0, 0, DateTimeKind.Utc)));

    private static HistoryRow[] MissingShuffledTwice(Random random, List<HistoryRow> rows)
    {
        return [.. rows.Where(_ => random.Next(4) > 0).SelectMany(row => random.Next(5) == 0 ? new[] { row, row } : [row]).OrderBy(_ => random.Next())];
    }

    private static IEnumerable<HistoryRow> Hole(Random random, List<HistoryRow> rows)
    {
        var start = rows[0].Time!.Value.AddDays(5 + random.Next(60));
        return rows.Where(row => row.Time < start || row.Time > start.AddDays(21));
    }

    // A rebuilt server is empty at first. Then its replicas come back, with more or fewer entries than before.
    private static IEnumerable<HistoryRow> Rebuilt(Random random, List<HistoryRow> rows)
    {
        var day = 10 + random.Next(rows.Count - 20);
        var level = rows[day].EntryCount * (0.3 + (1.4 * random.NextDouble()));
        return rows.Select((row, index) => index < day ? row
            : row with { EntryCount = index < day + 2 ? 0 : row.EntryCount + (long)level! - rows[day].EntryCount });
    }

    private static IEnumerable<HistoryRow> ClockSteps(Random random, List<HistoryRow> rows)
    {
        var (first, second) = (random.Next(rows.Count), random.Next(rows.Count));
        return rows.Select((row, index) => row with { Time = row.Time!.Value.AddHours((index > first ? -5 : 0) + (index > second ? 9 : 0)) });
    }

    private static IEnumerable<HistoryRow> WildClock(Random random, List<HistoryRow> rows) => rows.Select(row => random.Next(20) switch
    {
        0 => row with { Time = new DateTime(1970, 1, 1, 0, 0, random.Next(60), DateTimeKind.Utc) },
        1 => row with { Time = new DateTime(2099, 1, 1, 0, 0, random.Next(60), DateTimeKind.Utc) },
        _ => row,
    });

    private static IEnumerable<HistoryRow> NightlyBatch(Random random, List<HistoryRow> rows) => rows.Select(row => row with
    {
        EntryCount = 20_000 + ((long)Math.Floor((row.Time!.Value - rows[0].Time!.Value).TotalDays + 1e-6) * 1000),
    });

    private static IEnumerable<HistoryRow> Zeros(Random random, List<HistoryRow> rows)
    {
        HashSet<int> failed = [1 + random.Next(rows.Count - 2), 1 + random.Next(rows.Count - 2)];
        return rows.Select((row, index) => failed.Contains(index) ? row with { EntryCount = 0 } : row);
    }
}
