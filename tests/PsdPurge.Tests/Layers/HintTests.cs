using System.Reflection;
using System.Text.RegularExpressions;

namespace PsdPurge.Tests.Layers;

/// <summary>A table hint says who waits for whom, and what a statement may miss: so each is explained where the statement stands.</summary>
public partial class HintTests
{
    private static readonly string Root =
        typeof(HintTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().First(data => data.Key == "RepositoryRoot").Value!;

    private static readonly IReadOnlyList<(string File, string Hint)> Used =
    [
        .. Directory.EnumerateFiles(Path.Combine(Root, "src"), "*.cs", SearchOption.AllDirectories)
            .SelectMany(file => Hint().Matches(Lines(file, comments: false)).Select(match => (file, match.Groups[1].Value)))
            .Distinct(),
    ];

    [Fact]
    public void Every_table_hint_is_explained_in_the_file_that_uses_it() => Assert.Equal(
        [],
        Used.Where(use => !Regex.IsMatch(Lines(use.File, comments: true), $@"\b{use.Hint}\b"))
            .Select(use => $"{Path.GetRelativePath(Root, use.File)}: {use.Hint}"));

    [Fact]
    public void The_decisions_name_every_table_hint_and_no_other()
    {
        var reasons = File.ReadLines(Path.Combine(Root, "docs", "decisions.md"))
            .SkipWhile(line => !line.StartsWith("- **The hints, and why.**", StringComparison.Ordinal))
            .TakeWhile((line, i) => i == 0 || !line.StartsWith("- ", StringComparison.Ordinal));

        Assert.Equal(
            Used.Select(use => use.Hint).Distinct().Order(StringComparer.Ordinal),
            Named().Matches(string.Join("\n", reasons)).Select(match => match.Groups[1].Value).Distinct().Order(StringComparer.Ordinal));
    }

    private static string Lines(string file, bool comments) =>
        string.Join("\n", File.ReadLines(file).Where(line => line.TrimStart().StartsWith("//", StringComparison.Ordinal) == comments));

    [GeneratedRegex(@"(?:WITH \(|Joins\(""|Entries\(""|string hint = "")([A-Z]+)")]
    private static partial Regex Hint();

    [GeneratedRegex("`([A-Z]{6,})`")]
    private static partial Regex Named();
}
