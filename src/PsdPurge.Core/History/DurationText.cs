using System.Globalization;
using System.Xml;

namespace PsdPurge.History;

/// <summary>Durations as texts.</summary>
internal static class DurationText
{
    /// <summary>ISO 8601, such as <c>PT12M3.5S</c>: a spreadsheet would turn <c>00:12:03.5000000</c> into a time of day, and round it.</summary>
    public static string Write(TimeSpan duration) => XmlConvert.ToString(duration);

    /// <summary>Reads this form, and the one that Export-Csv writes. Null if the text is neither.</summary>
    public static TimeSpan? Read(string text)
    {
        if (text.Length > 0 && text[0] is 'P' or '-')
        {
            try
            {
                return XmlConvert.ToTimeSpan(text);
            }
            catch (Exception exception) when (exception is FormatException or OverflowException)
            {
                return null;
            }
        }

        return TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out var duration) ? duration : null;
    }
}
