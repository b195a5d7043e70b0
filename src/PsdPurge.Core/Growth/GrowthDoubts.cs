using System.Globalization;

namespace PsdPurge.Growth;

/// <summary>What an administrator should know before relying on an estimate.</summary>
internal sealed class GrowthDoubts
{
    private const double Week = 7;
    private const int BlocksToCompare = 6;

    /// <summary>Halves differ if their difference exceeds this many standard errors. By chance that happens in one of ten thousand histories.</summary>
    private const double ErrorsApart = 4;

    /// <summary>A smaller change does not matter for the purge interval, which has a reserve.</summary>
    private const double SmallestChange = 0.25;
    private readonly List<string> _texts = [];

    /// <summary>The doubts as one text, so that Export-Csv keeps them; null if there are none.</summary>
    public string? Text => _texts.Count == 0 ? null : string.Join(" ", _texts);

    public void Add(FormattableString text) => _texts.Add(text.ToString(CultureInfo.InvariantCulture));

    public void AboutSeries(CountSeries series, IReadOnlyList<CountStep> steps)
    {
        if (series.Misdated > 0)
        {
            Add($"Counts that were left out because their time lies in the future or before Lync Server 2013: {series.Misdated:N0}.");
        }

        List<CountStep> jumps = [.. steps.Where(step => step.Kind == StepKind.Jump)];
        if (jumps.Count > 0)
        {
            var largest = jumps.OrderByDescending(step => step.Change).First();
            var (change, time) = (largest.Change, largest.To.Time);
            Add($"A sudden rise by {change:N0} entries before {time:s}Z was left out: usually a server that was rebuilt, or a backup that was restored.");
        }

        var gaps = steps.Where(step => step.Kind == StepKind.Gap).Sum(step => step.Days);
        if (gaps > 0)
        {
            Add($"{gaps:N0} days without counts were left out.");
        }
    }

    public void AboutRate(GrowthCurve curve, GrowthRate rate)
    {
        if (curve.TotalDays < Week)
        {
            Add($"Less than a week was seen: weekdays and weekends may differ.");
        }

        if (rate.High - rate.Low > Math.Abs(rate.PerDay))
        {
            Add($"The counts vary so much that the rate is known only roughly. Keep counting, ideally every day.");
        }

        var blocks = curve.Blocks();
        if (blocks.Count >= BlocksToCompare)
        {
            Compare([.. blocks.Take(blocks.Count / 2)], [.. blocks.Skip(blocks.Count / 2)]);
        }
    }

    // If the halves contradict each other, the estimate describes the past but not the future.
    private void Compare(List<CurveBlock> older, List<CurveBlock> newer)
    {
        var (before, now) = (GrowthRate.MeanRate(older), GrowthRate.MeanRate(newer));
        var error = Math.Sqrt(Math.Pow(GrowthRate.StandardError(older), 2) + Math.Pow(GrowthRate.StandardError(newer), 2));
        var difference = Math.Abs(now - before);
        if (difference > ErrorsApart * error && difference > SmallestChange * Math.Max(Math.Abs(before), Math.Abs(now)))
        {
            Add($"The growth has changed: {before:N0} entries a day in the older half of the counts, {now:N0} in the newer.");
            Add($"Measure with the newer counts only.");
        }
    }
}
