using PsdPurge.Tests.Hosting;

namespace PsdPurge.Tests.Layers;

/// <summary>A line fits on a screen, and a file has one purpose.</summary>
public class SizeTests
{
    private const int LongestLine = 160;
    private const int LongestFile = 250;

    /// <summary>A test needs more lines to arrange its data.</summary>
    private const int LongestTestFile = 300;

    [Fact]
    public void No_line_is_longer_than_160_characters() => Assert.Equal(
        [],
        Repository.Sources("src").Concat(Repository.Sources("tests")).SelectMany(file => File.ReadLines(file)
            .Select((line, i) => (line.Length, Where: $"{Repository.Name(file)}({i + 1})"))
            .Where(line => line.Length > LongestLine)
            .Select(line => $"{line.Where}: {line.Length} characters")));

    [Theory]
    [InlineData("src", LongestFile)]
    [InlineData("tests", LongestTestFile)]
    public void No_file_is_longer_than_its_limit(string folder, int limit) => Assert.Equal(
        [],
        Repository.Sources(folder).Select(file => (Name: Repository.Name(file), Lines: File.ReadLines(file).Count()))
            .Where(file => file.Lines > limit)
            .Select(file => $"{file.Name}: {file.Lines} lines"));

    [Theory]
    [InlineData("tests/PsdPurge.Tests")]
    [InlineData("tests/PsdPurge.Core.Tests")]
    public void Every_test_stands_in_the_folder_of_what_it_tests(string project) =>
        Assert.Equal([], Directory.EnumerateFiles(Repository.PathOf(project), "*Tests.cs").Select(Repository.Name));
}
