using System.Globalization;

namespace PsdPurge.Benchmarks.Report;

/// <summary>The page's texts for numbers.</summary>
internal static class Figure
{
    public static string Plain(double value) => value.ToString(value >= 100 ? "N0" : "0.##", CultureInfo.InvariantCulture);

    public static string Count(double value) => value.ToString("N0", CultureInfo.InvariantCulture);

    public static string Seconds(double seconds) => seconds >= 1 ? Plain(seconds) + " s" : Plain(seconds * 1000) + " ms";

    public static string Megabytes(double bytes) => Plain(bytes / (1024 * 1024)) + " MB";

    public static double Median(IEnumerable<double> values)
    {
        List<double> sorted = [.. values.Order()];
        return sorted.Count % 2 == 1 ? sorted[sorted.Count / 2] : (sorted[(sorted.Count / 2) - 1] + sorted[sorted.Count / 2]) / 2;
    }
}
