using System.Globalization;

namespace PsdPurge.Growth;

/// <summary>Says in words how often to purge and how sure that is, which Microsoft's article leaves to the administrator.</summary>
internal static class GrowthAdvice
{
    private const string CountOn = "Count once a day, and ask again after two weeks.";
    private const double ManyYears = 3652;

    public static GrowthEstimate AddTo(GrowthEstimate estimate)
    {
        var certainty = Certainty(estimate);
        return estimate with { Certainty = certainty, Advice = Words(estimate) + Reason(estimate, certainty) };
    }

    private static GrowthCertainty Certainty(GrowthEstimate estimate)
    {
        if (estimate is not { EntriesPerDay: { } rate, EntriesPerDayLow: { } low, EntriesPerDayHigh: { } high })
        {
            return GrowthCertainty.None;
        }

        // If the rate cannot be told from zero, the advice depends on the largest possible rate in relation to the count.
        var size = estimate.Verdict == GrowthVerdict.Steady ? Math.Max(1, estimate.LastCount) / 30.0 : Math.Abs(rate);
        var doubt = (high - low) / 2 / size;
        return doubt <= 0.25 && estimate.Span.TotalDays >= 14 ? GrowthCertainty.High
            : doubt <= 0.5 && estimate.Span.TotalDays >= 7 ? GrowthCertainty.Fair
            : GrowthCertainty.Low;
    }

    private static string Words(GrowthEstimate estimate)
    {
        if (estimate.EntriesPerDay is not { } rate)
        {
            var counts = estimate.Samples == 1 ? "is one count" : Text("are {0:N0} counts", estimate.Samples);
            return $"It is too early to say how often to purge: there {counts}{(estimate.Purges > 0 ? " and purges between them" : "")}. {CountOn}";
        }

        if (estimate.Threshold is not { } threshold)
        {
            return rate > 0 && estimate.Verdict == GrowthVerdict.Growing
                ? Text("The entries grow by about {0:N0} a day. Say how many there may be, with -Threshold, to get an interval.", rate)
                : "According to the counts, the entries do not grow, so no purge is needed.";
        }

        var now = estimate.LastCount >= threshold ? "Purge now. " : "";
        if (estimate.PurgeIntervalShortest is { } interval && interval.TotalDays <= ManyYears)
        {
            return Text("{0}{1} at least every {2} to stay under {3:N0} entries.", now, now.Length > 0 ? "Then purge" : "Purge", Interval(interval), threshold);
        }

        return (estimate.CountAfterPurge ?? 0) >= threshold
                ? Text("{0}No interval keeps the count under {1:N0}: a purge leaves {2:N0}.", now, threshold, estimate.CountAfterPurge!)
            : estimate.EntriesPerDayHigh > 0 && estimate.PurgeIntervalShortest is null
                ? Text("{0}Purge once, and count behind it: how often to do it again to stay under {1:N0} cannot be told before.", now, threshold)
            : Text("{0}According to the counts, the entries do not grow, so no purge is needed to stay under {1:N0}.", now, threshold);
    }

    private static string Reason(GrowthEstimate estimate, GrowthCertainty certainty)
    {
        if (certainty == GrowthCertainty.None)
        {
            return "";
        }

        var days = Text("{0:N0} days of counts", Math.Floor(estimate.Span.TotalDays));
        return certainty switch
        {
            GrowthCertainty.High => $" {days} say so clearly.",
            GrowthCertainty.Fair => $" {days} say so fairly clearly; the interval is the shorter end of what they allow.",
            _ => $" Take it for a first idea only, with {days}. {CountOn}",
        };
    }

    /// <summary>An interval, rounded down so that it is never too long.</summary>
    private static string Interval(TimeSpan span) => span.TotalDays >= 2 ? Text("{0:N0} days", Math.Floor(span.TotalDays))
        : span.TotalHours >= 2 ? Text("{0:N0} hours", Math.Floor(span.TotalHours))
        : "hour";

    private static string Text(string format, params object[] values) => string.Format(CultureInfo.InvariantCulture, format, values);
}
