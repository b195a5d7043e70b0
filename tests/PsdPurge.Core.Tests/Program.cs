using PsdPurge.Core.Tests.Purge.Killing;

namespace PsdPurge.Core.Tests;

/// <summary>The test runner loads this assembly as a library; started by itself it is a removal that can be killed, or the kill test on its own.</summary>
internal static class Program
{
    private static async Task<int> Main(string[] arguments)
    {
        switch (arguments)
        {
            case [RemovalProcess.Verb]:
                return await RemovalProcess.RunAsync(Console.In, Console.Out);
            case ["kill", var kills]:
                KillFigures figures = await KillRun.RunAsync(int.Parse(kills, System.Globalization.CultureInfo.InvariantCulture), seed: Environment.TickCount, Console.Out.WriteLine);
                Console.WriteLine(figures);
                return figures.Wrong.Count == 0 ? 0 : 1;
            default:
                await Console.Error.WriteLineAsync("dotnet run --project tests/PsdPurge.Core.Tests -- kill <number>");
                return 2;
        }
    }
}
