using PsdPurge.Benchmarks.Report;

namespace PsdPurge.Benchmarks.Suites;

/// <summary>The time for eight Front-Ends compared with one.</summary>
internal static class ParallelSuite
{
    public static Section Run()
    {
        var results = Bench.Run<ParallelBenchmarks>(iterations: 9, warmups: 30);
        List<(string Name, double One, double Eight)> rows =
        [
            .. from name in (string[])[nameof(ParallelBenchmarks.Count), nameof(ParallelBenchmarks.Select), nameof(ParallelBenchmarks.Remove)]
               select (name, results[name + " 1"].Seconds, results[name + " 8"].Seconds),
        ];
        return new Section(
            "Front-Ends in parallel",
            $"A round trip takes {ParallelBenchmarks.LatencyMs} ms, those of connecting, TLS and login, too. Few rows, so that the time is that of the way; "
                + "all Front-Ends and the client share this machine's processors.",
            ["command", "one Front-End", "eight Front-Ends", "ratio"],
            [.. rows.Select(row => (string[])[row.Name, Figure.Seconds(row.One), Figure.Seconds(row.Eight), Figure.Plain(row.Eight / row.One)])],
            [.. rows.Select(row => Target.AtMost($"Eight Front-Ends to one, {row.Name.ToLowerInvariant()}, time", row.Eight / row.One, 1.5))]);
    }
}
