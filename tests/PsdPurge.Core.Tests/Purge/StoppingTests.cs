using PsdPurge.Lab.Faults;
using PsdPurge.Lab.Scenarios;

namespace PsdPurge.Core.Tests.Purge;

/// <summary>Removals that end early still write a summary, and it is true.</summary>
public class StoppingTests
{
    [Theory]
    [InlineData("begin")]
    [InlineData("delete")]
    [InlineData("commit")]
    public async Task Stopping_lets_the_current_batch_end_or_roll_back(string stage)
    {
        await using TestPool pool = await TestPool.StartAsync();
        using CancellationTokenSource stop = new();
        using Fault held = pool.Lab.FrontEnds[1].Faults.On(Stage.Of(stage)).Nth(2).Hang();
        Task<RemovalOutcome> removing = pool.RemoveAsync(pool.Options() with { BatchSize = 5 }, token: stop.Token);
        await held.FiredAsync();
        await stop.CancelAsync();
        held.Off();
        RemovalOutcome outcome = await removing;

        Assert.Empty(outcome.Said.Failures);
        Assert.Equal(3, outcome.Results.Count);
        RemovalResult result = pool.ResultOf(outcome, 1);
        Assert.Equal(RemovalStatus.Stopped, result.Status);
        Assert.InRange(result.Deleted, 1, 10);
        pool.AssertPurged(mayLeave: FrontEndSet.All);
        pool.AssertTrueAndRestorable(outcome);
    }

    [Fact]
    public async Task Stopping_in_the_middle_of_deleted_rows_rolls_them_back()
    {
        await using TestPool pool = await TestPool.StartAsync();
        using CancellationTokenSource stop = new();
        RemovalOutcome outcome = await pool.RemoveAsync(
            pool.Options() with { BatchSize = 5 },
            onProgress: progress =>
            {
                if (progress.FrontEnd == pool.FrontEnds[0] && progress.Done >= 10)
                {
                    stop.Cancel();
                }
            },
            token: stop.Token);

        Assert.InRange(pool.ResultOf(outcome, 0).Deleted, 10, 14);
        Assert.Equal(RemovalStatus.Stopped, pool.ResultOf(outcome, 0).Status);
        pool.AssertPurged(mayLeave: FrontEndSet.All);
        pool.AssertTrueAndRestorable(outcome);
    }

    [Fact]
    public async Task A_Front_End_whose_turn_has_not_come_when_the_run_is_stopped_has_its_result_too()
    {
        await using TestPool pool = await TestPool.StartAsync();
        using CancellationTokenSource stop = new();
        RemovalOutcome outcome = await pool.RemoveAsync(
            approve: plans =>
            {
                stop.Cancel();
                return plans;
            },
            token: stop.Token);

        Assert.Equal(3, outcome.Results.Count);
        Assert.All(outcome.Results, result => Assert.Equal((RemovalStatus.Stopped, 0), (result.Status, result.Deleted)));
        Assert.Empty(Directory.GetFiles(pool.Folder));
        pool.AssertUntouched();
    }

    [Fact]
    public async Task Stopping_while_it_waits_for_the_next_attempt_ends_the_wait()
    {
        await using TestPool pool = await TestPool.StartAsync();
        using CancellationTokenSource stop = new();
        using Fault met = pool.Lab.FrontEnds[1].Faults.On(Stage.Of("delete")).After(1).KillConnection();
        RemovalOutcome outcome = await pool.RemoveAsync(
            pool.Options() with
            {
                BatchSize = 5,
                RetryWait = (_, token) =>
                {
                    stop.Cancel();
                    RetryPolicy.Wait(TimeSpan.FromHours(1), token);
                },
            },
            token: stop.Token);

        Assert.Equal(RemovalStatus.Stopped, pool.ResultOf(outcome, 1).Status);
        Assert.InRange(pool.ResultOf(outcome, 1).Deleted, 1, 5);
        pool.AssertTrueAndRestorable(outcome);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(33)]
    public async Task No_more_than_MaxEntries_are_deleted_on_each_Front_End(long most)
    {
        await using TestPool pool = await TestPool.StartAsync();
        RemovalOutcome outcome = await pool.RemoveAsync(pool.Options() with { MaxEntries = most });

        Assert.All(outcome.Results, result => Assert.Equal((RemovalStatus.MaxEntriesReached, most), (result.Status, result.Deleted)));
        Assert.All(outcome.Results, result => Assert.Equal(result.CountBefore - most, result.CountAfter));
        pool.AssertPurged(mayLeave: FrontEndSet.All);
        pool.AssertTrueAndRestorable(outcome);
    }

    [Fact]
    public async Task MaxEntries_holds_across_a_lost_connection()
    {
        await using TestPool pool = await TestPool.StartAsync();
        using Fault lost = pool.Lab.FrontEnds[0].Faults.On(Stage.Of("commit")).Nth(2).KillConnectionAfterExecution();
        using Fault lostAgain = pool.Lab.FrontEnds[0].Faults.On(Stage.Of("delete")).Nth(3).KillConnectionAfterRows(1);
        RemovalOutcome outcome = await pool.RemoveAsync(pool.Options() with { MaxEntries = 17, BatchSize = 5 });

        Assert.Equal((1, 1), (lost.Fired, lostAgain.Fired));
        Assert.All(outcome.Results, result => Assert.Equal(17, result.Deleted));
        pool.AssertTrueAndRestorable(outcome);
    }

    [Fact]
    public async Task As_many_as_MaxEntries_is_completed()
    {
        await using TestPool pool = await TestPool.StartAsync();
        RemovalOutcome outcome = await pool.RemoveAsync(pool.Options() with { MaxEntries = pool.Orphans(0) });
        Assert.All(outcome.Statuses, status => Assert.Equal(RemovalStatus.Completed, status));
        pool.AssertPurged();
    }

    [Fact]
    public async Task A_time_limit_that_is_over_at_once_deletes_nothing()
    {
        await using TestPool pool = await TestPool.StartAsync();
        RemovalOutcome outcome = await pool.RemoveAsync(pool.Options() with { TimeLimit = TimeSpan.Zero });
        Assert.All(outcome.Results, result => Assert.Equal((RemovalStatus.TimeLimitReached, 0), (result.Status, result.Deleted)));
        pool.AssertUntouched();
    }

    [Fact]
    public async Task A_pause_between_batches_does_not_outlast_the_time_limit()
    {
        await using TestPool pool = await TestPool.StartAsync();
        RemovalOutcome outcome = await pool.RemoveAsync(
            new RemovalOptions { BackupFolder = pool.Folder, BatchSize = 5, BatchDelay = TimeSpan.FromHours(1), TimeLimit = TimeSpan.FromSeconds(2) });
        Assert.All(outcome.Statuses, status => Assert.Equal(RemovalStatus.TimeLimitReached, status));
        pool.AssertTrueAndRestorable(outcome);
    }

    [Fact]
    public async Task A_pause_is_made_between_batches_and_nothing_is_locked_meanwhile()
    {
        await using TestPool pool = await TestPool.StartAsync(TestPool.Describe(frontEnds: 1));
        List<TimeSpan> pauses = [];
        RemovalOutcome outcome = await pool.RemoveAsync(pool.Options() with
        {
            BatchSize = 5,
            BatchDelay = TimeSpan.FromMinutes(7),
            RetryWait = (pause, _) =>
            {
                pauses.Add(pause);
                pool.Lab.FrontEnds[0].Sql.Execute(
                    "SET LOCK_TIMEOUT 0; UPDATE dbo.PersistedServiceData SET Version = Version; UPDATE dbo.Document SET DocType = DocType;");
            },
        });
        Assert.Equal(Assert.Single(outcome.Results).Batches - 1, pauses.Count);
        Assert.NotEmpty(pauses);
        Assert.All(pauses, pause => Assert.Equal(TimeSpan.FromMinutes(7), pause));
        pool.AssertPurged();
    }

    [Fact]
    public async Task No_attempt_is_waited_for_that_would_come_after_the_time_limit()
    {
        await using TestPool pool = await TestPool.StartAsync();
        using Fault met = pool.Lab.FrontEnds[1].Faults.On(Stage.Of("delete")).After(1).KillConnection();
        RemovalOutcome outcome = await pool.RemoveAsync(new RemovalOptions { BackupFolder = pool.Folder, BatchSize = 5, TimeLimit = TimeSpan.FromSeconds(2) });
        Assert.Empty(outcome.Said.Failures);
        Assert.Equal(RemovalStatus.TimeLimitReached, pool.ResultOf(outcome, 1).Status);
        Assert.InRange(pool.ResultOf(outcome, 1).Deleted, 1, 5);
        pool.AssertTrueAndRestorable(outcome);
    }

    [Fact]
    public async Task What_was_not_confirmed_is_left_alone_and_said()
    {
        await using TestPool pool = await TestPool.StartAsync();
        RemovalOutcome outcome = await pool.RemoveAsync(approve: plans => [plans[1]]);
        Assert.Equal(RemovalStatus.NotConfirmed, pool.ResultOf(outcome, 0).Status);
        Assert.Equal(RemovalStatus.Completed, pool.ResultOf(outcome, 1).Status);
        Assert.Equal(0, pool.Gone(0) + pool.Gone(2));
        pool.AssertPurged(mayLeave: FrontEndSet.Only(0, 2));
    }

    [Fact]
    public async Task A_mistake_of_this_module_does_not_leave_unsaid_what_was_deleted()
    {
        await using TestPool pool = await TestPool.StartAsync();
        RemovalOutcome outcome = await pool.RemoveAsync(
            pool.Options() with { BatchSize = 5 },
            onProgress: progress =>
            {
                if (progress.FrontEnd == pool.FrontEnds[0] && !progress.Completed && progress.Done >= 10)
                {
                    throw new InvalidCastException("Nobody thought of this.");
                }
            });

        Assert.Equal(["UnexpectedError"], outcome.ErrorIds);
        Assert.Equal(RemovalStatus.Failed, pool.ResultOf(outcome, 0).Status);
        Assert.InRange(pool.ResultOf(outcome, 0).Deleted, 10, 14);
        pool.AssertPurged(mayLeave: FrontEndSet.Only(0));
        pool.AssertTrueAndRestorable(outcome);
    }
}
