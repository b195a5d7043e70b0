using System.Reflection;
using System.Text.RegularExpressions;

namespace PsdPurge.Tests.Docs;

/// <summary>Pages and comments are in plain English.</summary>
public partial class ProseTests
{
    private static readonly string Root =
        typeof(ProseTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().First(data => data.Key == "RepositoryRoot").Value!;

    [Fact]
    public void No_page_has_an_unwanted_phrase() => Assert.Equal(
        [], Pages.SelectMany(page => File.ReadLines(page).SelectMany((line, i) => Prose.Phrases(line).Select(found => $"{Name(page)}({i + 1}): {found}"))));

    [Fact]
    public void No_page_has_a_sentence_of_more_than_40_words() => Assert.Equal(
        [],
        Pages.SelectMany(page => Prose.LongSentences(File.ReadAllText(page).ReplaceLineEndings("\n")).Select(found => $"{Name(page)}: {found}")));

    [Theory]
    [InlineData("src")]
    [InlineData("tests")]
    public void No_comment_has_an_unwanted_phrase(string folder) => Assert.Equal(
        [],
        Directory.EnumerateFiles(Path.Combine(Root, folder), "*.cs", SearchOption.AllDirectories)
            .Where(file => !Built().IsMatch(file))
            .SelectMany(file => File.ReadLines(file).SelectMany((line, i) =>
                Comment().Match(line) is { Success: true } comment ? Prose.Phrases(comment.Value).Select(found => $"{Name(file)}({i + 1}): {found}") : [])));

    [Theory]
    [InlineData("Whoever deletes rows keeps them.", "'whoever'")]
    [InlineData("The server cannot be asked now.", "'cannot be asked'")]
    [InlineData("The text is null where there is none.", "'null where'")]
    public void A_phrase_is_found(string text, string found) => Assert.StartsWith(found, Assert.Single(Prose.Phrases(text)), StringComparison.Ordinal);

    [Theory]
    [InlineData("Each row that goes is in the backup before its transaction commits.")]
    [InlineData("Nobody knows where the file is.")]
    public void Plain_text_is_left_alone(string text) => Assert.Empty(Prose.Phrases(text));

    [Fact]
    public void A_sentence_is_measured_across_lines_and_not_across_its_end()
    {
        var half = string.Join(' ', Enumerable.Repeat("word", (Prose.MostWords / 2) + 1));

        Assert.Equal($"{Prose.MostWords + 2} words: {half} {half}.", Assert.Single(Prose.LongSentences($"# Title\n\n{half}\n{half}.\n")));
        Assert.Empty(Prose.LongSentences($"{half}. {half}.\n"));
        Assert.Empty(Prose.LongSentences($"- {half}\n- {half}\n"));
        Assert.Empty(Prose.LongSentences($"```text\n{half} {half}\n```\n| {half} | {half} |\n"));
    }

    /// <summary>docs/performance.md is written by the benchmarks.</summary>
    private static IEnumerable<string> Pages => Directory.EnumerateFiles(Path.Combine(Root, "docs"), "*.md", SearchOption.AllDirectories)
        .Where(page => Path.GetFileName(page) != "performance.md")
        .Concat(Directory.EnumerateFiles(Root, "*.md"));

    private static string Name(string file) => Path.GetRelativePath(Root, file).Replace('\\', '/');

    [GeneratedRegex(@"[\\/](bin|obj)[\\/]")]
    private static partial Regex Built();

    [GeneratedRegex(@"(?<=^\s*|[;{},)] *)//.*$")]
    private static partial Regex Comment();
}
