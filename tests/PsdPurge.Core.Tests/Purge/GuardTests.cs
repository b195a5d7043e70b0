using PsdPurge.Lab.Faults;
using PsdPurge.Lab.Scenarios;

namespace PsdPurge.Core.Tests.Purge;

/// <summary>Rows that must never be deleted, whenever it turns out that they are not orphans.</summary>
public class GuardTests
{
    [Fact]
    public async Task Removing_deletes_every_orphan_of_the_endpoints_and_nothing_else()
    {
        await using TestPool pool = await TestPool.StartAsync();
        DateTime start = DateTime.UtcNow;
        RemovalOutcome outcome = await pool.RemoveAsync();

        Assert.Empty(outcome.Said.Failures);
        for (var i = 0; i < 3; i++)
        {
            RemovalResult result = pool.ResultOf(outcome, i);
            Assert.InRange(result.Time, start, DateTime.UtcNow);
            Assert.NotEqual(TimeSpan.Zero, result.Elapsed);
            Assert.Equal(RemovalStatus.Completed, result.Status);
            Assert.Equal(pool.Orphans(i), result.Candidates);
            Assert.Equal(pool.Lab.Truth.EntryCount(i), result.CountBefore);
            Assert.Equal(result.CountBefore - result.Deleted, result.CountAfter);
            Assert.Equal(pool.Lab.Truth.HeldBackCount(i, PurgeScope.AllPoolEndpoints), result.Skipped);
        }

        pool.AssertPurged();
        pool.AssertTrueAndRestorable(outcome);
    }

    [Fact]
    public async Task Removing_keeps_the_entries_of_conferences_that_live_on_another_Front_End()
    {
        await using TestPool pool = await TestPool.StartAsync();
        RemovalOutcome outcome = await pool.RemoveAsync();
        Assert.Equal(6, pool.ResultOf(outcome, 0).SkippedBy[SkipReason.ConferenceOnOtherFrontEnd]);
        pool.AssertPurged();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task An_active_conference_that_is_nobodys_protects_the_whole_pool_unless_told(bool check)
    {
        await using TestPool pool = await TestPool.StartAsync();
        pool.Scope = pool.Scope with { CheckUnattributedActive = check };
        pool.Activate(frontEnd: 1);
        pool.Rebase();
        RemovalOutcome outcome = await pool.RemoveAsync();

        Assert.Contains(outcome.Said.Warnings, warning => warning.Contains("it is unknown whose they are", StringComparison.Ordinal));
        if (check)
        {
            Assert.All(outcome.Results, result => Assert.Equal(0, result.Deleted));
            Assert.Equal(pool.Orphans(0), pool.ResultOf(outcome, 0).SkippedBy[SkipReason.ConferenceActive]);
            pool.AssertUntouched();
        }
        else
        {
            pool.AssertPurged();
        }
    }

    [Fact]
    public async Task A_Front_End_that_cannot_be_asked_any_more_when_the_removal_begins_makes_all_refuse()
    {
        await using TestPool pool = await TestPool.StartAsync();
        RemovalOutcome outcome = await pool.RemoveAsync(approve: plans =>
        {
            pool.Lab.FrontEnds[2].Faults.On(Request.Any).Once().KillConnection();
            pool.Lab.FrontEnds[2].Faults.OnLogin().Refuse();
            return plans;
        });

        Assert.Equal(["LoginFailed", "ReplicaCheckIncomplete"], outcome.ErrorIds.Order());
        Assert.All(outcome.Statuses, status => Assert.Equal(RemovalStatus.Failed, status));
        pool.AssertUntouched();
    }

    [Theory]
    [InlineData("CREATE TRIGGER dbo.Follow ON dbo.PersistedServiceData AFTER INSERT, DELETE AS SET NOCOUNT ON;", "trigger Follow")]
    [InlineData("ALTER TABLE dbo.ResourceDirectory WITH NOCHECK ADD CONSTRAINT FK_Follow FOREIGN KEY (ResourceId, "
        + "RoutingGroupId) REFERENCES dbo.PersistedServiceData (DocId, ServiceId) ON DELETE CASCADE;", "foreign key FK_Follow of table ResourceDirectory")]
    public async Task Nothing_is_deleted_where_that_would_change_more_than_the_backup_holds(string add, string what)
    {
        await using TestPool pool = await TestPool.StartAsync();
        pool.Lab.FrontEnds[0].Sql.Execute(add);
        RemovalOutcome outcome = await pool.RemoveAsync();
        Assert.Equal(["DeleteHasSideEffects"], outcome.ErrorIds);
        Assert.Contains(what, outcome.Said.Failures.Single().Message, StringComparison.Ordinal);
        Assert.Equal([RemovalStatus.Failed, RemovalStatus.Completed, RemovalStatus.Completed], outcome.Statuses);
        Assert.Equal(0, pool.Gone(0));
    }

    [Fact]
    public async Task A_text_that_is_too_long_for_any_conference_names_none()
    {
        await using TestPool pool = await TestPool.StartAsync(TestPool.Describe(frontEnds: 1).Schema(SchemaVariant.DocumentUrn));
        var document = pool.Lab.Truth.Orphans(0, PurgeScope.AllPoolEndpoints).First();
        pool.Lab.FrontEnds[0].Sql.Execute($"UPDATE dbo.Document SET Name = Name + N'{new string('x', 80)}' WHERE DocId = {document.DocId};");
        Assert.DoesNotContain(await pool.SelectAsync(), e => e.DocId == $"{document.DocId}");
        RemovalOutcome outcome = await pool.RemoveAsync();
        Assert.Empty(outcome.Said.Failures);
        Assert.Equal(pool.Orphans(0) - document.Rows, outcome.Results[0].Deleted);
    }

    [Fact]
    public async Task A_trigger_that_deleting_does_not_set_off_is_in_nobodys_way()
    {
        await using TestPool pool = await TestPool.StartAsync(TestPool.Describe(frontEnds: 1));
        pool.Lab.FrontEnds[0].Sql.Execute("CREATE TRIGGER dbo.Follow ON dbo.PersistedServiceData AFTER INSERT, UPDATE AS SET NOCOUNT ON;");
        Assert.Empty((await pool.RemoveAsync()).Said.Failures);
        pool.AssertPurged();
    }

    [Fact]
    public async Task Only_what_was_piped_in_is_touched_and_the_rest_is_accounted_for()
    {
        await using TestPool pool = await TestPool.StartAsync();
        IReadOnlyList<AppEndpointPsdEntry> all = await pool.SelectAsync();
        List<AppEndpointPsdEntry> here = [.. all.Where(e => e.FrontEnd == pool.FrontEnds[0].ComputerName)];
        AppEndpointPsdEntry back = here[0], gone = here[1], swapped = here[2], wrongId = here[3], twice = here[4], plain = here[5];
        pool.Lab.BringBack(back.SipAddress, back.ConferenceId, FrontEndSet.Only(0));
        pool.Lab.FrontEnds[0].Sql.Execute($"DELETE FROM dbo.PersistedServiceData WHERE DocId = {gone.DocId};");
        pool.Rebase();
        RemovalOutcome outcome = await pool.RemoveAsync(only:
        [
            back,
            gone,
            swapped with { SipAddress = swapped.SipAddress == TestPool.App ? TestPool.OtherApp : TestPool.App },
            wrongId with { ConferenceId = plain.ConferenceId },
            twice,
            twice with { SipAddress = twice.SipAddress.ToUpperInvariant() },
            plain with { Entries = long.MaxValue },
            plain with { DocId = plain.DocId + new string(' ', 450) + "x", Entries = 3 },
            plain with { ConferenceId = new string('x', 451), Entries = -5 },
            plain with { DocId = "not a number", Entries = 1 },
        ]);

        RemovalResult result = Assert.Single(outcome.Results);
        Assert.Empty(outcome.Said.Failures);
        Assert.Equal(RemovalStatus.Completed, result.Status);
        Assert.Equal(twice.Entries + plain.Entries, result.Deleted);
        Assert.Equal(pool.Gone(0), result.Deleted);
        Assert.Equal(0, pool.Gone(1) + pool.Gone(2));
        Assert.Equal(back.Entries, result.SkippedBy[SkipReason.ConferenceExists]);
        Assert.Equal(gone.Entries + swapped.Entries + wrongId.Entries + 3 + 1, result.SkippedBy[SkipReason.NotFound]);
        Assert.Equal(result.Skipped, result.SkippedBy.Values.Sum());
        Assert.Equal($"ConferenceExists: {back.Entries}, NotFound: {result.SkippedBy[SkipReason.NotFound]}", result.SkippedBy.ToString());
    }

    [Theory]
    [InlineData("ALTER TABLE dbo.PersistedServiceData ADD Added int NULL;")]
    [InlineData("ALTER TABLE dbo.PersistedServiceData DROP COLUMN Version;")]
    [InlineData("DROP INDEX IX_PersistedServiceData_LastUpdateTime ON dbo.PersistedServiceData;\nALTER TABLE dbo.PersistedServiceData DROP COLUMN "
        + "LastUpdateTime;\nALTER TABLE dbo.PersistedServiceData ADD LastUpdateTime datetime2(7) NULL;")]
    public async Task A_table_that_changes_between_finding_and_deleting_is_noticed_and_nothing_is_deleted(string change)
    {
        await using TestPool pool = await TestPool.StartAsync();
        RemovalOutcome outcome = await pool.RemoveAsync(approve: plans =>
        {
            pool.Lab.FrontEnds[1].Sql.Execute(change);
            return plans;
        });

        Assert.Equal(["SchemaChanged"], outcome.ErrorIds);
        Assert.Equal(RemovalStatus.Failed, pool.ResultOf(outcome, 1).Status);
        Assert.Equal(0, pool.ResultOf(outcome, 1).Deleted);
        Assert.Equal((long)pool.Before.FrontEnds[1].Entries.Count, pool.Lab.FrontEnds[1].Sql.Scalar("SELECT COUNT(*) FROM dbo.PersistedServiceData;"));
    }

    [Fact]
    public async Task A_table_that_changes_while_the_connection_is_lost_is_noticed()
    {
        await using TestPool pool = await TestPool.StartAsync();
        using Fault lost = pool.Lab.FrontEnds[1].Faults.On(Stage.Of("delete")).Nth(2).KillConnection();
        RemovalOutcome outcome = await pool.RemoveAsync(pool.Options() with
        {
            BatchSize = 5,
            RetryWait = (_, _) => pool.Lab.FrontEnds[1].Sql.Execute("ALTER TABLE dbo.PersistedServiceData ADD Added int NULL;"),
        });

        Assert.Equal(["SchemaChanged"], outcome.ErrorIds);
        Assert.InRange(pool.ResultOf(outcome, 1).Deleted, 1, 5);
    }

    [Fact]
    public async Task A_table_of_another_schema_is_refused()
    {
        await using TestPool pool = await TestPool.StartAsync(TestPool.Describe().Schema(SchemaVariant.DocumentUrn));
        pool.Scope = pool.Scope with { Profile = SchemaProfile.OwnerColumn };
        RemovalOutcome outcome = await pool.RemoveAsync();
        Assert.Contains("SchemaUnexpected", outcome.ErrorIds);
        pool.AssertUntouched();
    }

    [Fact]
    public async Task Entries_that_are_added_to_an_orphan_after_the_count_was_confirmed_do_not_raise_the_count()
    {
        await using TestPool pool = await TestPool.StartAsync();
        RemovalOutcome outcome = await pool.RemoveAsync(approve: plans =>
        {
            pool.Lab.FrontEnds[0].Sql.Execute(
                "INSERT INTO dbo.PersistedServiceData SELECT DocId, ServiceId + 1000, Version, Data, LastUpdateTime FROM dbo.PersistedServiceData;");
            return plans;
        });
        RemovalResult result = pool.ResultOf(outcome, 0);
        Assert.Equal(result.Candidates, result.Deleted);
    }
}
