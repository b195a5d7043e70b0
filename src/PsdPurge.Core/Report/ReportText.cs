using System.Globalization;

namespace PsdPurge.Report;

/// <summary>The report's texts for numbers, times and statuses. They are the same in every culture.</summary>
internal static class ReportText
{
    /// <summary>The text for a missing value.</summary>
    public const string None = "\u2013";

    public static string Count(long? value) => value is { } number ? Signed(number.ToString("N0", CultureInfo.InvariantCulture)) : None;

    public static string Rate(double? perDay) =>
        perDay is { } rate ? Signed(rate.ToString(Math.Abs(rate) < 10 ? "0.#" : "N0", CultureInfo.InvariantCulture)) : None;

    public static string Day(DateTime? time) => time is { } value ? value.ToString("d\u00a0MMM\u00a0yyyy", CultureInfo.InvariantCulture) : None;

    public static string Time(DateTime? time) => time is { } value ? value.ToString("d\u00a0MMM\u00a0yyyy HH:mm", CultureInfo.InvariantCulture) : None;

    public static string Iso(DateTime time) => time.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    public static string Elapsed(TimeSpan? elapsed) => elapsed is { } value
        ? value.ToString(value.TotalDays < 1 ? @"h\:mm\:ss" : @"d\.hh\:mm\:ss", CultureInfo.InvariantCulture)
        : None;

    /// <summary>The first part of a server's name, for narrow places. An IP address stays whole.</summary>
    public static string ShortName(string name) => name.IndexOf('.') is > 0 and var dot && name.Any(char.IsLetter) ? name.Substring(0, dot) : name;

    /// <summary>A time to plan with. It is rounded down, so that it is never too long.</summary>
    public static string Interval(TimeSpan span) => span.TotalDays >= 2
        ? Of(Math.Floor(span.TotalDays), "day")
        : span.TotalHours >= 1 ? Of(Math.Floor(span.TotalHours), "hour") : "less than an hour";

    public static string Of(double number, string unit) =>
        number.ToString("N0", CultureInfo.InvariantCulture) + "\u00a0" + unit + (number == 1 ? "" : "s");

    /// <summary>A short label for an axis: 1.5M, 200k, 50.</summary>
    public static string Short(double value) => value switch
    {
        >= 1e9 => (value / 1e9).ToString("0.##", CultureInfo.InvariantCulture) + "G",
        >= 1e6 => (value / 1e6).ToString("0.##", CultureInfo.InvariantCulture) + "M",
        >= 1e4 => (value / 1e3).ToString("0.##", CultureInfo.InvariantCulture) + "k",
        _ => value.ToString("#,0.##", CultureInfo.InvariantCulture),
    };

    public static string Status(string? status) => status switch
    {
        nameof(RemovalStatus.Completed) => "Completed",
        nameof(RemovalStatus.NothingToDo) => "Nothing to do",
        nameof(RemovalStatus.NotConfirmed) => "Not confirmed",
        nameof(RemovalStatus.MaxEntriesReached) => "Limit of entries reached",
        nameof(RemovalStatus.TimeLimitReached) => "Time limit reached",
        nameof(RemovalStatus.Stopped) => "Stopped",
        nameof(RemovalStatus.Failed) => "Failed",
        null => "Not recorded",
        _ => status,
    };

    public static string Reason(SkipReason reason) => reason switch
    {
        SkipReason.ConferenceExists => "a conference of that id exists on this Front-End, or came back while the removal ran",
        SkipReason.ConferenceOnOtherFrontEnd => "the conference exists on another Front-End of the pool",
        SkipReason.ConferenceActive => "the conference was active",
        SkipReason.NotFound => "the entry was no longer there as it had been selected",
        _ => "reason " + reason,
    };

    private static string Signed(string number) => number.Replace('-', '\u2212');
}
