namespace PsdPurge.Growth;

/// <summary>A count at a time.</summary>
/// <param name="Time">When, UTC.</param>
/// <param name="Count">How many.</param>
/// <param name="AfterPurge">Whether it was recorded as taken right after entries were deleted.</param>
internal readonly record struct CountSample(DateTime Time, long Count, bool AfterPurge);

/// <summary>The counts of one Front-End, ordered by time. Each time occurs once.</summary>
internal sealed class CountSeries
{
    private CountSeries(IReadOnlyList<CountSample> samples, int misdated)
    {
        Samples = samples;
        Misdated = misdated;
    }

    public IReadOnlyList<CountSample> Samples { get; }

    /// <summary>Number of counts left out because their time is in the future, or earlier than the product.</summary>
    public int Misdated { get; }

    public static CountSeries Of(IEnumerable<HistoryRow> rows, DateTime now)
    {
        var all = rows.SelectMany(SamplesOf).ToList();
        var dated = all.Where(sample => PossibleTime.Is(sample.Time, now)).ToList();

        // A count that was recorded twice is one count. If there are several numbers for one time, the lower median is used. So the order of the input does not
        // matter. If a removal recorded no duration, the counts before and after it have the same time; the one after comes second.
        var samples = dated.GroupBy(sample => (sample.Time, sample.AfterPurge))
            .OrderBy(same => same.Key)
            .Select(same => same.OrderBy(sample => sample.Count).ElementAt((same.Count() - 1) / 2))
            .ToList();
        return new CountSeries(samples, all.Count - dated.Count);
    }

    private static IEnumerable<CountSample> SamplesOf(HistoryRow row)
    {
        if (row.Time is not { } time)
        {
            yield break;
        }

        if (row.Event == HistoryEvent.Purge && row.CountBefore is { } before)
        {
            var elapsed = row.Elapsed is { } took && took > TimeSpan.Zero && took < TimeSpan.FromDays(30) ? took : TimeSpan.Zero;
            yield return new CountSample(time - elapsed, before, AfterPurge: false);
        }

        if (row.EntryCount is { } count)
        {
            yield return new CountSample(time, count, row.HasDeleted);
        }
    }
}
