using System.Globalization;

namespace PsdPurge;

/// <summary>
/// Texts that the module's table and list views show in place of raw values. They are in this assembly because views cannot see types of another load context.
/// </summary>
public static class View
{
    /// <summary>A size in a readable unit.</summary>
    public static string Size(long bytes) => ByteSize.Format(bytes);

    /// <summary>A time in the form that the whole module uses. Empty if there is none.</summary>
    public static string Time(DateTime? time) => time is { } value ? value.ToString("s", CultureInfo.InvariantCulture) + "Z" : "";

    /// <summary>A text in lines of limited length, broken between words. A table by itself breaks lines anywhere.</summary>
    public static string Wrap(string text, int width)
    {
        var lines = new List<string>();
        foreach (var word in text.Split(' '))
        {
            if (lines.Count > 0 && lines[lines.Count - 1].Length + 1 + word.Length <= width)
            {
                lines[lines.Count - 1] += " " + word;
            }
            else
            {
                lines.Add(word);
            }
        }

        return string.Join(Environment.NewLine, lines);
    }

    /// <summary>A range of whole numbers. Empty if it is not known.</summary>
    public static string Range(double? low, double? high) =>
        low is null || high is null ? "" : string.Format(CultureInfo.CurrentCulture, "{0:N0} .. {1:N0}", low, high);

    /// <summary>A time to plan with, rounded down, such as 17 days or 20 hours.</summary>
    public static string Interval(TimeSpan? span) => span is not { } value ? ""
        : value.TotalDays >= 2 ? string.Format(CultureInfo.CurrentCulture, "{0:N0} days", Math.Floor(value.TotalDays))
        : string.Format(CultureInfo.CurrentCulture, "{0:N0} hours", Math.Floor(value.TotalHours));
}
