using System.Globalization;

namespace PsdPurge.Lab.Tds;

/// <summary>Converts dates and times between the engine's ISO text and the wire's days, ticks and minutes.</summary>
internal static class WireDateTime
{
    /// <summary>Day zero of datetime and smalldatetime.</summary>
    public static readonly int Day1900 = new DateOnly(1900, 1, 1).DayNumber;

    private const int DateLength = 10;

    /// <summary>Days since 0001-01-01 of a text that begins with yyyy-MM-dd.</summary>
    public static int Days(ReadOnlySpan<byte> text) =>
        new DateOnly(Digits(text, 0, 4), Digits(text, 5, 2), Digits(text, 8, 2)).DayNumber;

    /// <summary>The part of a date-and-time text after the date.</summary>
    public static ReadOnlySpan<byte> TimePart(ReadOnlySpan<byte> text) => text.Length > DateLength ? text[(DateLength + 1)..] : default;

    /// <summary>Ticks of 100 ns for a text that begins with HH:mm:ss and perhaps a fraction. An empty text is midnight.</summary>
    public static long Ticks(ReadOnlySpan<byte> time)
    {
        if (time.IsEmpty)
        {
            return 0;
        }

        long ticks = new TimeSpan(Digits(time, 0, 2), Digits(time, 3, 2), Digits(time, 6, 2)).Ticks;
        if (time.Length > 8 && time[8] == '.')
        {
            long unit = TimeSpan.TicksPerSecond / 10;
            for (int i = 9; i < time.Length && char.IsAsciiDigit((char)time[i]); i++, unit /= 10)
            {
                ticks += (time[i] - '0') * unit;
            }
        }

        return ticks;
    }

    /// <summary>The minutes of the offset at the end of a datetimeoffset's text (+02:00). A text without an offset is UTC.</summary>
    public static short OffsetMinutes(ReadOnlySpan<byte> text)
    {
        ReadOnlySpan<byte> offset = text.Length > 6 ? text[^6..] : default;
        if (offset.IsEmpty || offset[0] is not ((byte)'+' or (byte)'-'))
        {
            return 0;
        }

        int minutes = (Digits(offset, 1, 2) * 60) + Digits(offset, 4, 2);
        return (short)(offset[0] == '-' ? -minutes : minutes);
    }

    public static int TimeLength(byte scale) => scale switch
    {
        <= 2 => 3,
        <= 4 => 4,
        _ => 5,
    };

    /// <summary>The number of 100 ns ticks in the smallest unit of this scale.</summary>
    public static long UnitTicks(byte scale)
    {
        long unit = 1;
        for (int i = scale; i < 7; i++)
        {
            unit *= 10;
        }

        return unit;
    }

    /// <summary>datetime's ticks of 1/300 s.</summary>
    public static uint ThreeHundredths(long ticks) => (uint)(((ticks * 3) + 50_000) / 100_000);

    public static long FromThreeHundredths(uint value) => ((long)value * 10 + 1) / 3 * TimeSpan.TicksPerMillisecond;

    public static string FormatDate(int days) => DateOnly.FromDayNumber(days).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    public static string FormatTime(long ticks, byte scale)
    {
        string format = scale == 0 ? "HH:mm:ss" : "HH:mm:ss." + new string('f', scale);
        return new TimeOnly(ticks).ToString(format, CultureInfo.InvariantCulture);
    }

    public static string FormatDateTime(int days, long ticks, byte scale) => $"{FormatDate(days)} {FormatTime(ticks, scale)}";

    /// <summary>The local time of a datetimeoffset, which travels as UTC.</summary>
    public static string FormatDateTimeOffset(int days, long ticks, short offsetMinutes, byte scale)
    {
        long local = (days * TimeSpan.TicksPerDay) + ticks + (offsetMinutes * TimeSpan.TicksPerMinute);
        (long day, long rest) = Math.DivRem(local, TimeSpan.TicksPerDay);
        TimeSpan offset = TimeSpan.FromMinutes(Math.Abs((int)offsetMinutes));
        string sign = offsetMinutes < 0 ? "-" : "+";
        return string.Create(CultureInfo.InvariantCulture, $"{FormatDateTime((int)day, rest, scale)} {sign}{offset:hh\\:mm}");
    }

    private static int Digits(ReadOnlySpan<byte> text, int at, int count)
    {
        int value = 0;
        foreach (byte one in text.Slice(at, count))
        {
            value = one is >= (byte)'0' and <= (byte)'9' ? (value * 10) + one - '0' : throw new FormatException("A date or time is not ISO text.");
        }

        return value;
    }
}
