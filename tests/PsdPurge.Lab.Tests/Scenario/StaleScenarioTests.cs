using System.Globalization;
using System.Text;
using PsdPurge.Lab.Engine;
using PsdPurge.Lab.Scenarios;

namespace PsdPurge.Lab.Tests.Scenarios;

/// <summary>Documents that name a living conference by former names, and columns that hold the right names.</summary>
public sealed class StaleScenarioTests : IDisposable
{
    private readonly SqliteServer _server = new();

    public static TheoryData<CopyOf, CopyAs, string> Copies { get; } = MakeCopies();

    public void Dispose() => _server.Dispose();

    [Theory]
    [InlineData("owner-column", "d.ExternalConfId")]
    [InlineData("document-urn", "SUBSTRING(d.Name, LEN(d.Name) - 11, 12)")]
    public void A_stale_id_is_no_conferences_and_the_right_one_stands_beside_it(string variant, string link)
    {
        var scenario = Lay(Pool(variant).Stale(10).Column(new CopyColumn("Document", "ConfRef", CopyOf.ConferenceId, CopyAs.Text)));
        var living = "FROM dbo.Document d INNER JOIN dbo.Conference c ON c.ExternalConfId = d.ConfRef WHERE ";

        Assert.Equal(40L, _server.Scalar($"SELECT COUNT(*) {living} 1 = 1"));
        Assert.Equal(4L, _server.Scalar($"SELECT COUNT(*) {living} {link} <> d.ConfRef"));
        Assert.Equal(0L, _server.Scalar($"SELECT COUNT(*) {living} {link} <> d.ConfRef AND {link} IN (SELECT ExternalConfId FROM dbo.Conference)"));
        Assert.Equal(40, scenario.Truth
            .LeftAlone(0, PurgeScope.PoolEndpoints)
            .Where(fate => fate.Key is EntryFate.ConferenceExists or EntryFate.OrdinaryUser)
            .Sum(fate => fate.Value));
        Assert.Equal(20, scenario.Truth.OrphanCount(0, PurgeScope.PoolEndpoints));
    }

    [Fact]
    public void A_stale_organizer_is_another_endpoint()
    {
        Lay(Pool("owner-column").Stale(20, StaleParts.Organizer | StaleParts.ConferenceId).Column(
            new CopyColumn("PersistedServiceData", "Owner", CopyOf.Address, CopyAs.Text)));

        Assert.Equal(8L, _server.Scalar(
            """
            SELECT COUNT(*) FROM dbo.PersistedServiceData p INNER JOIN dbo.Document d ON d.DocId = p.DocId INNER JOIN dbo.Resource r ON r.ResourceId = d.OwnerId
            WHERE r.UserAtHost <> p.Owner AND r.UserAtHost LIKE 'app%' AND d.ExternalConfId NOT IN (SELECT ExternalConfId FROM dbo.Conference)
            """));
    }

    [Fact]
    public void Some_documents_of_a_conference_may_be_stale_and_the_others_not()
    {
        Lay(Scenario.Pool().FrontEnds(1).Endpoint("app@contoso.com").LiveConferences(2, documentsEach: 3).Stale(100, documents: 1));

        Assert.Equal(4L, _server.Scalar("SELECT COUNT(*) FROM dbo.Document d INNER JOIN dbo.Conference c ON c.ExternalConfId = d.ExternalConfId"));
        Assert.Equal(6L, _server.Scalar("SELECT COUNT(*) FROM dbo.Document"));
    }

    [Theory]
    [MemberData(nameof(Copies))]
    public void A_copy_takes_each_form(CopyOf of, CopyAs form, string table)
    {
        var copy = new CopyColumn(table, "Copy", of, form);
        var scenario = Lay(Pool("owner-column").Stale(100).Column(copy));
        var frontEnd = scenario.FrontEnds[0];
        var byId = frontEnd.Documents.ToDictionary(document => (long)document.DocId);
        var read = 0;
        new EngineTarget(_server).Read("rtc", $"SELECT DocId, Copy FROM dbo.{table} WHERE Copy IS NOT NULL", row =>
        {
            Assert.Contains(True(of, frontEnd.Names(byId[(long)row[0]!])), Text(form, row[1]!), StringComparison.Ordinal);
            read++;
        });

        var without = of is CopyOf.Address or CopyOf.ResourceId ? 0 : 2;
        Assert.Equal(frontEnd.Documents.Count - without, read);
    }

    [Fact]
    public void What_the_entries_weigh_is_known_with_further_columns()
    {
        var scenario = Lay(Pool("document-urn")
            .Column(new CopyColumn("PersistedServiceData", "A", CopyOf.ConferenceId, CopyAs.Text) { Percent = 50 })
            .Column(new CopyColumn("PersistedServiceData", "B", CopyOf.Address, CopyAs.Utf8))
            .Column(new CopyColumn("PersistedServiceData", "C", CopyOf.ConferenceKey, CopyAs.Guid))
            .Column(new CopyColumn("PersistedServiceData", "D", CopyOf.ConfId, CopyAs.Number)));
        var orphan = scenario.Truth.Orphans(0, PurgeScope.PoolEndpoints).First();

        string[] columns = ["DocId", "ServiceId", "Version", "Data", "LastUpdateTime", "A", "B", "C", "D"];
        Assert.All(scenario.Truth.Orphans(0, PurgeScope.PoolEndpoints), one => Assert.Equal(
            one.Bytes,
            _server.Scalar($"SELECT SUM(CONVERT(bigint, {string.Join(" + ", columns.Select(column => $"ISNULL(DATALENGTH({column}), 0)"))})) FROM "
                + $"dbo.PersistedServiceData WHERE DocId = {one.DocId}")));
        Assert.InRange(orphan.Bytes, 100, 1000);
    }

    [Fact]
    public void A_second_hand_copy_names_another_living_conference_of_the_same_organizer()
    {
        Lay(Pool("owner-column").Column(new CopyColumn("Document", "SeeAlso", CopyOf.ConferenceId, CopyAs.Text) { SecondHand = true }));

        const string From = "FROM dbo.Document d INNER JOIN dbo.Conference c ON c.ExternalConfId = d.SeeAlso WHERE c.OrganizerId = d.OwnerId AND d.SeeAlso <> "
            + "ISNULL(d.ExternalConfId, '')";
        Assert.Equal(_server.Scalar("SELECT COUNT(*) FROM dbo.Document"), _server.Scalar($"SELECT COUNT(*) {From}"));
    }

    [Fact]
    public void A_part_of_the_rows_has_the_copy_the_same_ones_on_every_front_end()
    {
        var scenario =
            Pool("owner-column").Column(new CopyColumn("Document", "ConfRef", CopyOf.ConferenceId, CopyAs.Text) { Percent = 40, OtherCase = true }).Build();
        List<HashSet<string>> filled = [.. scenario.FrontEnds.Select(frontEnd => frontEnd.Documents
            .Select(document => scenario.ExtraColumns[0].Value(frontEnd, document)).OfType<string>().ToHashSet())];

        Assert.InRange(filled[0].Count, 15, 40);
        Assert.Equal(filled[0], filled[1]);
        Assert.Contains(filled[0], id => id.Any(char.IsLower) && id.Any(char.IsUpper));
    }

    [Fact]
    public void What_a_column_cannot_hold_is_refused() =>
        Assert.Throws<ArgumentException>(() => Scenario.Pool().Column(new CopyColumn("Document", "X", CopyOf.Address, CopyAs.Guid)));

    private static ScenarioBuilder Pool(string variant) => Scenario.Pool().FrontEnds(2)
        .Schema(SchemaVariant.BuiltIn.Single(one => one.Name == variant))
        .Endpoint("app@contoso.com").Orphans(10).LiveConferences(15).OtherDocuments(1)
        .Endpoint("appzwei@büro.example").Orphans(10).LiveConferences(15).BrokenLinks(1)
        .User("ada@contoso.com").LiveConferences(10);

    private Scenario Lay(ScenarioBuilder pool)
    {
        var scenario = pool.Build();
        ScenarioLoader.Lay(scenario, 0, new EngineTarget(_server));
        return scenario;
    }

    private static string True(CopyOf of, ConferenceNames names) => of switch
    {
        CopyOf.ConferenceId => names.ConferenceId!,
        CopyOf.ConferenceKey => $"{names.Key}",
        CopyOf.ConfId => names.ConfId.ToString(CultureInfo.InvariantCulture),
        CopyOf.Address => names.Address,
        _ => names.ResourceId.ToString(CultureInfo.InvariantCulture),
    };

    private static string Text(CopyAs form, object value) => form switch
    {
        CopyAs.Utf16 => Encoding.Unicode.GetString((byte[])value),
        CopyAs.Utf8 => Encoding.UTF8.GetString((byte[])value),
        CopyAs.SingleByte => Encoding.Latin1.GetString((byte[])value),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };

    private static TheoryData<CopyOf, CopyAs, string> MakeCopies()
    {
        var data = new TheoryData<CopyOf, CopyAs, string>();
        foreach (var of in Enum.GetValues<CopyOf>())
        {
            foreach (var form in Enum.GetValues<CopyAs>())
            {
                if ((form != CopyAs.Guid || of == CopyOf.ConferenceKey) && (form != CopyAs.Number || of is CopyOf.ConfId or CopyOf.ResourceId))
                {
                    data.Add(of, form, of == CopyOf.ConfId ? "PersistedServiceData" : "Document");
                }
            }
        }

        return data;
    }
}
