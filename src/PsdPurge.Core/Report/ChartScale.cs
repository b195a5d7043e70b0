namespace PsdPurge.Report;

/// <summary>The ranges of time and count that a chart shows, and their coordinates.</summary>
internal sealed class ChartScale
{
    public const double Width = 720;
    public const double Height = 300;
    public const double Top = 26;
    public const double Bottom = 264;

    /// <summary>The labels of the counts are to the left of it.</summary>
    public const double Left = 60;

    private const double Right = Width - 4;

    private ChartScale(DateTime from, DateTime to, IReadOnlyList<double> counts, bool showsThreshold)
    {
        (From, To, Counts, ShowsThreshold) = (from, to, counts, showsThreshold);
        Times = AxisTicks.Times(from, to);
    }

    public DateTime From { get; }

    public DateTime To { get; }

    public IReadOnlyList<double> Counts { get; }

    public IReadOnlyList<(DateTime Time, string Label)> Times { get; }

    public bool ShowsThreshold { get; }

    public double Highest => Counts[Counts.Count - 1];

    public static ChartScale Of(FrontEndReport frontEnd, long? threshold)
    {
        var from = frontEnd.Samples[0].Time;
        var last = frontEnd.Samples[frontEnd.Samples.Count - 1].Time;
        var span = last > from ? last - from : TimeSpan.FromDays(1);
        double highest = frontEnd.Samples.Max(sample => sample.Count);

        // A threshold far above the counts would make their line flat.
        var shows = threshold is { } limit && limit <= 4 * Math.Max(highest, 1);
        if (shows)
        {
            highest = Math.Max(highest, threshold!.Value * 1.02);
        }

        // The forecast takes a third of the chart, or less if the threshold is reached earlier.
        var ahead = frontEnd.Estimate?.EntriesPerDay > 0 ? TimeSpan.FromTicks(span.Ticks / 3) : TimeSpan.Zero;
        if (shows && frontEnd.Estimate?.ThresholdDateLatest is { } met && met - last < ahead)
        {
            ahead = TimeSpan.FromTicks(Math.Max((met - last).Ticks, span.Ticks / 12));
        }

        if (frontEnd.Estimate is { EntriesPerDayHigh: { } high } && ahead > TimeSpan.Zero)
        {
            var expected = frontEnd.Samples[frontEnd.Samples.Count - 1].Count + (high * ahead.TotalDays);
            highest = Math.Max(highest, Math.Min(expected, shows ? threshold!.Value * 1.02 : highest * 1.5));
        }

        return new ChartScale(from, last + ahead, AxisTicks.Counts(highest), shows);
    }

    public double X(DateTime time) => Left + ((Right - Left) * (time - From).Ticks / Math.Max(1, (To - From).Ticks));

    public double Y(double count) => Bottom - ((Bottom - Top) * Math.Max(0, Math.Min(count, Highest)) / Highest);
}
