using System.Diagnostics;
using System.Globalization;

namespace PsdPurge.Core.Tests.Purge.Model.Hostile;

/// <summary>Runs the model by hand, for any number of steps. It reports its progress, so that it can be continued from there.</summary>
internal static class HostileVerb
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(15);

    public static async Task<int> RunAsync(long steps, int seed, int firstPool, TextWriter output)
    {
        await using HostileRun run = new(seed, mayBeLarge: true);
        Stopwatch elapsed = Stopwatch.StartNew();
        TimeSpan next = Interval;
        var said = 0;
        await run.RunAsync(steps, firstPool, number =>
        {
            foreach (var wrong in run.Figures.Wrong.Skip(said))
            {
                output.WriteLine("WRONG " + wrong);
            }

            said = run.Figures.Wrong.Count;
            if (elapsed.Elapsed > next)
            {
                next = elapsed.Elapsed + Interval;
                output.WriteLine(
                    string.Format(CultureInfo.InvariantCulture, "{0:N0} s, up to pool {1}: {2}", elapsed.Elapsed.TotalSeconds, number, run.Figures));
                output.Flush();
            }
        });
        output.WriteLine($"Seed {seed.ToString(CultureInfo.InvariantCulture)}: {run.Figures}.");
        return run.Figures.Wrong.Count == 0 ? 0 : 1;
    }
}
