using System.Globalization;

namespace PsdPurge.Report;

/// <summary>Positions and labels of a chart's grid lines: round numbers, first days of months.</summary>
internal static class AxisTicks
{
    private const int MostTimes = 6;

    private static readonly double[] Days = [1 / 24.0, 3 / 24.0, 0.25, 0.5, 1, 2, 7, 14];

    private static readonly int[] Months = [1, 2, 3, 6, 12, 24, 60, 120];

    /// <summary>Whole numbers from zero to at least <paramref name="highest"/>, in at most five steps.</summary>
    public static IReadOnlyList<double> Counts(double highest)
    {
        var rough = Math.Max(highest, 1) / 4;
        var power = Math.Pow(10, Math.Floor(Math.Log10(rough)));
        var step = Math.Max(1, power * new[] { 1, 2, 2.5, 5, 10 }.First(factor => factor * power >= rough * 0.999));
        return [.. Enumerable.Range(0, (int)Math.Ceiling((highest / step) - 1e-9) + 1).Select(i => i * step)];
    }

    /// <summary>Times between two others, with their labels.</summary>
    public static IReadOnlyList<(DateTime Time, string Label)> Times(DateTime from, DateTime to)
    {
        var span = (to - from).TotalDays;
        foreach (var days in Days)
        {
            if (span / days <= MostTimes)
            {
                // Weeks are counted from a fixed Monday, so that they begin on Mondays.
                var step = TimeSpan.FromDays(days).Ticks;
                var first = new DateTime(2001, 1, 1).Ticks;
                var start = first + ((from.Ticks - first + step - 1) / step * step);
                return Take(new DateTime(start, DateTimeKind.Utc), to, time => time.AddTicks(step), days < 1 ? "d MMM HH:mm" : "d MMM");
            }
        }

        var months = Months.FirstOrDefault(count => span / (count * 30.4) <= MostTimes) is > 0 and var fit ? fit : 240;
        var month = ((from.Year * 12) + from.Month + months - 1) / months * months;
        return Take(new DateTime(month / 12, (month % 12) + 1, 1, 0, 0, 0, DateTimeKind.Utc), to, time => time.AddMonths(months), "MMM");
    }

    private static List<(DateTime Time, string Label)> Take(DateTime start, DateTime to, Func<DateTime, DateTime> next, string format)
    {
        var ticks = new List<(DateTime, string)>();
        var year = 0;
        for (var time = start; time <= to && ticks.Count <= 2 * MostTimes; time = next(time))
        {
            // The year is in the first label, and in each label where it changes.
            ticks.Add((time, time.ToString(time.Year == year ? format : format + " yyyy", CultureInfo.InvariantCulture)));
            year = time.Year;
        }

        return ticks;
    }
}
