namespace PsdPurge.Growth;

/// <summary>Order statistics, which a few extreme values do not move far.</summary>
internal static class RobustStatistics
{
    // Two-sided 95 % points of Student's t for 1 to 30 degrees of freedom.
    private static readonly double[] StudentT =
    [
        12.706, 4.303, 3.182, 2.776, 2.571, 2.447, 2.365, 2.306, 2.262, 2.228, 2.201, 2.179, 2.160, 2.145, 2.131,
        2.120, 2.110, 2.101, 2.093, 2.086, 2.080, 2.074, 2.069, 2.064, 2.060, 2.056, 2.052, 2.048, 2.045, 2.042,
    ];

    /// <summary>The value below which the share <paramref name="share"/> of the values lies; 0 of nothing.</summary>
    public static double Quantile(IEnumerable<double> values, double share)
    {
        double[] sorted = [.. values];
        if (sorted.Length == 0)
        {
            return 0;
        }

        Array.Sort(sorted);
        var position = share * (sorted.Length - 1);
        var below = (int)position;
        return below + 1 < sorted.Length ? sorted[below] + ((position - below) * (sorted[below + 1] - sorted[below])) : sorted[below];
    }

    /// <summary>The value with half of the weight on either side. 0 if there are no values.</summary>
    public static double WeightedMedian(double[] values, double[] weights)
    {
        Array.Sort(values, weights);
        var half = weights.Sum() / 2;
        double sum = 0;
        for (var i = 0; i < values.Length; i++)
        {
            sum += weights[i];
            if (sum > half)
            {
                return values[i];
            }

            if (sum == half)
            {
                return i + 1 < values.Length ? (values[i] + values[i + 1]) / 2 : values[i];
            }
        }

        return values.Length == 0 ? 0 : values[values.Length - 1];
    }

    /// <summary>The half-width of a 95 % interval, in standard errors.</summary>
    public static double StudentT95(int degreesOfFreedom) =>
        degreesOfFreedom <= StudentT.Length ? StudentT[Math.Max(degreesOfFreedom, 1) - 1] : 1.96 + (2.5 / degreesOfFreedom);
}
