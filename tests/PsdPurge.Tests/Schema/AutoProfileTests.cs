using PsdPurge.Lab.Engine;
using PsdPurge.Lab.Scenarios;
using PsdPurge.Tests.Hosting;

namespace PsdPurge.Tests.Schema;

/// <summary>No profile is named. The pool's own data must prove one each time, and the same one on all of its Front-Ends.</summary>
public class AutoProfileTests
{
    private const string Pool = "pool01.contoso.com";
    private const string Select = $"Select-AppEndpointPsdEntries {Pool} -AllPoolEndpoints";
    private const string Remove = $"Remove-AppEndpointPsdEntries {Pool} -AllPoolEndpoints -Force";

    [Theory]
    [InlineData("owner-column")]
    [InlineData("document-urn")]
    public async Task On_the_first_day_the_profile_is_found_and_remembered_and_the_next_run_proves_it_anew(string schema)
    {
        await using var lab = await LabSession.StartAsync(Pool400(schema));
        lab.Forget();
        var first = lab.Host.Run(Select + " -Verbose");

        Assert.Empty(first.Errors);
        Assert.Equal(Documents(lab), first.Output.Count);
        Assert.Contains(
            first.Verbose,
            line => line.StartsWith($"Pool {Pool}: every Front-End that holds entries proves profile {schema} (names ", StringComparison.Ordinal));
        var file = Path.Combine(lab.ProfileFolder, Pool + ".psd1");
        Assert.Contains("proves profile " + schema, await File.ReadAllTextAsync(file), StringComparison.Ordinal);

        var second = lab.Host.Run(Select + " -Verbose");
        Assert.Equal(Documents(lab), second.Output.Count);
        Assert.Contains(second.Verbose, line => line == $"Pool {Pool}: profile {schema} is remembered in {file}, and is proven anew.");
        Assert.Equal(3, second.Verbose.Count(line => line.Contains($"profile {schema} is proven: ", StringComparison.Ordinal)));
        Assert.Equal(Documents(lab), lab.Host.Run($"{Select} -SchemaProfile '{file}'").Output.Count);
    }

    [Fact]
    public async Task What_was_proven_stands_in_the_question_the_result_and_the_backup()
    {
        await using var lab = await LabSession.StartAsync(Pool400("document-urn"));
        lab.Host.Run(Remove + " -WhatIf");

        Assert.Equal(3, lab.Host.Host.Lines.Count(line => line.Contains("profile document-urn is proven: ", StringComparison.Ordinal)));
        Assert.False(Directory.Exists(lab.ProfileFolder));

        var before = lab.Pool.Snapshot();
        var removed = lab.Host.Run(Remove);
        Assert.Empty(removed.Errors);
        Assert.Empty(lab.Pool.VerifyAfterRemoval(before, PurgeScope.AllPoolEndpoints));
        Assert.All(removed.Column("Evidence"), evidence => Assert.StartsWith("profile document-urn is proven: ", (string)evidence!, StringComparison.Ordinal));
        Assert.All(
            removed.Column("BackupFile"),
            file => Assert.Contains("-- Evidence: profile document-urn is proven: ", File.ReadAllText((string)file!), StringComparison.Ordinal));
        Assert.True(File.Exists(Path.Combine(lab.ProfileFolder, Pool + ".psd1")));
    }

    [Fact]
    public async Task Another_profile_than_the_remembered_one_is_taken_only_after_a_person_has_accepted_it()
    {
        await using var lab = await LabSession.StartAsync(Pool400("document-urn"));
        var before = lab.Pool.Snapshot();
        lab.Remember(LabSession.OwnerColumn, Pool);

        var removed = lab.Host.Run(Remove);
        Assert.Contains("SchemaProfileChanged", removed.ErrorIds);
        Assert.Equal(3, removed.Output.Count);
        Assert.All(removed.Column("Status"), status => Assert.Equal("Failed", $"{status}"));
        Assert.Empty(lab.Pool.VerifyAfterRemoval(before, PurgeScope.Endpoints()));
        var said = removed.Errors.Single(error => error.FullyQualifiedErrorId.StartsWith("SchemaProfileChanged,", StringComparison.Ordinal)).ToString();
        Assert.EndsWith($"Next: Select-AppEndpointPsdEntries {Pool} -ForgetProfile", said, StringComparison.Ordinal);
        Assert.Empty(lab.Host.Run(Select).Output);

        Assert.Equal(Documents(lab), lab.Host.Run(Select + " -ForgetProfile").Output.Count);
        Assert.Empty(lab.Host.Run(Remove).Errors);
        Assert.Empty(lab.Pool.VerifyAfterRemoval(before, PurgeScope.AllPoolEndpoints));
    }

    [Theory]
    [InlineData("@{ Name = (New-Item -ItemType File -Path $env:PSDPURGE_TEST) }", "nothing that would have to be run")]
    [InlineData("@{ Name = 'pool02.contoso.com'; Organizer = @{ Table = 'Document'; Column = 'OwnerId'; PointsTo = 'ResourceId' }; "
        + "Conference = @{ Table = 'Document'; Column = 'ExternalConfId'; PointsTo = 'ExternalConfId' } }", "about 'pool02.contoso.com'")]
    [InlineData("", "one hashtable")]
    public async Task A_damaged_memory_is_a_warning_and_the_search_goes_on(string text, string complaint)
    {
        await using var lab = await LabSession.StartAsync(Pool400("owner-column"));
        var file = Path.Combine(lab.ProfileFolder, Pool + ".psd1");
        await File.WriteAllTextAsync(file, text);
        var result = lab.Host.Run(Select);

        Assert.Empty(result.Errors);
        Assert.Equal(Documents(lab), result.Output.Count);
        Assert.Contains(complaint, Assert.Single(result.Warnings), StringComparison.Ordinal);
        Assert.Contains(file, result.Warnings[0], StringComparison.Ordinal);
        Assert.Empty(lab.Host.Run(Select).Warnings);
    }

    [Fact]
    public async Task What_cannot_be_remembered_is_a_warning_and_none_remembers_nothing()
    {
        await using var lab = await LabSession.StartAsync(Pool400("owner-column"));
        var blocked = Path.Combine(lab.BackupFolder, "file");
        await File.WriteAllTextAsync(blocked, "no folder");

        var result = lab.Host.Run($"{Select} -ProfileFolder '{Path.Combine(blocked, "below")}'");
        Assert.Equal(Documents(lab), result.Output.Count);
        Assert.Contains("cannot be remembered", Assert.Single(result.Warnings), StringComparison.Ordinal);

        Assert.Equal(["InvalidPath"], lab.Host.Run($"{Select} -ProfileFolder '{blocked}'").ErrorIds);
        lab.Forget();
        Assert.Equal(Documents(lab), lab.Host.Run($"{Select} -ProfileFolder none").Output.Count);
        Assert.False(Directory.Exists(lab.ProfileFolder));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task One_Front_End_that_does_not_prove_it_stops_all_of_them(bool isRemembered)
    {
        await using var lab = await LabSession.StartAsync(Pool400("owner-column"));
        if (!isRemembered)
        {
            lab.Forget();
        }

        // No document on this Front-End names a living conference any more.
        lab.Pool.FrontEnds[1].Sql.Execute(
            "UPDATE dbo.Document SET ExternalConfId = N'0' + ExternalConfId WHERE ExternalConfId IN (SELECT c.ExternalConfId FROM dbo.Conference AS c);");
        var before = lab.Pool.Snapshot();

        AssertRefused(lab, before);
    }

    [Fact]
    public async Task A_remembered_profile_that_reads_nothing_any_more_is_refused_although_it_finds_nothing_to_delete()
    {
        await using var lab = await LabSession.StartAsync(Pool400("owner-column"));
        foreach (var frontEnd in lab.Pool.FrontEnds)
        {
            frontEnd.Sql.Execute("UPDATE dbo.Document SET ExternalConfId = NULL;");
        }

        AssertRefused(lab, lab.Pool.Snapshot(), "SchemaNotProven", isRemembered: true);
    }

    [Fact]
    public async Task Two_profiles_that_select_the_same_are_one_answer()
    {
        await using var lab = await LabSession.StartAsync(Scenario(
            new CopyColumn("Document", "OwnerId", CopyOf.ResourceId, CopyAs.Number),
            new CopyColumn("Document", "ExternalConfId", CopyOf.ConferenceId, CopyAs.Text)));
        var before = lab.Pool.Snapshot();

        Assert.Empty(lab.Host.Run(Remove).Errors);
        Assert.Empty(lab.Pool.VerifyAfterRemoval(before, PurgeScope.AllPoolEndpoints));
    }

    [Fact]
    public async Task Of_two_proven_profiles_the_one_that_names_all_that_the_other_names_and_more_wins()
    {
        await using var lab = await LabSession.StartAsync(Scenario(
            new CopyColumn("Document", "OwnerId", CopyOf.ResourceId, CopyAs.Number),
            new CopyColumn("Document", "ExternalConfId", CopyOf.ConferenceId, CopyAs.Text) { Percent = 60 }));
        var before = lab.Pool.Snapshot();
        var removed = lab.Host.Run(Remove);

        Assert.Empty(removed.Errors);
        Assert.All(removed.Column("Evidence"), evidence => Assert.StartsWith("profile document-urn is proven: ", (string)evidence!, StringComparison.Ordinal));
        Assert.Empty(lab.Pool.VerifyAfterRemoval(before, PurgeScope.AllPoolEndpoints));
    }

    [Fact]
    public async Task Two_profiles_that_name_the_same_living_conferences_and_select_other_entries_are_refused()
    {
        var orphansOnly = new ExtraColumn("Document", new("ExternalConfId", new(SqlTypeKind.NVarChar, 64)), (frontEnd, document) =>
            document.Fate == EntryFate.Orphan && document.Ordinal % 2 == 0 && document.DocId % 2 == 0 ? null : frontEnd.Names(document).ConferenceId);
        await using var lab = await LabSession.StartAsync(PsdPurge.Lab.Scenarios.Scenario.Pool().FrontEnds(1).Schema(SchemaVariant.DocumentUrn)
            .Column(new CopyColumn("Document", "OwnerId", CopyOf.ResourceId, CopyAs.Number)).Column(orphansOnly)
            .Endpoint("app@contoso.com").Orphans(20).LiveConferences(20).User("ada@contoso.com").LiveConferences(20).Build());

        AssertRefused(lab, lab.Pool.Snapshot(), "SchemaAmbiguous");
    }

    [Fact]
    public async Task Where_nothing_lives_nothing_is_proven_and_nothing_deleted()
    {
        await using var lab = await LabSession.StartAsync(PsdPurge.Lab.Scenarios.Scenario.Pool().FrontEnds(2).Endpoint("app@contoso.com").Orphans(5).Build());
        lab.Forget();

        AssertRefused(lab, lab.Pool.Snapshot(), "SchemaNotFound");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Where_there_are_no_entries_there_is_nothing_to_do_and_nothing_to_complain_of(bool isRemembered)
    {
        await using var lab =
            await LabSession.StartAsync(PsdPurge.Lab.Scenarios.Scenario.Pool().FrontEnds(2).Endpoint("app@contoso.com").Orphans(5).LiveConferences(5).Build());
        foreach (var frontEnd in lab.Pool.FrontEnds)
        {
            frontEnd.Sql.Execute("DELETE FROM dbo.PersistedServiceData;");
        }

        if (!isRemembered)
        {
            lab.Forget();
        }

        var selected = lab.Host.Run(Select);
        Assert.Empty(selected.Errors);
        Assert.Empty(selected.Output);
        var removed = lab.Host.Run(Remove);
        Assert.Empty(removed.Errors);
        Assert.Equal(["NothingToDo", "NothingToDo"], removed.Column("Status").Select(status => $"{status}"));
    }

    [Fact]
    public async Task Front_Ends_that_are_named_are_remembered_by_their_names_and_rows_of_a_file_are_removed()
    {
        await using var lab = await LabSession.StartAsync(Scenario(), form: CsForm.None);
        var before = lab.Pool.Snapshot();
        const string addresses = "app@contoso.com";
        var selected = lab.Host.Run($"Select-AppEndpointPsdEntries -ComputerName '{lab.Pool.FrontEnds[0].ComputerName}' -SipAddress {addresses}");

        Assert.Empty(selected.Errors.Select(error => error.ToString()));
        Assert.NotEmpty(selected.Output);
        Assert.Equal(
            [lab.Pool.FrontEnds[0].ComputerName.ToLowerInvariant() + "_rtclocal.psd1"], Directory.GetFiles(lab.ProfileFolder).Select(Path.GetFileName));

        var entries = lab.Host.Run($"Select-AppEndpointPsdEntries -ComputerName {lab.Computers} -SipAddress {addresses}").Output;
        var removed = lab.Host.RunWithInput("$input | Remove-AppEndpointPsdEntries -Force", entries);
        Assert.Empty(removed.Errors);
        Assert.Empty(lab.Pool.VerifyAfterRemoval(before, PurgeScope.AllPoolEndpoints));
    }

    private static void AssertRefused(LabSession lab, PsdPurge.Lab.PoolSnapshot before, string? id = null, bool isRemembered = false)
    {
        var selected = lab.Host.Run(Select);
        Assert.Empty(selected.Output);
        var removed = lab.Host.Run(Remove);
        Assert.Empty(lab.Pool.VerifyAfterRemoval(before, PurgeScope.Endpoints()));
        Assert.All(removed.Column("Status"), status => Assert.Equal("Failed", $"{status}"));
        foreach (var result in new[] { selected, removed })
        {
            Assert.NotEmpty(result.Errors);
            Assert.All(
                result.ErrorIds,
                found => Assert.Contains(found, id is null ? ["SchemaNotFound", "SchemaAmbiguous", "SchemaNotProven", "SchemaContradicted"] : new[] { id }));
            Assert.Contains(result.Errors, error => error.ToString().Contains("Resolve-PsdSchemaProfile", StringComparison.Ordinal));
        }

        Assert.True(id is null || File.Exists(Path.Combine(lab.ProfileFolder, Pool + ".psd1")) == isRemembered);
    }

    private static int Documents(LabSession lab) =>
        lab.Pool.FrontEnds.Sum(frontEnd => lab.Pool.Truth.Orphans(frontEnd.Index, PurgeScope.AllPoolEndpoints).Count());

    private static Scenario Pool400(string schema) => StandardScenario.Describe(400).Schema(SchemaVariant.All.Single(one => one.Name == schema)).Build();

    private static Scenario Scenario(params CopyColumn[] columns) =>
        columns.Aggregate(PsdPurge.Lab.Scenarios.Scenario.Pool().FrontEnds(2).Schema(SchemaVariant.DocumentUrn), (pool, column) => pool.Column(column))
            .Endpoint("app@contoso.com").Orphans(20).LiveConferences(30).User("ada@contoso.com").Orphans(5).LiveConferences(30).Build();
}
