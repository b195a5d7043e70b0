using BenchmarkDotNet.Attributes;
using PsdPurge.Benchmarks.Clients;
using PsdPurge.Benchmarks.Data;
using PsdPurge.Benchmarks.Servers;

namespace PsdPurge.Benchmarks.Suites;

/// <summary>Few orphans scattered among many rows: where deleting in a loop scans all that it has scanned before.</summary>
public class ScatteredBenchmarks
{
    /// <summary>Rows that the loop deletes at once.</summary>
    internal const int LoopBatch = 50;

    private BenchServer _server = null!;
    private ModuleSession _session = null!;

    /// <summary>How many times the rows of the smaller table.</summary>
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
