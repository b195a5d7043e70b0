using PsdPurge.Lab.Scenarios;

namespace PsdPurge.Core.Tests.Purge;

/// <summary>Documents must name the living conferences of the endpoints. If too many are unnamed, nothing is proven.</summary>
public sealed class NamedConferenceTests
{
    [Fact]
    public async Task Living_conferences_that_no_document_names_keep_the_profile_from_being_proven()
    {
        await using TestPool pool = await TestPool.StartAsync(StaleIds.Pool());
        StaleIds.Lay(pool);

        RemovalOutcome outcome = await StaleIds.RemoveNothingAsync(pool);

        Assert.All(outcome.ErrorIds, id => Assert.Equal("SchemaNotProven", id));
        Assert.Equal(3, outcome.ErrorIds.Count());
        Assert.Contains(
            outcome.Said.Failures, f => f.Message.Contains("living conferences of these endpoints, at most 1 may be unnamed", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_conference_that_a_replica_names_is_named()
    {
        await using TestPool pool = await TestPool.StartAsync(StaleIds.Pool());
        pool.Lab.FrontEnds[1].Sql.Execute(
            $"DELETE FROM dbo.PersistedServiceData WHERE DocId IN (SELECT d.DocId FROM dbo.Document AS d WHERE {StaleIds.LivesHere} AND {StaleIds.OneInTen});");
        pool.Lab.FrontEnds[1].Sql.Execute($"DELETE FROM dbo.Document WHERE {StaleIds.LivesHere} AND {StaleIds.OneInTen};");
        pool.Rebase();

        RemovalOutcome outcome = await pool.RemoveAsync();

        outcome.Said.AssertNoFailure();
        pool.AssertPurged();
        Assert.All(outcome.Results, result => Assert.Contains(
            "documents name 80 of 80 (100%) living conferences of these endpoints in the pool", result.Evidence, StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_plan_the_result_and_the_backup_say_how_many_living_conferences_are_named()
    {
        await using TestPool pool = await TestPool.StartAsync(StaleIds.Pool(frontEnds: 1));
        StaleIds.Lay(pool);
        pool.Scope = pool.Scope with { AllowUnnamedConferences = true };

        RemovalOutcome outcome = await pool.RemoveAsync();

        var share = outcome.Results[0].Evidence!;
        Assert.Matches(
            @"^profile owner-column is proven: [\d,]+ of [\d,]+ sampled documents with a living conference name its organizer; "
                + @"documents name 7\d of 80 \(\d\d(\.\d)?%\) living conferences of these endpoints in the pool",
            share);
        Assert.EndsWith("; " + share, outcome.Plans[0].Description, StringComparison.Ordinal);
        Assert.Contains("-- Evidence: " + share, File.ReadAllText(outcome.Results[0].BackupFile!), StringComparison.Ordinal);
    }
}
