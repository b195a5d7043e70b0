using System.Text.RegularExpressions;
using PsdPurge.Tests.Hosting;

namespace PsdPurge.Tests.Docs;

/// <summary>The tests and files that docs/promises.md and docs/architecture.md name exist.</summary>
public partial class PromiseTests
{
    [Fact]
    public void Every_promise_names_a_test_that_exists()
    {
        var promises = Repository.Text("docs/promises.md").Split('\n').Where(line => line.StartsWith("| ", StringComparison.Ordinal)).Skip(1).ToList();
        var tests = Repository.Sources("tests").SelectMany(file => Test().Matches(File.ReadAllText(file))).Select(test => test.Groups[1].Value).ToHashSet();

        Assert.All(promises, promise => Assert.Matches("`", promise));
        Assert.DoesNotContain(promises.SelectMany(promise => Quoted().Matches(promise)).Select(name => name.Groups[1].Value), name => !tests.Contains(name));
    }

    [Fact]
    public void Every_file_that_the_architecture_names_exists()
    {
        var named = SourceFile().Matches(Repository.Text("docs/architecture.md")).Select(name => name.Groups[1].Value).ToList();
        var files = Repository.Sources("src").Concat(Repository.Sources("tests")).Select(file => "/" + Repository.Name(file)).ToList();

        Assert.NotEmpty(named);
        Assert.DoesNotContain(named, name => !files.Any(file => file.EndsWith("/" + name, StringComparison.Ordinal)));
    }

    [Fact]
    public void The_changelog_begins_with_the_manifests_version()
    {
        var manifest = Version().Match(Repository.Text("PsdPurge.psd1")).Groups[1].Value;
        var newest = Release().Match(Repository.Text("CHANGELOG.md")).Groups[1].Value;

        Assert.Equal(manifest, newest);
    }

    [GeneratedRegex(@"\[\w*(?:Fact|Theory)[^\n]*\][\s\S]*?public (?:async Task|void) (\w+)\(")]
    private static partial Regex Test();

    [GeneratedRegex(@"ModuleVersion\s*=\s*'([^']+)'")]
    private static partial Regex Version();

    [GeneratedRegex(@"^## \[([^\]]+)\]", RegexOptions.Multiline)]
    private static partial Regex Release();

    [GeneratedRegex("`(\\w+)`")]
    private static partial Regex Quoted();

    [GeneratedRegex(@"`([\w./]+\.cs)`")]
    private static partial Regex SourceFile();
}
