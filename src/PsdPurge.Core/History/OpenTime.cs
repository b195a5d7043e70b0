using System.Globalization;

namespace PsdPurge.History;

/// <summary>A time whose text has more than one meaning.</summary>
/// <param name="Row">The row to which the time belongs.</param>
/// <param name="Text">The text.</param>
/// <param name="Readings">The time in each way to read the text. Null for a way in which the text is not a time.</param>
internal sealed record OpenTime(HistoryRow Row, string Text, IReadOnlyList<DateTime?> Readings)
{
    /// <summary>Where the time is, for the error.</summary>
    public string Place { get; init; } = "";

    private bool IsMistakable => Readings.Where(reading => reading is not null).Distinct().Count() > 1;

    /// <summary>
    /// Finds the one way to read all of the times. A way is left out if a time would be in the future, or earlier than the product. If more than one way is
    /// left, the times are ambiguous. If the times go back and forth in the way found, they were written in two ways.
    /// </summary>
    /// <param name="times">The times of one source, in its order. There is at least one.</param>
    /// <param name="source">The source of the times, for the error.</param>
    /// <param name="now">The current time, UTC.</param>
    /// <exception cref="PsdPurgeException"><c>TimesAmbiguous</c></exception>
    public static int WayToRead(IReadOnlyList<OpenTime> times, string source, DateTime now)
    {
        List<int> ways = [.. Enumerable.Range(0, times[0].Readings.Count).Where(way => times.All(time => time.Readings[way] is not null))];
        if (ways.Count == 0)
        {
            var first = times[0].Readings.TakeWhile(reading => reading is null).Count();
            throw NotAlike(source, times[0], times.First(time => time.Readings[first] is null));
        }

        ways = [.. ways.GroupBy(way => times.Select(time => time.Readings[way]), new SameTimes()).Select(same => same.First())];
        List<int> possible = [.. ways.Where(way => times.All(time => PossibleTime.Is(time.Readings[way]!.Value, now)))];
        ways = possible.Count > 0 ? possible : ways;
        if (ways.Count > 1)
        {
            var open = times.First(time => time.Readings[ways[0]] != time.Readings[ways[1]]);
            throw Ambiguous(
                source,
                $"can be read in two ways: '{open.Text}' ({open.Place}) as {open.Readings[ways[0]]:yyyy-MM-dd} or {open.Readings[ways[1]]:yyyy-MM-dd}.");
        }

        foreach (var series in times.GroupBy(time => (time.Row.Event, time.Row.Pool, time.Row.FrontEnd)))
        {
            EnsureOneDirection([.. series], ways[0], source);
        }

        return ways[0];
    }

    private static void EnsureOneDirection(List<OpenTime> series, int way, string source)
    {
        var direction = 0;
        for (var i = 1; i < series.Count; i++)
        {
            var step = DateTime.Compare(series[i].Readings[way]!.Value, series[i - 1].Readings[way]!.Value);
            if (step * direction < 0 && (series[i - 1].IsMistakable || series[i].IsMistakable))
            {
                throw NotAlike(source, series[i - 1], series[i]);
            }

            direction = step == 0 ? direction : step;
        }
    }

    private static PsdPurgeException NotAlike(string source, OpenTime one, OpenTime other) =>
        Ambiguous(source, $"do not seem to be written in one order of day and month: see '{one.Text}' ({one.Place}) and '{other.Text}' ({other.Place}).");

    private static PsdPurgeException Ambiguous(string source, FormattableString what) => new(
        ErrorIds.TimesAmbiguous,
        ErrorKind.InvalidData,
        $"The times of {source} {what.ToString(CultureInfo.InvariantCulture)} Say what culture wrote them, such as Import-Csv counts.csv | "
            + "ForEach-Object { $_.Time = [datetime]::Parse($_.Time, [cultureinfo]'?'); $_ } | Add-PsdHistory history.csv, with the culture's name (en-US, "
            + "de-DE) for the ?: a history's times cannot be mistaken.",
        source);

    private sealed class SameTimes : IEqualityComparer<IEnumerable<DateTime?>>
    {
        public bool Equals(IEnumerable<DateTime?>? x, IEnumerable<DateTime?>? y) => x!.SequenceEqual(y!);

        public int GetHashCode(IEnumerable<DateTime?> obj) => obj.First().GetHashCode();
    }
}
