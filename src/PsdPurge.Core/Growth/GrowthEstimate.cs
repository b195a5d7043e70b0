namespace PsdPurge;

/// <summary>The trend of the counts.</summary>
public enum GrowthVerdict
{
    /// <summary>The counts are too few, too close in time, or too unevenly spread for an estimate.</summary>
    CannotSay,

    /// <summary>The count grows: the whole interval is above zero.</summary>
    Growing,

    /// <summary>The rate cannot be told from zero.</summary>
    Steady,

    /// <summary>The count declines even without purges.</summary>
    Shrinking,
}

/// <summary>How sure an estimate is.</summary>
public enum GrowthCertainty
{
    /// <summary>There is no estimate.</summary>
    None,

    /// <summary>A first idea: less than a week of counts, or a rate that is uncertain by more than half.</summary>
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

    /// <summary>Entries a day, without the effect of purges. Null if the counts do not tell.</summary>
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

    /// <summary>When the count reaches the threshold without a purge, UTC. Null if it does not, or not within 100 years.</summary>
    public DateTime? ThresholdDate { get; init; }

    /// <summary>The same for the upper end of the interval: the earliest to expect.</summary>
    public DateTime? ThresholdDateEarliest { get; init; }

    /// <summary>The same for the lower end of the interval. Null if that is never.</summary>
    public DateTime? ThresholdDateLatest { get; init; }

    /// <summary>What a purge leaves: the median over the purges seen; null if none was seen.</summary>
    public long? CountAfterPurge { get; init; }

    /// <summary>How often to purge to stay under the threshold.</summary>
    public TimeSpan? PurgeInterval { get; init; }

    /// <summary>The same for the upper end of the interval: the one to plan with.</summary>
    public TimeSpan? PurgeIntervalShortest { get; init; }

    /// <summary>The same for the lower end of the interval. Null if that is never.</summary>
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
