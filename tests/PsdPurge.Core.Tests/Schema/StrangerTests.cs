using PsdPurge.Core.Tests.Purge;
using PsdPurge.Lab.Scenarios;

namespace PsdPurge.Core.Tests.Schema;

/// <summary>The lab's schemas that the module does not know, with the true profile of each.</summary>
public sealed class StrangerTests
{
    public static TheoryData<string> Solvable => [.. SchemaVariant.Strangers.Where(schema => schema.IsSolvable).Select(schema => schema.Name)];

    [Theory]
    [MemberData(nameof(Solvable))]
    public async Task With_its_true_profile_all_orphans_of_a_stranger_are_removed_and_nothing_else(string name)
    {
        SchemaVariant schema = SchemaVariant.Strangers.Single(one => one.Name == name);
        await using TestPool pool = await TestPool.StartAsync(StandardScenario.Describe(400, frontEnds: 2, lagging: !schema.NamesLocalIds).Schema(schema));
        RemovalOutcome outcome = await pool.RemoveAsync();

        Assert.Empty(outcome.Said.Failures.Select(failure => failure.Message));
        pool.AssertPurged();
        pool.AssertTrueAndRestorable(outcome);
    }

    [Theory]
    [InlineData("conf-number")]
    [InlineData("guid-braces")]
    public async Task Where_ids_are_local_an_endpoint_keeps_all_its_entries_while_another_Front_End_has_a_conference_of_its_own(string name)
    {
        SchemaVariant schema = SchemaVariant.Strangers.Single(one => one.Name == name);
        await using TestPool pool = await TestPool.StartAsync(StandardScenario.Describe(400, frontEnds: 2, lagging: true).Schema(schema));
        RemovalOutcome outcome = await pool.RemoveAsync();

        Assert.True(schema.NamesLocalIds);
        Assert.Empty(outcome.Said.Failures.Select(failure => failure.Message));
        pool.AssertPurged(mayLeave: FrontEndSet.Only(0));
    }
}
