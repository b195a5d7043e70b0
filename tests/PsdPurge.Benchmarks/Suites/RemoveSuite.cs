using PsdPurge.Benchmarks.Report;

namespace PsdPurge.Benchmarks.Suites;

/// <summary>The speed of a removal, and whether its time is proportional to the rows.</summary>
internal static class RemoveSuite
{
    public static Section Everything()
    {
        var results = Bench.Run<RemoveBenchmarks>(iterations: 3);
        var single = results[nameof(RemoveBenchmarks.SingleDelete)];
        var returned = results[nameof(RemoveBenchmarks.CountedAndReturned)];
        var backup = results[nameof(RemoveBenchmarks.WithBackup)];
        var twice = results[nameof(RemoveBenchmarks.WithBackupTwice)];
        var rowByRow = results[nameof(RemoveBenchmarks.RowByRow)];
        return new Section(
            "Remove: all rows",
            "Every entry is an orphan. The times are medians of 3, each on a server with all its data. The single DELETE locks the whole table, keeps nothing "
                + "and checks nothing. The module's times include its preflight, the evidence, both counts and the search for candidates. "
                + "A tool that tells you the number before it deletes, and keeps what it deletes, has to count the rows and to read them back. Counting and "
                + $"the same DELETE with its rows returned take {Figure.Plain(returned.Seconds / single.Seconds)} times as long as the single DELETE here. "
                + "They look at nothing twice, use no batches and write no file. "
                + "The lab's engine keeps no log of rows and no row locks. Deleting a row costs it hardly more than finding or returning it. "
                + "A SQL Server logs each row and its index keys.",
            ["way", "rows", "time", "rows/s", "time/row to the single DELETE"],
            [
                Row("single DELETE", Bench.Rows, single, single),
                Row("the rows counted, then the single DELETE with OUTPUT", Bench.Rows, returned, single),
                Row("Remove-AppEndpointPsdEntries -NoBackup", Bench.Rows, results[nameof(RemoveBenchmarks.WithoutBackup)], single),
                Row("Remove-AppEndpointPsdEntries, with backup", Bench.Rows, backup, single),
                Row("Remove-AppEndpointPsdEntries, with backup", 2 * Bench.Rows, twice, single),
                Row("DELETE row by row", RemoveBenchmarks.Sample, rowByRow, single),
            ],
            [
                Target.AtMost("Removing twice the rows, time", twice.Seconds / backup.Seconds, 2.2),
                Target.AtMost("Removing with backup to counting and one DELETE with its rows returned, time", backup.Seconds / returned.Seconds, 1.5),
                Target.AtMost("Removing with backup to the single DELETE, time", backup.Seconds / single.Seconds, 3),
                Target.AtLeast("Removing to deleting row by row, rate", rowByRow.Seconds / RemoveBenchmarks.Sample / (backup.Seconds / Bench.Rows), 5),
            ]);
    }

    public static Section Scattered()
    {
        var results = Bench.Run<ScatteredBenchmarks>(iterations: 3);
        var (module, moduleTwice) = (results[nameof(ScatteredBenchmarks.Module) + " 1"], results[nameof(ScatteredBenchmarks.Module) + " 2"]);
        var (loop, loopTwice) = (results[nameof(ScatteredBenchmarks.TopLoop) + " 1"], results[nameof(ScatteredBenchmarks.TopLoop) + " 2"]);
        return new Section(
            "Remove: few scattered orphans",
            $"One entry of a thousand is an orphan; both ways delete {ScatteredBenchmarks.LoopBatch} rows at once.",
            ["way", "rows", "time", "twice the rows", "ratio"],
            [
                [
                    "Remove-AppEndpointPsdEntries",
                    Figure.Count(Bench.Rows),
                    Figure.Seconds(module.Seconds),
                    Figure.Seconds(moduleTwice.Seconds),
                    Figure.Plain(moduleTwice.Seconds / module.Seconds),
                ],
                [
                    "DELETE TOP (n) in a loop",
                    Figure.Count(Bench.Rows),
                    Figure.Seconds(loop.Seconds),
                    Figure.Seconds(loopTwice.Seconds),
                    Figure.Plain(loopTwice.Seconds / loop.Seconds),
                ],
            ],
            [Target.AtMost("Twice the rows, few of them orphans, time", moduleTwice.Seconds / module.Seconds, 2.2)]);
    }

    private static string[] Row(string way, int rows, BenchResult result, BenchResult single) =>
    [
        way,
        Figure.Count(rows),
        Figure.Seconds(result.Seconds),
        Figure.Count(rows / result.Seconds),
        Figure.Plain(result.Seconds / rows / (single.Seconds / Bench.Rows)),
    ];
}
