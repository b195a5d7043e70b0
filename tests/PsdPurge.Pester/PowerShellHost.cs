using System.Diagnostics;
using System.Reflection;
using System.Text.Json;

namespace PsdPurge.Pester;

/// <summary>A PowerShell that runs the suites.</summary>
/// <param name="Name">Its name in the tests' names.</param>
/// <param name="Command">The program and its first arguments.</param>
/// <param name="IsWine">Windows' PowerShell under Wine. Its paths are Windows paths, it starts only Windows programs, and its exit code means nothing.</param>
internal sealed record PowerShellHost(string Name, IReadOnlyList<string> Command, bool IsWine = false)
{
    /// <summary>Name of the variable that holds the path of one more PowerShell: powershell.exe, or pwsh.dll if it is a .NET tool.</summary>
    public const string MoreVariable = "PSDPURGE_POWERSHELL";

    /// <summary>Name of the variable that is set if eng/wine/setup.sh has made Windows' PowerShell run here.</summary>
    public const string WineVariable = "PSDPURGE_WINE";

    public static string RepositoryRoot { get; } = Metadata("RepositoryRoot");

    /// <summary>The PowerShell that .config/dotnet-tools.json pins, and those that the environment names.</summary>
    public static IReadOnlyList<PowerShellHost> All()
    {
        List<PowerShellHost> hosts = [new($"PowerShell {PinnedVersion()}", [DotNet, "tool", "run", "pwsh", "--"])];
        if (Environment.GetEnvironmentVariable(MoreVariable) is { Length: > 0 } more)
        {
            hosts.Add(new(Path.GetFileName(more), more.EndsWith(".dll", StringComparison.OrdinalIgnoreCase) ? [DotNet, more] : [more]));
        }

        if (Environment.GetEnvironmentVariable(WineVariable) is { Length: > 0 })
        {
            hosts.Add(new($"PowerShell {PinnedVersion()} for Windows", ["bash", Path.Combine("eng", "wine", "pwsh.sh")], IsWine: true));
        }

        return hosts;
    }

    /// <summary>The Pesters to use. Under Wine, which is slow, this is only the first one.</summary>
    public IEnumerable<string> Pesters => Metadata("PesterVersions").Split(';').Take(IsWine ? 1 : int.MaxValue);

    /// <summary>A path of this machine in the notation of that PowerShell.</summary>
    public string PathOf(string path) => IsWine ? "Z:" + path.Replace('/', '\\') : path;

    public ProcessStartInfo Start(IEnumerable<string> arguments)
    {
        // The working directory is where dotnet looks for the pinned tool.
        ProcessStartInfo start = new(Command[0], [.. Command.Skip(1), "-NoLogo", "-NoProfile", "-NonInteractive", .. arguments])
        {
            WorkingDirectory = RepositoryRoot,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["NO_COLOR"] = "1";
        // The suites start many short sessions. Measuring code for a second, better compilation only costs them time.
        start.Environment["DOTNET_TieredPGO"] = "0";
        start.Environment["PSDPURGE_CONFIGURATION"] = Metadata("Configuration");
        return start;
    }

    internal static string Metadata(string key) =>
        typeof(PowerShellHost).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == key).Value!;

    internal static string DotNet => Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") is { Length: > 0 } path ? path : "dotnet";

    private static string PinnedVersion()
    {
        using var manifest = JsonDocument.Parse(File.ReadAllText(Path.Combine(RepositoryRoot, ".config", "dotnet-tools.json")));
        return manifest.RootElement.GetProperty("tools").GetProperty("powershell").GetProperty("version").GetString()!;
    }
}
