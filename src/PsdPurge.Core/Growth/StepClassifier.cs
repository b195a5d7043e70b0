namespace PsdPurge.Growth;

/// <summary>
/// Tells growth from other changes of the count. The estimate uses only the growth steps. So a purge or a rebuilt server must not count as growth, and ordinary
/// noise must not count as purges. If the falls of a noisy count were left out, it would seem to rise.
/// </summary>
internal static class StepClassifier
{
    /// <summary>A fall by more than this share of the count is a purge, however noisy the counts are.</summary>
    private const double CertainFall = 0.2;

    /// <summary>How many times as large as the largest other rise a jump must be.</summary>
    private const double JumpRatio = 4;

    private const int MostJumps = 2;

    private const double LongestGapDays = 14;
    private const double GapRatio = 20;
    private const double EnoughDays = 7;
    private const int EnoughSteps = 8;

    public static IReadOnlyList<CountStep> Classify(IReadOnlyList<CountSample> samples)
    {
        var steps = samples.Zip(samples.Skip(1), (from, to) => new CountStep(from, to)).ToList();
        if (steps.Count == 0)
        {
            return steps;
        }

        var typicalDays = RobustStatistics.Quantile(steps.Where(step => step.Days > 0).Select(step => step.Days), 0.5);
        List<CountStep> rises = [.. steps.Where(step => !step.To.AfterPurge && step.Change >= 0 && step.Days > 0)];
        var rate = RobustStatistics.WeightedMedian([.. rises.Select(step => step.Change / step.Days)], [.. rises.Select(step => step.Days)]);

        MarkPurges(steps, rate * typicalDays);
        MarkJumps(steps, rate, typicalDays);
        MarkGaps(steps, typicalDays);
        return steps;
    }

    private static void MarkPurges(List<CountStep> steps, double typicalRise)
    {
        var noise = 8 * Noise(steps);
        foreach (var step in steps)
        {
            // A purge that is small compared with one step's growth does not matter.
            var tolerated = Math.Max(typicalRise / 4, Math.Min(noise, CertainFall * step.From.Count));
            if (step.To.AfterPurge || -step.Change > tolerated || step.Days <= 0)
            {
                step.Kind = StepKind.Purge;
            }
        }
    }

    // Standard deviation of a single count around its neighbours. It is taken from the lower quartile, because three of these distances are large around each
    // purge.
    private static double Noise(List<CountStep> steps)
    {
        const double QuartileOfNormal = 0.3186;
        var distances = new List<double>();
        for (var i = 1; i < steps.Count; i++)
        {
            var (before, after) = (steps[i - 1], steps[i]);
            var days = before.Days + after.Days;
            if (days > 0 && !before.To.AfterPurge && !after.To.AfterPurge)
            {
                var (left, right) = (after.Days / days, before.Days / days);
                var distance = Math.Abs(before.To.Count - ((left * before.From.Count) + (right * after.To.Count)));
                distances.Add(distance / Math.Sqrt(1 + (left * left) + (right * right)));
            }
        }

        return RobustStatistics.Quantile(distances, 0.25) / QuartileOfNormal;
    }

    // Repeated rises (a nightly batch, counted hourly) are growth. A jump happens once.
    private static void MarkJumps(List<CountStep> steps, double rate, double typicalDays)
    {
        List<(double Excess, CountStep Step)> rises =
        [
            .. steps.Where(step => step.Kind == StepKind.Growth)
                .Select(step => (Excess: step.Change - (rate * step.Days), Step: step))
                .OrderByDescending(rise => rise.Excess),
        ];
        for (var count = Math.Min(MostJumps, rises.Count / 3); count > 0; count--)
        {
            var (smallest, step) = rises[count - 1];
            var ordinary = Math.Max(rises[count].Excess, rate * typicalDays);
            if (smallest > JumpRatio * ordinary && smallest > JumpRatio * rate * step.Days)
            {
                rises.Take(count).ToList().ForEach(rise => rise.Step.Kind = StepKind.Jump);
                return;
            }
        }
    }

    // This needs enough other counts. Among few counts, the long steps tell the most.
    private static void MarkGaps(List<CountStep> steps, double typicalDays)
    {
        var longest = Math.Max(LongestGapDays, GapRatio * typicalDays);
        var growth = steps.Where(step => step.Kind == StepKind.Growth).ToLookup(step => step.Days > longest);
        if (growth[false].Count() >= EnoughSteps && growth[false].Sum(step => step.Days) >= EnoughDays)
        {
            growth[true].ToList().ForEach(step => step.Kind = StepKind.Gap);
        }
    }
}
