namespace PsdPurge.Growth;

/// <summary>What happened between two counts.</summary>
internal enum StepKind
{
    /// <summary>Only growth, as far as the counts show.</summary>
    Growth,

    /// <summary>Entries were deleted.</summary>
    Purge,

    /// <summary>A rise out of proportion, as when a rebuilt server gets its replicas back.</summary>
    Jump,

    /// <summary>A gap without counts, so long that a purge may have happened in it.</summary>
    Gap,
}

/// <summary>Two consecutive counts.</summary>
internal sealed class CountStep(CountSample from, CountSample to)
{
    public CountSample From { get; } = from;

    public CountSample To { get; } = to;

    public double Days { get; } = (to.Time - from.Time).TotalDays;

    public double Change { get; } = (double)to.Count - from.Count;

    public StepKind Kind { get; set; }
}
