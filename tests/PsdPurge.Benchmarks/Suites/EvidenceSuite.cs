using PsdPurge.Benchmarks.Clients;
using PsdPurge.Benchmarks.Data;
using PsdPurge.Benchmarks.Report;
using PsdPurge.Benchmarks.Servers;

namespace PsdPurge.Benchmarks.Suites;

/// <summary>The cost of the evidence for the profile, as a share of a whole removal.</summary>
internal static class EvidenceSuite
{
    private const int Runs = 3;
    private const string Step = "Evidence";

    private static readonly string[] Steps = ["Connecting", Step, "Candidates", "Deleting", "Backup"];

    public static Section Run()
    {
        using ModuleSession session = new();
        var plain = Measure(session, BenchShape.Orphans, addColumn: false);
        var wide = Measure(session, BenchShape.Orphans, addColumn: true);
        var scattered = Measure(session, BenchShape.Scattered, addColumn: false);
        return new Section(
            "Remove: what the evidence costs",
            $"Where the time of a removal with backup goes, as its ElapsedBy has it, without any index beside the keys; "
                + $"the run with the median share of {Runs}. Evidence is rights, "
                + "what lives there, whether documents and living conferences name each other, and whether a candidate carries a living conference's id in "
                + "another column. "
            + "The further column is a text of Document that repeats each row's own id: it is compared and looked through for every candidate. "
            + "Most of the evidence is two passes over the candidates, one for each column that may carry a living conference's id, and one pass over the "
            + "documents for the living conferences that they name. The next section has these statements.",
            ["removal", "orphans", "all steps", .. Steps, "evidence's share"],
            [
                Row("every entry is an orphan", Bench.Rows, plain),
                Row("the same, with a further column", Bench.Rows, wide),
                Row("one entry of a thousand", Bench.Rows / 1000, scattered),
            ],
            [Target.AtMost("Evidence to the whole removal, every entry an orphan, share", Share(plain), 0.25)]);
    }

    private static IReadOnlyDictionary<string, double> Measure(ModuleSession session, BenchShape shape, bool addColumn) =>
        Enumerable.Range(0, Runs).Select(_ => Once(session, shape, addColumn)).OrderBy(Share).ElementAt(Runs / 2);

    private static IReadOnlyDictionary<string, double> Once(ModuleSession session, BenchShape shape, bool addColumn)
    {
        using var server = BenchServer.Start(
            new ServerRequest(new BenchData(shape, Bench.Rows).WithoutIndexes),
            few => session.Remove([few], $"-BackupPath '{BenchFolder.Backup}' -BatchSize 500 -MaxEntries 10000"));
        if (addColumn)
        {
            using var connection = BareClient.Open(server.FrontEnds[0]);
            using var add = BareClient.Command(connection, "ALTER TABLE dbo.Document ADD ConfRef nvarchar(64) NULL;");
            add.ExecuteNonQuery();
            using var fill = BareClient.Command(connection, "UPDATE dbo.Document SET ConfRef = ExternalConfId;");
            fill.ExecuteNonQuery();
        }

        try
        {
            return session.StepsOfRemoval(server.FrontEnds, $"-BackupPath '{BenchFolder.Backup}'");
        }
        finally
        {
            Directory.Delete(BenchFolder.Backup, recursive: true);
        }
    }

    private static double Share(IReadOnlyDictionary<string, double> times) => times[Step] / times.Values.Sum();

    private static string[] Row(string removal, int orphans, IReadOnlyDictionary<string, double> times) =>
        [
            removal,
            Figure.Count(orphans),
            Figure.Seconds(times.Values.Sum()),
            .. Steps.Select(s => Figure.Seconds(times[s])),
            $"{Figure.Plain(100 * Share(times))} %",
        ];
}
