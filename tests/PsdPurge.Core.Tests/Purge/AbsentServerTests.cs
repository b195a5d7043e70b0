using PsdPurge.Lab.Faults;
using PsdPurge.Lab.Scenarios;

namespace PsdPurge.Core.Tests.Purge;

/// <summary>A Front-End that is down, hangs or refuses logins, before a removal and during it.</summary>
public class AbsentServerTests
{
    private const int Broken = 1;

    [Fact]
    public async Task A_login_that_is_refused_makes_all_refuse_and_is_not_tried_again()
    {
        await using TestPool pool = await TestPool.StartAsync();
        using Fault met = pool.Lab.FrontEnds[Broken].Faults.OnLogin().Refuse();
        RemovalOutcome outcome = await pool.RemoveAsync();

        Assert.Equal(["LoginFailed", "ReplicaCheckIncomplete"], outcome.ErrorIds.Order());
        Assert.Equal(1, met.Fired);
        pool.AssertUntouched();
    }

    [Fact]
    public async Task A_login_that_is_refused_after_a_lost_connection_ends_that_Front_End()
    {
        await using TestPool pool = await TestPool.StartAsync();
        FaultPlan faults = pool.Lab.FrontEnds[Broken].Faults;
        using Fault refused = faults.OnLogin().After(FaultTests.LoginsBeforeDeleting).Refuse();
        using Fault lost = faults.On(Stage.Of("delete")).Nth(2).KillConnection();
        RemovalOutcome outcome = await pool.RemoveAsync(pool.Options() with { BatchSize = 15 });

        Assert.Equal(["LoginFailed"], outcome.ErrorIds);
        RemovalResult result = pool.ResultOf(outcome, Broken);
        Assert.Equal(RemovalStatus.Failed, result.Status);
        Assert.InRange(result.Deleted, 1, 15);
        pool.AssertPurged(mayLeave: FrontEndSet.Only(Broken));
        pool.AssertTrueAndRestorable(outcome);
    }

    [Fact]
    public async Task A_server_that_is_gone_for_a_while_is_waited_for()
    {
        await using TestPool pool = await TestPool.StartAsync();
        pool.Settings = pool.Settings with { ConnectTimeout = TimeSpan.FromSeconds(1) };
        FaultPlan faults = pool.Lab.FrontEnds[Broken].Faults;
        using Fault lost = faults.On(Stage.Of("delete")).Nth(2).KillConnection();
        RemovalOutcome outcome = await pool.RemoveAsync(pool.Options() with { BatchSize = 15, RetryWait = GoneUntil(wait: 3, faults) });

        Assert.Equal(3, pool.ResultOf(outcome, Broken).Retries);
        Assert.Empty(outcome.Said.Failures);
        pool.AssertPurged();
        pool.AssertTrueAndRestorable(outcome);
    }

    [Theory]
    [InlineData(4060)]
    [InlineData(18401)]
    [InlineData(17142)]
    public async Task A_server_that_is_starting_again_and_refuses_logins_is_waited_for(int error)
    {
        await using TestPool pool = await TestPool.StartAsync();
        FaultPlan faults = pool.Lab.FrontEnds[Broken].Faults;
        Fault? starting = null;
        using Fault lost = faults.On(Stage.Of("delete")).Nth(2).KillConnection();
        var waits = 0;
        RemovalOutcome outcome = await pool.RemoveAsync(pool.Options() with
        {
            BatchSize = 15,
            RetryWait = (_, _) => starting = ++waits == 1 ? faults.OnLogin().First(2).Refuse(error) : starting,
        });

        Assert.Empty(outcome.Said.Failures);
        Assert.Equal(2, starting!.Fired);
        pool.AssertPurged();
        pool.AssertTrueAndRestorable(outcome);
    }

    [Fact]
    public async Task A_server_that_restarts_while_the_question_is_on_the_screen_is_waited_for_and_asked_again()
    {
        await using TestPool pool = await TestPool.StartAsync();
        pool.Settings = pool.Settings with { ConnectTimeout = TimeSpan.FromSeconds(1) };
        FaultPlan faults = pool.Lab.FrontEnds[Broken].Faults;
        TrueOrphan back = pool.Lab.Truth.Orphans(Broken, PurgeScope.AllPoolEndpoints).First(orphan => orphan.Rows == 2);
        Fault? dead = null;
        RemovalOutcome outcome = await pool.RemoveAsync(
            pool.Options() with { BatchSize = 15, RetryWait = GoneUntil(wait: 2, faults) },
            plans =>
            {
                // The service stops, and its connections and temp tables are lost. A conference is created before it starts again.
                dead = faults.On(Request.Any).Once().KillConnection();
                pool.Lab.BringBack(back.SipAddress, back.ConferenceId, FrontEndSet.Only(Broken));
                return plans;
            });

        Assert.Equal(1, dead!.Fired);
        Assert.Empty(outcome.Said.Failures);
        RemovalResult result = pool.ResultOf(outcome, Broken);
        Assert.Equal(RemovalStatus.Completed, result.Status);
        Assert.Equal(2, result.Retries);
        Assert.Equal(pool.Orphans(Broken) - back.Rows, result.Deleted);
        Assert.Equal(back.Rows, result.SkippedBy[SkipReason.NotFound]);
        pool.AssertPurged();
        pool.AssertTrueAndRestorable(outcome);
    }

    [Fact]
    public async Task A_server_that_restarts_while_the_question_is_on_the_screen_and_stays_away_makes_all_refuse()
    {
        await using TestPool pool = await TestPool.StartAsync();
        FaultPlan faults = pool.Lab.FrontEnds[Broken].Faults;
        Fault? dead = null;
        RemovalOutcome outcome = await pool.RemoveAsync(approve: plans =>
        {
            dead = faults.On(Request.Any).Once().KillConnection();
            faults.OnLogin().Refuse(18401);
            return plans;
        });

        Assert.Equal(1, dead!.Fired);
        Assert.Equal(["ReplicaCheckIncomplete", "ServerNotReady"], outcome.ErrorIds.Order());
        Assert.All(outcome.Results, result => Assert.Equal((RemovalStatus.Failed, 0L), (result.Status, result.Deleted)));
        Assert.Equal(3, outcome.Results.Count);
        pool.AssertUntouched();
    }

    [Fact]
    public async Task A_server_that_accepts_and_then_hangs_makes_all_refuse()
    {
        await using TestPool pool = await TestPool.StartAsync();
        pool.Settings = pool.Settings with { ConnectTimeout = TimeSpan.FromSeconds(2) };
        using Fault met = pool.Lab.FrontEnds[Broken].Faults.OnConnect().Hang();
        RemovalOutcome outcome = await pool.RemoveAsync();

        // On a busy machine, a second Front-End may be too slow for the short timeout, too. All refuse in any case.
        Assert.Equal(["FrontEndUnreachable", "ReplicaCheckIncomplete"], outcome.ErrorIds.Distinct().Order());
        pool.AssertUntouched();
    }

    [Theory]
    [InlineData("delete")]
    [InlineData("commit")]
    public async Task A_server_that_does_not_even_answer_an_attention_is_left_and_asked_again(string stage)
    {
        await using TestPool pool = await TestPool.StartAsync();
        pool.Settings = pool.Settings with { CommandTimeout = TimeSpan.FromSeconds(3), ConnectTimeout = TimeSpan.FromSeconds(3) };
        using Fault met = pool.Lab.FrontEnds[Broken].Faults.On(Stage.Of(stage)).Nth(2).HangIgnoringAttention();
        RemovalOutcome outcome = await pool.RemoveAsync(pool.Options() with { BatchSize = 15 });

        Assert.Equal(1, met.Fired);
        Assert.Empty(outcome.Said.Failures);
        pool.AssertPurged();
        pool.AssertTrueAndRestorable(outcome);
    }

    /// <summary>Nothing listens from the first wait until a later one.</summary>
    private static Action<TimeSpan, CancellationToken> GoneUntil(int wait, FaultPlan faults)
    {
        Fault? gone = null;
        var waits = 0;
        return (_, _) =>
        {
            waits++;
            if (waits == 1)
            {
                gone = faults.RefuseConnections();
            }
            else if (waits == wait)
            {
                gone!.Off();
            }
        };
    }
}
