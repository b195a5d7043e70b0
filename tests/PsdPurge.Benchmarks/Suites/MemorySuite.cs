using System.Diagnostics;
using System.Globalization;
using PsdPurge.Benchmarks.Clients;
using PsdPurge.Benchmarks.Data;
using PsdPurge.Benchmarks.Report;
using PsdPurge.Benchmarks.Servers;

namespace PsdPurge.Benchmarks.Suites;

/// <summary>The memory of a large selection or removal. Each runs in its own process, and the system reports the memory.</summary>
internal static class MemorySuite
{
    private const double MaxMegabytes = 50;
    private const double MaxMegabytesOfRemoval = 40;
    private const string Removing = "remove";
    private const int Few = 100;

    public static Section Run()
    {
        using var few = BenchServer.Start(new ServerRequest(new BenchData(BenchShape.Orphans, Few)));
        using var many = BenchServer.Start(new ServerRequest(new BenchData(BenchShape.Orphans, Bench.Rows)));
        string[] servers = [.. Arguments((BenchServer.Real is null ? few : many).FrontEnds[0]), .. Arguments(many.FrontEnds[0])];
        return Report(SelfProcess.Ask(["memory", "select", .. servers]), SelfProcess.Ask(["memory", Removing, .. servers]));
    }

    /// <summary><c>memory</c>: selects few rows, then selects or removes many, and writes the process's memory when idle and at its peak.</summary>
    public static int Measure(string[] arguments)
    {
        using ModuleSession session = new();
        var imported = WorkingSet();
        session.Select([FrontEnd(arguments.AsSpan(1, 4))]);
        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();
        var idle = WorkingSet();
        using Peak peak = new();
        ServedFrontEnd many = FrontEnd(arguments.AsSpan(5, 4));
        var rows = arguments[0] == Removing ? Remove(session, many) : session.Select([many]);
        Console.WriteLine(string.Join(' ', [imported, idle, peak.Stop(), rows]));
        return 0;
    }

    private static long Remove(ModuleSession session, ServedFrontEnd frontEnd)
    {
        var backup = Directory.CreateTempSubdirectory("psdpurge-bench-backup-");
        var deleted = session.Remove([frontEnd], $"-BackupPath '{backup.FullName}'");
        backup.Delete(recursive: true);
        return deleted;
    }

    private static Section Report(string selection, string removal)
    {
        List<double> figures = Figures(selection), removing = Figures(removal);
        (double above, double aboveOfRemoval) = (figures[2] - figures[1], removing[2] - removing[1]);
        return new Section(
            "Memory",
            $"Working set of a process that hosts PowerShell and selects {Figure.Count(figures[3])} rows into a pipeline, "
                + $"and of one that removes {Figure.Count(removing[3])} with a backup. Idle: "
                + $"after a selection of {Figure.Count(Few)} rows, so with the SQL client loaded.",
            ["state", "working set", "above idle"],
            [
                ["module imported", Figure.Megabytes(figures[0]), ""],
                ["idle", Figure.Megabytes(figures[1]), ""],
                ["peak while selecting", Figure.Megabytes(figures[2]), Figure.Megabytes(above)],
                ["idle, before removing", Figure.Megabytes(removing[1]), ""],
                ["peak while removing", Figure.Megabytes(removing[2]), Figure.Megabytes(aboveOfRemoval)],
            ],
            [
                Below($"Memory of {Figure.Count(figures[3])} selected rows", above, MaxMegabytes),
                Below($"Memory of {Figure.Count(removing[3])} removed rows, with backup,", aboveOfRemoval, MaxMegabytesOfRemoval),
            ]);
    }

    private static List<double> Figures(string answer) => [.. answer.Split(' ').Select(figure => double.Parse(figure, CultureInfo.InvariantCulture))];

    private static Target Below(string what, double bytes, double megabytes) =>
        new($"{what} above the idle process: less than {megabytes} MB", Figure.Megabytes(bytes), bytes < megabytes * 1024 * 1024);

    private static string[] Arguments(ServedFrontEnd frontEnd) => [frontEnd.ComputerName, frontEnd.InstanceName, frontEnd.Login, frontEnd.Password];

    private static ServedFrontEnd FrontEnd(ReadOnlySpan<string> arguments) => new(arguments[0], arguments[1], "", arguments[2], arguments[3]);

    private static long WorkingSet()
    {
        using var self = Process.GetCurrentProcess();
        return self.WorkingSet64;
    }

    /// <summary>Polls the working set, because its peak since the process began would include the start-up.</summary>
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
