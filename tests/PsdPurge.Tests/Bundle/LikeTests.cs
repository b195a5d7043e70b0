using System.IO.Compression;
using System.Text.Json;
using PsdPurge.Lab.Scenarios;
using PsdPurge.Tests.Hosting;

namespace PsdPurge.Tests.Bundle;

/// <summary>A bundle is enough to make a server of the same shape. The module does the same on this server as on the first one.</summary>
public sealed class LikeTests : IDisposable
{
    private const string Command = "Test-PsdPool pool01.contoso.com -BundlePath $args[0] -Force";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("psdpurge-like-");

    private string First => Path.Combine(_folder.FullName, "first.zip");

    private string Second => Path.Combine(_folder.FullName, "second.zip");

    public void Dispose() => _folder.Delete(recursive: true);

    [Theory]
    [InlineData("owner-column")]
    [InlineData("gruu")]
    [InlineData("xml-text")]
    [InlineData("codepage-image")]
    [InlineData("urn-table")]
    [InlineData("name-table")]
    [InlineData("guid-braces")]
    public async Task A_pool_made_of_a_bundle_has_its_tables_and_proves_its_profile(string schema)
    {
        await using (var lab = await StartAsync(SchemaVariant.All.Single(variant => variant.Name == schema)))
        {
            Assert.Empty(lab.Host.Run(Command, First).Errors);
        }

        await using var like = await StartAsync(SchemaVariant.Like(First));
        Assert.Empty(like.Host.Run(Command, Second).Errors);

        Assert.Equal(Catalog(First), Catalog(Second));
        Assert.Equal(Found(First), Found(Second));
        Assert.NotEqual("null", Found(First));
        Assert.Equal(3, like.Host.Run("Get-PsdEntryCount pool01.contoso.com").Output.Count);
        var selected = like.Host.Run("Select-AppEndpointPsdEntries pool01.contoso.com");
        Assert.Empty(selected.Errors);
        Assert.Equal(
            like.Pool.FrontEnds.Sum(frontEnd => like.Pool.Truth.OrphanCount(frontEnd.Index, PurgeScope.PoolEndpoints)),
            selected.Output.Sum(entry => (long)entry.Properties["Entries"].Value));
    }

    [Theory]
    [InlineData("unnamed")]
    [InlineData("checksum-only")]
    public async Task Where_no_profile_is_known_its_own_rows_are_there(string schema)
    {
        await using (var lab = await StartAsync(SchemaVariant.All.Single(variant => variant.Name == schema)))
        {
            lab.Host.Run(Command, First);
        }

        await using var like = await StartAsync(SchemaVariant.Like(First));
        like.Host.Run(Command, Second);

        Assert.Equal(Catalog(First), Catalog(Second));
        Assert.Equal("null", Found(Second));
        Assert.InRange((long)like.Pool.FrontEnds[0].Sql.Scalar("SELECT COUNT(*) FROM dbo.Document")!, 20, SampleRows);
    }

    [Fact]
    public void What_is_no_bundle_is_refused_with_the_reason()
    {
        File.WriteAllText(First, "no zip");
        Assert.ThrowsAny<InvalidDataException>(() => SchemaVariant.Like(First));

        using (var zip = ZipFile.Open(Second, ZipArchiveMode.Create))
        {
            zip.CreateEntry("x.txt");
        }

        Assert.Contains("bundle.json", Assert.Throws<InvalidDataException>(() => SchemaVariant.Like(Second)).Message, StringComparison.Ordinal);
    }

    private const int SampleRows = 50;

    private static Task<LabSession> StartAsync(SchemaVariant schema)
    {
        var indexes = schema.Name == "like" ? IndexLayout.KeyOnly : IndexLayout.All;
        return LabSession.StartAsync(StandardScenario.Describe(300, lagging: !schema.NamesLocalIds).Schema(schema).Indexes(indexes).Build());
    }

    /// <summary>The catalogs without the numbers of rows.</summary>
    private static string Catalog(string bundle) => string.Join("\n", Read(bundle, "pool1/frontend1/catalog.json").EnumerateArray()
        .SelectMany(database => database.GetProperty("tables").EnumerateArray())
        .SelectMany(table => table.EnumerateObject().Where(member => member.Name != "rows").Select(member => member.Value.ToString())));

    private static string Found(string bundle) =>
        Read(bundle, "pool1/search.json").GetProperty("found") is { ValueKind: JsonValueKind.Object } found ? $"{found}" : "null";

    private static JsonElement Read(string bundle, string name)
    {
        using var zip = ZipFile.OpenRead(bundle);
        using var stream = zip.GetEntry(name)!.Open();
        return JsonDocument.Parse(stream).RootElement;
    }
}
