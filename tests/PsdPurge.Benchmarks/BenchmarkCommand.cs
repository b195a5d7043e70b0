using System.Globalization;
using System.Reflection;
using PsdPurge.Benchmarks.Report;
using PsdPurge.Benchmarks.Servers;
using PsdPurge.Benchmarks.Suites;
using PsdPurge.Lab.Verbs;

namespace PsdPurge.Benchmarks;

/// <summary>The command that measures everything and writes docs/performance.md.</summary>
internal static class BenchmarkCommand
{
    private const string Command = "dotnet run -c Release --project tests/PsdPurge.Benchmarks";

    private const string Help =
        $"""
        {Command} [-- options]

        Measures the module and writes docs/performance.md.

          --rows N        entries of a large table; 1,000,000 unless given
          --only A,B      some of import, memory, select, parallel, remove, scattered, evidence, statements, layouts, scale;
                          the page keeps the last figures of the others
          --replace       with {BenchServer.Variable}: drop what rtc and rtcdyn on that server hold
        """;

    private static readonly (string Name, Func<Section> Run, bool LabOnly)[] Suites =
    [
        ("import", ImportSuite.Run, false),
        ("memory", MemorySuite.Run, false),
        ("select", SelectSuite.Run, false),
        ("parallel", ParallelSuite.Run, true),
        ("remove", RemoveSuite.Everything, false),
        ("scattered", RemoveSuite.Scattered, false),
        ("evidence", EvidenceSuite.Run, false),
        ("statements", StatementSuite.Run, true),
        ("layouts", LayoutSuite.Run, true),
        ("scale", ScaleSuite.Run, true),
    ];

    public static int Run(string[] args)
    {
        string[] only = [];
        var replace = false;
        for (var i = 0; i < args.Length; i++)
        {
            switch (args[i])
            {
                case "--rows" when i + 1 < args.Length
                    && int.TryParse(args[i + 1], NumberStyles.AllowThousands, CultureInfo.InvariantCulture, out var rows)
                    && rows > 0:
                    Bench.Rows = rows;
                    i++;
                    break;
                case "--only" when i + 1 < args.Length:
                    only = args[++i].Split(',');
                    break;
                case "--replace":
                    replace = true;
                    break;
                default:
                    Console.WriteLine(Help);
                    return args[i] is "--help" or "-h" ? 0 : 2;
            }
        }

        if (BenchServer.Real is { } real && !replace && new SqlClientTarget(real).Existing() is { Count: > 0 } existing)
        {
            Console.Error.WriteLine($"The server of {BenchServer.Variable} already has {string.Join(" and ", existing)}, and nothing was changed. "
                + "Add --replace to drop what is there for good.");
            return 1;
        }

        var path = Assembly.GetExecutingAssembly().GetCustomAttributes<AssemblyMetadataAttribute>().First(data => data.Key == "PerformancePage").Value!;
        PerformancePage page = new(Command, path, [.. Suites.Select(suite => suite.Name)]);
        if (only.Length > 0)
        {
            page.TakeOver();
        }

        foreach (var (name, run, labOnly) in Suites)
        {
            if ((only.Length == 0 || only.Contains(name)) && !(labOnly && BenchServer.Real is not null))
            {
                page.Add(name, run);
            }
        }

        return 0;
    }
}
