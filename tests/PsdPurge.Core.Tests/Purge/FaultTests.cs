using PsdPurge.Lab.Faults;
using PsdPurge.Lab.Scenarios;

namespace PsdPurge.Core.Tests.Purge;

/// <summary>Faults of a Front-End at every stage of a removal, once and permanently.</summary>
public class FaultTests
{
    /// <summary>How often a removal logs in to a Front-End before it deletes there.</summary>
    internal const int LoginsBeforeDeleting = 1;

    private const int Broken = 1;

    private static readonly Dictionary<string, Func<RequestFaultBuilder, Fault>> Faults = new()
    {
        ["deadlock"] = on => on.Deadlock(),
        ["lock timeout"] = on => on.LockTimeout(),
        ["command timeout"] = on => on.Hang(),
        ["lost before"] = on => on.KillConnection(),
        ["lost after"] = on => on.KillConnectionAfterExecution(),
        ["fatal error"] = on => on.Fail(596, @class: 21),
        ["out of memory"] = on => on.Fail(701, @class: 17),
        ["rows moved"] = on => on.Fail(601, @class: 12),
        ["page moved"] = on => on.Fail(605, @class: 12),
        ["database recovering"] = on => on.Fail(922, @class: 14),
    };

    public static TheoryData<string, string> EveryStageAndFault()
    {
        TheoryData<string, string> all = [];
        foreach (var stage in Stage.Opening.Concat(Stage.Working))
        {
            foreach (var fault in Faults.Keys.Where(f => f != "command timeout"))
            {
                all.Add(stage, fault);
            }
        }

        // A timeout takes seconds to happen.
        foreach (var stage in new[] { "schema", "fill", "delete", "commit" })
        {
            all.Add(stage, "command timeout");
        }

        return all;
    }

    public static TheoryData<string> Opening() => [.. Stage.Opening];

    public static TheoryData<string> Working() => [.. Stage.Working];

    [Theory]
    [MemberData(nameof(EveryStageAndFault))]
    public async Task A_fault_that_passes_is_retried_and_the_removal_completes(string stage, string fault)
    {
        await using TestPool pool = await TestPool.StartAsync();
        if (fault == "command timeout")
        {
            pool.Settings = pool.Settings with { CommandTimeout = TimeSpan.FromSeconds(3), ConnectTimeout = TimeSpan.FromSeconds(3) };
        }

        using Fault met = Faults[fault](pool.Lab.FrontEnds[Broken].Faults.On(Stage.Of(stage)).Once());
        RemovalOutcome outcome = await pool.RemoveAsync(pool.Options() with { BatchSize = 15 });

        Assert.Equal(1, met.Fired);
        Assert.Empty(outcome.Said.Failures);
        Assert.All(outcome.Statuses, status => Assert.Equal(RemovalStatus.Completed, status));
        Assert.True(pool.ResultOf(outcome, Broken).Retries > 0, "The retry is to be seen in the result.");
        Assert.Equal(0, pool.ResultOf(outcome, 0).Retries);
        Assert.Equal(pool.Orphans(Broken), pool.ResultOf(outcome, Broken).Deleted);
        pool.AssertPurged();
        pool.AssertTrueAndRestorable(outcome);
    }

    [Fact]
    public async Task A_delete_waits_for_a_lock_for_half_a_second_and_a_smaller_batch_is_tried_then()
    {
        await using TestPool pool = await TestPool.StartAsync(TestPool.Describe(orphans: 400, frontEnds: 1));
        List<(string Text, long Rows)> deletes = [];
        pool.Lab.FrontEnds[0].RequestLog.Completed += completion =>
        {
            if (completion.Request.Text.Contains("DELETE TOP", StringComparison.Ordinal))
            {
                deletes.Add((completion.Request.Text, completion.Rows));
            }
        };
        using Fault waiting = pool.Lab.FrontEnds[0].Faults.On(Stage.Of("delete")).Once().LockTimeout();
        RemovalOutcome outcome = await pool.RemoveAsync(pool.Options());

        Assert.Equal(1, waiting.Fired);
        Assert.Empty(outcome.Said.Failures);
        Assert.All(deletes, delete => Assert.StartsWith("SET LOCK_TIMEOUT 500;", delete.Text, StringComparison.Ordinal));
        Assert.All(deletes, delete => Assert.Contains("dbo.PersistedServiceData AS psd WITH (ROWLOCK)", delete.Text, StringComparison.Ordinal));
        Assert.Contains(pool.Lab.FrontEnds[0].RequestLog.Requests, request => request.Text.StartsWith("SET NOCOUNT ON;", StringComparison.Ordinal)
            && request.Text.Contains("SET LOCK_TIMEOUT 5000;", StringComparison.Ordinal));

        // The first batch has 500 rows. After the wait, batches have half of that.
        Assert.InRange(deletes.First(delete => delete.Rows > 0).Rows, 1, 251);
        pool.AssertPurged();
    }

    [Fact]
    public async Task Windows_authentication_that_fails_while_the_server_comes_back_is_waited_out()
    {
        await using TestPool pool = await TestPool.StartAsync(TestPool.Describe(frontEnds: 1));
        using Fault lost = pool.Lab.FrontEnds[0].Faults.On(Stage.Of("commit")).Once().KillConnection();
        using Fault refused = pool.Lab.FrontEnds[0].Faults.OnLogin().Nth(2).Refuse(
            17806, "SSPI handshake failed with error code 0x80090311, state 14 while establishing a connection with integrated security; "
                + "the connection has been closed.");
        RemovalOutcome outcome = await pool.RemoveAsync();

        Assert.Equal(1, refused.Fired);
        Assert.Empty(outcome.Said.Failures);
        pool.AssertPurged();
        pool.AssertTrueAndRestorable(outcome);
    }

    [Theory]
    [MemberData(nameof(Working))]
    public async Task A_Front_End_that_fails_for_good_while_it_works_stops_only_itself(string stage)
    {
        await using TestPool pool = await TestPool.StartAsync();
        using Fault met = pool.Lab.FrontEnds[Broken].Faults.On(Stage.Of(stage)).KillConnection();
        RemovalOutcome outcome = await pool.RemoveAsync(pool.Options() with { BatchSize = 15 });

        RemovalResult failed = pool.ResultOf(outcome, Broken);
        Assert.Equal(RemovalStatus.Failed, failed.Status);
        Assert.Equal(0, failed.Deleted);
        Assert.InRange(failed.Retries, 1, 2 * RetryPolicy.MaxRetries * (RetryPolicy.MaxRetries + 1));
        PsdPurgeException failure = Assert.Single(outcome.Said.Failures);
        Assert.Equal(pool.FrontEnds[Broken], failure.Target);
        Assert.Equal("ConnectionLost", failure.ErrorId);
        Assert.Contains(outcome.Said.Lines, line => line.Contains($"Retry {RetryPolicy.MaxRetries} of {RetryPolicy.MaxRetries}", StringComparison.Ordinal));
        pool.AssertPurged(mayLeave: FrontEndSet.Only(Broken));
        pool.AssertTrueAndRestorable(outcome);
    }

    [Theory]
    [MemberData(nameof(Opening))]
    public async Task A_Front_End_that_cannot_be_asked_makes_all_refuse(string stage)
    {
        await using TestPool pool = await TestPool.StartAsync();
        using Fault met = pool.Lab.FrontEnds[Broken].Faults.On(Stage.Of(stage)).KillConnection();
        RemovalOutcome outcome = await pool.RemoveAsync();

        Assert.Equal(["ConnectionLost", "ReplicaCheckIncomplete"], outcome.ErrorIds.Order());
        Assert.All(outcome.Statuses, status => Assert.Equal(RemovalStatus.Failed, status));
        Assert.Equal(3, outcome.Results.Count);
        Assert.Equal(RetryPolicy.MaxRetries + 1, met.Fired);
        pool.AssertUntouched();
    }

    [Theory]
    [MemberData(nameof(Opening))]
    public async Task With_SkipReplicaCheck_the_others_go_on_without_the_one_that_cannot_be_asked(string stage)
    {
        await using TestPool pool = await TestPool.StartAsync();
        using Fault met = pool.Lab.FrontEnds[Broken].Faults.On(Stage.Of(stage)).KillConnection();
        RemovalOutcome outcome = await pool.RemoveAsync(pool.Options() with { SkipReplicaCheck = true });

        Assert.Equal(["ConnectionLost"], outcome.ErrorIds);
        Assert.Equal(RemovalStatus.Failed, pool.ResultOf(outcome, Broken).Status);
        Assert.Equal(RemovalStatus.Completed, pool.ResultOf(outcome, 0).Status);
        pool.AssertPurged(mayLeave: FrontEndSet.Only(Broken));
        pool.AssertTrueAndRestorable(outcome);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(7)]
    public async Task A_connection_lost_in_the_middle_of_the_deleted_rows_rolls_the_batch_back(int rows)
    {
        await using TestPool pool = await TestPool.StartAsync();
        using Fault met = pool.Lab.FrontEnds[Broken].Faults.On(Stage.Of("delete")).Once().KillConnectionAfterRows(rows);
        RemovalOutcome outcome = await pool.RemoveAsync(pool.Options() with { BatchSize = 15 });

        Assert.Equal(1, met.Fired);
        Assert.Empty(outcome.Said.Failures);
        Assert.True(pool.ResultOf(outcome, Broken).Retries > 0);
        pool.AssertPurged();
        pool.AssertTrueAndRestorable(outcome);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Where_nobody_can_say_whether_the_last_batch_was_committed_its_rows_stay_in_the_backup(bool committed)
    {
        await using TestPool pool = await TestPool.StartAsync();
        FaultPlan faults = pool.Lab.FrontEnds[Broken].Faults;
        RequestFaultBuilder onCommit = faults.On(Stage.Of("commit")).Nth(2);
        using Fault lost = committed ? onCommit.KillConnectionAfterExecution() : onCommit.KillConnection();
        using Fault gone = faults.OnLogin().After(LoginsBeforeDeleting).Refuse();
        RemovalOutcome outcome = await pool.RemoveAsync(pool.Options() with { BatchSize = 15 });

        Assert.Equal(["CommitOutcomeUnknown"], outcome.ErrorIds);
        RemovalResult result = pool.ResultOf(outcome, Broken);
        Assert.Equal(RemovalStatus.Failed, result.Status);
        Assert.InRange(result.Deleted, 1, 15);
        Assert.Equal(committed, pool.Gone(Broken) > result.Deleted);
        pool.AssertPurged(mayLeave: FrontEndSet.Only(Broken));
        pool.AssertRestorable();
    }
}
