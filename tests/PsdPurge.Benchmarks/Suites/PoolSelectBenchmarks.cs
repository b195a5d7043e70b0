using BenchmarkDotNet.Attributes;
using PsdPurge.Benchmarks.Clients;
using PsdPurge.Benchmarks.Data;
using PsdPurge.Benchmarks.Servers;

namespace PsdPurge.Benchmarks.Suites;

/// <summary>Selections on a pool. The module queries the Front-Ends in parallel, and the script one after another.</summary>
public class PoolSelectBenchmarks
{
    /// <summary>The number of Front-Ends in the pool.</summary>
    internal const int FrontEnds = 3;

    private BenchServer _server = null!;
    private ModuleSession _session = null!;

    /// <summary>The number of entries on each.</summary>
    internal static int RowsEach => Bench.Rows / 5;

    [GlobalSetup]
    public void Start()
    {
        _session = new ModuleSession();
        _server = BenchServer.Start(
            new ServerRequest(new BenchData(BenchShape.Orphans, RowsEach), FrontEnds),
            few =>
            {
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

    [Benchmark(Baseline = true)]
    public long Module() => _session.Select(_server.FrontEnds);

    [Benchmark]
    public long Script() => AdminScript.Run(_session, _server.FrontEnds);
}
