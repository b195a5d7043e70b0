using System.Globalization;

namespace PsdPurge.Lab.Engine;

/// <summary>Converts dates between their stored ISO text, .NET values, and the forms that T-SQL reads and writes.</summary>
internal static class DateValues
{
    private static readonly CultureInfo English = CultureInfo.GetCultureInfo("en-US");

    private static readonly string[] Unambiguous =
    [
        "yyyyMMdd", "yyyyMMdd HH:mm:ss.FFFFFFF", "yyyyMMdd HH:mm", "yyyy-MM-dd", "yyyy-MM-dd HH:mm:ss.FFFFFFF", "yyyy-MM-dd HH:mm",
        "yyyy-MM-ddTHH:mm:ss.FFFFFFF",
        "yyyy-MM-ddTHH:mm:ss.FFFFFFFK", "yyyy-MM-dd HH:mm:ss.FFFFFFF zzz", "yyyy-MM-ddTHH:mm", "HH:mm:ss.FFFFFFF", "HH:mm",
    ];

    /// <summary>Reads the text in which the engine stores a date.</summary>
    public static DateTimeOffset FromStored(string text) => Parse(text) ?? throw Errors.DateConversionFailed();

    /// <summary>Reads a date as a person or a client writes it. Null if it is not a date.</summary>
    public static DateTimeOffset? Parse(string text)
    {
        text = text.Trim();
        const DateTimeStyles Styles = DateTimeStyles.AssumeUniversal | DateTimeStyles.AllowWhiteSpaces | DateTimeStyles.NoCurrentDateDefault;
        if (text.Length == 0)
        {
            return new DateTimeOffset(1900, 1, 1, 0, 0, 0, TimeSpan.Zero);
        }

        if (!DateTimeOffset.TryParseExact(text, Unambiguous, CultureInfo.InvariantCulture, Styles & ~DateTimeStyles.NoCurrentDateDefault,
            out DateTimeOffset value)
            && !DateTimeOffset.TryParse(text, English, Styles & ~DateTimeStyles.NoCurrentDateDefault, out value))
        {
            return null;
        }

        bool timeOnly = text.Contains(':', StringComparison.Ordinal) && text.IndexOf(':', StringComparison.Ordinal) <= 2;
        return timeOnly ? new DateTimeOffset(new DateTime(1900, 1, 1) + value.TimeOfDay, value.Offset) : value;
    }

    /// <summary>The stored form of a date as a given type, rounded as that type rounds.</summary>
    public static string Store(DateTimeOffset value, SqlType type)
    {
        switch (type.Kind)
        {
            case SqlTypeKind.Date:
                return value.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
            case SqlTypeKind.Time:
                return Round(value, type.Scale).ToString("HH:mm:ss" + Fraction(type.Scale), CultureInfo.InvariantCulture);
            case SqlTypeKind.SmallDateTime:
                long minutes = (value.Ticks + (TimeSpan.TicksPerMinute / 2)) / TimeSpan.TicksPerMinute;
                return new DateTime(minutes * TimeSpan.TicksPerMinute).ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);
            case SqlTypeKind.DateTime:
                return RoundToThreeHundredths(value).ToString("yyyy-MM-dd HH:mm:ss.fff", CultureInfo.InvariantCulture);
            case SqlTypeKind.DateTime2:
                return Round(value, type.Scale).ToString("yyyy-MM-dd HH:mm:ss" + Fraction(type.Scale), CultureInfo.InvariantCulture);
            default:
                return Round(value, type.Scale).ToString("yyyy-MM-dd HH:mm:ss" + Fraction(type.Scale) + " zzz",
                    CultureInfo.InvariantCulture);
        }
    }

    /// <summary>A date as CONVERT writes it in a style.</summary>
    public static string Format(DateTimeOffset value, SqlType from, int style)
    {
        bool old = from.Kind is SqlTypeKind.DateTime or SqlTypeKind.SmallDateTime;
        string F(string format) => value.ToString(format, English);
        if (style == 0 && !old)
        {
            style = 121;
        }

        return style switch
        {
            0 or 100 => F("MMM ") + F("%d").PadLeft(2) + F(" yyyy ") + F("%h").PadLeft(2) + F(":mmtt"),
            101 => F("MM/dd/yyyy"),
            103 => F("dd/MM/yyyy"),
            104 => F("dd.MM.yyyy"),
            108 => F("HH:mm:ss"),
            112 => F("yyyyMMdd"),
            23 => F("yyyy-MM-dd"),
            20 or 120 => F("yyyy-MM-dd HH:mm:ss"),
            21 or 121 => old ? F("yyyy-MM-dd HH:mm:ss.fff") : Store(value, from),
            126 => from.Kind switch
            {
                SqlTypeKind.Date or SqlTypeKind.Time => Store(value, from),
                SqlTypeKind.DateTime => F(value.Millisecond == 0 ? "yyyy-MM-ddTHH:mm:ss" : "yyyy-MM-ddTHH:mm:ss.fff"),
                _ => Store(value, from).Replace(" +", "+", StringComparison.Ordinal).Replace(" -", "-",
                    StringComparison.Ordinal).Replace(' ', 'T'),
            },
            _ => throw Errors.NotSupported($"CONVERT with date style {style}"),
        };
    }

    private static string Fraction(int scale) => scale == 0 ? "" : "." + new string('f', scale);

    private static DateTimeOffset Round(DateTimeOffset value, int scale)
    {
        long unit = (long)Math.Pow(10, 7 - scale);
        long ticks = (value.Ticks + (unit / 2)) / unit * unit;
        return new DateTimeOffset(Math.Min(ticks, DateTime.MaxValue.Ticks), value.Offset);
    }

    /// <summary>datetime counts in 1/300 seconds, so its milliseconds end in 0, 3 or 7.</summary>
    private static DateTime RoundToThreeHundredths(DateTimeOffset value)
    {
        if (value.Year < 1753)
        {
            throw new TSqlException(242,
                "The conversion of a varchar data type to a datetime data type resulted in an out-of-range value.", 16, 3);
        }

        long seconds = value.Ticks / TimeSpan.TicksPerSecond;
        double fraction = (value.Ticks % TimeSpan.TicksPerSecond) / (double)TimeSpan.TicksPerSecond;
        long units = (long)Math.Round(fraction * 300, MidpointRounding.AwayFromZero);
        long milliseconds = (long)Math.Round(units * 1000 / 300.0, MidpointRounding.AwayFromZero);
        return new DateTime((seconds * TimeSpan.TicksPerSecond) + (milliseconds * TimeSpan.TicksPerMillisecond));
    }
}
