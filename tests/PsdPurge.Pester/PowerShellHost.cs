using System.Diagnostics;
using System.Reflection;
using System.Text.Json;

namespace PsdPurge.Pester;

/// <summary>A PowerShell that runs the suites.</summary>
/// <param name="Name">As the tests' names say it.</param>
/// <param name="Command">The program and its first arguments.</param>
internal sealed record PowerShellHost(string Name, IReadOnlyList<string> Command)
{
    /// <summary>Name of the variable that holds the path of one more PowerShell: powershell.exe, or pwsh.dll where it is a .NET tool.</summary>
    public const string MoreVariable = "PSDPURGE_POWERSHELL";

    public static string RepositoryRoot { get; } = Metadata("RepositoryRoot");

    /// <summary>The PowerShell that .config/dotnet-tools.json pins, and the one that the environment names.</summary>
    public static IReadOnlyList<PowerShellHost> All()
    {
        List<PowerShellHost> hosts = [new($"PowerShell {PinnedVersion()}", [DotNet, "tool", "run", "pwsh", "--"])];
        if (Environment.GetEnvironmentVariable(MoreVariable) is { Length: > 0 } more)
        {
            hosts.Add(new(Path.GetFileName(more), more.EndsWith(".dll", StringComparison.OrdinalIgnoreCase) ? [DotNet, more] : [more]));
        }

        return hosts;
    }

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
        // The suites start many short sessions: measuring code for a second, better compilation only costs them time.
        start.Environment["DOTNET_TieredPGO"] = "0";
        start.Environment["PSDPURGE_CONFIGURATION"] = Metadata("Configuration");
        return start;
    }

    internal static string Metadata(string key) => typeof(PowerShellHost).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == key).Value!;

    private static string DotNet => Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") is { Length: > 0 } path ? path : "dotnet";

    private static string PinnedVersion()
    {
        using var manifest = JsonDocument.Parse(File.ReadAllText(Path.Combine(RepositoryRoot, ".config", "dotnet-tools.json")));
        return manifest.RootElement.GetProperty("tools").GetProperty("powershell").GetProperty("version").GetString()!;
    }
}
