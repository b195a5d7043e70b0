using System.Globalization;

namespace PsdPurge.Lab.Engine;

/// <summary>The implementation of date functions.</summary>
internal static class DateRuntime
{
    public static void Register(FunctionRegistry functions)
    {
        functions.Pure("t_dateadd", 4, a => a[1] is long n && a[2] is string date
            ? DateValues.Store(Add((string)a[0]!, n, DateValues.FromStored(date)), ConversionTable.Get((long)a[3]!).To) : null);
        functions.Pure("t_adddays", 3, a => a[0] is string date && a[1] is double days
            ? DateValues.Store(DateValues.FromStored(date).AddDays(days), ConversionTable.Get((long)a[2]!).To) : null);
        functions.Pure("t_datediff", 3, a => a[1] is string from && a[2] is string to
            ? Difference((string)a[0]!, DateValues.FromStored(from), DateValues.FromStored(to)) : null);
        functions.Pure("t_datepart", 2, a => a[1] is string date ? Part((string)a[0]!, DateValues.FromStored(date)) : null);
        functions.Pure("t_datename", 2, a => a[1] is string date ? Name((string)a[0]!, DateValues.FromStored(date)) : null);
        functions.Strict("t_isdate", 1, a => DateValues.Parse((string)a[0]!) is not null);
    }

    private static DateTimeOffset Add(string part, long n, DateTimeOffset date)
    {
        try
        {
            return part switch
            {
                "year" => date.AddYears((int)n),
                "quarter" => date.AddMonths((int)n * 3),
                "month" => date.AddMonths((int)n),
                "week" => date.AddDays(n * 7),
                "day" or "dayofyear" or "weekday" => date.AddDays(n),
                "hour" => date.AddHours(n),
                "minute" => date.AddMinutes(n),
                "second" => date.AddSeconds(n),
                "millisecond" => date.AddMilliseconds(n),
                "microsecond" => date.AddTicks(n * 10),
                _ => date.AddTicks(n / 100),
            };
        }
        catch (ArgumentOutOfRangeException)
        {
            throw new TSqlException(517, "Adding a value to a 'datetime' column caused an overflow.");
        }
    }

    /// <summary>Counts the boundaries crossed, not the time that passed.</summary>
    private static long Difference(string part, DateTimeOffset from, DateTimeOffset to)
    {
        long Units(long ticks) => (to.UtcTicks / ticks) - (from.UtcTicks / ticks);
        long months = ((to.Year - from.Year) * 12L) + to.Month - from.Month;
        long difference = part switch
        {
            "year" => to.Year - from.Year,
            "quarter" => ((to.Year - from.Year) * 4) + ((to.Month - 1) / 3) - ((from.Month - 1) / 3),
            "month" => months,
            "week" => ((to.UtcTicks / TimeSpan.TicksPerDay) + 1) / 7 - (((from.UtcTicks / TimeSpan.TicksPerDay) + 1) / 7),
            "day" or "dayofyear" or "weekday" => Units(TimeSpan.TicksPerDay),
            "hour" => Units(TimeSpan.TicksPerHour),
            "minute" => Units(TimeSpan.TicksPerMinute),
            "second" => Units(TimeSpan.TicksPerSecond),
            "millisecond" => Units(TimeSpan.TicksPerMillisecond),
            "microsecond" => Units(10),
            _ => Units(1) * 100,
        };
        return difference is >= int.MinValue and <= int.MaxValue
            ? difference
            : throw new TSqlException(535,
                "The datediff function resulted in an overflow. The number of dateparts separating two date/time instances is "
                + "too large. Try to use datediff with a less precise datepart.", 16, 0);
    }

    private static long Part(string part, DateTimeOffset date) => part switch
    {
        "year" => date.Year,
        "quarter" => ((date.Month - 1) / 3) + 1,
        "month" => date.Month,
        "dayofyear" => date.DayOfYear,
        "day" => date.Day,
        "week" => CultureInfo.InvariantCulture.Calendar.GetWeekOfYear(date.DateTime, CalendarWeekRule.FirstDay, DayOfWeek.Sunday),
        "weekday" => (int)date.DayOfWeek + 1,
        "hour" => date.Hour,
        "minute" => date.Minute,
        "second" => date.Second,
        "millisecond" => date.Millisecond,
        "microsecond" => date.Ticks % TimeSpan.TicksPerSecond / 10,
        _ => date.Ticks % TimeSpan.TicksPerSecond * 100,
    };

    private static string Name(string part, DateTimeOffset date) => part switch
    {
        "month" => CultureInfo.InvariantCulture.DateTimeFormat.GetMonthName(date.Month),
        "weekday" => date.DayOfWeek.ToString(),
        _ => Part(part, date).ToString(CultureInfo.InvariantCulture),
    };
}
