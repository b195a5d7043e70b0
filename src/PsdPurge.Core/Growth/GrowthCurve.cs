namespace PsdPurge.Growth;

/// <summary>A part of a growth curve.</summary>
internal readonly record struct CurveBlock(double Days, double Growth)
{
    public double Rate => Growth / Days;
}

/// <summary>
/// The size that the table would have reached without purges. The growth steps are joined end to end, and the time of all other steps is cut out. So counts
/// before and after a purge can be compared, and a weekend without conferences has its right weight even if there is a purge every day.
/// </summary>
internal sealed class GrowthCurve
{
    /// <summary>Most points for the fit, which compares each pair of them.</summary>
    private const int MostPoints = 400;

    private const double Week = 7;
    private const int MostBlocks = 26;
    private const int BlocksOfShortHistory = 8;

    private readonly double[] _days;
    private readonly double[] _growth;

    private GrowthCurve(double[] days, double[] growth)
    {
        _days = days;
        _growth = growth;
    }

    public int Steps => _days.Length - 1;

    public double TotalDays => _days[_days.Length - 1];

    public static GrowthCurve Of(IEnumerable<CountStep> steps)
    {
        List<double> days = [0];
        List<double> growth = [0];
        foreach (var step in steps.Where(step => step.Kind == StepKind.Growth))
        {
            days.Add(days[days.Count - 1] + step.Days);
            growth.Add(growth[growth.Count - 1] + step.Change);
        }

        return new GrowthCurve([.. days], [.. growth]);
    }

    /// <summary>
    /// Entries a day: the median of the slopes between all pairs of points, weighted by their distance in time. This is the Theil-Sen estimate with Scholz's
    /// weights. A short distance tells little about a slope, and a few wrong points do not move a median far.
    /// </summary>
    public double Slope()
    {
        var (days, growth) = Thinned();
        var pairs = days.Length * (days.Length - 1) / 2;
        var slopes = new double[pairs];
        var weights = new double[pairs];
        var pair = 0;
        for (var i = 0; i < days.Length; i++)
        {
            for (var j = i + 1; j < days.Length; j++)
            {
                weights[pair] = days[j] - days[i];
                slopes[pair++] = (growth[j] - growth[i]) / (days[j] - days[i]);
            }
        }

        return RobustStatistics.WeightedMedian(slopes, weights);
    }

    /// <summary>
    /// The curve, cut at counts into blocks of about equal length. If it is long enough, a block is a number of whole weeks. An incomplete block at the end is
    /// joined to the last.
    /// </summary>
    public IReadOnlyList<CurveBlock> Blocks()
    {
        var weeks = Math.Floor(TotalDays / Week);
        var length = weeks >= 4 ? Week * Math.Ceiling(weeks / MostBlocks) : TotalDays / BlocksOfShortHistory;
        var blocks = new List<CurveBlock>();
        var start = 0;
        for (var i = 1; i <= Steps; i++)
        {
            // A tolerance, because a count an hour early must not make a block of eight days.
            if (_days[i] - _days[start] >= 0.95 * length)
            {
                blocks.Add(Part(start, i));
                start = i;
            }
        }

        if (start < Steps && blocks.Count > 0)
        {
            var last = blocks[blocks.Count - 1];
            var rest = Part(start, Steps);
            blocks[blocks.Count - 1] = new CurveBlock(last.Days + rest.Days, last.Growth + rest.Growth);
        }

        return blocks;
    }

    private CurveBlock Part(int from, int to) => new(_days[to] - _days[from], _growth[to] - _growth[from]);

    // Replaces groups of neighbouring points with their means. So a long history costs no more than a short one, and every count is used.
    private (double[] Days, double[] Growth) Thinned()
    {
        if (_days.Length <= MostPoints)
        {
            return (_days, _growth);
        }

        var days = new double[MostPoints];
        var growth = new double[MostPoints];
        for (var group = 0; group < MostPoints; group++)
        {
            var first = (int)((long)group * _days.Length / MostPoints);
            var end = (int)((long)(group + 1) * _days.Length / MostPoints);
            for (var i = first; i < end; i++)
            {
                days[group] += _days[i] / (end - first);
                growth[group] += _growth[i] / (end - first);
            }
        }

        return (days, growth);
    }
}
