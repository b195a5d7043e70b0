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
        List<IReadOnlyList<string>> rows =
        [
            Row("bare SqlDataReader loop", Bench.Rows, bare, bare, processor[nameof(SelectBenchmarks.BareReader)]),
            Row("Select-AppEndpointPsdEntries", Bench.Rows, module, bare, processor[nameof(SelectBenchmarks.Module)]),
            Row("script: SqlDataAdapter, DataTable, [pscustomobject]", Bench.Rows, script, bare, processor[nameof(SelectBenchmarks.Script)]),
        ];
        List<Target> targets =
        [
            Target.AtLeast("Throughput of the selection to that of a bare reader", bare.Seconds / module.Seconds, 0.8),
            Target.AtLeast("Throughput of the selection to that of the script, one Front-End", script.Seconds / module.Seconds, 5),
        ];
        if (BenchServer.Real is null)
        {
            var pool = Bench.Run<PoolSelectBenchmarks>(iterations: 3);
            var all = PoolSelectBenchmarks.FrontEnds * PoolSelectBenchmarks.RowsEach;
            rows.Add(Row(
                $"Select-AppEndpointPsdEntries, {PoolSelectBenchmarks.FrontEnds} Front-Ends", all, pool[nameof(PoolSelectBenchmarks.Module)], null, null));
            rows.Add(Row($"script, {PoolSelectBenchmarks.FrontEnds} Front-Ends", all, pool[nameof(PoolSelectBenchmarks.Script)], null, null));
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
            "Every document's entries are orphans. The bare reader's rate is the most that server and wire give: what the server needs is part of all times. "
                + "Processor time is the client process's alone.",
            ["client", "rows", "time", "fastest run", "rows/s", "ratio", "allocated/row", "client's processor time"],
            rows,
            targets);
    }

    private static string[] Row(string client, int count, BenchResult result, BenchResult? baseline, double? processor) =>
    [
        client,
        Figure.Count(count),
        Figure.Seconds(result.Seconds),
        Figure.Seconds(result.Fastest),
        Figure.Count(count / result.Seconds),
        baseline is null ? "" : Figure.Plain(result.Seconds / baseline.Seconds),
        result.Allocated == 0 ? "" : Figure.Count((double)result.Allocated / count) + " B",
        processor is null ? "" : Figure.Seconds(processor.Value),
    ];
}
