namespace PsdPurge.Benchmarks.Data;

/// <summary>The benchmarks' folder.</summary>
internal static class BenchFolder
{
    public static string Root { get; } = Path.Combine(Path.GetTempPath(), "psdpurge-bench");

    /// <summary>The folder of the removals' backups.</summary>
    public static string Backup { get; } = Path.Combine(Root, "backup");
}
