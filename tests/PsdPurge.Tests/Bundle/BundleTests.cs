using System.IO.Compression;
using System.Text.Json;
using System.Text.RegularExpressions;
using PsdPurge.Lab;
using PsdPurge.Lab.Scenarios;
using PsdPurge.Tests.Hosting;

namespace PsdPurge.Tests.Bundle;

/// <summary>A bundle describes what a server looks like, and reveals nothing about its owner.</summary>
public sealed class BundleTests : IDisposable
{
    private const string Command = "Test-PsdPool pool01.contoso.com -BundlePath $args[0]";
    private const string AdminLogin = "purge_admin.7";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("psdpurge-bundle-");

    private string Path => System.IO.Path.Combine(_folder.FullName, "pool.zip");

    public void Dispose() => _folder.Delete(recursive: true);

    [Theory]
    [InlineData("owner-column")]
    [InlineData("document-urn")]
    [InlineData("utf8-urn")]
    [InlineData("xml-text")]
    [InlineData("codepage-image")]
    [InlineData("name-table")]
    [InlineData("guid-braces")]
    [InlineData("unnamed")]
    public async Task No_name_id_or_payload_of_the_pool_is_in_it(string schema)
    {
        await using var lab = await StartAsync(schema);
        lab.Pool.FrontEnds[0].Sql.Execute(
            """
            UPDATE dbo.ResourceDirectory
            SET AdUserSid = 0x010500000000000515000000A1B2C3D4E5F60718293A4B5CD1E2F304, SmtpUserAtHost = N'zoé.größer@fabrikam.com';
            """);
        var secrets = KnownSecrets.Of(lab.Pool, AdminLogin, Environment.MachineName, _folder.Name);

        var result = lab.Host.Run(Command, Path);

        Assert.Empty(result.Errors);
        Assert.InRange(secrets.Count, 500, int.MaxValue);
        Assert.All(Read(), file => Assert.Empty(secrets.In(file.Value)));
    }

    [Fact]
    public async Task The_search_for_secrets_finds_them_where_they_are()
    {
        await using var lab = await StartAsync("owner-column");
        var secrets = KnownSecrets.Of(lab.Pool);

        Assert.NotEmpty(secrets.In("x BÜRO.ZÜRICH@contoso.com"u8.ToArray()));
        Assert.NotEmpty(secrets.In(System.Text.Encoding.Unicode.GetBytes("help_desk")));
        Assert.NotEmpty(secrets.In(System.Text.Encoding.ASCII.GetBytes(Convert.ToBase64String("ab help_desk@contoso.com"u8.ToArray()))));
        Assert.NotEmpty(secrets.In(System.Text.Encoding.ASCII.GetBytes(Convert.ToHexString("1W9J71SKSX2X"u8.ToArray()))));
        Assert.Empty(secrets.In("nothing at all"u8.ToArray()));
    }

    [Theory]
    [InlineData("gruu")]
    [InlineData("urn-table")]
    [InlineData("owner-column")]
    public async Task Its_rows_name_each_other_as_those_of_the_server_do(string schema)
    {
        await using var lab = await StartAsync(schema);
        lab.Host.Run(Command, Path);

        var files = Read();
        using var search = JsonDocument.Parse(files["pool1/search.json"]);
        var found = search.RootElement.GetProperty("found");
        Assert.Equal(JsonValueKind.Object, found.ValueKind);
        var link = found.GetProperty("conference");
        var hop = link.GetProperty("through");
        var rows = hop.ValueKind == JsonValueKind.Object
            ? Column(files, hop.GetProperty("table").GetString()!, hop.GetProperty("value").GetString()!)
            : Column(files, "Document", link.GetProperty("column").GetString()!);
        var named = rows.Select(value => Extract(link.GetProperty("pattern").GetString() ?? "{ExternalConfId}", Decoded(value))).ToHashSet();
        var living = Column(files, "Conference", "ExternalConfId").ToHashSet();

        Assert.InRange(rows.Count, 20, 50);
        Assert.InRange(named.Intersect(living).Count(), 5, 50);
        Assert.All(living, id => Assert.Equal(12, id.Length));
    }

    [Fact]
    public async Task It_has_the_catalog_the_checks_and_a_page_and_no_expression()
    {
        await using var lab = await StartAsync("owner-column");
        var sql = lab.Pool.FrontEnds[0].Sql;
        sql.Execute("ALTER TABLE dbo.Document ADD Site nvarchar(40) NOT NULL DEFAULT N'Zweigstelle Zuerich';");
        sql.Execute("CREATE TRIGGER dbo.Watch ON dbo.PersistedServiceData AFTER DELETE AS DELETE FROM dbo.Document WHERE DocId = -1;");

        var checks = lab.Host.Run(Command, Path).Output;

        var files = Read();
        Assert.Equal(
            [
                "index.html", "bundle.json", "checks.json", "pool1/search.json", "pool1/frontend1/catalog.json", "pool1/frontend1/samples.json",
                "pool1/frontend2/catalog.json", "pool1/frontend2/samples.json", "pool1/frontend3/catalog.json", "pool1/frontend3/samples.json",
            ],
            files.Keys);
        using var catalog = JsonDocument.Parse(files["pool1/frontend1/catalog.json"]);
        var rtc = catalog.RootElement[0];
        var document = rtc.GetProperty("tables").EnumerateArray().Single(table => table.GetProperty("table").GetString() == "Document");
        Assert.Equal(
            [
                "DocId int False", "OwnerId int True", "ExternalConfId nvarchar(64) True", "DocType int False", "InsertTime datetime False",
                "Site nvarchar(40) False",
            ],
            document.GetProperty("columns").EnumerateArray().Select(c => $"{c.GetProperty("name")} {c.GetProperty("type")} {c.GetProperty("nullable")}"));
        Assert.Equal("Watch on PersistedServiceData", rtc.GetProperty("triggers")[0].GetString());
        Assert.True(document.GetProperty("columns")[5].GetProperty("hasDefault").GetBoolean());
        Assert.All(files.Values, file => Assert.DoesNotContain("Zweigstelle", System.Text.Encoding.UTF8.GetString(file), StringComparison.Ordinal));
        using var said = JsonDocument.Parse(files["checks.json"]);
        Assert.Equal(checks.Count - 1, said.RootElement.GetArrayLength());
        Assert.StartsWith("<!DOCTYPE html>", System.Text.Encoding.UTF8.GetString(files["index.html"]), StringComparison.Ordinal);
        Assert.Equal("Bundle", checks[^1].Properties["Check"].Value);
    }

    [Fact]
    public async Task A_Front_End_that_does_not_answer_is_in_it_with_its_error()
    {
        await using var lab = await StartAsync("owner-column");
        var result = lab.Host.Run(
            $"Test-PsdPool -ComputerName {lab.Computers}, 'nowhere.invalid' -SipAddress help_desk@contoso.com -BundlePath $args[0]", Path);

        using var index = JsonDocument.Parse(Read()["bundle.json"]);
        var failures = index.RootElement.GetProperty("pools")[0].GetProperty("frontEnds")[3].GetProperty("failures");
        Assert.StartsWith("FrontEndUnreachable: ", failures[0].GetString(), StringComparison.Ordinal);
        Assert.DoesNotContain("nowhere", failures[0].GetString(), StringComparison.OrdinalIgnoreCase);
        Assert.Equal("Passed", result.Output[^1].Properties["Status"].Value.ToString());
    }

    [Fact]
    public async Task What_is_there_is_not_overwritten_and_nobody_is_asked_before_that_is_said()
    {
        await using var lab = await StartAsync("owner-column");
        File.WriteAllText(Path, "mine");

        Assert.Equal(["BundleExists"], lab.Host.Run(Command, Path).ErrorIds);
        Assert.Equal(["BundleNotWritable"], lab.Host.Run(Command, System.IO.Path.Combine(_folder.FullName, "no", "such", "x.zip")).ErrorIds);
        Assert.Equal(["InvalidPath"], lab.Host.Run(Command, _folder.FullName).ErrorIds);
        Assert.Equal(["InvalidPath"], lab.Host.Run(Command, "env:x").ErrorIds);
        Assert.All(lab.Pool.FrontEnds, frontEnd => Assert.Empty(frontEnd.RequestLog.Requests));
        Assert.Equal("mine", File.ReadAllText(Path));

        Assert.Empty(lab.Host.Run(Command + " -WhatIf", System.IO.Path.Combine(_folder.FullName, "y.zip")).Errors);
        Assert.Empty(lab.Host.Run(Command + " -Force", Path).Errors);
        Assert.NotEmpty(Read());
        Assert.Equal(["pool.zip"], _folder.GetFiles().Select(file => file.Name));
    }

    private static Task<LabSession> StartAsync(string schema) => LabSession.StartAsync(
        StandardScenario.Describe(300).Schema(SchemaVariant.All.Single(variant => variant.Name == schema)).Build(), new LabPoolOptions { Login = AdminLogin });

    private Dictionary<string, byte[]> Read()
    {
        using var zip = ZipFile.OpenRead(Path);
        return zip.Entries.ToDictionary(entry => entry.FullName, entry =>
        {
            using var stream = entry.Open();
            using MemoryStream all = new();
            stream.CopyTo(all);
            return all.ToArray();
        });
    }

    private static List<string> Column(Dictionary<string, byte[]> files, string table, string column)
    {
        using var samples = JsonDocument.Parse(files["pool1/frontend1/samples.json"]);
        var one = samples.RootElement.EnumerateArray().Single(sample => sample.GetProperty("table").GetString() == table);
        var at = one.GetProperty("columns").EnumerateArray().Select(name => name.GetString()).ToList().IndexOf(column);
        var cells = one.GetProperty("rows").EnumerateArray().Select(row => row[at]);
        return [.. cells.Where(cell => cell.ValueKind == JsonValueKind.String).Select(cell => cell.GetString()!)];
    }

    /// <summary>The conference's id that a pattern reads from a text. It is empty if the text does not match the pattern.</summary>
    private static string Extract(string pattern, string text) =>
        Regex.Match(text, "^" + Regex.Replace(Regex.Escape(pattern), @"\\\{(\w+)}", "(?<$1>.+?)") + "$").Groups["ExternalConfId"].Value;

    private static string Decoded(string value) =>
        value.StartsWith("0x", StringComparison.Ordinal) ? System.Text.Encoding.UTF8.GetString(Convert.FromHexString(value[2..])) : value;
}
