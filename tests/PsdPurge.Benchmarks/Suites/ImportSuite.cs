using System.Diagnostics;
using System.Globalization;
using System.Reflection;
using PsdPurge.Benchmarks.Clients;
using PsdPurge.Benchmarks.Report;
using PsdPurge.Benchmarks.Servers;
using PsdPurge.Lab.Verbs.Runbook;

namespace PsdPurge.Benchmarks.Suites;

/// <summary>The cost of importing the module. Each import has its own process, and the two modules alternate.</summary>
internal static class ImportSuite
{
    private const int Imports = 15;

    public static Section Run()
    {
        List<(double Wall, double Processor)> empty = [], module = [];
        var emptyModule =
            Path.GetFullPath(Assembly.GetExecutingAssembly().GetCustomAttributes<AssemblyMetadataAttribute>().First(data => data.Key == "EmptyModule").Value!);
        for (var i = 0; i < Imports; i++)
        {
            empty.Add(Ask(emptyModule));
            module.Add(Ask(StagedModules.PsdPurge));
        }

        var wall = Figure.Median(module.Select(m => m.Wall)) / Figure.Median(empty.Select(m => m.Wall));
        return new Section(
            "Import",
            $"Import-Module in a new process; medians of {Imports}. The empty module is one assembly with one command. PsdPurge has nine commands, a file of "
                + "formats, a load context of its own for the SQL client, and a script that chooses the build for the edition.",
            ["module", "time", "fastest", "processor time"],
            [Row("empty binary module", empty), Row("PsdPurge", module)],
            [Target.AtMost("Importing to importing an empty binary module, time", wall, 1.2)]);
    }

    /// <summary><c>import</c>: imports a module and writes the time that it took, in milliseconds.</summary>
    public static int Import(string path)
    {
        using ModuleSession session = new(import: false);

        // The session's first command and first condition are not part of the module's cost, because a console has run both before its first prompt.
        session.Run("if ($PSEdition -eq 'Core') { Get-Command Import-Module -ErrorAction Ignore | Measure-Rows }");
        using var self = Process.GetCurrentProcess();
        var processor = self.TotalProcessorTime;
        var watch = Stopwatch.StartNew();
        session.Run("param($Path) Import-Module $Path", path);
        watch.Stop();
        self.Refresh();
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"{watch.Elapsed.TotalSeconds} {(self.TotalProcessorTime - processor).TotalSeconds}"));
        return 0;
    }

    private static (double, double) Ask(string path)
    {
        var answer = SelfProcess.Ask("import", path).Split(' ');
        return (double.Parse(answer[0], CultureInfo.InvariantCulture), double.Parse(answer[1], CultureInfo.InvariantCulture));
    }

    private static string[] Row(string name, List<(double Wall, double Processor)> imports) =>
    [
        name,
        Figure.Seconds(Figure.Median(imports.Select(m => m.Wall))),
        Figure.Seconds(imports.Min(m => m.Wall)),
        Figure.Seconds(Figure.Median(imports.Select(m => m.Processor))),
    ];
}
