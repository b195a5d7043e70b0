namespace PsdPurge.Growth;

/// <summary>Entries a day with their 95 % interval.</summary>
internal sealed record GrowthRate(double PerDay, double Low, double High)
{
    private const int FewestSteps = 4;
    private const int FewestBlocks = 3;
    private const double FewestDays = 1;

    // For counts that accumulate, the fit's variance is 6/5 of the variance of the plain mean, which the blocks give.
    private static readonly double FitVersusMean = Math.Sqrt(1.2);

    /// <summary>
    /// Fits the rate, or says why the counts do not tell it. The interval comes from the differences of the rate between blocks. The textbook interval of the
    /// Theil-Sen slope assumes that the errors of the counts are independent. Counts accumulate, so here that interval is several times too narrow.
    /// </summary>
    public static GrowthRate? Fit(GrowthCurve curve, out string? whyNot)
    {
        whyNot = null;
        if (curve.Steps < FewestSteps)
        {
            whyNot = $"There are too few counts without a purge between them: {FewestSteps} such steps are needed. Keep counting, ideally every day.";
            return null;
        }

        if (curve.TotalDays < FewestDays)
        {
            whyNot = "The counts span less than a day. Keep counting, ideally every day.";
            return null;
        }

        var blocks = curve.Blocks();
        if (blocks.Count < FewestBlocks)
        {
            whyNot = "The counts are spread too unevenly to tell how reliable a rate is. Keep counting, ideally every day.";
            return null;
        }

        var reach = RobustStatistics.StudentT95(blocks.Count - 1) * StandardError(blocks) * FitVersusMean;
        var rate = curve.Slope();
        return new GrowthRate(rate, rate - reach, rate + reach);
    }

    /// <summary>Standard error of the mean rate, blocks weighted by their length.</summary>
    public static double StandardError(IReadOnlyCollection<CurveBlock> blocks)
    {
        var mean = MeanRate(blocks);
        var squares = blocks.Sum(block => Math.Pow(block.Growth - (mean * block.Days), 2));
        return Math.Sqrt(squares * blocks.Count / (blocks.Count - 1)) / blocks.Sum(block => block.Days);
    }

    /// <summary>Growth of all blocks over their time.</summary>
    public static double MeanRate(IReadOnlyCollection<CurveBlock> blocks) => blocks.Sum(block => block.Growth) / blocks.Sum(block => block.Days);
}
