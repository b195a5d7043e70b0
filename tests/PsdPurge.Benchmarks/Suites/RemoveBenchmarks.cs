using BenchmarkDotNet.Attributes;
using PsdPurge.Benchmarks.Clients;
using PsdPurge.Benchmarks.Data;
using PsdPurge.Benchmarks.Servers;

namespace PsdPurge.Benchmarks.Suites;

/// <summary>Removals of all entries of a Front-End, by the module and by other means. Each run gets a server with all data.</summary>
public class RemoveBenchmarks
{
    /// <summary>Rows to delete one by one, which are enough to know the rate.</summary>
    internal const int Sample = 5000;

    private BenchServer _server = null!;
    private ModuleSession _session = null!;

    [GlobalSetup]
    public void Open() => _session = new ModuleSession();

    [GlobalCleanup]
    public void Close() => _session.Dispose();

    [IterationSetup(Targets = [nameof(SingleDelete), nameof(CountedAndReturned), nameof(WithBackup), nameof(WithoutBackup), nameof(RowByRow)])]
    public void Start() => Start(Bench.Rows);

    [IterationSetup(Targets = [nameof(WithBackupTwice)])]
    public void StartTwice() => Start(2 * Bench.Rows);

    [IterationCleanup]
    public void End()
    {
        _server.Dispose();
        if (Directory.Exists(BenchFolder.Backup))
        {
            Directory.Delete(BenchFolder.Backup, recursive: true);
        }
    }

    [Benchmark(Baseline = true)]
    public long SingleDelete() => Deletion.Single(_server.FrontEnds[0]);

    [Benchmark]
    public long CountedAndReturned() => Deletion.CountedAndReturned(_server.FrontEnds[0]);

    [Benchmark]
    public long WithBackup() => Remove($"-BackupPath '{BenchFolder.Backup}'", Bench.Rows);

    [Benchmark]
    public long WithBackupTwice() => Remove($"-BackupPath '{BenchFolder.Backup}'", 2 * Bench.Rows);

    [Benchmark]
    public long WithoutBackup() => Remove("-NoBackup", Bench.Rows);

    [Benchmark]
    public long RowByRow() => Deletion.RowByRow(_server.FrontEnds[0], Sample);

    private void Start(int rows) => _server = BenchServer.Start(new ServerRequest(new BenchData(BenchShape.Orphans, rows)), WarmUp);

    private void WarmUp(ServedFrontEnd few)
    {
        Deletion.RowByRow(few, 500);
        _session.Remove([few], $"-BackupPath '{BenchFolder.Backup}' -BatchSize 500 -MaxEntries 10000");
        Deletion.Single(few);
    }

    private long Remove(string options, int expected)
    {
        var deleted = _session.Remove(_server.FrontEnds, options);
        return deleted == expected ? deleted : throw new InvalidOperationException($"{deleted} of {expected} rows were deleted.");
    }
}
