using PsdPurge.Growth;

namespace PsdPurge;

/// <summary>Estimates how fast each Front-End's entries grow, from counts over time.</summary>
public static class GrowthEstimator
{
    private const int RecentPurges = 10;

    /// <summary>Estimates each Front-End that the rows name, in their order.</summary>
    /// <param name="rows">Counts and removals, in any order. Rows without a time are left out.</param>
    /// <param name="threshold">The number of entries to stay under.</param>
    /// <param name="now">The current time, UTC. Rows that are dated more than a day later are left out.</param>
    public static IReadOnlyList<GrowthEstimate> Estimate(IEnumerable<HistoryRow> rows, long? threshold, DateTime now)
    {
        List<(HistoryRow First, CountSeries Series)> all =
        [
            .. rows.GroupBy(row => (Upper(row.Pool), Upper(row.FrontEnd))).Select(group => (group.First(), CountSeries.Of(group, now))),
        ];
        return
        [
            .. all.Where(one => one.Series.Samples.Count > 0)
                .Select(one => EstimateOne(one.First, one.Series, threshold, NewestOfPool(one.First.Pool))),
        ];

        DateTime NewestOfPool(string? pool) => all.Where(one => Upper(one.First.Pool) == Upper(pool) && one.Series.Samples.Count > 0)
            .Max(one => one.Series.Samples[one.Series.Samples.Count - 1].Time);
    }

    private static string? Upper(string? name) => name?.Trim().ToUpperInvariant();

    private static GrowthEstimate EstimateOne(HistoryRow first, CountSeries series, long? threshold, DateTime newestOfPool)
    {
        var samples = series.Samples;
        var last = samples[samples.Count - 1];
        var steps = StepClassifier.Classify(samples);
        List<CountStep> purges = [.. steps.Where(step => step.Kind == StepKind.Purge)];
        var curve = GrowthCurve.Of(steps);

        var doubts = new GrowthDoubts();
        if (PoolIsAhead())
        {
            doubts.Add(
                $"Its last count is of {last.Time:s}Z, {(newestOfPool - last.Time).TotalDays:N0} days before the pool's newest: was the server replaced?");
        }

        doubts.AboutSeries(series, steps);
        var estimate = new GrowthEstimate
        {
            Pool = first.Pool,
            FrontEnd = first.FrontEnd,
            LastCount = last.Count,
            LastTime = last.Time,
            Threshold = threshold,
            CountAfterPurge = LeftByPurges(purges),
            Samples = samples.Count,
            Purges = purges.Count,
            Span = TimeSpan.FromDays(curve.TotalDays),
        };

        if (GrowthRate.Fit(curve, out var whyNot) is not { } rate)
        {
            doubts.Add($"{whyNot}");
            return GrowthAdvice.AddTo(estimate with { Verdict = GrowthVerdict.CannotSay, Warning = doubts.Text });
        }

        doubts.AboutRate(curve, rate);
        estimate = estimate with
        {
            EntriesPerDay = rate.PerDay,
            EntriesPerDayLow = rate.Low,
            EntriesPerDayHigh = rate.High,
            Verdict = rate.Low > 0 ? GrowthVerdict.Growing : rate.High < 0 ? GrowthVerdict.Shrinking : GrowthVerdict.Steady,
        };
        if (threshold is { } limit)
        {
            estimate = Forecast.Complete(estimate, rate, limit, samples.Min(sample => sample.Count), doubts);
        }

        return GrowthAdvice.AddTo(estimate with { Warning = doubts.Text });

        bool PoolIsAhead()
        {
            var typicalDays = RobustStatistics.Quantile(steps.Select(step => step.Days), 0.5);
            return (newestOfPool - last.Time).TotalDays > Math.Max(7, 10 * typicalDays);
        }
    }

    private static long? LeftByPurges(List<CountStep> purges)
    {
        List<CountStep> recent = [.. purges.Skip(Math.Max(0, purges.Count - RecentPurges)).OrderBy(step => step.To.Count)];
        return recent.Count == 0 ? null : recent[recent.Count / 2].To.Count;
    }
}
