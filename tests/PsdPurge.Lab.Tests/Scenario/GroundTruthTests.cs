using PsdPurge.Lab.Engine;
using PsdPurge.Lab.Scenarios;

namespace PsdPurge.Lab.Tests.Scenarios;

/// <summary>The model agrees with the tables. The tests read the tables with handwritten SQL, which shares nothing with the module.</summary>
public sealed class GroundTruthTests
{
    private const string KbCount = """
        select count(*) from [rtc].[dbo].[PersistedServiceData] psd with (nolock)
        inner join [rtc].[dbo].[Document] d with (nolock) on psd.DocId = d.DocId
        """;

    private const string OwnerColumnConferences = """
        SELECT r.UserAtHost, d.ExternalConfId, d.DocId, COUNT(*),
               SUM(DATALENGTH(p.DocId) + DATALENGTH(p.ServiceId) + DATALENGTH(p.Version) + DATALENGTH(p.Data) + DATALENGTH(p.LastUpdateTime))
        FROM dbo.PersistedServiceData AS p
        INNER JOIN dbo.Document AS d ON d.DocId = p.DocId
        INNER JOIN dbo.Resource AS r ON r.ResourceId = d.OwnerId
        WHERE d.ExternalConfId <> N''
        GROUP BY r.UserAtHost, d.ExternalConfId, d.DocId
        """;

    private const string DocumentUrnConferences = """
        SELECT r.UserAtHost, SUBSTRING(d.Name, LEN(r.UserAtHost) + 11, 64), d.DocId, COUNT(*),
               SUM(DATALENGTH(p.DocId) + DATALENGTH(p.ServiceId) + DATALENGTH(p.Version) + DATALENGTH(p.Data) + DATALENGTH(p.LastUpdateTime))
        FROM dbo.PersistedServiceData AS p
        INNER JOIN dbo.Document AS d ON d.DocId = p.DocId
        INNER JOIN dbo.Resource AS r ON LEFT(d.Name, LEN(r.UserAtHost) + 10) = N'urn:conf:' + r.UserAtHost + N':'
        GROUP BY r.UserAtHost, d.Name, d.DocId
        """;

    private const string ExistingConferences = """
        SELECT c.ExternalConfId FROM dbo.Conference AS c
        """;

    public static TheoryData<string> Variants => [.. SchemaVariant.BuiltIn.Select(variant => variant.Name)];

    [Theory]
    [MemberData(nameof(Variants))]
    public void The_counts_are_those_of_the_tables(string variant)
    {
        var scenario = Standard(variant);
        foreach (var frontEnd in scenario.FrontEnds)
        {
            using var server = new SqliteServer();
            ScenarioLoader.Lay(scenario, frontEnd.Index, new EngineTarget(server));

            Assert.Equal(scenario.Truth.EntryCount(frontEnd.Index), server.Scalar(KbCount));
            Assert.Equal(scenario.Truth.RowCount(frontEnd.Index), server.Scalar("SELECT COUNT(*) FROM dbo.PersistedServiceData"));
            Assert.Equal((long)scenario.Organizers.Count, server.Scalar("SELECT COUNT(*) FROM dbo.Resource"));
        }
    }

    [Theory]
    [MemberData(nameof(Variants))]
    public void The_orphans_are_those_that_plain_SQL_finds(string variant)
    {
        var scenario = Standard(variant);
        var servers = scenario.FrontEnds.Select(_ => new SqliteServer()).ToList();
        try
        {
            var targets = servers.Select(server => new EngineTarget(server)).ToList();
            Parallel.For(0, targets.Count, index => ScenarioLoader.Lay(scenario, index, targets[index]));
            var existing = targets.SelectMany(target => Rows(target, ExistingConferences)).Select(row => (string)row[0]!).ToHashSet();
            var endpoints = scenario.Endpoints.Select(endpoint => endpoint.Address).ToHashSet();
            for (var index = 0; index < targets.Count; index++)
            {
                var found =
                    from row in Rows(targets[index], variant == "owner-column" ? OwnerColumnConferences : DocumentUrnConferences)
                    let orphan = new TrueOrphan((string)row[0]!, (string)row[1]!, (long)row[2]!, (int)(long)row[3]!, (long)row[4]!)
                    where endpoints.Contains(orphan.SipAddress) && !existing.Contains(orphan.ConferenceId)
                    orderby orphan.DocId
                    select orphan;

                Assert.Equal(scenario.Truth.Orphans(index, PurgeScope.AllPoolEndpoints).OrderBy(orphan => orphan.DocId), found);
            }
        }
        finally
        {
            servers.ForEach(server => server.Dispose());
        }
    }

    [Fact]
    public void Active_conferences_stand_in_rtcdyn()
    {
        using var server = new SqliteServer();
        var scenario = Scenario.Pool().Endpoint("app@contoso.com").ActiveConferences(3).LiveConferences(2).Build();
        ScenarioLoader.Lay(scenario, 0, new EngineTarget(server));

        Assert.Equal(3L, server.Scalar(
            "SELECT COUNT(*) FROM rtcdyn.dbo.ActiveConference AS a INNER JOIN rtc.dbo.Conference AS c ON c.ConfId = a.ConfId"));
        Assert.Equal(3, scenario.Truth.LeftAlone(0, PurgeScope.PoolEndpoints)[EntryFate.ConferenceActive]);
    }

    private static Scenario Standard(string variant) =>
        StandardScenario.Describe(400).Schema(SchemaVariant.BuiltIn.Single(schema => schema.Name == variant)).Build();

    private static List<object?[]> Rows(EngineTarget target, string query)
    {
        var rows = new List<object?[]>();
        target.Read("rtc", query, rows.Add);
        return rows;
    }
}
