using System.Reflection;
using System.Text.RegularExpressions;

namespace PsdPurge.Tests.Docs;

/// <summary>What docs/promises.md and docs/architecture.md name is there.</summary>
public partial class PromiseTests
{
    private static readonly string Root =
        typeof(PromiseTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().First(data => data.Key == "RepositoryRoot").Value!;

    [Fact]
    public void Every_promise_names_a_test_that_exists()
    {
        var promises = Page("promises.md").Split('\n').Where(line => line.StartsWith("| ", StringComparison.Ordinal)).Skip(1).ToList();
        var tests = Files("tests").SelectMany(file => Test().Matches(File.ReadAllText(file))).Select(test => test.Groups[1].Value).ToHashSet();

        Assert.All(promises, promise => Assert.Matches("`", promise));
        Assert.DoesNotContain(promises.SelectMany(promise => Quoted().Matches(promise)).Select(name => name.Groups[1].Value), name => !tests.Contains(name));
    }

    [Fact]
    public void Every_file_that_the_architecture_names_exists()
    {
        var named = SourceFile().Matches(Page("architecture.md")).Select(name => name.Groups[1].Value).ToList();
        var files = Files("src").Concat(Files("tests")).Select(file => "/" + Path.GetRelativePath(Root, file).Replace('\\', '/')).ToList();

        Assert.NotEmpty(named);
        Assert.DoesNotContain(named, name => !files.Any(file => file.EndsWith("/" + name, StringComparison.Ordinal)));
    }

    [Fact]
    public void The_changelog_begins_with_the_manifests_version()
    {
        var manifest = Version().Match(File.ReadAllText(Path.Combine(Root, "PsdPurge.psd1"))).Groups[1].Value;
        var newest = Release().Match(File.ReadAllText(Path.Combine(Root, "CHANGELOG.md"))).Groups[1].Value;

        Assert.Equal(manifest, newest);
    }

    private static string Page(string name) => File.ReadAllText(Path.Combine(Root, "docs", name));

    private static IEnumerable<string> Files(string folder) => Directory.EnumerateFiles(Path.Combine(Root, folder), "*.cs", SearchOption.AllDirectories);

    [GeneratedRegex(@"\[(?:Fact|Theory|SkippableFact|SkippableTheory)[^\n]*\][\s\S]*?public (?:async Task|void) (\w+)\(")]
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
