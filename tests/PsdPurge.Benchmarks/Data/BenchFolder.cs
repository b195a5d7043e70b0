namespace PsdPurge.Benchmarks.Data;

/// <summary>Where the benchmarks keep what they make.</summary>
internal static class BenchFolder
{
    public static string Root { get; } = Path.Combine(Path.GetTempPath(), "psdpurge-bench");

    /// <summary>Where removals put their backups.</summary>
    public static string Backup { get; } = Path.Combine(Root, "backup");
}
