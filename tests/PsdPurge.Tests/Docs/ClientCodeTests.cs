using System.Text.RegularExpressions;
using PsdPurge.Tests.Hosting;

namespace PsdPurge.Tests.Docs;

/// <summary>The codes of the SQL client itself are the same in the sources, in the tests and in docs/errors.md.</summary>
public partial class ClientCodeTests
{
    [Fact]
    public void Every_code_that_the_module_knows_is_tested_and_on_the_page()
    {
        var known = Known().Matches(Repository.Text("src/PsdPurge.Core/Sql/Failures/ClientErrors.cs")).Select(match => match.Groups[1].Value).ToHashSet();
        var tested = Tested().Matches(Repository.Text("tests/PsdPurge.Core.Tests/Sql/Failures/ClientErrorTests.cs"))
            .Select(match => (match.Groups[1].Value, match.Groups[2].Value));
        var page = Repository.Text("docs/errors.md").Split("\n## ").Single(section => section.StartsWith("The SQL client's codes", StringComparison.Ordinal));
        var listed = Row().Matches(page)
            .SelectMany(row => Code().Matches(row.Groups[2].Value).Select(code => (code.Value, row.Groups[1].Value)))
            .ToList();

        Assert.True(known.Count >= 10);
        Assert.Equal(known.Order(StringComparer.Ordinal), listed.Select(one => one.Item1).Order(StringComparer.Ordinal));
        Assert.Subset(tested.ToHashSet(), listed.ToHashSet());
    }

    [GeneratedRegex(@"(?:\[|int NotEncrypted = )(-?\d+)(?:\] =|;)")]
    private static partial Regex Known();

    [GeneratedRegex(@"InlineData\((-?\d+), ""(\w+)"", ErrorKind")]
    private static partial Regex Tested();

    [GeneratedRegex(@"^\| `(\w+)` \| ([^|]+) \|", RegexOptions.Multiline)]
    private static partial Regex Row();

    [GeneratedRegex(@"-?\d+")]
    private static partial Regex Code();
}
