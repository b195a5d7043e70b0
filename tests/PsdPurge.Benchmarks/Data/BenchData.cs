using PsdPurge.Lab.Engine;
using PsdPurge.Lab.Scenarios;

namespace PsdPurge.Benchmarks.Data;

/// <summary>
/// A Front-End's tables of any size, with one entry for each document. Rows are generated one by one, so that millions of them need no memory. A lab scenario
/// would keep facts about each row.
/// </summary>
/// <param name="Shape">Which entries are orphans.</param>
/// <param name="Entries">How many entries, beside those of living conferences that prove the schema profile.</param>
internal sealed record BenchData(BenchShape Shape, int Entries)
{
    /// <summary>The trusted application endpoint to which the entries belong.</summary>
    public const string Endpoint = "rtcapplication-6f1c2a34-5b7d-4e21-9c55-0a1d2e3f4b5c@contoso.com";

    private const int EndpointId = 7;
    private const int UserId = 8;
    private const int ScatteredEvery = 1000;
    private const int FirstLive = 100_000_000;

    /// <summary>The default number of living conferences.</summary>
    public const int FewConferences = 2000;

    private static readonly DateTime Start = new(2026, 1, 5, 6, 0, 0, DateTimeKind.Unspecified);
    private static readonly EntryPayload Payload = new(16, 64);

    /// <summary>The number of living conferences. Each has a document, because the module refuses a server on which many have none.</summary>
    public int Conferences { get; init; } = FewConferences;

    /// <summary>
    /// The tables' indexes beside their keys: the name of an index layout of the lab. The default is all indexes, because the statements of the other clients
    /// look up each conference, and would take hours without an index.
    /// </summary>
    public string Indexes { get; init; } = IndexLayout.All.Name;

    /// <summary>The same data without these indexes.</summary>
    public BenchData WithoutIndexes => this with { Indexes = IndexLayout.KeyOnly.Name };

    /// <summary>The number of orphaned entries.</summary>
    public int Orphans => Shape == BenchShape.Orphans ? Entries : Entries / ScatteredEvery;

    /// <summary>Creates and fills the tables.</summary>
    public void Lay(ISqlTarget target)
    {
        Make(target);
        target.Load("rtc", Resources());
        foreach (var conferences in ConferenceRows())
        {
            target.Load("rtc", conferences);
        }

        target.Load("rtc", Documents());
        target.Load("rtc", EntryRows());
    }

    /// <summary>Creates the tables.</summary>
    public void Make(ISqlTarget target)
    {
        target.CreateDatabase("rtc");
        target.CreateDatabase("rtcdyn");
        target.Run("rtc", SchemaVariant.OwnerColumn.RtcScript);
        target.Run("rtc", IndexLayout.Read(Indexes)!.Script);
        target.Run("rtcdyn", SchemaVariant.OwnerColumn.RtcDynScript);
    }

    /// <summary>Writes the pool's Front-Ends into a Front-End's table, because a removal needs all of them.</summary>
    public static void Introduce(ISqlTarget target, IEnumerable<string> frontEnds) => target.Load("rtc", new TableRows(
        "dbo.FrontEnd",
        [Column.Int("FrontEndId"), Column.Text("Fqdn", 256)],
        frontEnds.Select((fqdn, i) => new object?[] { i + 1, fqdn })));

    private static TableRows Resources() => new(
        "dbo.Resource",
        [Column.Int("ResourceId"), Column.Text("UserAtHost", 450)],
        [[EndpointId, Endpoint], [UserId, "ada@contoso.com"]]);

    /// <summary>The living conferences, those of the endpoint before those of the user.</summary>
    private IEnumerable<TableRows> ConferenceRows()
    {
        yield return ConferencesOf(EndpointId, isEndpoint: true);
        yield return ConferencesOf(UserId, isEndpoint: false);
    }

    private TableRows ConferencesOf(int owner, bool isEndpoint)
    {
        var frontEnd = new FrontEndData(0, "fe01.contoso.com", [], [owner], [], []);
        var organizer = new Organizer { Index = 0, Address = "", DirectoryAddress = "", IsEndpoint = isEndpoint, HomePool = "" };
        var conferences = Enumerable.Range(0, Conferences)
            .Where(i => LiveOwner(i) == owner)
            .Select(i => new LabConference(i + 1, new ConferencePlan(organizer, ConferenceId.Of(FirstLive + i), DocumentLink.Conference)));
        return SharedTables.Conference(frontEnd, conferences, SchemaVariant.OwnerColumn);
    }

    private TableRows Documents() => new(
        "dbo.Document",
        [Column.Int("DocId"), Column.Int("OwnerId"), Column.Text("ExternalConfId", 64), Column.Int("DocType"), Column.Time("InsertTime")],
        Rows.Select(i => new object?[] { DocId(i), IsOrphan(i) ? EndpointId : LiveOwner(i), Conference(i), 1, Time(i) }));

    private TableRows EntryRows() => new(
        "dbo.PersistedServiceData",
        [Column.Int("DocId"), Column.Int("ServiceId"), Column.Int("Version"), Column.Bytes("Data"), Column.Time("LastUpdateTime")],
        Rows.Select(i => new object?[] { DocId(i), 1, 1 + (i % 5), Payload.Data(DocId(i), 1), Time(i) }));

    private IEnumerable<int> Rows => Enumerable.Range(0, Conferences + Entries);

    /// <summary>Later documents have later times. So an index on the time grows at its end, and a batch of neighbours touches few of its pages.</summary>
    private static DateTime Time(int row) => Start.AddSeconds(row);

    private static int DocId(int row) => (2 * row) + 1;

    private static int LiveOwner(int row) => row % 2 == 0 ? EndpointId : UserId;

    private bool IsOrphan(int row) => row >= Conferences && (Shape == BenchShape.Orphans || (row - Conferences) % ScatteredEvery == ScatteredEvery / 2);

    private string Conference(int row) => ConferenceId.Of(IsOrphan(row) ? row : FirstLive + (row % Conferences));
}
