using PsdPurge.Lab.Engine;
using PsdPurge.Lab.Scenarios;
using PsdPurge.Tests.Hosting;

namespace PsdPurge.Tests.Schema;

/// <summary>A pool that is new to the module, which gets only the pool's name.</summary>
public class FirstContactTests
{
    private const string Pool = "pool01.contoso.com";

    public static TheoryData<string> Solved => [.. SchemaVariant.Strangers.Where(schema => schema.IsSolvable).Select(schema => schema.Name)];

    public static TheoryData<string> Refused => [.. SchemaVariant.Strangers.Where(schema => !schema.IsSolvable).Select(schema => schema.Name)];

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

    /// <summary>Rows that the true profile takes for orphans carry a living conference's id in another column. Nobody can tell which column is right.</summary>
    [Fact]
    public async Task Where_rows_say_otherwise_in_another_column_orphans_are_listed_and_nothing_is_deleted()
    {
        ExtraColumn other = new("Document", new("ConfCode", new(SqlTypeKind.NVarChar, 64)), (frontEnd, document) =>
            document.Fate == EntryFate.Orphan ? frontEnd.Conferences[0].Plan.ConferenceId : frontEnd.Names(document).ConferenceId);
        await using var lab = await LabSession.StartAsync(
            StandardScenario.Describe(400, frontEnds: 2).Schema(SchemaVariant.DocumentUrn).Column(other).Build());
        var before = lab.Pool.Snapshot();
        var selected = lab.Host.Run($"Select-AppEndpointPsdEntries {Pool} -SchemaProfile document-urn");
        var removed = lab.Host.Run($"Remove-AppEndpointPsdEntries {Pool} -SchemaProfile document-urn -Confirm:$false");

        Assert.NotEmpty(selected.Output);
        Assert.NotEmpty(removed.ErrorIds);
        Assert.All(removed.ErrorIds, id => Assert.Equal("SchemaContradicted", id));
        Assert.Empty(lab.Pool.VerifyAfterRemoval(before, PurgeScope.Endpoints()));
    }

    /// <summary>If no document names a living conference, its document may be among the orphans. A search does not take that risk.</summary>
    [Fact]
    public async Task A_found_profile_that_leaves_one_living_conference_unnamed_lists_nothing_and_deletes_nothing_until_you_name_it()
    {
        var schema = SchemaVariant.Strangers.Single(one => one.Name == "gruu");
        await using var lab = await LabSession.StartAsync(Scenario.Pool().FrontEnds(2).Schema(schema)
            .Endpoint("app@contoso.com").Orphans(20).LiveConferences(60)
            .Endpoint("bot@contoso.com").Orphans(20).LiveConferences(60).Build());
        var unnamed = lab.Pool.FrontEnds[0].Sql.Scalar("SELECT TOP (1) c.ExternalConfId FROM dbo.Conference AS c ORDER BY c.ConfId;");
        foreach (var frontEnd in lab.Pool.FrontEnds)
        {
            var isIts = $"d.FocusUri LIKE N'%:id:{unnamed}'";
            frontEnd.Sql.Execute($"DELETE FROM dbo.PersistedServiceData WHERE DocId IN (SELECT d.DocId FROM dbo.Document AS d WHERE {isIts});");
            frontEnd.Sql.Execute($"DELETE d FROM dbo.Document AS d WHERE {isIts};");
        }

        var before = lab.Pool.Snapshot();
        var selected = lab.Host.Run($"Select-AppEndpointPsdEntries {Pool}");
        var removed = lab.Host.Run($"Remove-AppEndpointPsdEntries {Pool} -Confirm:$false");

        Assert.Empty(selected.Output);
        Assert.Contains(
            "1 of 120 living conferences of these endpoints, at most 0 may be unnamed", Assert.Single(selected.Errors).ToString(), StringComparison.Ordinal);
        Assert.NotEmpty(removed.ErrorIds);
        Assert.Empty(lab.Pool.VerifyAfterRemoval(before, PurgeScope.Endpoints()));

        var file = Path.Combine(lab.BackupFolder, "found.psd1");
        Assert.Empty(lab.Host.Run($"Resolve-PsdSchemaProfile {Pool} -Path '{file}'").Errors);
        Assert.Empty(lab.Host.Run($"Remove-AppEndpointPsdEntries {Pool} -SchemaProfile '{file}' -Confirm:$false").Errors);
        Assert.Empty(lab.Pool.VerifyAfterRemoval(before, PurgeScope.PoolEndpoints));
    }

    private static Task<LabSession> StartAsync(string name)
    {
        var schema = SchemaVariant.Strangers.Single(one => one.Name == name);
        return LabSession.StartAsync(StandardScenario.Describe(400, frontEnds: 2, lagging: !schema.NamesLocalIds).Schema(schema).Build());
    }
}
