namespace PsdPurge.Benchmarks.Data;

/// <summary>The distribution of orphans among a bench Front-End's entries.</summary>
public enum BenchShape
{
    /// <summary>All entries are orphans, as after years without a purge.</summary>
    Orphans,

    /// <summary>One entry of a thousand is an orphan, evenly scattered, as with a purge every night.</summary>
    Scattered,
}
