using System.Diagnostics;
using PsdPurge.Benchmarks.Clients;
using PsdPurge.Benchmarks.Data;
using PsdPurge.Benchmarks.Report;
using PsdPurge.Benchmarks.Servers;

namespace PsdPurge.Benchmarks.Suites;

/// <summary>The cost of each index layout that a Front-End may have.</summary>
internal static class LayoutSuite
{
    private const int Runs = 3;
    private const double MostSpread = 1.5;
    private const double MostPreview = 1.3;

    private static readonly string[] Layouts = ["key-only", "organizer", "conference-id", "address", "owner", "all"];

    public static Section Run()
    {
        var entries = Math.Max(1000, Bench.Rows / 5);
        using ModuleSession session = new();
        BenchData data = new(BenchShape.Orphans, entries) { Conferences = entries / 10 };
        var measured = Layouts.Select(layout => (Layout: layout, Times: Measure(session, data with { Indexes = layout }))).ToList();
        var removals = measured.Select(m => m.Times.Remove).ToList();
        return new Section(
            "Whatever indexes there are",
            $"The same data, {Figure.Count(entries)} orphaned entries and {Figure.Count(data.Conferences)} living conferences, "
            + $"with each set of indexes beside the keys that the lab knows; medians of {Runs}. "
            + "`key-only` has none, `all` has all of them. A preview is a removal with -WhatIf: it finds, proves and counts all that the removal would delete. "
            + "So it costs what a removal costs without its deletes, which is more than a selection: each candidate is kept with its guard, and its other "
            + "columns are compared with all living conferences.",
            ["indexes", "select", "preview", "remove with backup", "preview to select"],
            [
                .. measured.Select(m => (string[])
                [
                    $"`{m.Layout}`",
                    Figure.Seconds(m.Times.Select),
                    Figure.Seconds(m.Times.Preview),
                    Figure.Seconds(m.Times.Remove),
                    Figure.Plain(m.Times.Preview / m.Times.Select),
                ]),
            ],
            [
                Target.AtMost("The slowest set of indexes to the fastest, removal, time", removals.Max() / removals.Min(), MostSpread),
                Target.AtMost("A preview (-WhatIf) to the selection, without indexes, time", measured[0].Times.Preview / measured[0].Times.Select, MostPreview),
            ]);
    }

    private static (double Select, double Preview, double Remove) Measure(ModuleSession session, BenchData data)
    {
        List<(double Select, double Preview, double Remove)> runs = [];
        for (var run = 0; run < Runs; run++)
        {
            using var server = BenchServer.Start(new ServerRequest(data), few => WarmUp(session, few));
            runs.Add((
                Seconds(() => session.Select(server.FrontEnds)),
                Seconds(() => session.Remove(server.FrontEnds, "-NoBackup -WhatIf")),
                Seconds(() => session.Remove(server.FrontEnds, $"-BackupPath '{BenchFolder.Backup}'"))));
            Directory.Delete(BenchFolder.Backup, recursive: true);
        }

        return (Figure.Median(runs.Select(r => r.Select)), Figure.Median(runs.Select(r => r.Preview)), Figure.Median(runs.Select(r => r.Remove)));
    }

    private static void WarmUp(ModuleSession session, ServedFrontEnd few)
    {
        session.Select([few]);
        session.Remove([few], $"-BackupPath '{BenchFolder.Backup}' -BatchSize 500 -MaxEntries 10000");
    }

    private static double Seconds(Action action)
    {
        var watch = Stopwatch.StartNew();
        action();
        return watch.Elapsed.TotalSeconds;
    }
}
