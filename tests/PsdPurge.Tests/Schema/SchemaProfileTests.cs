using PsdPurge.Lab;
using PsdPurge.Lab.Scenarios;
using PsdPurge.Tests.Hosting;

namespace PsdPurge.Tests.Schema;

/// <summary>The search for a schema profile, files of profiles, and profiles that the evidence refuses.</summary>
public sealed class SchemaProfileTests : IDisposable
{
    // This timeout is longer than the host's own, because a busy lab is slow.
    private const string Common = "-ComputerName $args[0] -Credential $args[1] -ConnectTimeout 15";

    private readonly string _folder = Directory.CreateTempSubdirectory("psdpurge-profile-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task A_profile_that_was_found_and_written_is_taken_by_the_other_cmdlets()
    {
        await using var pool = await StartAsync();
        using var host = new ModuleHost();
        var file = Path.Combine(_folder, "pool01.psd1");

        var found = Assert.Single(host.Run($"Resolve-PsdSchemaProfile {Common} -Path $args[2]", Arguments(pool, file)).Output);
        Assert.Equal("document-urn", found.Properties["Name"].Value);
        Assert.Equal(file, found.Properties["Path"].Value);

        var selected = host.Run($"Select-AppEndpointPsdEntries {Common} -SipAddress app@contoso.com -SchemaProfile $args[2]", Arguments(pool, file));
        Assert.Empty(selected.Errors);
        Assert.Equal(14, selected.Output.Count);
    }

    [Fact]
    public async Task What_if_writes_no_file_and_an_existing_one_is_kept()
    {
        await using var pool = await StartAsync();
        using var host = new ModuleHost();
        var file = Path.Combine(_folder, "pool01.psd1");

        Assert.Single(host.Run($"Resolve-PsdSchemaProfile {Common} -Path $args[2] -WhatIf", Arguments(pool, file)).Output);
        Assert.False(File.Exists(file));

        await File.WriteAllTextAsync(file, "mine");
        var again = host.Run($"Resolve-PsdSchemaProfile {Common} -Path $args[2]", Arguments(pool, file));
        Assert.StartsWith("SchemaProfileNotWritten,", Assert.Single(again.Errors).FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Equal("mine", await File.ReadAllTextAsync(file));
    }

    [Fact]
    public async Task A_file_that_cannot_be_is_refused_before_anything_is_searched()
    {
        using var host = new ModuleHost();
        var file = Path.Combine(_folder, "pool01.psd1");
        await File.WriteAllTextAsync(file, "mine");

        // Nothing listens there. A search would report this.
        const string Resolve = "Resolve-PsdSchemaProfile -ComputerName '127.0.0.1,1' -Path $args[0]";
        Assert.Equal(["SchemaProfileNotWritten"], host.Run(Resolve, file).ErrorIds);
        Assert.Equal(["InvalidPath"], host.Run(Resolve, _folder).ErrorIds);
        Assert.Equal(["InvalidPath"], host.Run(Resolve, "variable:x").ErrorIds);
    }

    [Fact]
    public async Task The_folder_of_the_file_is_made()
    {
        await using var pool = await StartAsync();
        using var host = new ModuleHost();
        var file = Path.Combine(_folder, "new", "deep", "pool01.psd1");

        Assert.Equal(file, Assert.Single(host.Run($"Resolve-PsdSchemaProfile {Common} -Path $args[2]", Arguments(pool, file)).Column("Path")));
        Assert.True(File.Exists(file));
    }

    [Theory]
    [InlineData("")]
    [InlineData("-ErrorAction Stop")]
    public async Task What_was_found_is_put_out_although_its_file_cannot_be_written(string arguments)
    {
        await using var pool = await StartAsync();
        using var host = new ModuleHost();
        await File.WriteAllTextAsync(Path.Combine(_folder, "file"), "no folder");
        var result = host.Run($"Resolve-PsdSchemaProfile {Common} -Path $args[2] {arguments}", Arguments(pool, Path.Combine(_folder, "file", "pool01.psd1")));

        Assert.Equal(["SchemaProfileNotWritten"], result.ErrorIds);
        Assert.Equal(["document-urn"], result.Column("Name"));
        Assert.Equal([null], result.Column("Path"));
    }

    [Theory]
    [InlineData("@{ Name = (New-Item -ItemType File -Path $env:PSDPURGE_TEST) }", "nothing that would have to be run")]
    [InlineData("@{ Name = $env:USERNAME }", "nothing that would have to be run")]
    [InlineData("Get-Process", "one hashtable and nothing else")]
    [InlineData("@{ Name = 'a' }; @{}", "one hashtable and nothing else")]
    [InlineData("@{ Name = 'a", "line 1")]
    [InlineData("@{ Name = 'a' }", "Organizer: it is missing")]
    public void A_file_that_is_no_plain_data_is_refused_with_its_name(string text, string complaint)
    {
        using var host = new ModuleHost();
        var file = Path.Combine(_folder, "profile.psd1");
        File.WriteAllText(file, text);

        var result = host.Run("try { Select-AppEndpointPsdEntries -ComputerName x -SipAddress app@contoso.com -SchemaProfile $args[0] } catch { $_ }", file);

        var error = Assert.IsType<ErrorRecord>(Assert.Single(result.Output).BaseObject);
        Assert.StartsWith("SchemaProfileInvalid,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Contains(file, error.Exception.Message, StringComparison.Ordinal);
        Assert.Contains(complaint, error.Exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Removing_with_a_profile_that_does_not_fit_is_refused()
    {
        await using var pool = await StartAsync();
        using var host = new ModuleHost();
        var before = pool.Snapshot();

        var file = Path.Combine(_folder, "wrong.psd1");
        await File.WriteAllTextAsync(
            file,
            """
            @{
                Name = 'wrong'
                Organizer = @{ Table = 'Document'; Column = 'Name'; PointsTo = 'UserAtHost'; Pattern = 'urn:conf:{UserAtHost}:{Rest}' }
                Conference = @{ Table = 'Document'; Column = 'Name'; PointsTo = 'ExternalConfId'; Pattern = 'urn:{ExternalConfId}' }
            }
            """);
        var result = host.Run(
            $"Remove-AppEndpointPsdEntries {Common} -SipAddress app@contoso.com -SchemaProfile $args[2] -NoBackup -Force -Confirm:$false",
            Arguments(pool, file));

        Assert.NotEmpty(result.Errors);
        // The rows that it takes for orphaned contain the id of a living conference in the same column.
        Assert.All(result.Errors, error => Assert.StartsWith("SchemaContradicted,", error.FullyQualifiedErrorId, StringComparison.Ordinal));
        Assert.Empty(pool.VerifyAfterRemoval(before, PurgeScope.Endpoints()));
    }

    private static Task<LabPool> StartAsync() => LabPool.StartAsync(Scenario.Pool().FrontEnds(2).Schema(SchemaVariant.DocumentUrn)
        .Endpoint("app@contoso.com").Orphans(7).LiveConferences(15)
        .User("ada@contoso.com").Orphans(3).LiveConferences(15)
        .Build());

    private static object?[] Arguments(LabPool pool, string file) =>
    [
        pool.FrontEnds.Select(frontEnd => frontEnd.ComputerName).ToArray(),
        new PSCredential(pool.FrontEnds[0].Login, new System.Net.NetworkCredential("", pool.FrontEnds[0].Password).SecurePassword),
        file,
    ];
}
