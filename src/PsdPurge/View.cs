using System.Globalization;

namespace PsdPurge;

/// <summary>What the module's table and list views show in place of raw values. Here, because views cannot see types of another load context.</summary>
public static class View
{
    /// <summary>A size for people.</summary>
    public static string Size(long bytes) => ByteSize.Format(bytes);

    /// <summary>A time, as everything of this module writes it; nothing if there is none.</summary>
    public static string Time(DateTime? time) => time is { } value ? value.ToString("s", CultureInfo.InvariantCulture) + "Z" : "";

    /// <summary>A text in lines of at most so many characters, broken between words: the table's own way breaks them anywhere.</summary>
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

    /// <summary>A range of whole numbers; nothing if it is not known.</summary>
    public static string Range(double? low, double? high) =>
        low is null || high is null ? "" : string.Format(CultureInfo.CurrentCulture, "{0:N0} .. {1:N0}", low, high);

    /// <summary>A time to plan with, rounded down: 17 days, 20 hours.</summary>
    public static string Interval(TimeSpan? span) => span is not { } value ? ""
        : value.TotalDays >= 2 ? string.Format(CultureInfo.CurrentCulture, "{0:N0} days", Math.Floor(value.TotalDays))
        : string.Format(CultureInfo.CurrentCulture, "{0:N0} hours", Math.Floor(value.TotalHours));
}
