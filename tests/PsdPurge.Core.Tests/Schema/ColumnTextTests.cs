using System.Text;
using PsdPurge.Lab.Scenarios;

namespace PsdPurge.Core.Tests.Schema;

/// <summary>Text in columns that are not made for it. A profile for them deletes all orphans and nothing else.</summary>
public sealed class ColumnTextTests
{
    private const string Cyrillic = "анна@contoso.com";
    private static readonly UrnPattern Pattern = UrnPattern.Parse("urn:conf:{UserAtHost}:{ExternalConfId}");

    static ColumnTextTests() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    [Theory]
    [InlineData("varbinary(900)", "Utf8")]
    [InlineData("varbinary(max)", "Utf8")]
    [InlineData("binary(200)", "Utf8")]
    [InlineData("image", "Utf8")]
    [InlineData("varbinary(900)", "Utf16")]
    [InlineData("binary(400)", "Utf16")]
    [InlineData("image", "Utf16")]
    [InlineData("varbinary(max)", "SingleByte", Cyrillic)]
    [InlineData("binary(200)", "SingleByte", Cyrillic)]
    [InlineData("image", "SingleByte", Cyrillic)]
    public async Task Bytes_are_read_in_the_encoding_that_the_profile_says(string type, string encodingName, params string[] inexpressible)
    {
        BinaryText encoding = Enum.Parse<BinaryText>(encodingName);
        Encoding bytes = encoding switch { BinaryText.Utf8 => Encoding.UTF8, BinaryText.Utf16 => Encoding.Unicode, _ => Encoding.GetEncoding(1252) };
        await using Reshaped pool = await Reshaped.StartAsync(
            Reshaped.Describe().Build(),
            $"ALTER TABLE dbo.Document ADD Blob {type} NULL;",
            d => $"UPDATE dbo.Document SET Blob = {Reshaped.Hex(bytes.GetBytes(Reshaped.Urn(d)))} WHERE DocId = {d.DocId};");

        await pool.RemoveAsync(Profile("Blob", encoding), inexpressible);
    }

    [Theory]
    [InlineData("ntext")]
    [InlineData("nchar(300)")]
    [InlineData("nvarchar(max)")]
    [InlineData("text", Cyrillic)]
    [InlineData("char(300)", Cyrillic)]
    [InlineData("varchar(900)", Cyrillic)]
    public async Task Text_of_any_type_is_read_and_what_it_cannot_express_is_left_alone(string type, params string[] inexpressible)
    {
        await using Reshaped pool = await Reshaped.StartAsync(
            Reshaped.Describe().Build(),
            $"ALTER TABLE dbo.Document ADD Words {type} NULL;",
            d => $"UPDATE dbo.Document SET Words = N'{Reshaped.Urn(d)}' WHERE DocId = {d.DocId};");

        await pool.RemoveAsync(Profile("Words"), inexpressible);
    }

    [Fact]
    public async Task Literals_in_UTF8_are_found_whatever_their_case()
    {
        await using Reshaped pool = await Reshaped.StartAsync(
            Reshaped.Describe().Build(),
            "ALTER TABLE dbo.Document ADD Blob varbinary(900) NULL;",
            d => $"UPDATE dbo.Document SET Blob = {Reshaped.Hex(Encoding.UTF8.GetBytes(Reshaped.Urn(d, d.DocId % 2 == 0 ? "URN:Conf:" : "urn:conf:")))} WHERE "
                + $"DocId = {d.DocId};");

        await pool.RemoveAsync(Profile("Blob", BinaryText.Utf8));
    }

    [Fact]
    public async Task An_address_in_UTF8_that_is_spelled_unlike_the_directorys_is_left_alone_and_disproves_nothing()
    {
        await using Reshaped pool = await Reshaped.StartAsync(
            Reshaped.Describe().Build(),
            "ALTER TABLE dbo.Document ADD Blob varbinary(900) NULL;",
            d => "UPDATE dbo.Document SET Blob = "
                + $"{Reshaped.Hex(Encoding.UTF8.GetBytes(Reshaped.Urn(d).Replace('а', 'А').Replace("app", "APP", StringComparison.Ordinal)))} WHERE DocId = "
                + $"{d.DocId};");

        await pool.RemoveAsync(Profile("Blob", BinaryText.Utf8), Cyrillic);
    }

    [Theory]
    [InlineData("varbinary(max)", "Utf8")]
    [InlineData("varbinary(max)", "Utf16")]
    [InlineData("ntext", null)]
    public async Task A_text_that_is_longer_than_what_is_read_names_nothing(string type, string? encoding)
    {
        // If it were cut off, the id would belong to no conference.
        Scenario scenario = Reshaped.Describe().Build();
        BinaryText bytes = encoding is null ? default : Enum.Parse<BinaryText>(encoding);
        UrnPattern pattern = UrnPattern.Parse("{Part1}:{UserAtHost}:{ExternalConfId}");
        LabDocument first = scenario.FrontEnds[0].Documents.First(d => d.Fate == EntryFate.ConferenceExists);
        await using Reshaped pool = await Reshaped.StartAsync(
            scenario,
            $"ALTER TABLE dbo.Document ADD Words {type} NULL;",
            d =>
            {
                var end = $":{d.Plan.Organizer.Address}" + (d.Plan.ConferenceId is null ? "" : ":" + d.Plan.ConferenceId);
                var text = new string('x', d.DocId == first.DocId ? 4000 - end.Length + 5 : 20) + end;
                return "UPDATE dbo.Document SET Words = "
                    + $"{(encoding is null ? $"N'{text}'" : Reshaped.Hex((bytes == BinaryText.Utf8 ? Encoding.UTF8 : Encoding.Unicode).GetBytes(text)))} WHERE "
                    + $"DocId = {d.DocId};";
            });

        // After that, its conference lives, and no document names it.
        pool.Run.AllowUnnamedConferences = true;
        await pool.RemoveAsync(new SchemaProfile(
            "long",
            new SchemaLink(LinkTable.Document, "Words", LinkTarget.UserAtHost, pattern, bytes),
            new SchemaLink(LinkTable.Document, "Words", LinkTarget.ExternalConfId, pattern, bytes)));
    }

    [Theory]
    [InlineData("Latin1_General_BIN2")]
    [InlineData("Latin1_General_CI_AS")]
    public async Task Ids_differ_in_case_where_the_database_tells_cases_apart_and_their_conferences_still_live(string collation)
    {
        await using Reshaped pool = await Reshaped.StartAsync(
            Reshaped.Describe().Indexes(IndexLayout.KeyOnly).Build(),
            $"""
            ALTER TABLE dbo.Conference DROP COLUMN ExternalConfId;
            ALTER TABLE dbo.Conference ADD ExternalConfId nvarchar(64) COLLATE Latin1_General_BIN2 NULL;
            ALTER TABLE dbo.Document ADD Folded nvarchar(64) COLLATE {collation} NULL;
            """,
            d => $"UPDATE dbo.Document SET Folded = LOWER(ExternalConfId) WHERE DocId = {d.DocId}; UPDATE dbo.Conference SET ExternalConfId = SUBSTRING(Title, "
                + "6, 64) WHERE ExternalConfId IS NULL;");

        await pool.RemoveAsync(new SchemaProfile(
            "folded",
            new SchemaLink(LinkTable.Document, "OwnerId", LinkTarget.ResourceId),
            new SchemaLink(LinkTable.Document, "Folded", LinkTarget.ExternalConfId)));
    }

    [Fact]
    public async Task Guids_in_texts_are_read_with_braces_and_without()
    {
        await using Reshaped pool = await Reshaped.StartAsync(
            Reshaped.Describe().Build(),
            "ALTER TABLE dbo.Conference DROP COLUMN ConferenceKey; ALTER TABLE dbo.Conference ADD ConferenceKey uniqueidentifier NULL; "
                + "ALTER TABLE dbo.Document ADD Ref varchar(80) NULL;",
            d =>
            {
                var key = StableGuid.Of($"{d.Plan.Organizer.Address}/{d.Plan.ConferenceId}");
                var text = d.Plan.ConferenceId is null ? "{12" : d.DocId % 2 == 0 ? key.ToString("B") : key.ToString("D").ToUpperInvariant();
                return $"UPDATE dbo.Document SET Ref = '{text}' WHERE DocId = {d.DocId}; "
                    + $"UPDATE dbo.Conference SET ConferenceKey = '{key:D}' WHERE ExternalConfId = N'{d.Plan.ConferenceId}' AND OrganizerId = (SELECT "
                    + $"r.ResourceId FROM dbo.Resource AS r WHERE r.UserAtHost = N'{d.Plan.Organizer.Address}');";
            });

        await pool.RemoveAsync(new SchemaProfile(
            "guid",
            new SchemaLink(LinkTable.Document, "OwnerId", LinkTarget.ResourceId),
            new SchemaLink(LinkTable.Document, "Ref", LinkTarget.ConferenceKey)));
    }

    private static SchemaProfile Profile(string column, BinaryText encoding = default) => new(
        "mine",
        new SchemaLink(LinkTable.Document, column, LinkTarget.UserAtHost, Pattern, encoding),
        new SchemaLink(LinkTable.Document, column, LinkTarget.ExternalConfId, Pattern, encoding));
}
