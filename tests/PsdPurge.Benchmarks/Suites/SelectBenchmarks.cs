using System.Diagnostics;
using BenchmarkDotNet.Attributes;
using PsdPurge.Benchmarks.Clients;
using PsdPurge.Benchmarks.Data;
using PsdPurge.Benchmarks.Servers;

namespace PsdPurge.Benchmarks.Suites;

/// <summary>All entries of a Front-End selected, by three clients with the same statement.</summary>
public class SelectBenchmarks
{
    private BenchServer _server = null!;
    private ModuleSession _session = null!;

    [GlobalSetup]
    public void Start()
    {
        _session = new ModuleSession();
        _server = BenchServer.Start(
            new ServerRequest(new BenchData(BenchShape.Orphans, Bench.Rows)),
            few =>
            {
                BareClient.Select(few);
                _session.Select([few]);
                AdminScript.Run(_session, [few]);
            });
    }

    [GlobalCleanup]
    public void End()
    {
        _server.Dispose();
        _session.Dispose();
    }

    /// <summary>Processor time of this process in the last run of each.</summary>
    internal static Dictionary<string, double> ProcessorSeconds { get; } = [];

    /// <summary>Seconds until the first row was there, of each run.</summary>
    internal static Dictionary<string, List<double>> FirstRowSeconds { get; } = [];

    [Benchmark(Baseline = true)]
    public long BareReader() => Measured(nameof(BareReader), () => BareClient.Select(_server.FrontEnds[0]));

    [Benchmark]
    public long Module() => Measured(nameof(Module), () => _session.Select(_server.FrontEnds));

    [Benchmark]
    public long Script() => Measured(nameof(Script), () => AdminScript.Run(_session, _server.FrontEnds));

    private static long Measured(string name, Func<long> work)
    {
        using var self = Process.GetCurrentProcess();
        var before = self.TotalProcessorTime;
        FirstRow.Begin();
        var rows = work();
        self.Refresh();
        ProcessorSeconds[name] = (self.TotalProcessorTime - before).TotalSeconds;
        FirstRowSeconds.TryAdd(name, []);
        FirstRowSeconds[name].Add(FirstRow.Seconds);
        return rows;
    }
}
