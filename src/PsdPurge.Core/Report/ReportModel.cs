using PsdPurge.Growth;

namespace PsdPurge.Report;

/// <summary>The state of a Front-End.</summary>
internal enum FrontEndState
{
    Good,
    Unknown,
    Soon,
    Bad,
}

/// <summary>The report's data about a Front-End.</summary>
internal sealed record FrontEndReport
{
    public required string Name { get; init; }

    public required GrowthEstimate? Estimate { get; init; }

    public required IReadOnlyList<CountSample> Samples { get; init; }

    public required IReadOnlyList<CountStep> Steps { get; init; }

    /// <summary>The removals, newest first.</summary>
    public required IReadOnlyList<HistoryRow> Runs { get; init; }

    public required FrontEndState State { get; init; }

    /// <summary>The state in a few words.</summary>
    public required string StateText { get; init; }

    public HistoryRow? Newest => Runs.Count > 0 ? Runs[0] : null;

    private HistoryRow? Oldest => Runs.Count > 0 ? Runs[Runs.Count - 1] : null;

    public long? FirstCount => Samples.Count > 0 ? Samples[0].Count : Oldest?.CountBefore;

    public long? LastCount => Samples.Count > 0 ? Samples[Samples.Count - 1].Count : Newest?.EntryCount;

    public long Deleted => Runs.Sum(run => run.Deleted ?? 0);

    /// <summary>The newest run that skipped entries. Each run skips the same entries again, so numbers of several runs must not be added.</summary>
    public HistoryRow? NewestSkip => Runs.FirstOrDefault(run => run.Skipped > 0 || run.SkippedBy.Count > 0);
}

/// <summary>The report's data about a pool.</summary>
internal sealed record PoolReport(string? Name, IReadOnlyList<FrontEndReport> FrontEnds);

/// <summary>The report's data.</summary>
internal sealed record ReportModel(string Title, DateTime Generated, long? Threshold, IReadOnlyList<PoolReport> Pools)
{
    private const double SoonDays = 14;

    public IEnumerable<FrontEndReport> FrontEnds => Pools.SelectMany(pool => pool.FrontEnds);

    public static ReportModel Of(IEnumerable<HistoryRow> rows, ReportOptions options)
    {
        List<HistoryRow> all = [.. rows];
        var estimates = GrowthEstimator.Estimate(all, options.Threshold, options.Now)
            .ToDictionary(estimate => Key(estimate.Pool) + "\n" + Key(estimate.FrontEnd));
        return new ReportModel(
            options.Title,
            options.Now,
            options.Threshold,
            [
                .. all.GroupBy(row => Key(row.Pool)).OrderBy(pool => pool.Key, StringComparer.Ordinal).Select(pool => new PoolReport(
                    pool.First().Pool,
                    [
                        .. pool.GroupBy(row => Key(row.FrontEnd)).OrderBy(frontEnd => frontEnd.Key, StringComparer.Ordinal)
                            .Select(frontEnd => One(
                                [.. frontEnd], estimates.TryGetValue(pool.Key + "\n" + frontEnd.Key, out var estimate) ? estimate : null, options)),
                    ])),
            ]);
    }

    private static string Key(string? name) => (name ?? "").Trim().ToUpperInvariant();

    private static FrontEndReport One(List<HistoryRow> rows, GrowthEstimate? estimate, ReportOptions options)
    {
        var samples = CountSeries.Of(rows, options.Now).Samples;
        List<HistoryRow> runs = [.. rows.Where(row => row.Event == HistoryEvent.Purge).Distinct().OrderByDescending(row => row.Time ?? DateTime.MinValue)];
        var (state, text) = Judge(estimate, runs.FirstOrDefault(), options);
        return new FrontEndReport
        {
            Name = rows[0].FrontEnd,
            Estimate = estimate,
            Samples = samples,
            Steps = StepClassifier.Classify(samples),
            Runs = runs,
            State = state,
            StateText = text,
        };
    }

    private static (FrontEndState State, string Text) Judge(GrowthEstimate? estimate, HistoryRow? lastRun, ReportOptions options)
    {
        if (lastRun?.Status is nameof(RemovalStatus.Failed))
        {
            return (FrontEndState.Bad, "Last run failed");
        }

        if (estimate is null)
        {
            return (FrontEndState.Unknown, "Not counted");
        }

        if (options.Threshold is { } threshold)
        {
            if (estimate.LastCount >= threshold)
            {
                return (FrontEndState.Bad, "Over threshold");
            }

            if (estimate.ThresholdDateEarliest is { } date && date < options.Now.AddDays(SoonDays))
            {
                return (FrontEndState.Soon, estimate.ThresholdDate < options.Now ? "Threshold due" : "Threshold near");
            }
        }

        return estimate.Verdict == GrowthVerdict.CannotSay ? (FrontEndState.Unknown, "Too few counts") : (FrontEndState.Good, "In order");
    }
}
