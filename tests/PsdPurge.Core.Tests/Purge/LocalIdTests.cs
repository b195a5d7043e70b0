using PsdPurge.Lab.Engine;
using PsdPurge.Lab.Scenarios;

namespace PsdPurge.Core.Tests.Purge;

/// <summary>Servers whose rows name conferences by an id that means nothing on another Front-End.</summary>
public class LocalIdTests
{
    private static readonly GeneratedLink Owner = new("Document", "Owner", "ResourceId", new SqlType(SqlTypeKind.Int));

    private static readonly GeneratedVariant ByConfId = new(Owner, new GeneratedLink("Document", "Meeting", "ConfId", new SqlType(SqlTypeKind.Int)));

    private static readonly GeneratedVariant ByKey =
        new(Owner, new GeneratedLink("Document", "Meeting", "ConferenceKey", new SqlType(SqlTypeKind.UniqueIdentifier)));

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_conference_that_lives_on_another_Front_End_only_keeps_all_of_its_organizers_entries(bool byConfId)
    {
        await using TestPool pool = await TestPool.StartAsync(
            Scenario.Pool().FrontEnds(2).Schema(byConfId ? ByConfId : ByKey)
                .Endpoint(TestPool.App).Orphans(5).LiveConferences(6).ConferencesOnOtherFrontEnd(2)
                .Endpoint(TestPool.OtherApp).Orphans(7).LiveConferences(6)
                .User("ada@contoso.com").Orphans(3).LiveConferences(6));
        RemovalOutcome outcome = await pool.RemoveAsync();

        Assert.Empty(outcome.Said.Failures);
        Assert.Equal(5 + 2, pool.ResultOf(outcome, 0).SkippedBy[SkipReason.ConferenceOnOtherFrontEnd]);
        Assert.Equal(7, pool.ResultOf(outcome, 0).Deleted);
        Assert.Equal(5 + 7, pool.ResultOf(outcome, 1).Deleted);
        pool.AssertPurged(mayLeave: FrontEndSet.Only(0));
        pool.AssertTrueAndRestorable(outcome);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_conference_elsewhere_keeps_its_organizers_entries_although_somebody_here_has_the_same_id(bool byConfId)
    {
        const string Shared = "SHARED1234AB";
        await using TestPool pool = await TestPool.StartAsync(
            Scenario.Pool().FrontEnds(2).Schema(byConfId ? ByConfId : ByKey)
                .Endpoint(TestPool.App).Orphans(5).LiveConferences(6).LiveConference(Shared, conferenceOn: FrontEndSet.Only(1))
                .User("ada@contoso.com").LiveConferences(6).LiveConference(Shared));
        RemovalOutcome outcome = await pool.RemoveAsync();

        Assert.Empty(outcome.Said.Failures);
        Assert.Equal(5 + 1, pool.ResultOf(outcome, 0).SkippedBy[SkipReason.ConferenceOnOtherFrontEnd]);
        Assert.Equal(0, pool.Gone(0));
        pool.AssertPurged(mayLeave: FrontEndSet.Only(0));
    }

    [Fact]
    public async Task An_active_conference_that_an_entry_names_keeps_that_entry_also_where_nobodys_are_not_looked_at()
    {
        await using TestPool pool = await TestPool.StartAsync(
            Scenario.Pool().FrontEnds(1).Schema(ByConfId)
                .Endpoint(TestPool.App).Orphans(5, entriesEach: 2).LiveConferences(6)
                .User("ada@contoso.com").Orphans(3).LiveConferences(6));
        pool.Scope = pool.Scope with { CheckUnattributedActive = false };
        LabDocument active = pool.Lab.Scenario.FrontEnds[0].Documents.First(d => d.Fate == EntryFate.Orphan && d.Plan.Organizer.IsEndpoint);
        pool.Activate(frontEnd: 0, (long)pool.Lab.FrontEnds[0].Sql.Scalar($"SELECT Meeting FROM dbo.Document WHERE DocId = {active.DocId};")!);
        pool.Rebase();
        Assert.DoesNotContain(await pool.SelectAsync(), e => e.DocId == $"{active.DocId}");
        RemovalOutcome outcome = await pool.RemoveAsync();

        Assert.Empty(outcome.Said.Failures);
        Assert.Equal(2, pool.ResultOf(outcome, 0).SkippedBy[SkipReason.ConferenceActive]);
        Assert.Equal(2, pool.Rows(0, active.DocId));
        Assert.Equal(pool.Orphans(0) - 2, pool.ResultOf(outcome, 0).Deleted);
        pool.AssertPurged(mayLeave: FrontEndSet.Only(0));
        pool.AssertTrueAndRestorable(outcome);
    }
}
