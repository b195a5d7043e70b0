using PsdPurge.Benchmarks.Report;
using PsdPurge.Benchmarks.Servers;

namespace PsdPurge.Benchmarks.Suites;

/// <summary>How fast is a selection, beside the least and the most that a client may cost?</summary>
internal static class SelectSuite
{
    public static Section Run()
    {
        var one = Bench.Run<SelectBenchmarks>(iterations: 3, measureMemory: true);
        var (bare, module, script) = (one[nameof(SelectBenchmarks.BareReader)], one[nameof(SelectBenchmarks.Module)], one[nameof(SelectBenchmarks.Script)]);
        var processor = SelectBenchmarks.ProcessorSeconds;
        var first = SelectBenchmarks.FirstRowSeconds.ToDictionary(client => client.Key, client => Figure.Median(client.Value));
        List<IReadOnlyList<string>> rows =
        [
            Row("bare SqlDataReader loop", Bench.Rows, bare, bare, processor[nameof(SelectBenchmarks.BareReader)], first[nameof(SelectBenchmarks.BareReader)]),
            Row("Select-AppEndpointPsdEntries", Bench.Rows, module, bare, processor[nameof(SelectBenchmarks.Module)], first[nameof(SelectBenchmarks.Module)]),
            Row(
                "script: SqlDataAdapter, DataTable, [pscustomobject]",
                Bench.Rows,
                script,
                bare,
                processor[nameof(SelectBenchmarks.Script)],
                first[nameof(SelectBenchmarks.Script)]),
        ];
        List<Target> targets =
        [
            Target.AtLeast("Throughput of the selection to that of a bare reader", bare.Seconds / module.Seconds, 0.95),
            Target.AtLeast(
                "The same from the first row on",
                (bare.Seconds - first[nameof(SelectBenchmarks.BareReader)]) / (module.Seconds - first[nameof(SelectBenchmarks.Module)]),
                0.95),
            Target.AtMost(
                "The first row of the selection to that of a bare reader, time",
                first[nameof(SelectBenchmarks.Module)] / first[nameof(SelectBenchmarks.BareReader)],
                1.2),
            Target.AtLeast("Throughput of the selection to that of the script, one Front-End", script.Seconds / module.Seconds, 5),
        ];
        if (BenchServer.Real is null)
        {
            var pool = Bench.Run<PoolSelectBenchmarks>(iterations: 3);
            var all = PoolSelectBenchmarks.FrontEnds * PoolSelectBenchmarks.RowsEach;
            rows.Add(Row(
                $"Select-AppEndpointPsdEntries, {PoolSelectBenchmarks.FrontEnds} Front-Ends",
                all,
                pool[nameof(PoolSelectBenchmarks.Module)],
                null,
                null,
                null));
            rows.Add(Row($"script, {PoolSelectBenchmarks.FrontEnds} Front-Ends", all, pool[nameof(PoolSelectBenchmarks.Script)], null, null, null));
            targets.Add(Target.AtLeast(
                $"The same, {PoolSelectBenchmarks.FrontEnds} Front-Ends",
                pool[nameof(PoolSelectBenchmarks.Script)].Seconds / pool[nameof(PoolSelectBenchmarks.Module)].Seconds,
                5));
        }

        targets.Add(Target.AtLeast(
            "Processor time of the script to that of the selection (the client alone)",
            processor[nameof(SelectBenchmarks.Script)] / processor[nameof(SelectBenchmarks.Module)],
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

    private static string[] Row(string client, int count, BenchResult result, BenchResult? baseline, double? processor, double? firstRow) =>
    [
        client,
        Figure.Count(count),
        Figure.Seconds(result.Seconds),
        Figure.Seconds(result.Fastest),
        firstRow is null ? "" : Figure.Seconds(firstRow.Value),
        Figure.Count(count / result.Seconds),
        baseline is null ? "" : Figure.Plain(result.Seconds / baseline.Seconds),
        result.Allocated == 0 ? "" : Figure.Count((double)result.Allocated / count) + " B",
        processor is null ? "" : Figure.Seconds(processor.Value),
    ];
}
