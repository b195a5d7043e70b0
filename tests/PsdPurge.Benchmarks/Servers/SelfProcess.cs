using System.Diagnostics;

namespace PsdPurge.Benchmarks.Servers;

/// <summary>Runs this program in another process.</summary>
internal static class SelfProcess
{
    /// <summary>Starts the program. It ends when its standard input ends.</summary>
    public static Process Start(IEnumerable<string> arguments)
    {
        ProcessStartInfo start = new(Environment.ProcessPath!)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            UseShellExecute = false,
        };
        if (Path.GetFileNameWithoutExtension(start.FileName).Equals("dotnet", StringComparison.OrdinalIgnoreCase))
        {
            start.ArgumentList.Add(typeof(SelfProcess).Assembly.Location);
        }

        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        return Process.Start(start) ?? throw new InvalidOperationException("This program could not be started again.");
    }

    /// <summary>Runs the program to its end and returns its first line of output.</summary>
    public static string Ask(params string[] arguments)
    {
        using var process = Start(arguments);
        process.StandardInput.Close();
        var answer = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0
            ? answer
            : throw new InvalidOperationException($"'{string.Join(' ', arguments)}' ended with exit code {process.ExitCode}.");
    }
}
