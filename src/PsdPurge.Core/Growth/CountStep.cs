namespace PsdPurge.Growth;

/// <summary>What happened between two counts.</summary>
internal enum StepKind
{
    /// <summary>Nothing but growth, as far as the counts show.</summary>
    Growth,

    /// <summary>Entries were deleted.</summary>
    Purge,

    /// <summary>A rise out of all proportion: a server that was rebuilt and got its replicas back.</summary>
    Jump,

    /// <summary>Nobody counted for so long that a purge may have passed unseen.</summary>
    Gap,
}

/// <summary>Two counts that follow each other.</summary>
internal sealed class CountStep(CountSample from, CountSample to)
{
    public CountSample From { get; } = from;

    public CountSample To { get; } = to;

    public double Days { get; } = (to.Time - from.Time).TotalDays;

    public double Change { get; } = (double)to.Count - from.Count;

    public StepKind Kind { get; set; }
}
