using System.Diagnostics;
using System.Text.RegularExpressions;
using PsdPurge.Tests.Hosting;

namespace PsdPurge.Tests.Layers;

/// <summary>
/// The rules of .editorconfig that the build does not enforce. It already fails on names and namespaces, but it does not check whitespace and order.
/// </summary>
public partial class FormatTests
{
    /// <summary>The check is by folder, because whitespace needs no projects. With projects, it takes six times as long.</summary>
    [Fact]
    public async Task Files_are_as_dotnet_format_leaves_them()
    {
        ProcessStartInfo start = new(
            Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") is { Length: > 0 } host ? host : "dotnet",
            ["format", "whitespace", Repository.Root, "--folder", "--verify-no-changes"])
        {
            WorkingDirectory = Repository.Root,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var format = Process.Start(start)!;
        var said = await Task.WhenAll(format.StandardOutput.ReadToEndAsync(), format.StandardError.ReadToEndAsync());
        await format.WaitForExitAsync();

        Assert.Equal("", string.Concat(said).Trim());
        Assert.Equal(0, format.ExitCode);
    }

    [Fact]
    public void Usings_stand_in_order_those_of_the_system_first() => Assert.Equal(
        [],
        Repository.Sources("")
            .Where(file => Blocks(file).Any(block => !block.SequenceEqual(block.OrderBy(Key, StringComparer.OrdinalIgnoreCase))))
            .Select(Repository.Name));

    /// <summary>The lines of each block of using directives.</summary>
    private static IEnumerable<List<string>> Blocks(string file) => Run().Matches(File.ReadAllText(file).ReplaceLineEndings("\n"))
        .Select(run => run.Value.Split('\n', StringSplitOptions.RemoveEmptyEntries).ToList());

    private static string Key(string line) =>
        (line.Contains('=', StringComparison.Ordinal) ? "3" : line.Contains(" static ", StringComparison.Ordinal) ? "2" : "1")
        + (line.Contains(" System", StringComparison.Ordinal) ? "1" : "2")
        + line.TrimEnd(';').Split(' ')[^1];

    [GeneratedRegex(@"^(?:(?:global )?using [^;\n(]+;\n)+", RegexOptions.Multiline)]
    private static partial Regex Run();
}
