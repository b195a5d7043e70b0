using System.Text.RegularExpressions;
using PsdPurge.Tests.Hosting;

namespace PsdPurge.Tests.Docs;

/// <summary>The error ids are the same in docs/errors.md, in the list of ids and in the sources that raise them.</summary>
public partial class ErrorPageTests
{
    private const string List = "src/PsdPurge.Core/ErrorIds.cs";

    private static IEnumerable<string> Ids => Constant().Matches(Repository.Text(List)).Select(match => match.Groups[1].Value);

    [Fact]
    public void Every_error_id_is_on_the_page_and_the_page_has_no_other()
    {
        var page = Repository.Text("docs/errors.md").Split("\n## ")[0];
        var listed = Listed().Matches(page).Select(match => match.Groups[1].Value);

        Assert.Equal(Ids.Order(StringComparer.Ordinal), listed.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Every_error_id_is_raised_and_no_error_is_raised_by_another()
    {
        var sources = Repository.Sources("src")
            .Where(file => Repository.Name(file) != List)
            .Select(File.ReadAllText)
            .ToList();
        var script = Repository.Text("src/PsdPurge/PsdPurge.psm1");
        var raised =
            sources.SelectMany(text => Raised().Matches(text)).Concat(RaisedByScript().Matches(script)).Select(match => match.Groups[1].Value).Distinct();

        Assert.Equal(Ids.Order(StringComparer.Ordinal), raised.Order(StringComparer.Ordinal));
        Assert.Empty(sources.SelectMany(text => WrittenOut().Matches(text)).Select(match => match.Value));
    }

    [Fact]
    public void Nobody_decides_by_an_errors_id() =>
        Assert.DoesNotContain(Repository.Sources("src"), file => Compared().IsMatch(File.ReadAllText(file)));

    [GeneratedRegex(@"public const string (\w+) = nameof\(\1\);")]
    private static partial Regex Constant();

    [GeneratedRegex(@"ErrorIds\.([A-Z]\w+)")]
    private static partial Regex Raised();

    [GeneratedRegex(@"ErrorRecord\]::new\(\$exception, '(\w+)'")]
    private static partial Regex RaisedByScript();

    [GeneratedRegex("\"[A-Z][A-Za-z0-9]+\",\\s*(?:PsdPurge\\.)?ErrorKind\\.")]
    private static partial Regex WrittenOut();

    [GeneratedRegex(@"ErrorId (?:==|!=|is)")]
    private static partial Regex Compared();

    [GeneratedRegex(@"^\| `([A-Za-z0-9]+)` \|", RegexOptions.Multiline)]
    private static partial Regex Listed();
}
