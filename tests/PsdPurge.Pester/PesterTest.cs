using Microsoft.VisualStudio.TestPlatform.ObjectModel;

namespace PsdPurge.Pester;

/// <summary>What Run-Suite.ps1 says of one test, a line of JSON each.</summary>
/// <param name="Name">Names of its blocks and its own, as they stand in the file.</param>
/// <param name="ExpandedName">The same, with the values of -ForEach.</param>
/// <param name="Outcome">Pester's word: Passed, Failed, Skipped, Inconclusive; NotRun where the tests were only listed.</param>
internal sealed record PesterTest(
    string Name, string ExpandedName, string? File, int Line, string Outcome, double Milliseconds = 0, string? Message = null, string? StackTrace = null)
{
    /// <summary>What could not even tell its tests.</summary>
    public static PesterTest OfSuite(string what, string message) => new(what, what, null, 1, "Failed", Message: message);

    public bool IsOfNoSuite => File is null;

    public TestResult Result(TestCase test) => new(test)
    {
        DisplayName = test.DisplayName,
        Duration = TimeSpan.FromMilliseconds(Milliseconds),
        ErrorMessage = Message,
        ErrorStackTrace = StackTrace,
        Outcome = Outcome switch
        {
            "Passed" => TestOutcome.Passed,
            "Skipped" => TestOutcome.Skipped,
            _ => TestOutcome.Failed,
        },
    };
}
