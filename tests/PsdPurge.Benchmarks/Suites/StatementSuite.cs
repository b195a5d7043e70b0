using PsdPurge.Benchmarks.Clients;
using PsdPurge.Benchmarks.Data;
using PsdPurge.Benchmarks.Report;
using PsdPurge.Benchmarks.Servers;
using PsdPurge.Lab.Engine;

namespace PsdPurge.Benchmarks.Suites;

/// <summary>The server's time of a removal, statement by statement.</summary>
internal static class StatementSuite
{
    private const int Shown = 40;
    private const int MostText = 110;

    public static Section Run()
    {
        using ModuleSession session = new();
        using var server = BenchServer.Start(
            new ServerRequest(new BenchData(BenchShape.Orphans, Bench.Rows).WithoutIndexes, Watched: true),
            few => session.Remove([few], $"-BackupPath '{BenchFolder.Backup}' -BatchSize 500 -MaxEntries 10000"));
        var steps = session.StepsOfRemoval(server.FrontEnds, $"-BackupPath '{BenchFolder.Backup}'");
        Directory.Delete(BenchFolder.Backup, recursive: true);
        List<IGrouping<string, StatementCost>> statements = [.. server.Stop().GroupBy(cost => Name(cost.Text))];
        return new Section(
            "Remove: statement by statement",
            $"A removal of all entries with backup, without any index beside the keys: "
                + $"what each statement cost the lab's engine, its times added up, the {Shown} costliest. "
            + "Rows read are those that were read one after the other, because no index led to the ones that were wanted. "
            + "Rows go out while a statement runs, so the time of one that returns many holds the client's, too. Processor time is the server's alone. "
            + $"The steps of the removal: {string.Join(", ", steps.Select(s => $"{s.Key} {Figure.Seconds(s.Value)}"))}.",
            ["statement", "runs", "time", "processor time", "rows read", "engine steps"],
            [
                .. statements.OrderByDescending(s => s.Sum(cost => cost.Processor.TotalSeconds)).Take(Shown).Select(s => (string[])
                [
                    $"`{s.Key}`",
                    Figure.Count(s.Count()),
                    Figure.Seconds(s.Sum(cost => cost.Elapsed.TotalSeconds)),
                    Figure.Seconds(s.Sum(cost => cost.Processor.TotalSeconds)),
                    Figure.Count(s.Sum(cost => cost.Read)),
                    Figure.Count(s.Sum(cost => cost.Steps)),
                ]),
            ],
            []);
    }

    /// <summary>The beginning of a statement on one line.</summary>
    private static string Name(string text)
    {
        var line = string.Join(' ', text.Split((char[])[' ', '\r', '\n', '\t'], StringSplitOptions.RemoveEmptyEntries));
        return line.Length <= MostText ? line : line[..MostText] + "…";
    }
}
