using Microsoft.Data.SqlClient;
using PsdPurge.Lab.Faults;

namespace PsdPurge.Lab.Tests.Tds;

public class ConnectionFaultTests
{
    [Fact]
    public async Task Logins_are_refused_with_the_error_that_was_asked_for()
    {
        await using TestFrontEnd frontEnd = new();
        Fault fault = frontEnd.Faults.OnLogin().Once().Refuse(18487, "Login failed for user 'sa'.  Reason: The password of the account has expired.");

        SqlException refused = await Assert.ThrowsAsync<SqlException>(() => frontEnd.OpenAsync());

        Assert.Equal(18487, refused.Number);
        await using SqlConnection connection = await frontEnd.OpenAsync();
        Assert.Equal(1, fault.Fired);
    }

    [Fact]
    public async Task Nothing_listens_until_the_server_comes_back()
    {
        await using TestFrontEnd frontEnd = new();
        await using SqlConnection before = await frontEnd.OpenAsync();
        int port = frontEnd.Server.Port;
        using (frontEnd.Faults.RefuseConnections())
        {
            await Assert.ThrowsAsync<SqlException>(() => frontEnd.OpenAsync(one => one.ConnectTimeout = 5));
            Assert.Equal(1, await before.ScalarAsync("SELECT 1"));
        }

        await using SqlConnection after = await frontEnd.OpenAsync();
        Assert.Equal(1, await after.ScalarAsync("SELECT 1"));
        Assert.Equal(port, frontEnd.Server.Port);
    }

    [Fact]
    public async Task A_server_that_never_answers_is_given_up_on()
    {
        await using TestFrontEnd frontEnd = new();
        Fault fault = frontEnd.Faults.OnConnect().Once().Hang();

        await Assert.ThrowsAsync<SqlException>(() => frontEnd.OpenAsync(one => one.ConnectTimeout = 1));

        // On a busy machine the client may have given up before the server saw it.
        await fault.FiredAsync();
        await using SqlConnection connection = await frontEnd.OpenAsync();
    }

    [Fact]
    public async Task A_connection_breaks_at_the_clients_first_word()
    {
        await using TestFrontEnd frontEnd = new();
        Fault fault = frontEnd.Faults.OnConnect().Once().Kill();

        await Assert.ThrowsAsync<SqlException>(() => frontEnd.OpenAsync());

        Assert.Equal(1, fault.Fired);
        await using SqlConnection connection = await frontEnd.OpenAsync();
    }

    [Fact]
    public async Task A_plan_is_cleared_as_a_whole()
    {
        await using TestFrontEnd frontEnd = new();
        frontEnd.Faults.OnConnect().Kill();
        frontEnd.Faults.OnLogin().Refuse();
        frontEnd.Faults.RefuseConnections();
        frontEnd.Faults.On(Request.Any).KillConnection();

        frontEnd.Faults.Clear();

        await using SqlConnection connection = await frontEnd.OpenAsync();
        Assert.Equal(1, await connection.ScalarAsync("SELECT 1"));
    }
}
