using PsdPurge.Lab.Faults;
using PsdPurge.Lab.Scenarios;

namespace PsdPurge.Core.Tests.Purge;

/// <summary>Faults while a removal counts, evaluates the evidence and finds candidates: in its scans and its temp tables.</summary>
public class SearchFaultTests
{
    [Theory]
    [InlineData("count", false)]
    [InlineData("fill", false)]
    [InlineData("fill", true)]
    public async Task A_scan_that_takes_longer_than_a_command_may_is_tried_once_more_and_no_more(string stage, bool inNewSession)
    {
        await using TestPool pool = await TestPool.StartAsync(TestPool.Describe(frontEnds: 1));
        pool.Settings = pool.Settings with { CommandTimeout = TimeSpan.FromSeconds(1), ConnectTimeout = TimeSpan.FromSeconds(3) };
        FaultPlan faults = pool.Lab.FrontEnds[0].Faults;
        using Fault? lost = inNewSession ? faults.On(Stage.Of("delete")).Once().KillConnection() : null;
        using Fault met = (inNewSession ? faults.On(Stage.Of(stage)).After(1) : faults.On(Stage.Of(stage))).Hang();
        RemovalOutcome outcome = await pool.RemoveAsync();

        Assert.Equal(["CommandTimeout"], outcome.ErrorIds);
        Assert.Equal(1 + RetryPolicy.MostTimeoutsOfScan, met.Fired);
        pool.AssertUntouched();
    }

    [Fact]
    public async Task A_busy_moment_between_the_statements_of_the_evidence_is_waited_out()
    {
        await using TestPool pool = await TestPool.StartAsync(
            TestPool.Describe(frontEnds: 1).Endpoint("first@contoso.com").Orphan("1W9J71SKSX2X").Endpoint("second@contoso.com").LiveConference("1W9J71SKSX2X"));
        using Fault met = pool.Lab.FrontEnds[0].Faults.On(Request.Containing("INSERT INTO #Explained")).Once().LockTimeout();
        RemovalOutcome outcome = await pool.RemoveAsync();

        Assert.Equal(1, met.Fired);
        Assert.Empty(outcome.Said.Failures);
        pool.AssertPurged();
    }
}
