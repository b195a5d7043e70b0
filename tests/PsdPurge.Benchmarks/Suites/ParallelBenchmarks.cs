using BenchmarkDotNet.Attributes;
using PsdPurge.Benchmarks.Clients;
using PsdPurge.Benchmarks.Data;
using PsdPurge.Benchmarks.Servers;

namespace PsdPurge.Benchmarks.Suites;

/// <summary>Distant Front-Ends.</summary>
public class ParallelBenchmarks
{
    /// <summary>The time of a round trip.</summary>
    internal const int LatencyMs = 20;

    private const int Rows = 500;
    private BenchServer _server = null!;
    private ModuleSession _session = null!;

    /// <summary>The number of Front-Ends.</summary>
    [Params(1, 8)]
    public int FrontEnds { get; set; }

    [GlobalSetup]
    public void Start()
    {
        _session = new ModuleSession();
        _server = BenchServer.Start(new ServerRequest(new BenchData(BenchShape.Orphans, Rows), FrontEnds, LatencyMs));
    }

    [GlobalCleanup]
    public void End()
    {
        _server.Dispose();
        _session.Dispose();
    }

    [Benchmark]
    public long Count() => _session.Count(_server.FrontEnds);

    [Benchmark]
    public long Select() => _session.Select(_server.FrontEnds);

    [Benchmark]
    public long Remove() => _session.Remove(_server.FrontEnds, "-NoBackup -MaxEntries 12 -BatchSize 3");
}
