using PsdPurge.Lab;
using PsdPurge.Lab.Scenarios;

namespace PsdPurge.Core.Tests;

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
}
