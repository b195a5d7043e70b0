using System.Text.RegularExpressions;
using PsdPurge.Tests.Hosting;

namespace PsdPurge.Tests.Layers;

/// <summary>A table hint decides who waits for whom, and what a statement may miss. So each hint is explained in the file of the statement.</summary>
public partial class HintTests
{
    private static readonly IReadOnlyList<(string File, string Hint)> Used =
    [
        .. Repository.Sources("src")
            .SelectMany(file => Hint().Matches(Lines(file, comments: false)).Select(match => (file, match.Groups[1].Value)))
            .Distinct(),
    ];

    [Fact]
    public void Every_table_hint_is_explained_in_the_file_that_uses_it() => Assert.Equal(
        [],
        Used.Where(use => !Regex.IsMatch(Lines(use.File, comments: true), $@"\b{use.Hint}\b"))
            .Select(use => $"{Repository.Name(use.File)}: {use.Hint}"));

    [Fact]
    public void The_decisions_name_every_table_hint_and_no_other()
    {
        var reasons = File.ReadLines(Repository.PathOf("docs/decisions.md"))
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
