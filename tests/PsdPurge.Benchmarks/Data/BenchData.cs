using PsdPurge.Lab.Engine;
using PsdPurge.Lab.Scenarios;

namespace PsdPurge.Benchmarks.Data;

/// <summary>
/// A Front-End's tables at any size, one entry a document. Made row by row, so that millions need no memory: a lab scenario knows what is true of each row,
/// which costs more than the row.
/// </summary>
/// <param name="Shape">Which entries are orphans.</param>
/// <param name="Entries">How many entries.</param>
internal sealed record BenchData(BenchShape Shape, int Entries)
{
    /// <summary>The trusted application endpoint whose entries they are.</summary>
    public const string Endpoint = "rtcapplication-6f1c2a34-5b7d-4e21-9c55-0a1d2e3f4b5c@contoso.com";

    private const int EndpointId = 7;
    private const int UserId = 8;
    private const int ScatteredEvery = 1000;
    private const int LiveConferenceCount = 2000;
    private const int FirstLive = 100_000_000;
    private static readonly EntryPayload Payload = new(16, 64);

    /// <summary>How many of the entries are orphans.</summary>
    public int Orphans => Shape == BenchShape.Orphans ? Entries : Entries / ScatteredEvery;

    /// <summary>Makes the tables and fills them.</summary>
    public void Lay(ISqlTarget target)
    {
        Make(target);
        target.Load("rtc", Resources());
        target.Load("rtc", Conferences());
        target.Load("rtc", Documents());
        target.Load("rtc", EntryRows());
    }

    /// <summary>Makes the tables.</summary>
    public static void Make(ISqlTarget target)
    {
        target.CreateDatabase("rtc");
        target.CreateDatabase("rtcdyn");
        target.Run("rtc", SchemaVariant.OwnerColumn.RtcScript);
        target.Run("rtcdyn", SchemaVariant.OwnerColumn.RtcDynScript);
    }

    private static TableRows Resources() => new(
        "dbo.Resource",
        [Column.Int("ResourceId"), Column.Text("UserAtHost", 450)],
        [[EndpointId, Endpoint], [UserId, "ada@contoso.com"]]);

    private static TableRows Conferences()
    {
        FrontEndData frontEnd = new(0, "fe01.contoso.com", [], [EndpointId], [], []);
        Organizer organizer = new() { Index = 0, Address = Endpoint, DirectoryAddress = Endpoint, IsEndpoint = true, HomePool = "pool01.contoso.com" };
        return SharedTables.Conference(frontEnd, Enumerable.Range(0, LiveConferenceCount).Select(i =>
            new LabConference(i + 1, new ConferencePlan(organizer, ConferenceId.Of(FirstLive + i), DocumentLink.Conference))));
    }

    private TableRows Documents() => new(
        "dbo.Document",
        [Column.Int("DocId"), Column.Int("OwnerId"), Column.Text("ExternalConfId", 64), Column.Int("DocType"), Column.Time("InsertTime")],
        Enumerable.Range(0, Entries).Select(i => new object?[] { DocId(i), Owner(i), Conference(i), 1, LabTime.Of(i) }));

    private TableRows EntryRows() => new(
        "dbo.PersistedServiceData",
        [Column.Int("DocId"), Column.Int("ServiceId"), Column.Int("Version"), Column.Bytes("Data"), Column.Time("LastUpdateTime")],
        Enumerable.Range(0, Entries).Select(i => new object?[] { DocId(i), 1, 1 + (i % 5), Payload.Data(DocId(i), 1), LabTime.Of(i) }));

    private static int DocId(int row) => (2 * row) + 1;

    private bool IsOrphan(int row) => Shape == BenchShape.Orphans || row % ScatteredEvery == ScatteredEvery / 2;

    /// <summary>What is no orphan belongs to the endpoint's living conferences, or to a user.</summary>
    private int Owner(int row) => IsOrphan(row) || row % 2 == 0 ? EndpointId : UserId;

    private string Conference(int row) => ConferenceId.Of(IsOrphan(row) || row % 2 == 1 ? row : FirstLive + (row % LiveConferenceCount));
}
