namespace PsdPurge;

/// <summary>What the counts say about growth.</summary>
public enum GrowthVerdict
{
    /// <summary>Too few counts, over too short a time, or too unevenly spread: no number would be honest.</summary>
    CannotSay,

    /// <summary>The count grows: zero lies below the interval.</summary>
    Growing,

    /// <summary>Neither growth nor decline can be told from zero.</summary>
    Steady,

    /// <summary>The count declines by itself, beside what purges remove.</summary>
    Shrinking,
}

/// <summary>How sure an estimate is.</summary>
public enum GrowthCertainty
{
    /// <summary>There is no estimate.</summary>
    None,

    /// <summary>A first idea: less than a week of counts, or a rate that may be half as high again.</summary>
    Low,

    /// <summary>Good enough to plan with: a week of counts, and a rate that is known to within a half.</summary>
    Fair,

    /// <summary>Two weeks of counts, and a rate that is known to within a quarter.</summary>
    High,
}

/// <summary>How fast the entries of a Front-End grow, when they meet a threshold, and how often to purge to stay under it.</summary>
public sealed record GrowthEstimate
{
    /// <summary>FQDN of the pool, or null if the Front-End was named directly.</summary>
    public string? Pool { get; init; }

    /// <summary>The Front-End's computer name.</summary>
    public required string FrontEnd { get; init; }

    /// <summary>Entries a day, beside what purges remove; null if the counts cannot say.</summary>
    public double? EntriesPerDay { get; init; }

    /// <summary>Lower end of the 95 % interval of <see cref="EntriesPerDay"/>.</summary>
    public double? EntriesPerDayLow { get; init; }

    /// <summary>Upper end of the 95 % interval of <see cref="EntriesPerDay"/>.</summary>
    public double? EntriesPerDayHigh { get; init; }

    /// <summary>The latest count.</summary>
    public long LastCount { get; init; }

    /// <summary>When it was taken, UTC.</summary>
    public DateTime LastTime { get; init; }

    /// <summary>The number of entries to stay under.</summary>
    public long? Threshold { get; init; }

    /// <summary>When the threshold is met without a purge, UTC; null if it is not, or not within 100 years.</summary>
    public DateTime? ThresholdDate { get; init; }

    /// <summary>The same for the upper end of the interval: the earliest to expect.</summary>
    public DateTime? ThresholdDateEarliest { get; init; }

    /// <summary>The same for the lower end; null also if that is never.</summary>
    public DateTime? ThresholdDateLatest { get; init; }

    /// <summary>What a purge leaves: the median over the purges seen; null if none was seen.</summary>
    public long? CountAfterPurge { get; init; }

    /// <summary>How often to purge to stay under the threshold.</summary>
    public TimeSpan? PurgeInterval { get; init; }

    /// <summary>The same for the upper end of the interval: the one to plan with.</summary>
    public TimeSpan? PurgeIntervalShortest { get; init; }

    /// <summary>The same for the lower end; null also if that is never.</summary>
    public TimeSpan? PurgeIntervalLongest { get; init; }

    /// <summary>Counts that were used.</summary>
    public int Samples { get; init; }

    /// <summary>Purges recorded or recognized: the count fell.</summary>
    public int Purges { get; init; }

    /// <summary>Time over which growth was seen: without purges, gaps and jumps.</summary>
    public TimeSpan Span { get; init; }

    /// <summary>What the counts say.</summary>
    public GrowthVerdict Verdict { get; init; }

    /// <summary>How often to purge, in words.</summary>
    public string Advice { get; init; } = "";

    /// <summary>How sure that is.</summary>
    public GrowthCertainty Certainty { get; init; }

    /// <summary>What to know before relying on the numbers; null if there is nothing.</summary>
    public string? Warning { get; init; }
}
