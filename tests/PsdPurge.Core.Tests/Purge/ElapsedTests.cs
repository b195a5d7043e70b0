using System.Diagnostics;

namespace PsdPurge.Core.Tests.Purge;

/// <summary>A removal's time is that of the clock, and each step is reported.</summary>
public class ElapsedTests
{
    [Fact]
    public async Task Elapsed_is_the_clock_without_the_time_at_the_prompt()
    {
        await using TestPool pool = await TestPool.StartAsync();
        Stopwatch asked = new();
        Stopwatch all = Stopwatch.StartNew();
        RemovalOutcome outcome = await pool.RemoveAsync(approve: plans =>
        {
            // Somebody looks at the list once more before answering yes.
            asked.Start();
            pool.SelectAsync().GetAwaiter().GetResult();
            asked.Stop();
            return plans;
        });
        TimeSpan working = all.Elapsed - asked.Elapsed;
        Assert.All(outcome.Results, result =>
        {
            StepTimes by = result.ElapsedBy!;
            Assert.InRange(result.Elapsed, by.Connecting + by.Evidence + by.Candidates + by.Deleting + by.Backup, working);
            Assert.All([by.Connecting, by.Evidence, by.Candidates, by.Deleting, by.Backup], step => Assert.NotEqual(TimeSpan.Zero, step));
        });
    }

    [Fact]
    public async Task What_was_not_confirmed_has_its_time_too()
    {
        await using TestPool pool = await TestPool.StartAsync();
        RemovalOutcome outcome = await pool.RemoveAsync(approve: _ => []);
        Assert.All(outcome.Results, result =>
        {
            Assert.NotEqual(TimeSpan.Zero, result.Elapsed);
            Assert.Equal((TimeSpan.Zero, TimeSpan.Zero), (result.ElapsedBy!.Deleting, result.ElapsedBy.Backup));
        });
    }

    [Fact]
    public async Task Each_step_is_said_and_shown_as_it_begins()
    {
        await using TestPool pool = await TestPool.StartAsync(TestPool.Describe(frontEnds: 2));
        List<FrontEndProgress> shown = [];
        RemovalOutcome outcome = await pool.RemoveAsync(onProgress: progress =>
        {
            lock (shown)
            {
                shown.Add(progress);
            }
        });
        foreach (FrontEnd frontEnd in pool.FrontEnds)
        {
            Assert.Equal(
                ["Connecting", "Reading the evidence", "Finding orphaned entries", "Done", "Deleting", "Done"],
                shown.Where(p => p.FrontEnd == frontEnd).Select(p => p.Activity).Aggregate(
                    new List<string>(), (all, activity) => all.LastOrDefault() == activity ? all : [.. all, activity]));
            Assert.Contains(outcome.Said.Lines, line => line.StartsWith($"{frontEnd.DataSource}: asking what lives there", StringComparison.Ordinal));
        }
    }

    [Fact]
    public void The_steps_as_text_are_seconds() => Assert.Equal(
        "Connecting 0.1, Evidence 1.3, Candidates 62.0, Deleting 3.0, Backup 0.0",
        new StepTimes(
            TimeSpan.FromMilliseconds(120),
            TimeSpan.FromMilliseconds(1310),
            TimeSpan.FromSeconds(62),
            TimeSpan.FromSeconds(3),
            TimeSpan.Zero).ToString());
}
