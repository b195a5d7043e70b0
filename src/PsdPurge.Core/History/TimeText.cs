using System.Globalization;

namespace PsdPurge.History;

/// <summary>
/// Reads times from texts. A year, a month and a day in this order have one meaning. A time that Export-Csv wrote in the form of a culture may have two:
/// 1/12/2026 is in January or in December.
/// </summary>
internal sealed class TimeText
{
    private const DateTimeStyles Utc = DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal;

    private const string Ours = "yyyy-MM-dd'T'HH:mm:ss.fff'Z'";

    private static readonly string[] Unmistakable =
        ["o", "u", "yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK", "yyyy-MM-dd HH:mm:ssK", "yyyy-MM-dd HH:mm", "yyyy-MM-dd"];

    private static readonly string[] Orders = ["M/d/yyyy", "d/M/yyyy", "yyyy/M/d"];

    // The user's culture, for its names and its calendar, and the invariant culture, for times from another culture.
    private readonly List<DateTimeFormatInfo> _ways =
        [.. new[] { CultureInfo.CurrentCulture.DateTimeFormat, DateTimeFormatInfo.InvariantInfo }.SelectMany(InEachOrder)];

    /// <summary>The form in which this module writes a time: ISO 8601, UTC. No spreadsheet takes it for a date.</summary>
    public static string Write(DateTime time) => time.ToString(Ours, CultureInfo.InvariantCulture);

    /// <summary>Whether a text is a time in the form in which this module writes it.</summary>
    public static bool IsOurs(string text) => DateTime.TryParseExact(text, Ours, CultureInfo.InvariantCulture, Utc, out _);

    /// <summary>Reads a text.</summary>
    /// <returns>The time in each way to read the text. The same way has the same index for every text. Null for a way in which the text is not a
    /// time.</returns>
    public IReadOnlyList<DateTime?> Readings(string text)
    {
        if (DateTime.TryParseExact(text, Unmistakable, CultureInfo.InvariantCulture, Utc, out var time))
        {
            return [time];
        }

        var isDayFirst = IsDayFirst(text);
        return [.. _ways.Select(way => !(isDayFirst && IsMonthFirst(way)) && DateTime.TryParse(text, way, Utc, out var reading) ? reading : (DateTime?)null)];
    }

    /// <summary>With points, the day always comes before the month: 02.11.2026 is in November.</summary>
    private static bool IsDayFirst(string text) => text.TakeWhile(char.IsDigit).Count() is 1 or 2 && text.SkipWhile(char.IsDigit).FirstOrDefault() == '.';

    private static bool IsMonthFirst(DateTimeFormatInfo way) => way.ShortDatePattern.IndexOf('M') < way.ShortDatePattern.IndexOf('d');

    private static IEnumerable<DateTimeFormatInfo> InEachOrder(DateTimeFormatInfo format)
    {
        yield return format;
        foreach (var order in Orders)
        {
            var way = (DateTimeFormatInfo)format.Clone();
            way.ShortDatePattern = order;
            yield return way;
        }
    }
}
