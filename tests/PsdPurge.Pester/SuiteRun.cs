using System.Diagnostics;
using System.Text.Json;
using Microsoft.VisualStudio.TestPlatform.ObjectModel;

namespace PsdPurge.Pester;

/// <summary>One file of tests/Pester with one Pester in one PowerShell.</summary>
internal sealed record SuiteRun(PowerShellHost Host, string PesterVersion, string Suite)
{
    /// <summary>A suite takes a minute or two. A suite that takes this long hangs.</summary>
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(15);

    private static readonly JsonSerializerOptions Json = new() { PropertyNameCaseInsensitive = true };

    private static readonly string Folder = Path.Combine(PowerShellHost.RepositoryRoot, "tests", "Pester");

    /// <summary>The tests of all suites. They are listed once, because they are the same with each Pester and in each PowerShell.</summary>
    private static readonly Lazy<Task<IReadOnlyList<PesterTest>>> Listing =
        new(() => (All().First() with { Suite = Folder }).AskAsync(["-List"], CancellationToken.None));

    /// <summary>The suite with everything that another Pester may read differently: cases, conditions, and blocks before and after.</summary>
    private const string RichestSuite = "Objects.Tests.ps1";

    /// <summary>Each suite with the first Pester. The other Pesters only have to show that they can read our suites. One suite is enough for that.</summary>
    public static IEnumerable<SuiteRun> All() =>
        from host in PowerShellHost.All()
        from pester in host.Pesters.Select((version, i) => (Version: version, IsFirst: i == 0))
        from suite in Directory.GetFiles(Folder, pester.IsFirst ? "*.Tests.ps1" : RichestSuite).Order(StringComparer.Ordinal)
        select new SuiteRun(host, pester.Version, suite);

    private string Prefix => $"{Host.Name}, Pester {PesterVersion}: ";

    public TestCase TestCase(PesterTest test, string source) => new(Prefix + test.Name, new Uri(PesterExecutor.Uri), source)
    {
        DisplayName = Prefix + test.ExpandedName,
        CodeFilePath = Suite,
        LineNumber = test.Line,
    };

    public bool Holds(TestCase test) => test.CodeFilePath == Suite && test.FullyQualifiedName.StartsWith(Prefix, StringComparison.Ordinal);

    /// <summary>Lists the tests without running them.</summary>
    public async Task<IReadOnlyList<PesterTest>> ListAsync() => [.. (await Listing.Value).Where(test => test.File == Suite || test.IsOfNoSuite)];

    /// <param name="lines">The lines of the tests to run. Null means all.</param>
    public Task<IReadOnlyList<PesterTest>> RunAsync(IReadOnlyCollection<int>? lines, CancellationToken token) =>
        AskAsync(lines is null ? [] : ["-Lines", string.Join(';', lines.Distinct())], token);

    private async Task<IReadOnlyList<PesterTest>> AskAsync(IEnumerable<string> options, CancellationToken token)
    {
        var (tests, problem) = await TryAsync(options, token);
        if (Host.IsWine && tests.Count == 0)
        {
            // If Wine ran nothing, that is not our fault the first time.
            (tests, problem) = await TryAsync(options, token);
        }

        return problem is null ? tests : [.. tests, PesterTest.OfSuite(Path.GetFileName(Suite), problem)];
    }

    private async Task<(IReadOnlyList<PesterTest> Tests, string? Problem)> TryAsync(IEnumerable<string> options, CancellationToken token)
    {
        var results = Path.GetTempFileName();
        await using LabServer? labs = Host.IsWine ? new LabServer(Host) : null;
        try
        {
            ProcessStartInfo start = Host.Start(
            [
                "-File", Host.PathOf(Path.Combine(PowerShellHost.RepositoryRoot, "tests", "PsdPurge.Pester", "Run-Suite.ps1")),
                "-Pester", Host.PathOf(Path.Combine(PowerShellHost.Metadata("PesterFolder"), PesterVersion, "tools", "Pester.psd1")),
                "-Suite", Host.PathOf(Suite),
                "-Results", Host.PathOf(results),
                .. options,
            ]);
            start.Environment["PSDPURGE_LABS"] = labs?.Port;
            using Process process = Process.Start(start)!;
            process.StandardInput.Close();
            var (ended, output) = await ReadAsync(process, token);

            // The exit code alone is not enough. A PowerShell that ran nothing can also end with 0.
            List<PesterTest> tests = [.. (await File.ReadAllLinesAsync(results, token)).Select(line => JsonSerializer.Deserialize<PesterTest>(line, Json)!)];
            if (ended && tests.Count > 0 && (process.ExitCode == 0 || Host.IsWine))
            {
                return (tests, null);
            }

            var what = !ended ? $"did not end within {Limit.TotalMinutes} minutes" : $"ended with exit code {process.ExitCode} after {tests.Count} tests";
            return (tests, $"{Host.Name} {what}. It wrote:{Environment.NewLine}{output}");
        }
        finally
        {
            File.Delete(results);
        }
    }

    private static async Task<(bool Ended, string Output)> ReadAsync(Process process, CancellationToken token)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(token);
        limit.CancelAfter(Limit);
        Task<string> output = process.StandardOutput.ReadToEndAsync(CancellationToken.None);
        Task<string> errors = process.StandardError.ReadToEndAsync(CancellationToken.None);
        var ended = true;
        try
        {
            await process.WaitForExitAsync(limit.Token);
        }
        catch (OperationCanceledException)
        {
            ended = false;
            process.Kill(entireProcessTree: true);
            token.ThrowIfCancellationRequested();
        }

        return (ended, await output + await errors);
    }
}
