using PsdPurge.Lab.Verbs.Runbook;

namespace PsdPurge.Lab.Verbs;

/// <summary><c>runbook</c> runs the whole procedure on a lab pool, as an administrator would type it.</summary>
internal static class RunbookVerb
{
    public static async Task<int> RunAsync(CommandLine line, TextWriter output)
    {
        foreach (var manifest in (string[])[StagedModules.PsdPurge, StagedModules.SkypeForBusiness, StagedModules.Forms[line.Cs]])
        {
            if (!File.Exists(manifest))
            {
                await Console.Error.WriteLineAsync($"The module {manifest} is not there. Build the solution first: dotnet build").ConfigureAwait(false);
                return ExitCode.Failed;
            }
        }

        var scenario = line.Describe().Build();
        var options = new LabPoolOptions { Readiness = ["Busy", "Busy", "Ready"] };
        await using var pool = await LabPool.StartAsync(scenario, options).ConfigureAwait(false);
        using var session = new RunbookSession(output);
        var wrong = new Procedure(pool, session, output, StagedModules.Forms[line.Cs]).Walk();
        if (wrong.Count == 0)
        {
            await output.WriteLineAsync("All numbers add up.").ConfigureAwait(false);
            return ExitCode.Ok;
        }

        await output.WriteLineAsync($"{wrong.Count} things do not add up:").ConfigureAwait(false);
        foreach (var sentence in wrong)
        {
            await output.WriteLineAsync("  " + sentence).ConfigureAwait(false);
        }

        return ExitCode.NumbersDoNotAddUp;
    }
}
