using System.Diagnostics;
using PsdPurge.Benchmarks.Clients;
using PsdPurge.Benchmarks.Data;
using PsdPurge.Benchmarks.Report;
using PsdPurge.Benchmarks.Servers;

namespace PsdPurge.Benchmarks.Suites;

/// <summary>The limits of the module: far more entries and conferences than a pool is thought to have, and more Front-Ends than a pool may have.</summary>
internal static class ScaleSuite
{
    private const int Times = 10;
    private const double MostForTwice = 2.1;
    private const int FrontEnds = 20;

    public static Section Run()
    {
        using ModuleSession session = new();
        List<IReadOnlyList<string>> rows = [];
        BenchData large = new(BenchShape.Orphans, Times * Bench.Rows) { Conferences = Bench.Rows };
        BenchData each = new(BenchShape.Orphans, Math.Max(1000, Bench.Rows / 50));
        var half = Measure(session, rows, "one Front-End", new ServerRequest((large with { Entries = large.Entries / 2 }).WithoutIndexes));
        var whole = Measure(session, rows, "one Front-End", new ServerRequest(large.WithoutIndexes));
        Measure(session, rows, $"{FrontEnds} Front-Ends", new ServerRequest(each.WithoutIndexes, FrontEnds));
        return new Section(
            "Scale",
            $"One Front-End with {Figure.Count(large.Entries / 2)} and {Figure.Count(large.Entries)} orphaned entries "
            + $"and {Figure.Count(large.Conferences)} living conferences, "
            + $"and {FrontEnds} Front-Ends with {Figure.Count(each.Entries)} orphaned entries each. "
            + "One run each, with a backup, and without any index beside the keys. "
            + "Resolve-PsdSchemaProfile is the search for the profile of an unknown server. All Front-Ends and the client share this machine's processors.",
            ["what", "entries", "command", "time", "entries/s", "client's processor time"],
            rows,
            [
                Target.AtMost($"Twice the rows, up to {Figure.Count(large.Entries)}, selection, time", whole.Select / half.Select, MostForTwice),
                Target.AtMost($"Twice the rows, up to {Figure.Count(large.Entries)}, removal, time", whole.Remove / half.Remove, MostForTwice),
            ]);
    }

    private static (double Select, double Remove) Measure(ModuleSession session, List<IReadOnlyList<string>> rows, string what, ServerRequest request)
    {
        using var server = BenchServer.Start(request);
        long entries = (long)request.Data.Entries * request.FrontEnds;
        var select = Add("Select-AppEndpointPsdEntries", () => session.Select(server.FrontEnds));
        Add("Resolve-PsdSchemaProfile", () => session.Resolve(server.FrontEnds));
        Add("Remove-AppEndpointPsdEntries -WhatIf", () => session.Remove(server.FrontEnds, "-NoBackup -WhatIf"));
        var remove = Add("Remove-AppEndpointPsdEntries", () =>
        {
            var deleted = session.Remove(server.FrontEnds, $"-BackupPath '{BenchFolder.Backup}'");
            Directory.Delete(BenchFolder.Backup, recursive: true);
            return deleted == entries ? deleted : throw new InvalidOperationException($"{deleted} of {entries} rows were deleted.");
        });

        return (select, remove);

        double Add(string command, Func<long> run)
        {
            var processor = Environment.CpuUsage.TotalTime;
            var watch = Stopwatch.StartNew();
            run();
            var seconds = watch.Elapsed.TotalSeconds;
            var used = (Environment.CpuUsage.TotalTime - processor).TotalSeconds;
            rows.Add([what, Figure.Count(entries), command, Figure.Seconds(seconds), Figure.Count(entries / seconds), Figure.Seconds(used)]);
            return seconds;
        }
    }
}
