using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Diagnosers;
using BenchmarkDotNet.Engines;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Loggers;
using BenchmarkDotNet.Reports;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using PsdPurge.Benchmarks.Data;

namespace PsdPurge.Benchmarks.Suites;

/// <summary>Runs BenchmarkDotNet in the way that suits long operations on a live server: few runs of one call each, in this process.</summary>
internal static class Bench
{
    /// <summary>Entries of a large table.</summary>
    public static int Rows { get; set; } = 1_000_000;

    /// <summary>Runs a class of benchmarks. The key of a result is the method's name with the parameter, if there is one.</summary>
    public static IReadOnlyDictionary<string, BenchResult> Run<T>(int iterations, int warmups = 0, bool measureMemory = false)
    {
        AccumulationLogger log = new();
        var job = BenchmarkDotNet.Jobs.Job.Default
            .WithToolchain(new InProcessEmitToolchain(TimeSpan.FromHours(1), logOutput: true))
            .WithStrategy(RunStrategy.Monitoring)
            .WithInvocationCount(1)
            .WithUnrollFactor(1)
            .WithWarmupCount(warmups)
            .WithIterationCount(iterations);
        var config = ManualConfig.CreateEmpty()
            .AddJob(job)
            .AddLogger(log)
            .WithOptions(ConfigOptions.DisableOptimizationsValidator)
            .WithArtifactsPath(Path.Combine(BenchFolder.Root, "artifacts"));
        if (measureMemory)
        {
            config.AddDiagnoser(MemoryDiagnoser.Default);
        }

        var summary = BenchmarkRunner.Run<T>(config);
        return summary.Reports.Length > 0 && summary.Reports.All(report => report.Success && report.ResultStatistics is not null)
            ? summary.Reports.ToDictionary(Name, report => new BenchResult(
                report.ResultStatistics!.Median / 1e9,
                report.ResultStatistics.Min / 1e9,
                report.GcStats.GetBytesAllocatedPerOperation(report.BenchmarkCase) ?? 0))
            : throw new InvalidOperationException(log.GetLog());
    }

    private static string Name(BenchmarkReport report)
    {
        var parameters = report.BenchmarkCase.Parameters.Items;
        return report.BenchmarkCase.Descriptor.WorkloadMethod.Name + (parameters.Count == 0 ? "" : $" {parameters[0].Value}");
    }
}

/// <summary>A benchmark's figures.</summary>
/// <param name="Seconds">Median of the runs.</param>
/// <param name="Fastest">The fastest run, which other load disturbed least.</param>
/// <param name="Allocated">Bytes allocated in a run.</param>
internal sealed record BenchResult(double Seconds, double Fastest, long Allocated);
