using System.ComponentModel;
using Microsoft.VisualStudio.TestPlatform.ObjectModel;
using Microsoft.VisualStudio.TestPlatform.ObjectModel.Adapter;
using Microsoft.VisualStudio.TestPlatform.ObjectModel.Logging;

namespace PsdPurge.Pester;

/// <summary>Lists the tests of tests/Pester for <c>dotnet test --list-tests</c> and for editors.</summary>
[FileExtension(".dll"), DefaultExecutorUri(PesterExecutor.Uri), Category("managed")]
public sealed class PesterDiscoverer : ITestDiscoverer
{
    public void DiscoverTests(IEnumerable<string> sources, IDiscoveryContext discoveryContext, IMessageLogger logger, ITestCaseDiscoverySink discoverySink)
    {
        foreach (var source in sources.Where(IsOurs))
        {
            foreach (SuiteRun run in SuiteRun.All())
            {
                foreach (PesterTest test in run.ListAsync().GetAwaiter().GetResult())
                {
                    discoverySink.SendTestCase(run.TestCase(test, source));
                }
            }
        }
    }

    internal static bool IsOurs(string source) => Path.GetFileName(source) == Path.GetFileName(typeof(PesterDiscoverer).Assembly.Location);
}
