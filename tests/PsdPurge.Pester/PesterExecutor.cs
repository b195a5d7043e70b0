using Microsoft.VisualStudio.TestPlatform.ObjectModel;
using Microsoft.VisualStudio.TestPlatform.ObjectModel.Adapter;

namespace PsdPurge.Pester;

/// <summary>Runs the tests of tests/Pester for <c>dotnet test</c>. Each suite runs with each Pester in each PowerShell, in a separate process.</summary>
[ExtensionUri(Uri)]
public sealed class PesterExecutor : ITestExecutor, IDisposable
{
    public const string Uri = "executor://psdpurge/pester";

    private static readonly string[] Filterable = ["FullyQualifiedName", "DisplayName"];

    private readonly CancellationTokenSource _cancellation = new();

    public void RunTests(IEnumerable<string>? sources, IRunContext? runContext, IFrameworkHandle? frameworkHandle)
    {
        foreach (var source in sources!.Where(PesterDiscoverer.IsOurs))
        {
            ITestCaseFilterExpression? filter = runContext!.GetTestCaseFilter(Filterable, TestProperty.Find);
            Run(SuiteRun.All(), async run => filter is null ? null : Matching(filter, run, source, await run.ListAsync()), source, frameworkHandle!);
        }
    }

    public void RunTests(IEnumerable<TestCase>? tests, IRunContext? runContext, IFrameworkHandle? frameworkHandle)
    {
        foreach (IGrouping<string, TestCase> chosen in tests!.GroupBy(test => test.Source))
        {
            Run(
                SuiteRun.All(),
                run => Task.FromResult<IReadOnlyCollection<int>?>([.. chosen.Where(run.Holds).Select(test => test.LineNumber)]),
                chosen.Key,
                frameworkHandle!);
        }
    }

    public void Cancel() => _cancellation.Cancel();

    public void Dispose() => _cancellation.Dispose();

    private static List<int> Matching(ITestCaseFilterExpression filter, SuiteRun run, string source, IReadOnlyList<PesterTest> tests) =>
    [
        .. tests
            .Where(test => run.TestCase(test, source) is var wanted
                && filter.MatchTestCase(wanted, name => name == "DisplayName" ? wanted.DisplayName : wanted.FullyQualifiedName))
            .Select(test => test.Line),
    ];

    /// <param name="choose">The lines of the tests to run. Null means all.</param>
    private void Run(IEnumerable<SuiteRun> runs, Func<SuiteRun, Task<IReadOnlyCollection<int>?>> choose, string source, IFrameworkHandle handle)
    {
        Lock recording = new();
        ParallelOptions limits = new() { MaxDegreeOfParallelism = Environment.ProcessorCount, CancellationToken = _cancellation.Token };
        Parallel.ForEachAsync(runs, limits, async (run, token) =>
        {
            IReadOnlyCollection<int>? lines = await choose(run);
            if (lines is { Count: 0 })
            {
                return;
            }

            IReadOnlyList<PesterTest> tests = await run.RunAsync(lines, token);
            lock (recording)
            {
                foreach (PesterTest test in tests)
                {
                    handle.RecordResult(test.Result(run.TestCase(test, source)));
                }
            }
        }).GetAwaiter().GetResult();
    }
}
