using System.Globalization;
using PsdPurge.Core.Tests.Purge.Killing;
using PsdPurge.Core.Tests.Purge.Model.Hostile;

namespace PsdPurge.Core.Tests;

/// <summary>The test runner loads this assembly as a library. As a program, it runs a removal that can be killed, the kill test, or the model test.</summary>
internal static class Program
{
    private static long Long(string text) => long.Parse(text, CultureInfo.InvariantCulture);

    private static async Task<int> Main(string[] arguments)
    {
        switch (arguments)
        {
            case [RemovalProcess.Verb]:
                return await RemovalProcess.RunAsync(Console.In, Console.Out);
            case ["kill", var kills]:
                KillFigures figures =
                    await KillRun.RunAsync(int.Parse(kills, CultureInfo.InvariantCulture), seed: Environment.TickCount, Console.Out.WriteLine);
                Console.WriteLine(figures);
                return figures.Wrong.Count == 0 ? 0 : 1;
            case ["model", var steps, var seed, .. { Length: <= 1 } rest]:
                return await HostileVerb.RunAsync(Long(steps), (int)Long(seed), rest.Length == 0 ? 0 : (int)Long(rest[0]), Console.Out);
            case ["worlds", var worlds, var seed]:
                WorldFigures found = WorldFigures.Of((int)Long(worlds), (int)Long(seed));
                Console.WriteLine(found);
                foreach (var wrong in found.Wrong.Concat(found.Unlucky).Take(20))
                {
                    Console.WriteLine(wrong);
                }

                return found.Wrong.Count == 0 ? 0 : 1;
            default:
                await Console.Error.WriteLineAsync(
                    "dotnet run --project tests/PsdPurge.Core.Tests -- kill <number> | model <steps> <seed> [<first pool>] | worlds <number> <seed>");
                return 2;
        }
    }
}
