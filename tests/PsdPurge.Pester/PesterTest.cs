using Microsoft.VisualStudio.TestPlatform.ObjectModel;

namespace PsdPurge.Pester;

/// <summary>The result of one test, from a line of JSON that Run-Suite.ps1 writes.</summary>
/// <param name="Name">The names of its blocks and its own name, as written in the file.</param>
/// <param name="ExpandedName">The same names, with the values of -ForEach.</param>
/// <param name="Outcome">Pester's result: Passed, Failed, Skipped or Inconclusive. NotRun if the tests were only listed.</param>
internal sealed record PesterTest(
    string Name, string ExpandedName, string? File, int Line, string Outcome, double Milliseconds = 0, string? Message = null, string? StackTrace = null)
{
    /// <summary>The failure of a suite as a whole.</summary>
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
