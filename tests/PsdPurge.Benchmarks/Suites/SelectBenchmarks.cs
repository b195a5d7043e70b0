using System.Diagnostics;
using BenchmarkDotNet.Attributes;
using PsdPurge.Benchmarks.Clients;
using PsdPurge.Benchmarks.Data;
using PsdPurge.Benchmarks.Servers;

namespace PsdPurge.Benchmarks.Suites;

/// <summary>Selections of all entries of a Front-End, by three clients with the same statement.</summary>
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

    /// <summary>The other figures of each run, which BenchmarkDotNet does not measure.</summary>
    internal static ILookup<string, ClientRun> Runs => Measurements.ToLookup(one => one.Client);

    private static readonly List<ClientRun> Measurements = [];

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
        Measurements.Add(new ClientRun(name, (self.TotalProcessorTime - before).TotalSeconds, FirstRow.Seconds));
        return rows;
    }
}

/// <summary>A selection by one client: this process's processor time, and the time until the first row was there.</summary>
internal sealed record ClientRun(string Client, double ProcessorSeconds, double FirstRowSeconds);
