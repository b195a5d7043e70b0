using System.Diagnostics;
using System.Reflection;
using System.Text.RegularExpressions;

namespace PsdPurge.Tests.Layers;

/// <summary>What .editorconfig says and the build does not enforce: it fails on names and namespaces already, and knows nothing of blanks and order.</summary>
public partial class FormatTests
{
    private static readonly string Root =
        typeof(FormatTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().First(data => data.Key == "RepositoryRoot").Value!;

    /// <summary>By folder: blanks need no projects, with which it takes six times as long.</summary>
    [Fact]
    public async Task Files_are_as_dotnet_format_leaves_them()
    {
        ProcessStartInfo start = new(
            Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") is { Length: > 0 } host ? host : "dotnet",
            ["format", "whitespace", Root, "--folder", "--verify-no-changes"])
        {
            WorkingDirectory = Root,
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
        Directory.EnumerateFiles(Root, "*.cs", SearchOption.AllDirectories)
            .Where(file => !IsGenerated(file) && Blocks(file).Any(block => !block.SequenceEqual(block.OrderBy(Key, StringComparer.OrdinalIgnoreCase))))
            .Select(file => Path.GetRelativePath(Root, file)));

    private static bool IsGenerated(string file) => Path.GetRelativePath(Root, file).Split('/', '\\').Any(part => part is "obj" or "bin");

    /// <summary>The names that are used, of each run of such lines.</summary>
    private static IEnumerable<List<string>> Blocks(string file) => Run().Matches(File.ReadAllText(file).ReplaceLineEndings("\n"))
        .Select(run => run.Value.Split('\n', StringSplitOptions.RemoveEmptyEntries).ToList());

    private static string Key(string line) =>
        (line.Contains('=', StringComparison.Ordinal) ? "3" : line.Contains(" static ", StringComparison.Ordinal) ? "2" : "1")
        + (line.Contains(" System", StringComparison.Ordinal) ? "1" : "2")
        + line.TrimEnd(';').Split(' ')[^1];

    [GeneratedRegex(@"^(?:(?:global )?using [^;\n(]+;\n)+", RegexOptions.Multiline)]
    private static partial Regex Run();
}
