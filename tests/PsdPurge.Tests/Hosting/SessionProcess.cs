using System.Diagnostics;
using System.Reflection;
using PsdPurge.Lab;

namespace PsdPurge.Tests.Hosting;

/// <summary>A PowerShell session in a separate process (tests/PsdPurge.Tests.Session).</summary>
internal static class SessionProcess
{
    /// <summary>Runs a session and returns what it prints. The test fails if the process fails.</summary>
    /// <param name="order">Which client comes first, or that ours is the only one.</param>
    /// <param name="frontEnd">The Front-End whose entries are counted.</param>
    /// <param name="environment">Environment variables of the process.</param>
    public static async Task<string> RunAsync(string order, LabFrontEnd frontEnd, params (string Name, string Value)[] environment)
    {
        var session = typeof(SessionProcess).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(data => data.Key == "SessionHost").Value!;
        var start = new ProcessStartInfo(
            "dotnet", [session, order, ModuleHost.ModulePath, frontEnd.ComputerName, LabFrontEnd.InstanceName, frontEnd.Login, frontEnd.Password])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == 0, output + await errors);
        return output;
    }
}
