using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using PsdPurge.Benchmarks.Servers;

namespace PsdPurge.Benchmarks.Report;

/// <summary>docs/performance.md: every figure with the command that measures it.</summary>
internal sealed class PerformancePage(string command)
{
    private readonly List<Section> _sections = [];
    private readonly string _load = Load();

    /// <summary>Adds a section, prints it, and writes the page so far.</summary>
    public void Add(Section section, string? path)
    {
        _sections.Add(section);
        StringBuilder text = new();
        Append(text, section);
        Console.WriteLine(text);
        if (path is not null)
        {
            File.WriteAllText(path, Text());
        }
    }

    private string Text()
    {
        StringBuilder text = new();
        text.AppendLine("# Performance");
        text.AppendLine();
        text.AppendLine("Written by the command that measured it; nothing here is typed by hand:");
        text.AppendLine();
        text.AppendLine("```").AppendLine(command).AppendLine("```");
        text.AppendLine();
        text.AppendLine(
            """
            Front-Ends are the lab's, each set of them in a process of its own on the same machine, encrypted as the module connects by default; so server and
            client share its processors, and the lab's engine (SQLite under T-SQL) is slower than SQL Server. What stands side by side was measured in one run
            against the same server. With a connection string in `PSDPURGE_SQLSERVER` the same is measured on a real SQL Server, whose databases rtc and rtcdyn
            it replaces.
            """);
        text.AppendLine();
        text.AppendLine("| | |").AppendLine("|---|---|");
        Line(text, "Date", DateTime.UtcNow.ToString("yyyy-MM-dd HH:mm 'UTC'", CultureInfo.InvariantCulture));
        Line(text, "Processor", $"{Processor()}, {Environment.ProcessorCount} cores");
        Line(text, "Memory", Figure.Megabytes(GC.GetGCMemoryInfo().TotalAvailableMemoryBytes));
        Line(text, "System", $"{RuntimeInformation.OSDescription}, {RuntimeInformation.FrameworkDescription}");
        Line(text, "Server", BenchServer.Real is null ? "lab" : "SQL Server named by " + BenchServer.Variable);
        Line(text, "Other load at the start", _load);
        text.AppendLine();
        text.AppendLine("## Targets");
        text.AppendLine();
        text.AppendLine("| target | measured | |").AppendLine("|---|---:|---|");
        foreach (var target in _sections.SelectMany(section => section.Targets))
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"| {target.Text} | {target.Measured} | {(target.IsMet ? "met" : "**not met**")} |");
        }

        foreach (var section in _sections)
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
