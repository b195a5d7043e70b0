using PsdPurge.Lab.Faults;
using PsdPurge.Lab.Scenarios;

namespace PsdPurge.Core.Tests.Purge;

/// <summary>An entry that was an orphan when it was found is checked again when it is deleted.</summary>
public class RecheckTests
{
    [Theory]
    [InlineData(true, true)]
    [InlineData(false, true)]
    [InlineData(true, false)]
    [InlineData(false, false)]
    public async Task Removing_keeps_an_entry_whose_conference_came_back_after_it_was_found(bool sessionIsLostMeanwhile, bool hasIndex)
    {
        await using TestPool pool = await TestPool.StartAsync(TestPool.Describe().Indexes(hasIndex ? IndexLayout.All : IndexLayout.KeyOnly));
        TrueOrphan back = pool.Lab.Truth.Orphans(1, PurgeScope.AllPoolEndpoints).First(o => o.Rows == 2);
        RemovalOutcome outcome = await pool.RemoveAsync(approve: plans =>
        {
            pool.Lab.BringBack(back.SipAddress, back.ConferenceId, FrontEndSet.Only(1));
            if (sessionIsLostMeanwhile)
            {
                pool.Lab.FrontEnds[1].Faults.On(Request.Any).Once().KillConnection();
            }

            return plans;
        });

        Assert.Empty(outcome.Said.Failures);
        RemovalResult result = pool.ResultOf(outcome, 1);

        // A new session finds the candidates again, so it does not mention an entry that is no longer one.
        Assert.Equal(2, result.SkippedBy[sessionIsLostMeanwhile ? SkipReason.NotFound : SkipReason.ConferenceExists]);
        Assert.Equal(pool.Orphans(1) - 2, result.Deleted);
        Assert.Equal(
            2, pool.ResultOf(outcome, 0).SkippedBy[SkipReason.ConferenceOnOtherFrontEnd] - pool.Lab.Truth.HeldBackCount(0, PurgeScope.AllPoolEndpoints));
        pool.AssertPurged();
        pool.AssertTrueAndRestorable(outcome);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Removing_keeps_an_entry_whose_conference_comes_back_between_two_batches(bool hasIndex)
    {
        await using TestPool pool = await TestPool.StartAsync(TestPool.Describe().Indexes(hasIndex ? IndexLayout.All : IndexLayout.KeyOnly));
        var delete = pool.Lab.FrontEnds[2].Faults.On(Stage.Of("delete")).Nth(2);
        TrueOrphan last = pool.Lab.Truth.Orphans(2, PurgeScope.AllPoolEndpoints).MaxBy(o => o.DocId)!;
        using Fault held = delete.Hang();
        Task<RemovalOutcome> removing = pool.RemoveAsync(pool.Options() with { BatchSize = 5 });
        await held.FiredAsync();
        pool.Lab.BringBack(last.SipAddress, last.ConferenceId, FrontEndSet.Only(2));
        held.Off();
        RemovalOutcome outcome = await removing;

        Assert.Equal(last.Rows, pool.ResultOf(outcome, 2).SkippedBy[SkipReason.ConferenceExists]);
        Assert.DoesNotContain(
            pool.Lab.VerifyAfterRemoval(pool.Before, PurgeScope.AllPoolEndpoints), wrong => wrong.StartsWith("fe03", StringComparison.Ordinal));
        pool.AssertTrueAndRestorable(outcome);
    }

    [Fact]
    public async Task A_conference_that_becomes_active_without_a_row_between_two_batches_stops_the_rest_there()
    {
        await using TestPool pool = await TestPool.StartAsync();
        using Fault held = pool.Lab.FrontEnds[0].Faults.On(Stage.Of("delete")).Nth(2).Hang();
        Task<RemovalOutcome> removing = pool.RemoveAsync(pool.Options() with { BatchSize = 5 });
        await held.FiredAsync();
        pool.Activate(frontEnd: 0);
        held.Off();
        RemovalOutcome outcome = await removing;

        RemovalResult result = pool.ResultOf(outcome, 0);
        Assert.Equal(result.Candidates - result.Deleted, result.SkippedBy[SkipReason.ConferenceActive]);
        Assert.InRange(result.Deleted, 1, 5);
        pool.AssertTrueAndRestorable(outcome);
    }

    [Fact]
    public async Task Removing_keeps_an_entry_whose_conference_came_to_life_where_its_organizer_was_not_known_before()
    {
        await using TestPool pool = await TestPool.StartAsync();
        TrueOrphan back = pool.Lab.Truth.Orphans(0, PurgeScope.AllPoolEndpoints).First(o => o.Rows == 2 && o.SipAddress == TestPool.App);
        pool.Lab.FrontEnds[1].Sql.Execute($"UPDATE dbo.Resource SET UserAtHost = N'nobody@contoso.com' WHERE UserAtHost = N'{TestPool.App}';");
        RemovalOutcome outcome = await pool.RemoveAsync(approve: plans =>
        {
            pool.Lab.FrontEnds[1].Sql.Execute($"UPDATE dbo.Resource SET UserAtHost = N'{TestPool.App}' WHERE UserAtHost = N'nobody@contoso.com';");
            pool.Lab.BringBack(back.SipAddress, back.ConferenceId, FrontEndSet.Only(1));
            return plans;
        });

        Assert.Empty(outcome.Said.Failures);
        Assert.Equal(
            2, pool.ResultOf(outcome, 0).SkippedBy[SkipReason.ConferenceOnOtherFrontEnd] - pool.Lab.Truth.HeldBackCount(0, PurgeScope.AllPoolEndpoints));
        pool.AssertPurged(mayLeave: FrontEndSet.Only(1));
    }

    [Fact]
    public async Task Removing_keeps_an_entry_whose_conference_came_to_life_elsewhere_under_somebody_who_is_no_endpoint()
    {
        await using TestPool pool = await TestPool.StartAsync();
        TrueOrphan back = pool.Lab.Truth.Orphans(0, PurgeScope.AllPoolEndpoints).First(o => o.Rows == 2 && o.SipAddress == TestPool.App);
        RemovalOutcome outcome = await pool.RemoveAsync(approve: plans =>
        {
            pool.Lab.FrontEnds[1].Sql.Execute(
                $"UPDATE dbo.Conference SET ExternalConfId = N'{back.ConferenceId}' WHERE ConfId = (SELECT MIN(c.ConfId) FROM dbo.Conference AS c "
                    + "INNER JOIN dbo.Resource AS r ON r.ResourceId = c.OrganizerId WHERE r.UserAtHost = N'ada@contoso.com');");
            return plans;
        });

        Assert.Empty(outcome.Said.Failures);
        Assert.Equal(2, pool.Rows(0, back.DocId));
        Assert.Equal(
            2, pool.ResultOf(outcome, 0).SkippedBy[SkipReason.ConferenceOnOtherFrontEnd] - pool.Lab.Truth.HeldBackCount(0, PurgeScope.AllPoolEndpoints));
    }

    [Theory]
    [InlineData("OwnerId = (SELECT r.ResourceId FROM dbo.Resource AS r WHERE r.UserAtHost = N'ada@contoso.com')")]
    [InlineData("OwnerId = (SELECT r.ResourceId FROM dbo.Resource AS r WHERE r.UserAtHost = N'o''brien.app@contoso.com')")]
    [InlineData("ExternalConfId = N'SOMEOTHER1'")]
    public async Task Removing_keeps_an_entry_whose_document_names_somebody_or_something_else_by_then(string change)
    {
        await using TestPool pool = await TestPool.StartAsync();
        TrueOrphan changed = pool.Lab.Truth.Orphans(0, PurgeScope.AllPoolEndpoints).First(o => o.Rows == 2 && o.SipAddress == TestPool.App);
        RemovalOutcome outcome = await pool.RemoveAsync(approve: plans =>
        {
            pool.Lab.FrontEnds[0].Sql.Execute($"UPDATE dbo.Document SET {change} WHERE DocId = {changed.DocId};");
            pool.Rebase();
            return plans;
        });

        Assert.Empty(outcome.Said.Failures);
        Assert.Equal(2, pool.Rows(0, changed.DocId));
        Assert.Equal(pool.Orphans(0) - 2, pool.ResultOf(outcome, 0).Deleted);
        Assert.Equal(2, pool.ResultOf(outcome, 0).SkippedBy[SkipReason.NotFound]);
        pool.AssertPurged(mayLeave: FrontEndSet.Only(0));
        pool.AssertTrueAndRestorable(outcome);
    }

    [Fact]
    public async Task Removing_keeps_an_entry_that_was_protected_when_it_was_found_although_nothing_protects_it_any_more()
    {
        await using TestPool pool = await TestPool.StartAsync();
        ConferencePlan elsewhere = pool.Lab.Scenario.FrontEnds[0].Documents.First(d => d.Fate == EntryFate.ConferenceOnOtherFrontEnd).Plan;
        RemovalOutcome outcome = await pool.RemoveAsync(approve: plans =>
        {
            pool.Lab.FrontEnds[2].Sql.Execute($"DELETE FROM dbo.Conference WHERE ExternalConfId = N'{elsewhere.ConferenceId}';");
            pool.Rebase();
            return plans;
        });

        Assert.Empty(outcome.Said.Failures);
        Assert.Equal(6, pool.ResultOf(outcome, 0).SkippedBy[SkipReason.ConferenceOnOtherFrontEnd]);
        pool.AssertPurged();
        pool.AssertTrueAndRestorable(outcome);
    }
}
