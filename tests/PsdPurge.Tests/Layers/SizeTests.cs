using System.Reflection;

namespace PsdPurge.Tests.Layers;

/// <summary>A line can be read without scrolling, and a file does one thing.</summary>
public class SizeTests
{
    private const int LongestLine = 160;
    private const int LongestFile = 250;

    /// <summary>A test needs room for what it lays out.</summary>
    private const int LongestTestFile = 300;

    private static readonly string Root =
        typeof(SizeTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().First(data => data.Key == "RepositoryRoot").Value!;

    [Fact]
    public void No_line_is_longer_than_160_characters() => Assert.Equal(
        [],
        Files("src").Concat(Files("tests")).SelectMany(file => File.ReadLines(file)
            .Select((line, i) => (line.Length, Where: $"{Name(file)}({i + 1})"))
            .Where(line => line.Length > LongestLine)
            .Select(line => $"{line.Where}: {line.Length} characters")));

    [Theory]
    [InlineData("src", LongestFile)]
    [InlineData("tests", LongestTestFile)]
    public void No_file_is_longer_than_its_limit(string folder, int limit) => Assert.Equal(
        [],
        Files(folder).Select(file => (Name: Name(file), Lines: File.ReadLines(file).Count()))
            .Where(file => file.Lines > limit)
            .Select(file => $"{file.Name}: {file.Lines} lines"));

    [Theory]
    [InlineData("tests/PsdPurge.Tests")]
    [InlineData("tests/PsdPurge.Core.Tests")]
    public void Every_test_stands_in_the_folder_of_what_it_tests(string project) =>
        Assert.Equal([], Directory.EnumerateFiles(Path.Combine(Root, project), "*Tests.cs").Select(Name));

    private static string Name(string file) => Path.GetRelativePath(Root, file).Replace('\\', '/');

    private static IEnumerable<string> Files(string folder) => Directory.EnumerateFiles(Path.Combine(Root, folder), "*.cs", SearchOption.AllDirectories)
        .Where(file => !Name(file).Split('/').Any(part => part is "obj" or "bin"));
}
