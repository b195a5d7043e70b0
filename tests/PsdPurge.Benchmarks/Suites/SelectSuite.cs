using PsdPurge.Benchmarks.Report;
using PsdPurge.Benchmarks.Servers;

namespace PsdPurge.Benchmarks.Suites;

/// <summary>The speed of a selection, compared with a bare reader and a script.</summary>
internal static class SelectSuite
{
    public static Section Run()
    {
        var results = Bench.Run<SelectBenchmarks>(iterations: 3, measureMemory: true);
        var bare = Measured.Of(nameof(SelectBenchmarks.BareReader), results);
        var module = Measured.Of(nameof(SelectBenchmarks.Module), results);
        var script = Measured.Of(nameof(SelectBenchmarks.Script), results);
        List<IReadOnlyList<string>> rows =
        [
            Row("bare SqlDataReader loop", bare, bare),
            Row("Select-AppEndpointPsdEntries", module, bare),
            Row("script: SqlDataAdapter, DataTable, [pscustomobject]", script, bare),
        ];
        List<Target> targets =
        [
            Target.AtLeast("Throughput of the selection to that of a bare reader", bare.Result.Seconds / module.Result.Seconds, 0.95),
            Target.AtLeast("The same from the first row on", bare.AfterFirstRow / module.AfterFirstRow, 0.95),
            Target.AtMost("The first row of the selection to that of a bare reader, time", module.FirstRow / bare.FirstRow, 1.2),
            Target.AtLeast("Throughput of the selection to that of the script, one Front-End", script.Result.Seconds / module.Result.Seconds, 5),
        ];
        if (BenchServer.Real is null)
        {
            var pool = Bench.Run<PoolSelectBenchmarks>(iterations: 3);
            var all = PoolSelectBenchmarks.FrontEnds * PoolSelectBenchmarks.RowsEach;
            rows.Add(Row($"Select-AppEndpointPsdEntries, {PoolSelectBenchmarks.FrontEnds} Front-Ends", all, pool[nameof(PoolSelectBenchmarks.Module)]));
            rows.Add(Row($"script, {PoolSelectBenchmarks.FrontEnds} Front-Ends", all, pool[nameof(PoolSelectBenchmarks.Script)]));
            targets.Add(Target.AtLeast(
                $"The same, {PoolSelectBenchmarks.FrontEnds} Front-Ends",
                pool[nameof(PoolSelectBenchmarks.Script)].Seconds / pool[nameof(PoolSelectBenchmarks.Module)].Seconds,
                5));
        }

        targets.Add(Target.AtLeast(
            "Processor time of the script to that of the selection (the client alone)",
            script.Processor / module.Processor,
            5));
        return new Section(
            "Select",
            "Every document's entries are orphans. The bare reader's rate is the most that server and wire give. What the server needs is part of all times. "
                + "The first row's time includes connecting and, for the module, the evidence for the profile. Processor time is the client process's alone. "
                + "The module proves the profile before its first row, and that takes a pass over the documents. After that it is slower than the bare reader "
                + "because each row becomes an object in a pipeline.",
            ["client", "rows", "time", "fastest run", "first row", "rows/s", "ratio", "allocated/row", "client's processor time"],
            rows,
            targets);
    }

    private static string[] Row(string client, Measured measured, Measured baseline) =>
    [
        client,
        Figure.Count(Bench.Rows),
        Figure.Seconds(measured.Result.Seconds),
        Figure.Seconds(measured.Result.Fastest),
        Figure.Seconds(measured.FirstRow),
        Figure.Count(Bench.Rows / measured.Result.Seconds),
        Figure.Plain(measured.Result.Seconds / baseline.Result.Seconds),
        Figure.Count((double)measured.Result.Allocated / Bench.Rows) + " B",
        Figure.Seconds(measured.Processor),
    ];

    private static string[] Row(string client, int count, BenchResult result) =>
        [client, Figure.Count(count), Figure.Seconds(result.Seconds), Figure.Seconds(result.Fastest), "", Figure.Count(count / result.Seconds), "", "", ""];

    /// <summary>One client's figures: medians of its runs, in seconds.</summary>
    private sealed record Measured(BenchResult Result, double Processor, double FirstRow)
    {
        public double AfterFirstRow => Result.Seconds - FirstRow;

        public static Measured Of(string client, IReadOnlyDictionary<string, BenchResult> results)
        {
            var runs = SelectBenchmarks.Runs[client].ToList();
            return new(
                results[client], Figure.Median(runs.Select(run => run.ProcessorSeconds)), Figure.Median(runs.Select(run => run.FirstRowSeconds)));
        }
    }
}
