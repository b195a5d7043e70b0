using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using PsdPurge.Benchmarks.Data;
using PsdPurge.Benchmarks.Servers;
using PsdPurge.Benchmarks.Suites;

namespace PsdPurge.Benchmarks.Report;

/// <summary>docs/performance.md: every figure with the command that measures it.</summary>
/// <remarks>The sections are kept beside the bench data, so that one of them can be measured again without the others.</remarks>
internal sealed class PerformancePage(string command, string path, IReadOnlyList<string> order)
{
    private static readonly string Kept = Path.Combine(BenchFolder.Root, "sections.json");

    private readonly Dictionary<string, Section> _sections = [];

    /// <summary>Takes over the sections of the last run that were measured on the same server with the same number of entries.</summary>
    public void TakeOver()
    {
        if (File.Exists(Kept))
        {
            var kept = JsonSerializer.Deserialize<Dictionary<string, Section>>(File.ReadAllText(Kept))!;
            foreach (var (name, section) in kept.Where(pair => pair.Value.Server == BenchServer.Name && pair.Value.Entries == Bench.Rows))
            {
                _sections[name] = section;
            }
        }
    }

    /// <summary>Measures a section, prints it, and writes the page so far.</summary>
    public void Add(string name, Func<Section> measure)
    {
        var load = Load();
        var time = DateTime.UtcNow.ToString("yyyy-MM-dd HH:mm 'UTC'", CultureInfo.InvariantCulture);
        var section = measure() with { Measured = $"{time}, {load} at its start", Server = BenchServer.Name, Entries = Bench.Rows };
        _sections[name] = section;
        StringBuilder text = new();
        Append(text, section);
        Console.WriteLine(text);
        Directory.CreateDirectory(Path.GetDirectoryName(Kept)!);
        File.WriteAllText(Kept, JsonSerializer.Serialize(_sections));
        File.WriteAllText(path, Text());
    }

    private IEnumerable<Section> Sections => order.Where(_sections.ContainsKey).Select(name => _sections[name]);

    private string Text()
    {
        StringBuilder text = new();
        text.AppendLine("# Performance");
        text.AppendLine();
        text.AppendLine("This command measures everything and writes this page:");
        text.AppendLine();
        text.AppendLine("```").AppendLine(command).AppendLine("```");
        text.AppendLine();
        text.AppendLine(
            """
            The Front-Ends belong to the lab. Each set of them runs in its own process on the same machine, and connections are encrypted as the module does
            by default. So server and client share the processors. The lab's engine (SQLite under T-SQL) is slower than SQL Server. All figures of a table
            were measured in one run against the same server. With a connection string in `PSDPURGE_SQLSERVER`, the command measures on a real SQL Server, and
            replaces its databases rtc and rtcdyn.
            """);
        text.AppendLine();
        text.AppendLine("| | |").AppendLine("|---|---|");
        Line(text, "Processor", $"{Processor()}, {Environment.ProcessorCount} cores");
        Line(text, "Memory", Figure.Megabytes(GC.GetGCMemoryInfo().TotalAvailableMemoryBytes));
        Line(text, "System", $"{RuntimeInformation.OSDescription}, {RuntimeInformation.FrameworkDescription}");
        text.AppendLine();
        text.AppendLine("## Targets");
        text.AppendLine();
        text.AppendLine("| target | measured | |").AppendLine("|---|---:|---|");
        foreach (var target in Sections.SelectMany(section => section.Targets))
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"| {target.Text} | {target.Measured} | {(target.IsMet ? "met" : "**not met**")} |");
        }

        foreach (var section in Sections)
        {
            text.AppendLine();
            Append(text, section);
        }

        return text.ToString().ReplaceLineEndings("\n");
    }

    private static void Append(StringBuilder text, Section section)
    {
        text.AppendLine("## " + section.Title);
        text.AppendLine();
        text.AppendLine(section.About);
        text.AppendLine();
        text.AppendLine(CultureInfo.InvariantCulture, $"Measured on {section.Server}, {section.Measured}.");
        text.AppendLine();
        text.AppendLine("| " + string.Join(" | ", section.Columns) + " |");
        text.AppendLine("|---|" + string.Concat(section.Columns.Skip(1).Select(_ => "---:|")));
        foreach (var row in section.Rows)
        {
            text.AppendLine("| " + string.Join(" | ", row) + " |");
        }
    }

    private static void Line(StringBuilder text, string name, string value) => text.AppendLine(CultureInfo.InvariantCulture, $"| {name} | {value} |");

    private static string Processor() => File.Exists("/proc/cpuinfo")
        ? File.ReadLines("/proc/cpuinfo").FirstOrDefault(line => line.StartsWith("model name", StringComparison.Ordinal))?.Split(':')[1].Trim() ?? "unknown"
        : Environment.GetEnvironmentVariable("PROCESSOR_IDENTIFIER") ?? "unknown";

    private static string Load() => File.Exists("/proc/loadavg")
        ? $"load average {File.ReadAllText("/proc/loadavg").Split(' ')[0]}"
        : "unknown";
}
