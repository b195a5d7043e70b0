using PsdPurge.Lab.Scenarios;

namespace PsdPurge.Core.Tests.Purge;

/// <summary>
/// Two administrators, or an administrator and a scheduled task, purge one pool at the same time. Neither knows of the other, and both results are right.
/// </summary>
public class TwoRemovalsTests
{
    [Theory]
    [InlineData(7)]
    [InlineData(25)]
    public async Task Two_removals_at_once_delete_each_row_once_and_each_has_its_own_in_its_backup(int batchSize)
    {
        await using TestPool pool = await TestPool.StartAsync(TestPool.Describe(orphans: 120));
        var folder = Directory.CreateDirectory(Path.Combine(pool.Folder, "second")).FullName;
        TaskCompletionSource bothPlanned = new(TaskCreationOptions.RunContinuationsAsynchronously);
        var planned = 0;
        Task<RemovalOutcome> Start(RemovalOptions options) => Task.Run(() => pool.RemoveAsync(options with { BatchSize = batchSize }, Together));

        IReadOnlyList<RemovalPlan> Together(IReadOnlyList<RemovalPlan> plans)
        {
            // Both have found all orphans before either deletes one.
            if (Interlocked.Increment(ref planned) == 2)
            {
                bothPlanned.SetResult();
            }

            bothPlanned.Task.Wait();
            return plans;
        }

        RemovalOutcome[] outcomes = await Task.WhenAll(Start(pool.Options()), Start(pool.Options() with { BackupFolder = folder }));

        Assert.All(outcomes, outcome => Assert.Empty(outcome.Said.Failures));
        for (var i = 0; i < pool.FrontEnds.Count; i++)
        {
            List<RemovalResult> results = [.. outcomes.Select(outcome => pool.ResultOf(outcome, i))];
            Assert.Equal(pool.Orphans(i), results.Sum(result => result.Deleted));
            Assert.All(results, result => Assert.Equal(pool.Orphans(i), result.Candidates));
            Assert.All(results, result => Assert.Equal(RemovalStatus.Completed, result.Status));

            // Each reports the entries that the other one has deleted as no longer found.
            Assert.All(results, result => Assert.Equal(result.Candidates - result.Deleted, result.SkippedBy.GetValueOrDefault(SkipReason.NotFound)));
        }

        pool.AssertPurged();
        foreach (var file in Directory.GetFiles(folder))
        {
            File.Move(file, Path.Combine(pool.Folder, "second-" + Path.GetFileName(file)));
        }

        pool.AssertRestorable();
    }
}
