using System.Text.Json;
using Microsoft.Data.SqlClient;
using PsdPurge.Lab.Scenarios;
using PsdPurge.Lab.Verbs;

namespace PsdPurge.Lab.Tests.Scenarios;

public sealed class LabPoolTests
{
    private static readonly Scenario Small = Scenario.Pool().Endpoint("app@contoso.com").Orphans(20).LiveConferences(5).Build();

    [Fact]
    public async Task A_client_finds_the_data_by_instance_name()
    {
        await using var pool = await LabPool.StartAsync(Small);
        foreach (var frontEnd in pool.FrontEnds)
        {
            await using var connection = new SqlConnection(frontEnd.ConnectionString());
            await connection.OpenAsync();
            await using var command = new SqlCommand("SELECT COUNT(*) FROM rtc.dbo.PersistedServiceData", connection);

            Assert.Equal(25, await command.ExecuteScalarAsync());
        }
    }

    [Fact]
    public async Task Pools_run_side_by_side_at_addresses_of_their_own()
    {
        await using var one = await LabPool.StartAsync(Small);
        await using var two = await LabPool.StartAsync(Small);

        Assert.Equal(6, one.FrontEnds.Concat(two.FrontEnds).Select(frontEnd => frontEnd.ComputerName).Distinct().Count());
    }

    [Fact]
    public async Task A_purge_that_did_nothing_is_found_out()
    {
        await using var pool = await LabPool.StartAsync(Small);
        var before = pool.Snapshot();

        Assert.Equal(3 * (10 + 1), pool.VerifyAfterRemoval(before, PurgeScope.PoolEndpoints).Count);
        Assert.Empty(pool.VerifyAfterRemoval(before, PurgeScope.PoolEndpoints, mayLeave: FrontEndSet.All));
    }

    [Fact]
    public async Task Entries_of_a_conference_that_came_back_must_stay()
    {
        await using var pool = await LabPool.StartAsync(Scenario.Pool().FrontEnds(1).Endpoint("app@contoso.com").Orphan("1A").Orphan("1B").Build());
        var before = pool.Snapshot();
        pool.BringBack("app@contoso.com", "1A");
        pool.FrontEnds[0].Sql.Execute("DELETE dbo.PersistedServiceData");

        Assert.Contains(
            "was deleted although conference came back", Assert.Single(pool.VerifyAfterRemoval(before, PurgeScope.PoolEndpoints)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_stand_in_answers_for_it()
    {
        await using var pool = await LabPool.StartAsync(StandardScenario.Describe(StandardScenario.MinEntries).Build());
        using var session = new HostedStandIn(pool.TopologyFile);

        Assert.Equal(
            pool.FrontEnds.Select(frontEnd => frontEnd.ComputerName),
            session.Run($"(Get-CsPool {pool.PoolFqdn}).Computers").Select(computer => computer.BaseObject));
        Assert.Equal(
            pool.Scenario.Endpoints.Select(endpoint => "sip:" + endpoint.DirectoryAddress),
            session.Run("(Get-CsTrustedApplicationEndpoint).SipAddress").Select(address => address.BaseObject));
    }

    [Fact]
    public async Task Serve_says_in_one_line_where_it_is()
    {
        using var output = new StringWriter();

        Assert.Equal(0, await ServeVerb.RunAsync(CommandLine.Parse(["serve", "--entries", "200"]), TextReader.Null, output));

        var line = Assert.Single(output.ToString().Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries));
        var said = JsonDocument.Parse(line).RootElement;
        Assert.Equal("pool01.contoso.com", said.GetProperty("pool").GetString());
        Assert.Equal(3, said.GetProperty("frontEnds").GetArrayLength());
        Assert.True(said.GetProperty("frontEnds")[0].GetProperty("port").GetInt32() > 0);
    }
}
