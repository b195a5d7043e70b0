namespace PsdPurge.Growth;

/// <summary>When a count that grows at a rate meets a threshold.</summary>
internal static class Forecast
{
    private const double FarthestDays = 36525;

    /// <summary>Time until a count meets the threshold. Null if it never does, or not within 100 years.</summary>
    public static TimeSpan? TimeToGrow(double count, double threshold, double perDay)
    {
        if (count >= threshold)
        {
            return TimeSpan.Zero;
        }

        var days = perDay > 0 ? (threshold - count) / perDay : double.PositiveInfinity;
        return days <= FarthestDays ? TimeSpan.FromDays(days) : null;
    }

    /// <summary>Adds dates and purge intervals to an estimate.</summary>
    public static GrowthEstimate Complete(GrowthEstimate estimate, GrowthRate rate, long threshold, long lowestCount, GrowthDoubts doubts)
    {
        // If no purge was seen, the lowest count stands for what a purge leaves. So the interval is too short rather than too long.
        var left = estimate.CountAfterPurge ?? lowestCount;
        estimate = estimate with
        {
            ThresholdDate = Date(rate.PerDay),
            ThresholdDateEarliest = Date(rate.High),
            ThresholdDateLatest = Date(rate.Low),
        };
        if (estimate.LastCount >= threshold)
        {
            doubts.Add($"The threshold is met already.");
        }

        if (left >= threshold)
        {
            doubts.Add(estimate.CountAfterPurge is null
                ? (FormattableString)$"No purge was seen and no count was under the threshold, so no purge interval can be estimated."
                : $"A purge leaves {left:N0} entries, which is not under the threshold: no purge interval keeps the count there.");
            return estimate;
        }

        if (estimate.CountAfterPurge is null)
        {
            doubts.Add($"No purge was seen: the interval assumes that one leaves {left:N0} entries, the lowest count.");
        }

        return estimate with
        {
            PurgeInterval = TimeToGrow(left, threshold, rate.PerDay),
            PurgeIntervalShortest = TimeToGrow(left, threshold, rate.High),
            PurgeIntervalLongest = TimeToGrow(left, threshold, rate.Low),
        };

        DateTime? Date(double perDay)
        {
            var time = TimeToGrow(estimate.LastCount, threshold, perDay);
            return time is { } span && span < DateTime.MaxValue - estimate.LastTime ? estimate.LastTime + span : null;
        }
    }
}
