using PsdPurge.Lab.Scenarios;
using PsdPurge.Tests.Hosting;

namespace PsdPurge.Tests.Schema;

/// <summary>A pool that the module was never told of, with nothing but its name.</summary>
public class FirstContactTests
{
    private const string Pool = "pool01.contoso.com";

    /// <summary>Strangers whose rows name organizer and conference, and which the search does not find yet. Nothing is deleted there.</summary>
    private static readonly string[] NotFoundYet = [];

    /// <summary>Rows that the true profile takes for orphans carry a living conference's id in another column: nobody can tell which column is right.</summary>
    private const string SaysOtherwise = "agree-99";

    public static TheoryData<string> Solved => [.. SchemaVariant.Strangers.Where(schema => IsSolved(schema)).Select(schema => schema.Name)];

    public static TheoryData<string> Refused =>
        [.. SchemaVariant.Strangers.Where(schema => !IsSolved(schema) && schema.Name != SaysOtherwise).Select(schema => schema.Name)];

    [Theory]
    [MemberData(nameof(Solved))]
    public async Task With_its_name_only_all_orphans_of_a_stranger_are_found_and_removed(string name)
    {
        await using var lab = await StartAsync(name);
        var before = lab.Pool.Snapshot();
        var selected = lab.Host.Run($"Select-AppEndpointPsdEntries {Pool}");

        Assert.Empty(selected.Errors);
        Assert.Equal(
            lab.Pool.FrontEnds.SelectMany(frontEnd => lab.Pool.Truth
                .Orphans(frontEnd.Index, PurgeScope.PoolEndpoints)
                .Select(orphan => $"{frontEnd.ComputerName} {orphan.DocId}")).Order(),
            selected.Output.Select(entry => $"{entry.Properties["FrontEnd"].Value} {entry.Properties["DocId"].Value}").Order());

        var removed = lab.Host.Run($"Remove-AppEndpointPsdEntries {Pool} -Confirm:$false");
        Assert.Empty(removed.Errors);
        Assert.Empty(lab.Pool.VerifyAfterRemoval(before, PurgeScope.PoolEndpoints));
    }

    [Theory]
    [MemberData(nameof(Refused))]
    public async Task Where_no_profile_is_proven_nothing_is_listed_and_nothing_deleted_and_the_next_command_is_named(string name)
    {
        await using var lab = await StartAsync(name);
        var before = lab.Pool.Snapshot();
        var selected = lab.Host.Run($"Select-AppEndpointPsdEntries {Pool}");
        var removed = lab.Host.Run($"Remove-AppEndpointPsdEntries {Pool} -Confirm:$false");

        Assert.Empty(selected.Output);
        Assert.Empty(lab.Pool.VerifyAfterRemoval(before, PurgeScope.Endpoints()));
        Assert.Equal(2, removed.Output.Count);
        Assert.All(removed.Column("Status"), status => Assert.Equal("Failed", $"{status}"));
        foreach (var result in new[] { selected, removed })
        {
            Assert.NotEmpty(result.Errors);
            Assert.All(result.ErrorIds, id => Assert.Contains(id, new[] { "SchemaNotFound", "SchemaAmbiguous", "SchemaNotProven", "SchemaContradicted" }));
            Assert.Contains(result.Errors, error => error.ToString().Contains("Resolve-PsdSchemaProfile", StringComparison.Ordinal));
        }

        Assert.False(Directory.Exists(lab.ProfileFolder));
    }

    [Fact]
    public async Task Where_rows_say_otherwise_in_another_column_orphans_are_listed_and_nothing_is_deleted()
    {
        await using var lab = await StartAsync(SaysOtherwise);
        var before = lab.Pool.Snapshot();
        var selected = lab.Host.Run($"Select-AppEndpointPsdEntries {Pool}");
        var removed = lab.Host.Run($"Remove-AppEndpointPsdEntries {Pool} -Confirm:$false");

        Assert.Equal(
            lab.Pool.FrontEnds.SelectMany(frontEnd => lab.Pool.Truth
                .Orphans(frontEnd.Index, PurgeScope.PoolEndpoints)
                .Select(orphan => $"{frontEnd.ComputerName} {orphan.DocId}")).Order(),
            selected.Output.Select(entry => $"{entry.Properties["FrontEnd"].Value} {entry.Properties["DocId"].Value}").Order());
        Assert.NotEmpty(removed.ErrorIds);
        Assert.All(removed.ErrorIds, id => Assert.Equal("SchemaContradicted", id));
        Assert.Empty(lab.Pool.VerifyAfterRemoval(before, PurgeScope.Endpoints()));
    }

    private static bool IsSolved(SchemaVariant schema) => schema.IsSolvable && schema.Name != SaysOtherwise && !NotFoundYet.Contains(schema.Name);

    private static Task<LabSession> StartAsync(string name)
    {
        var schema = SchemaVariant.Strangers.Single(one => one.Name == name);
        return LabSession.StartAsync(StandardScenario.Describe(400, frontEnds: 2, lagging: !schema.NamesLocalIds).Schema(schema).Build());
    }
}
