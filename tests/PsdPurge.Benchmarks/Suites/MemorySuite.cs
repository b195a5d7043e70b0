using System.Diagnostics;
using System.Globalization;
using PsdPurge.Benchmarks.Clients;
using PsdPurge.Benchmarks.Data;
using PsdPurge.Benchmarks.Report;
using PsdPurge.Benchmarks.Servers;

namespace PsdPurge.Benchmarks.Suites;

/// <summary>How much memory does a large selection need? In a process of its own, watched by the system.</summary>
internal static class MemorySuite
{
    private const double MaxMegabytes = 50;
    private const int Few = 100;

    public static Section Run()
    {
        using var few = BenchServer.Start(new ServerRequest(new BenchData(BenchShape.Orphans, Few)));
        if (BenchServer.Real is null)
        {
            using var many = BenchServer.Start(new ServerRequest(new BenchData(BenchShape.Orphans, Bench.Rows)));
            return Report(SelfProcess.Ask(["memory", .. Arguments(few.FrontEnds[0]), .. Arguments(many.FrontEnds[0])]));
        }

        using var real = BenchServer.Start(new ServerRequest(new BenchData(BenchShape.Orphans, Bench.Rows)));
        return Report(SelfProcess.Ask(["memory", .. Arguments(real.FrontEnds[0]), .. Arguments(real.FrontEnds[0])]));
    }

    /// <summary><c>memory</c>: selects few rows, then many, and says what the process held when idle and at its peak.</summary>
    public static int Measure(string[] arguments)
    {
        using ModuleSession session = new();
        var imported = WorkingSet();
        session.Select([FrontEnd(arguments.AsSpan(0, 4))]);
        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();
        var idle = WorkingSet();
        using Peak peak = new();
        var rows = session.Select([FrontEnd(arguments.AsSpan(4, 4))]);
        Console.WriteLine(string.Join(' ', [imported, idle, peak.Stop(), rows]));
        return 0;
    }

    private static Section Report(string answer)
    {
        var figures = answer.Split(' ').Select(figure => double.Parse(figure, CultureInfo.InvariantCulture)).ToList();
        var above = figures[2] - figures[1];
        return new Section(
            "Memory",
            $"Working set of a process that hosts PowerShell and selects {Figure.Count(figures[3])} rows into a pipeline. Idle: "
                + $"after a selection of {Figure.Count(Few)} rows, so with the SQL client loaded.",
            ["state", "working set", "above idle"],
            [
                ["module imported", Figure.Megabytes(figures[0]), ""],
                ["idle", Figure.Megabytes(figures[1]), ""],
                ["peak while selecting", Figure.Megabytes(figures[2]), Figure.Megabytes(above)],
            ],
            [new Target(
                $"Memory of {Figure.Count(figures[3])} selected rows above the idle process: less than {MaxMegabytes} MB",
                Figure.Megabytes(above),
                above < MaxMegabytes * 1024 * 1024)]);
    }

    private static string[] Arguments(ServedFrontEnd frontEnd) => [frontEnd.ComputerName, frontEnd.InstanceName, frontEnd.Login, frontEnd.Password];

    private static ServedFrontEnd FrontEnd(ReadOnlySpan<string> arguments) => new(arguments[0], arguments[1], "", arguments[2], arguments[3]);

    private static long WorkingSet()
    {
        using var self = Process.GetCurrentProcess();
        return self.WorkingSet64;
    }

    /// <summary>Watches the working set: its peak since the process began would hold the start-up, too.</summary>
    private sealed class Peak : IDisposable
    {
        private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(10);
        private readonly ManualResetEventSlim _stop = new();
        private readonly Thread _thread;
        private long _most;

        public Peak()
        {
            _thread = new Thread(Watch) { IsBackground = true };
            _thread.Start();
        }

        public long Stop()
        {
            _stop.Set();
            _thread.Join();
            return _most;
        }

        public void Dispose() => _stop.Dispose();

        private void Watch()
        {
            do
            {
                _most = Math.Max(_most, WorkingSet());
            }
            while (!_stop.Wait(Interval));
        }
    }
}
