using System.Globalization;

namespace PsdPurge;

/// <summary>What the module's table and list views show in place of raw values. Here, because views cannot see types of another load context.</summary>
public static class View
{
    /// <summary>What a table of 100 columns leaves for what a check found, but for the arrow.</summary>
    private const int FindingWidth = 66;

    /// <summary>A size for people.</summary>
    public static string Size(long bytes) => ByteSize.Format(bytes);

    /// <summary>A time, as everything of this module writes it; nothing where there is none.</summary>
    public static string Time(DateTime? time) => time is { } value ? value.ToString("s", CultureInfo.InvariantCulture) + "Z" : "";

    /// <summary>What a check found, and on a line of its own what to do about it.</summary>
    public static string Finding(string found, string? advice) =>
        Lines(found) + (string.IsNullOrEmpty(advice) ? "" : Environment.NewLine + "-> " + Lines(advice!));

    /// <summary>Broken between words: PowerShell breaks lines wherever the column ends.</summary>
    private static string Lines(string text)
    {
        var lines = new System.Text.StringBuilder();
        var length = 0;
        foreach (var word in text.Split(' '))
        {
            if (length > 0 && length + 1 + word.Length > FindingWidth)
            {
                lines.Append(Environment.NewLine);
                length = 0;
            }
            else if (length > 0)
            {
                lines.Append(' ');
                length++;
            }

            lines.Append(word);
            length += word.Length;
        }

        return lines.ToString();
    }

    /// <summary>A range of whole numbers; nothing where it is not known.</summary>
    public static string Range(double? low, double? high) =>
        low is null || high is null ? "" : string.Format(CultureInfo.CurrentCulture, "{0:N0} .. {1:N0}", low, high);

    /// <summary>A time to plan with, rounded down: 17 days, 20 hours.</summary>
    public static string Interval(TimeSpan? span) => span is not { } value ? ""
        : value.TotalDays >= 2 ? string.Format(CultureInfo.CurrentCulture, "{0:N0} days", Math.Floor(value.TotalDays))
        : string.Format(CultureInfo.CurrentCulture, "{0:N0} hours", Math.Floor(value.TotalHours));
}
