using BenchmarkDotNet.Attributes;
using PsdPurge.Benchmarks.Clients;
using PsdPurge.Benchmarks.Data;
using PsdPurge.Benchmarks.Servers;

namespace PsdPurge.Benchmarks.Suites;

/// <summary>Removals of few orphans that are scattered among many rows. Deleting in a loop scans the same rows again and again there.</summary>
public class ScatteredBenchmarks
{
    /// <summary>Rows that the loop deletes with one statement.</summary>
    internal const int LoopBatch = 50;

    private BenchServer _server = null!;
    private ModuleSession _session = null!;

    /// <summary>The size of the table, as a multiple of the smaller one.</summary>
    [Params(1, 2)]
    public int Size { get; set; }

    private BenchData Data => new(BenchShape.Scattered, Size * Bench.Rows);

    [GlobalSetup]
    public void Open() => _session = new ModuleSession();

    [GlobalCleanup]
    public void Close() => _session.Dispose();

    [IterationSetup]
    public void Start() => _server = BenchServer.Start(
        new ServerRequest(Data),
        few =>
        {
            _session.Remove([few], "-NoBackup -BatchSize 1 -MaxEntries 10");
            Deletion.TopLoop(few, 1);
        });

    [IterationCleanup]
    public void End() => _server.Dispose();

    [Benchmark]
    public long Module() => Check(_session.Remove(_server.FrontEnds, $"-NoBackup -BatchSize {LoopBatch}"));

    [Benchmark]
    public long TopLoop() => Check(Deletion.TopLoop(_server.FrontEnds[0], LoopBatch));

    private long Check(long deleted) =>
        deleted == Data.Orphans ? deleted : throw new InvalidOperationException($"{deleted} of {Data.Orphans} rows were deleted.");
}
