using PsdPurge.Tests.Hosting;

namespace PsdPurge.Tests.Docs;

/// <summary>Pages and comments are in plain English.</summary>
public class ProseTests
{
    private static readonly string HalfOfTheMost = string.Join(' ', Enumerable.Repeat("word", (Prose.MostWords / 2) + 1));

    /// <summary>The benchmarks write docs/performance.md.</summary>
    [Fact]
    public void Pages_are_in_plain_English() => Assert.Equal(
        [], Faults(Repository.Files("", "*.md").Where(page => Path.GetFileName(page) != "performance.md"), Paragraph.OfPage));

    [Theory]
    [InlineData("src")]
    [InlineData("tests")]
    public void Comments_of_sources_are_in_plain_English(string folder) => Assert.Equal([], Faults(Repository.Sources(folder), Paragraph.OfSource));

    [Fact]
    public void Comments_of_scripts_are_in_plain_English()
    {
        var scripts = Repository.Files("", "*.ps*").Concat(Repository.Files("", "*.sh")).Append(Repository.PathOf(".ci/run")).ToList();

        Assert.True(scripts.Count > 10);
        Assert.Equal([], Faults(scripts, Paragraph.OfScript));
    }

    [Theory]
    [InlineData("Whoever deletes rows keeps them.", "'whoever'")]
    [InlineData("The server cannot be asked now.", "'cannot be asked'")]
    [InlineData("The text is null where there is none.", "'null where'")]
    public void A_phrase_is_found(string text, string found) => Assert.StartsWith(found, Assert.Single(Prose.Faults(text)), StringComparison.Ordinal);

    [Theory]
    [InlineData("Each row that goes is in the backup before its transaction commits.")]
    [InlineData("Nobody knows where the file is.")]
    public void Plain_text_is_left_alone(string text) => Assert.Empty(Prose.Faults(text));

    [Fact]
    public void A_sentence_is_measured_and_not_across_its_end()
    {
        Assert.Equal($"{Prose.MostWords + 2} words: {HalfOfTheMost} {HalfOfTheMost}.", Assert.Single(Prose.Faults($"{HalfOfTheMost} {HalfOfTheMost}.")));
        Assert.Empty(Prose.Faults($"{HalfOfTheMost}. {HalfOfTheMost}."));
    }

    [Fact]
    public void A_pages_paragraphs_items_headings_and_cells_are_each_read_alone() => Assert.Equal(
        [new(1, "# Title"), new(3, "One line and the next."), new(6, "- first"), new(7, "- second"), new(8, "a"), new(8, "b"), new(12, "> Last.")],
        Paragraph.OfPage("# Title\n\nOne line\nand the next.\n\n- first\n- second\n| a | b |\n```text\ncode\n```\n> Last.\n"));

    [Fact]
    public void A_sources_comments_are_read_without_their_tags() => Assert.Equal(
        [new(1, "One line and the next."), new(3, "A Row."), new(5, "Behind."), new(6, "Alone.")],
        Paragraph.OfSource(
            """
            /// <summary>One line
            /// and the next.</summary>
            /// <param name="a">A <see cref="Some.Row"/>.</param>
            int a = 1;
            int b = 2; // Behind.
            // Alone.
            var link = "http://contoso.com";
            """.ReplaceLineEndings("\n")));

    [Fact]
    public void A_scripts_comments_are_read_without_its_first_line() => Assert.Equal(
        [new(2, "One line and the next."), new(4, "Behind.")],
        Paragraph.OfScript("#!/bin/sh\n# One line\n# and the next.\necho a # Behind.\n"));

    private static IEnumerable<string> Faults(IEnumerable<string> files, Func<string, IEnumerable<Paragraph>> read) =>
        from file in files
        from paragraph in read(File.ReadAllText(file).ReplaceLineEndings("\n"))
        from fault in Prose.Faults(paragraph.Text)
        select $"{Repository.Name(file)}({paragraph.Line}): {fault}";
}
