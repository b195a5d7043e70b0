using PsdPurge.Lab;
using PsdPurge.Lab.Engine;
using PsdPurge.Lab.Scenarios;

namespace PsdPurge.Core.Tests.Purge.Model.Hostile;

/// <summary>
/// Front-Ends with the tables of a layout. They are used for one pool of the model after the other, because starting them takes longer than filling them.
/// </summary>
internal sealed class HostileServer : IAsyncDisposable
{
    private static readonly DateTime Time = new(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc);
    private readonly HostileLayout _layout;

    private HostileServer(HostileLayout layout, TestPool pool)
    {
        _layout = layout;
        Pool = pool;
    }

    public TestPool Pool { get; }

    public static async Task<HostileServer> StartAsync(HostileLayout layout, int frontEnds)
    {
        ScenarioBuilder scenario = Scenario.Pool().FrontEnds(frontEnds).Schema(layout.Variant).Endpoint(TestPool.App);
        foreach (HostileColumn column in HostileColumn.All.Where(c => c.Extra is not null))
        {
            scenario.Column(column.Extra!);
        }

        return new HostileServer(layout, await TestPool.StartAsync(scenario));
    }

    public void Lay(HostilePool pool)
    {
        for (var i = 0; i < pool.FrontEnds; i++)
        {
            LabFrontEnd frontEnd = Pool.Lab.FrontEnds[i];
            frontEnd.Sql.Execute("DELETE FROM dbo.PersistedServiceData; DELETE FROM dbo.Document; DELETE FROM dbo.Conference; DELETE FROM dbo.Resource;");
            frontEnd.Tables.Load("rtc", Resources(pool, i));
            frontEnd.Tables.Load("rtc", Conferences(pool, i));
            List<HostileRow> rows = [.. pool.Rows.Where(r => r.FrontEnd == i)];
            frontEnd.Tables.Load("rtc", Rows("Document", [Int("DocId"), Int("DocType"), At("InsertTime")], rows, r => [[r.DocId, 1, Time]]));
            frontEnd.Tables.Load(
                "rtc",
                Rows(
                    "PersistedServiceData",
                    [Int("DocId"), Int("ServiceId"), Int("Version"), At("LastUpdateTime")],
                    rows,
                    r => Enumerable.Range(1, r.Entries).Select(e => new object?[] { r.DocId, e, 1, Time })));
        }
    }

    /// <summary>The documents of a pool that have lost some or all of their entries.</summary>
    public IReadOnlyList<HostileRow> Deleted(HostilePool pool)
    {
        HashSet<(int FrontEnd, long DocId, long Entries)> there = [];
        for (var i = 0; i < pool.FrontEnds; i++)
        {
            var frontEnd = i;
            Pool.Lab.FrontEnds[i].Tables.Read(
                "rtc", "SELECT DocId, COUNT(*) FROM dbo.PersistedServiceData GROUP BY DocId", row => there.Add((frontEnd, (long)row[0]!, (long)row[1]!)));
        }

        return [.. pool.Rows.Where(r => !there.Contains((r.FrontEnd, r.DocId, r.Entries)))];
    }

    public ValueTask DisposeAsync() => Pool.DisposeAsync();

    private static TableRows Resources(HostilePool pool, int frontEnd) => new(
        "dbo.Resource",
        [Int("ResourceId"), Text("UserAtHost")],
        pool.People.Select(p => new object?[] { p.ResourceId(frontEnd), p.Address }));

    private static TableRows Conferences(HostilePool pool, int frontEnd) => new(
        "dbo.Conference",
        [
            Int("ConfId"), Int("OrganizerId"), Int("ServerMode"), Bit("Static"), Text("ExternalConfId"), Int("ExternalConfIdCksum"),
            Text("ConferenceKey"), At("ProvisionTime"), At("LastUpdateTime"),
            Int("Version"), Int("AdmissionType"), Bit("Locked"), Int("Autopromote"), Bit("PstnLobbyBypass"),
        ],
        pool.Conferences.Where(c => c.LivesThere(frontEnd)).Select(c => new object?[]
        {
            c.ConfIds[frontEnd], c.Owner.ResourceId(frontEnd), 15, false, c.PublicId, 1, Key(pool, c), Time, Time, 1, 1, false, 0, true,
        }));

    private static object? Key(HostilePool pool, TrueConference conference) => !pool.Layout.KeyIsText ? conference.Key : pool.KeyForm switch
    {
        KeyForm.None => null,
        KeyForm.NoDashes => conference.Key.ToString("N"),
        KeyForm.Braces => conference.Key.ToString("B"),
        _ => conference.Key.ToString("D"),
    };

    private TableRows Rows(
        string table, IReadOnlyList<SqlColumn> fixedColumns, IEnumerable<HostileRow> rows, Func<HostileRow, IEnumerable<object?[]>> fixedValues)
    {
        List<HostileColumn> extras = [.. HostileColumn.All.Where(c => c.Table == table)];
        List<GeneratedLink> links = [.. new[] { _layout.Organizer, _layout.Conference }.DistinctBy(l => l.Column).Where(l => l.Table == table)];
        return new TableRows(
            "dbo." + table,
            [.. fixedColumns, .. links.Select(l => new SqlColumn(l.Column, l.Type)), .. extras.Select(e => new SqlColumn(e.Name, e.Type))],
            rows.SelectMany(r => fixedValues(r).Select(v => (object?[])[
                .. v,
                .. _layout.Values(r).Where(x => x.Link.Table == table).Select(x => x.Value),
                .. extras.Select(e => r.Copies.FirstOrDefault(c => c.Column == e)?.Value),
            ])));
    }

    private static SqlColumn Int(string name) => new(name, new(SqlTypeKind.Int));

    private static SqlColumn Bit(string name) => new(name, new(SqlTypeKind.Bit));

    private static SqlColumn Text(string name) => new(name, new(SqlTypeKind.NVarChar, 450));

    private static SqlColumn At(string name) => new(name, new(SqlTypeKind.DateTime, Scale: 3));
}
