using System.Text;
using PsdPurge.Lab.Scenarios;

namespace PsdPurge.Core.Tests.Schema;

/// <summary>Links that go through one other table.</summary>
public sealed class LinkHopTests
{
    private static readonly SchemaLink Owner = new(LinkTable.Document, "OwnerId", LinkTarget.ResourceId);
    private static readonly SchemaLink Conference = new(LinkTable.Document, "ExternalConfId", LinkTarget.ExternalConfId);
    private static readonly UrnPattern Pattern = UrnPattern.Parse("urn:conf:{UserAtHost}:{ExternalConfId}");

    [Fact]
    public async Task Both_links_may_go_through_the_same_row()
    {
        await using Reshaped pool = await Reshaped.StartAsync(
            Reshaped.Describe().Build(),
            "CREATE TABLE dbo.[Name] (Id bigint NOT NULL PRIMARY KEY, Filler int NULL, [the text] varbinary(900) NULL); "
                + "ALTER TABLE dbo.Document ADD NameId bigint NULL;",
            d => $"INSERT INTO dbo.[Name] (Id, Filler, [the text]) VALUES ({1_000_000_000_000 + d.DocId}, 1, "
                + $"{Reshaped.Hex(Encoding.UTF8.GetBytes(Reshaped.Urn(d)))}); "
                + $"UPDATE dbo.Document SET NameId = {1_000_000_000_000 + d.DocId} WHERE DocId = {d.DocId};");

        await pool.RemoveAsync(new SchemaProfile(
            "names",
            new SchemaLink(LinkTable.Document, "NameId", LinkTarget.UserAtHost, Pattern, BinaryText.Utf8) { Through = new LinkHop("name", "id", "The Text") },
            new SchemaLink(LinkTable.Document, "NameId", LinkTarget.ExternalConfId, Pattern, BinaryText.Utf8)
            {
                Through = new LinkHop("Name", "Id", "the text"),
            }));
    }

    [Fact]
    public async Task Each_link_may_go_through_a_table_of_its_own()
    {
        await using Reshaped pool = await Reshaped.StartAsync(
            Reshaped.Describe().Build(),
            """
            CREATE TABLE dbo.Owner (OwnerKey uniqueidentifier NOT NULL, Who int NOT NULL);
            CREATE UNIQUE INDEX Owner ON dbo.Owner (OwnerKey);
            CREATE TABLE dbo.Meeting (Code varchar(40) NOT NULL CONSTRAINT OneCode UNIQUE, ConfNumber varchar(64) NULL);
            ALTER TABLE dbo.Document ADD OwnerKey uniqueidentifier NULL;
            ALTER TABLE dbo.PersistedServiceData ADD Code varchar(40) NULL;
            """,
            d =>
            {
                Guid key = StableGuid.Of($"{d.DocId}");
                return $"INSERT INTO dbo.Owner (OwnerKey, Who) SELECT '{key}', d.OwnerId FROM dbo.Document AS d WHERE d.DocId = {d.DocId}; "
                    + $"UPDATE dbo.Document SET OwnerKey = '{key}' WHERE DocId = {d.DocId}; "
                    + (d.Plan.ConferenceId is null ? "" : $"INSERT INTO dbo.Meeting (Code, ConfNumber) VALUES ('m{d.DocId}', '{d.Plan.ConferenceId}'); ")
                    + $"UPDATE dbo.PersistedServiceData SET Code = 'm{d.DocId}' WHERE DocId = {d.DocId};";
            });

        await pool.RemoveAsync(new SchemaProfile(
            "two",
            new SchemaLink(LinkTable.Document, "OwnerKey", LinkTarget.ResourceId) { Through = new LinkHop("Owner", "OwnerKey", "Who") },
            new SchemaLink(LinkTable.PersistedServiceData, "Code", LinkTarget.ExternalConfId) { Through = new LinkHop("Meeting", "Code", "ConfNumber") }));
    }

    [Fact]
    public async Task The_other_tables_key_may_be_the_document_itself()
    {
        await using Reshaped pool = await Reshaped.StartAsync(
            Reshaped.Describe().Build(),
            "CREATE TABLE dbo.DocumentName (DocId int NOT NULL PRIMARY KEY, Conf nvarchar(64) NULL);",
            d => $"INSERT INTO dbo.DocumentName (DocId, Conf) VALUES ({d.DocId}, N'{d.Plan.ConferenceId}');");

        await pool.RemoveAsync(new SchemaProfile(
            "by document",
            Owner,
            new SchemaLink(LinkTable.Document, "DocId", LinkTarget.ExternalConfId) { Through = new LinkHop("DocumentName", "DocId", "Conf") }));
    }

    [Fact]
    public async Task A_key_that_is_not_unique_is_refused_since_an_entry_could_name_two()
    {
        await using Reshaped pool = await Reshaped.StartAsync(
            Reshaped.Describe().Build(),
            "CREATE TABLE dbo.Twice (Id int NOT NULL, Part int NOT NULL, Conf nvarchar(64) NULL, PRIMARY KEY (Id, Part)); "
                + "ALTER TABLE dbo.Document ADD TwiceId int NULL;",
            d => $"UPDATE dbo.Document SET TwiceId = {d.DocId} WHERE DocId = {d.DocId};");

        await pool.Run.RemoveAsync(new SchemaProfile(
            "twice", Owner, new SchemaLink(LinkTable.Document, "TwiceId", LinkTarget.ExternalConfId) { Through = new LinkHop("Twice", "Id", "Conf") }));

        PsdPurgeException failure = Assert.Single(pool.Run.Failures);
        Assert.Equal("SchemaUnexpected", failure.ErrorId);
        Assert.Contains("unique", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_table_that_is_not_there_is_named()
    {
        await using Reshaped pool = await Reshaped.StartAsync(Reshaped.Describe().Build(), "SELECT 1;", _ => "");

        await pool.Run.RemoveAsync(new SchemaProfile("none", Owner with { Through = new LinkHop("Nowhere", "Id", "Name") }, Conference));

        Assert.Contains("no column Id in rtc.dbo.Nowhere", Assert.Single(pool.Run.Failures).Message, StringComparison.Ordinal);
    }
}
