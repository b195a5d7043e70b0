using System.Reflection;
using System.Text.RegularExpressions;

namespace PsdPurge.Tests;

/// <summary>docs/errors.md lists the ids that the sources raise, and no others.</summary>
public partial class ErrorPageTests
{
    private static readonly string Root = typeof(ErrorPageTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().First(data => data.Key == "RepositoryRoot").Value!;

    [Fact]
    public void Every_error_id_is_on_the_page_and_the_page_has_no_other()
    {
        var raised = Directory.EnumerateFiles(Path.Combine(Root, "src"), "*.cs", SearchOption.AllDirectories)
            .SelectMany(file => Raised().Matches(File.ReadAllText(file)).Select(match => match.Groups[1].Value))
            .Distinct();
        var listed = Listed().Matches(File.ReadAllText(Path.Combine(Root, "docs", "errors.md"))).Select(match => match.Groups[1].Value);

        Assert.Equal(raised.Order(StringComparer.Ordinal), listed.Order(StringComparer.Ordinal));
    }

    [GeneratedRegex("\"([A-Z][A-Za-z0-9]+)\",\\s*(?:(?:PsdPurge\\.)?ErrorKind\\.|ErrorRecords\\.KindOf)")]
    private static partial Regex Raised();

    [GeneratedRegex(@"^\| `([A-Za-z0-9]+)` \|", RegexOptions.Multiline)]
    private static partial Regex Listed();
}
