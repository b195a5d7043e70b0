using System.Globalization;
using PsdPurge.Lab.Scenarios;
using Conference = PsdPurge.Core.Tests.Purge.Model.PoolModel.Conference;

namespace PsdPurge.Core.Tests.Purge.Model;

/// <summary>A lab pool on which plain SQL carries out a model's steps. Ids differ between Front-Ends, as in a real pool.</summary>
internal sealed class ModelPool : IAsyncDisposable
{
    public const int FrontEnds = 3;
    public const int Organizers = 3;

    /// <summary>Rows that are not part of the model: evidence for the profile, and a user's rows.</summary>
    private readonly TestPool _pool;
    private readonly Dictionary<(int FrontEnd, Conference Conference), int> _confIds = [];
    private readonly Dictionary<(int FrontEnd, Conference Conference), int> _docIds = [];
    private int _lastId = 7_000_000;

    private ModelPool(TestPool pool) => _pool = pool;

    public TestPool Pool => _pool;

    public static async Task<ModelPool> StartAsync()
    {
        ScenarioBuilder scenario = Scenario.Pool().FrontEnds(FrontEnds).Endpoint("evidence@contoso.com").LiveConferences(60);
        for (var organizer = 0; organizer < Organizers; organizer++)
        {
            scenario.Endpoint(Address(organizer)).LiveConferences(5);
        }

        return new ModelPool(await TestPool.StartAsync(scenario.User("ada@contoso.com").Orphans(5)));
    }

    public static string Address(int organizer) => $"app{organizer.ToString(CultureInfo.InvariantCulture)}@contoso.com";

    public void AddRow(int frontEnd, Conference c)
    {
        var id = _confIds[(frontEnd, c)] = Next();
        Run(frontEnd, $"""
            INSERT INTO dbo.Conference (ConfId, OrganizerId, ServerMode, Static, ExternalConfId, ExternalConfIdCksum,
                ProvisionTime, LastUpdateTime, Version, AdmissionType, Locked, Autopromote, PstnLobbyBypass)
            SELECT {id}, ResourceId, 15, 0, N'{Id(c)}', 1, '2026-01-01', '2026-01-01', 1, 1, 0, 0, 1
            FROM dbo.Resource WHERE UserAtHost = N'{Address(c.Organizer)}';
            """);
    }

    public void AddEntry(int frontEnd, Conference c, int serviceId)
    {
        if (!_docIds.TryGetValue((frontEnd, c), out var doc))
        {
            doc = _docIds[(frontEnd, c)] = Next();
            Run(frontEnd, $"""
                INSERT INTO dbo.Document (DocId, OwnerId, ExternalConfId, DocType, InsertTime)
                SELECT {doc}, ResourceId, N'{Id(c)}', 1, '2026-01-01' FROM dbo.Resource WHERE UserAtHost = N'{Address(c.Organizer)}';
                """);
        }

        Run(
            frontEnd,
            $"INSERT INTO dbo.PersistedServiceData (DocId, ServiceId, Version, Data, LastUpdateTime) VALUES ({doc}, {serviceId}, 1, 0x0102, '2026-01-01');");
    }

    public void RemoveRow(int frontEnd, Conference c) => Run(frontEnd, $"DELETE FROM dbo.Conference WHERE ConfId = {_confIds[(frontEnd, c)]};");

    public void Activate(int frontEnd, Conference c) => Run(
        frontEnd,
        "INSERT INTO dbo.ActiveConference (ConfId, ConfStateVersion, Locked, AdmissionType, AutoPromote, PstnLobbyBypass, ActivationInstance, "
            + $"IsLargeMeeting) VALUES ({_confIds[(frontEnd, c)]}, 1, 0, 1, 0, 1, '6F9619FF-8B86-D011-B42D-00C04FC964FF', 0);",
        "rtcdyn");

    public void Deactivate(int frontEnd, Conference c) =>
        Run(frontEnd, $"DELETE FROM dbo.ActiveConference WHERE ConfId = {_confIds[(frontEnd, c)]};", "rtcdyn");

    /// <summary>The model's entries on a Front-End: conference and number of rows.</summary>
    public IEnumerable<(Conference Conference, int Entries)> EntriesOn(int frontEnd)
    {
        Dictionary<long, int> rows = [];
        _pool.Lab.FrontEnds[frontEnd].Tables.Read(
            "rtc", "SELECT DocId, COUNT(*) FROM dbo.PersistedServiceData GROUP BY DocId", row => rows[(long)row[0]!] = (int)(long)row[1]!);
        return _docIds.Where(d => d.Key.FrontEnd == frontEnd && rows.ContainsKey(d.Value)).Select(d => (d.Key.Conference, rows[d.Value]));
    }

    /// <summary>Public ids of the usual form. All organizers share exactly one, because many shared ids would be evidence against the profile.</summary>
    public static string Id(Conference c) => ConferenceId.Of(1_000_000 + c.Number + (c.Number == 0 ? 0 : 100 * c.Organizer));

    public ValueTask DisposeAsync() => _pool.DisposeAsync();

    private int Next() => _lastId += 3;

    private void Run(int frontEnd, string sql, string database = "rtc") => _pool.Lab.FrontEnds[frontEnd].Sql.Execute(sql, database);
}
