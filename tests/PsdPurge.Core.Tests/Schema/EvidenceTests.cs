using PsdPurge.Lab;
using PsdPurge.Lab.Scenarios;

namespace PsdPurge.Core.Tests.Schema;

public sealed class EvidenceTests
{
    [Fact]
    public async Task The_pool_of_the_runbook_proves_its_profile_on_every_Front_End()
    {
        foreach (SchemaVariant variant in SchemaVariant.BuiltIn)
        {
            await using LabPool pool = await LabPool.StartAsync(StandardScenario.Describe(600).Schema(variant).Build());
            Run run = new(pool);

            await run.SelectAsync(SchemaProfile.BuiltIn.Single(p => p.Name == variant.Name));

            Assert.Empty(run.Warnings);
            Assert.Equal(3, run.Log.Count(line => line.Contains("is proven", StringComparison.Ordinal)));
        }
    }

    [Fact]
    public async Task A_server_without_living_conferences_proves_nothing()
    {
        await using LabPool pool = await LabPool.StartAsync(Scenario.Pool().FrontEnds(1).Endpoint("app@contoso.com").Orphans(5).Build());
        Run run = new(pool);

        await run.RemoveAsync(SchemaProfile.OwnerColumn);

        Assert.Equal("SchemaNotProven", Assert.Single(run.Failures).ErrorId);
        Assert.Contains("empty", run.Failures.Single().Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Selecting_warns_once_for_each_Front_End_that_proves_nothing()
    {
        await using LabPool pool = await LabPool.StartAsync(Scenario.Pool().FrontEnds(2).Endpoint("app@contoso.com").Orphans(5).Build());
        Run run = new(pool);

        Assert.Equal(10, (await run.SelectAsync(SchemaProfile.OwnerColumn)).Count);

        Assert.Equal(2, run.Warnings.Count);
    }

    [Fact]
    public async Task An_entry_whose_id_lives_under_another_organizer_is_left_alone_and_the_others_are_removed()
    {
        Scenario scenario = Small(isShared: true).Build();
        await using LabPool pool = await LabPool.StartAsync(scenario);
        PoolSnapshot before = pool.Snapshot();
        Run run = new(pool);

        IReadOnlyCollection<RemovalResult> results = await run.RemoveAsync(SchemaProfile.OwnerColumn);

        Assert.Empty(run.Failures);
        Assert.Empty(pool.VerifyAfterRemoval(before, PurgeScope.PoolEndpoints));
        Assert.All(results, result => Assert.Equal("ConferenceExists: 1", result.SkippedBy.ToString()));
        Assert.DoesNotContain(await run.SelectAsync(SchemaProfile.OwnerColumn), entry => entry.ConferenceId == "SHARED1234AB");
    }

    [Fact]
    public async Task An_id_that_lives_under_somebody_who_has_no_document_of_it_contradicts()
    {
        await using LabPool pool = await LabPool.StartAsync(Small(isShared: true).Build());
        foreach (LabFrontEnd frontEnd in pool.FrontEnds)
        {
            frontEnd.Sql.Execute(
                """
                DELETE FROM dbo.PersistedServiceData WHERE DocId IN (
                    SELECT d.DocId FROM dbo.Document AS d INNER JOIN dbo.Resource AS r ON r.ResourceId = d.OwnerId
                    WHERE d.ExternalConfId = N'SHARED1234AB' AND r.UserAtHost = N'ada@contoso.com');
                """);
        }

        Run run = new(pool);
        IReadOnlyCollection<RemovalResult> results = await run.RemoveAsync(SchemaProfile.OwnerColumn);

        Assert.All(run.Failures, failure => Assert.Equal("SchemaContradicted", failure.ErrorId));
        Assert.Equal(pool.FrontEnds.Count, run.Failures.Count);
        Assert.All(results, result => Assert.Equal(0, result.Deleted));
    }

    [Fact]
    public async Task One_Front_End_that_contradicts_stops_its_pool()
    {
        await using LabPool pool = await LabPool.StartAsync(Small(isShared: false).Build());
        pool.FrontEnds[1].Sql.Execute(
            "UPDATE dbo.Document SET OwnerId = (SELECT r.ResourceId FROM dbo.Resource AS r WHERE r.UserAtHost = N'app@contoso.com') WHERE ExternalConfId IN "
                + "(SELECT c.ExternalConfId FROM dbo.Conference AS c);");
        PoolSnapshot before = pool.Snapshot();
        Run run = new(pool);

        await run.RemoveAsync(SchemaProfile.OwnerColumn);

        Assert.Equal(2, run.Failures.Count(f => f.ErrorId == "SchemaContradicted"));
        Assert.Empty(pool.VerifyAfterRemoval(before, PurgeScope.Endpoints()));
    }

    [Fact]
    public async Task A_column_that_always_holds_the_same_proves_nothing_where_one_organizer_owns_everything()
    {
        Scenario scenario = Scenario.Pool().FrontEnds(1).Endpoint("app@contoso.com").Orphans(5).LiveConferences(10).User("ada@contoso.com").Orphans(5).Build();
        await using LabPool pool = await LabPool.StartAsync(scenario);
        pool.FrontEnds[0].Sql.Execute(
            "UPDATE dbo.Document SET OwnerId = (SELECT r.ResourceId FROM dbo.Resource AS r WHERE r.UserAtHost = N'app@contoso.com');");
        Run run = new(pool);

        await run.RemoveAsync(SchemaProfile.OwnerColumn);

        Assert.Equal("SchemaNotProven", Assert.Single(run.Failures).ErrorId);
        Assert.Contains("same organizer", run.Failures.Single().Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_server_with_nothing_to_delete_refuses_nothing_and_warns()
    {
        await using LabPool pool = await LabPool.StartAsync(Scenario.Pool().FrontEnds(1).Endpoint("app@contoso.com").OtherDocuments(3).Build());
        Run run = new(pool);

        IReadOnlyCollection<RemovalResult> results = await run.RemoveAsync(SchemaProfile.OwnerColumn);

        Assert.Equal(RemovalStatus.NothingToDo, Assert.Single(results).Status);
        Assert.Empty(run.Failures);
        Assert.Single(run.Warnings);
    }

    [Theory]
    [InlineData("1W9J71SKSX2Z", false)]
    [InlineData("1w9j71sksx2z", false)]
    [InlineData("1W9J71SKSX2X:roster", true)]
    [InlineData("17", true)]
    [InlineData("1W9J71SK-X2X", true)]
    public void An_id_that_looks_like_none_that_lives_is_told(string id, bool isUnlike)
    {
        IdShape shape = IdShape.Of(Enumerable.Range(0, 30).Select(i => $"1W9J71SKS{i:000}"));
        Assert.Equal(isUnlike, shape.IsUnlike(id));
    }

    private static ScenarioBuilder Small(bool isShared)
    {
        ScenarioBuilder pool = Scenario.Pool().FrontEnds(2)
            .Endpoint("app@contoso.com").Orphans(5).LiveConferences(4).Orphan("SHARED1234AB")
            .User("ada@contoso.com").LiveConferences(4);
        return isShared ? pool.LiveConference("SHARED1234AB") : pool;
    }
}
