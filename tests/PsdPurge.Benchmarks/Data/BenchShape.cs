namespace PsdPurge.Benchmarks.Data;

/// <summary>Which of a bench Front-End's entries are orphans.</summary>
public enum BenchShape
{
    /// <summary>All of them: the table after years without a purge.</summary>
    Orphans,

    /// <summary>One of a thousand, evenly scattered: the table that is purged every night.</summary>
    Scattered,
}
