using Microsoft.Data.SqlClient;
using PsdPurge.Lab.Engine;
using PsdPurge.Lab.Faults;
using PsdPurge.Lab.Tds;

namespace PsdPurge.Lab.Tests.Tds;

public class FaultTests
{
    [Fact]
    public async Task The_nth_request_finds_its_connection_broken_and_is_not_executed()
    {
        await using TestFrontEnd frontEnd = new();
        Fault fault = frontEnd.Faults.On(Request.Containing("select")).Nth(3).KillConnection();
        await using SqlConnection connection = await frontEnd.OpenAsync();
        await connection.ScalarAsync("SELECT 1");
        await connection.ScalarAsync("SELECT 1");

        await Assert.ThrowsAsync<SqlException>(() => connection.ScalarAsync("SELECT 1"));

        Assert.Equal(1, fault.Fired);
        Assert.Equal(2, frontEnd.Engine.Batches.Count);
        await using SqlConnection next = await frontEnd.OpenAsync();
        Assert.Equal(1, await next.ScalarAsync("SELECT 1"));
    }

    [Fact]
    public async Task A_commit_is_executed_although_its_answer_is_lost()
    {
        await using TestFrontEnd frontEnd = new();
        Fault fault = frontEnd.Faults.On(Request.Commit).Once().KillConnectionAfterExecution();
        await using SqlConnection connection = await frontEnd.OpenAsync();
        SqlTransaction transaction = connection.BeginTransaction();

        await Assert.ThrowsAsync<SqlException>(() => transaction.CommitAsync());

        Assert.Equal(1, fault.Fired);
        Assert.Equal(["begin", "commit"], frontEnd.Engine.Calls.Take(2));
    }

    [Fact]
    public async Task A_commit_is_not_executed_when_the_connection_breaks_before_it()
    {
        await using TestFrontEnd frontEnd = new();
        frontEnd.Faults.On(Request.Commit).KillConnection();
        await using SqlConnection connection = await frontEnd.OpenAsync();
        SqlTransaction transaction = connection.BeginTransaction();

        await Assert.ThrowsAsync<SqlException>(() => transaction.CommitAsync());

        Assert.DoesNotContain("commit", frontEnd.Engine.Calls);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(3)]
    [InlineData(5_000)]
    public async Task A_response_breaks_off_after_so_many_rows(int rows)
    {
        await using TestFrontEnd frontEnd = new();
        frontEnd.Engine.Answer("SELECT rows", (_, _, sink, _) => sink.Rows(
            [new SqlColumn("n", new SqlType(SqlTypeKind.BigInt))], [.. Enumerable.Range(0, 10_000).Select(one => new object?[] { (long)one })]));
        Fault fault = frontEnd.Faults.On(Request.Batch).KillConnectionAfterRows(rows);
        await using SqlConnection connection = await frontEnd.OpenAsync();
        using SqlCommand command = new("SELECT rows", connection);

        int read = 0;
        Exception failure = await Assert.ThrowsAnyAsync<Exception>(async () =>
        {
            await using SqlDataReader reader = await command.ExecuteReaderAsync();
            while (await reader.ReadAsync())
            {
                read++;
            }
        });

        // If the connection breaks between two reads, the client reports an "invalid operation" on the connection, which it has closed itself.
        bool isClosed = failure is InvalidOperationException && connection.State == System.Data.ConnectionState.Closed;
        Assert.True(isClosed || failure is SqlException, failure.ToString());
        Assert.InRange(read, 0, rows);
        Assert.Equal(1, fault.Fired);
    }

    [Fact]
    public async Task A_deadlock_victim_loses_its_transaction()
    {
        await using TestFrontEnd frontEnd = new();
        Fault fault = frontEnd.Faults.On(Request.Rpc.And(Request.Containing("ECHO"))).Once().Deadlock();
        await using SqlConnection connection = await frontEnd.OpenAsync();
        await using SqlTransaction transaction = connection.BeginTransaction();
        using SqlCommand command = new(FakeSqlServer.Echo, connection, transaction) { Parameters = { new SqlParameter("@a", 1) } };

        SqlException victim = await Assert.ThrowsAsync<SqlException>(() => command.ExecuteScalarAsync());

        Assert.Equal((1205, 13), (victim.Number, victim.Class));
        Assert.Null(transaction.Connection);
        Assert.Equal(["begin", "rollback"], frontEnd.Engine.Calls);
        command.Transaction = null;
        Assert.Equal(1, await command.ExecuteScalarAsync());
        Assert.Equal(1, fault.Fired);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task An_error_is_answered_instead_of_executing(bool commit)
    {
        await using TestFrontEnd frontEnd = new();
        using Fault fault = frontEnd.Faults.On(commit ? Request.Commit : Request.Containing("SELECT")).LockTimeout();
        await using SqlConnection connection = await frontEnd.OpenAsync();
        await using SqlTransaction transaction = connection.BeginTransaction();

        SqlException failed = await Assert.ThrowsAsync<SqlException>(() =>
            commit ? transaction.CommitAsync() : connection.ScalarAsync("SELECT 1", transaction));

        Assert.Equal(1222, failed.Number);
        fault.Off();
        Assert.Equal(1, await connection.ScalarAsync("SELECT 1", transaction));
    }

    [Fact]
    public async Task A_fatal_error_ends_the_connection()
    {
        await using TestFrontEnd frontEnd = new();
        frontEnd.Faults.On(Request.Any).Once().Fail(823, 24, "The disk is broken.");
        await using SqlConnection connection = await frontEnd.OpenAsync();

        SqlException failed = await Assert.ThrowsAsync<SqlException>(() => connection.ScalarAsync("SELECT 1"));

        Assert.Equal(823, failed.Number);
        Assert.Equal(System.Data.ConnectionState.Closed, connection.State);
    }

    [Fact]
    public async Task A_request_that_hangs_goes_on_when_the_fault_is_switched_off()
    {
        await using TestFrontEnd frontEnd = new();
        Fault hang = frontEnd.Faults.On(Request.Any).Hang();
        await using SqlConnection connection = await frontEnd.OpenAsync();

        Task<object?> running = connection.ScalarAsync("SELECT 1");
        await hang.FiredAsync();
        Assert.False(running.IsCompleted);
        hang.Off();

        Assert.Equal(1, await running);
    }

    [Fact]
    public async Task A_server_that_ignores_attention_never_answers_it()
    {
        await using TestFrontEnd frontEnd = new();
        Fault hang = frontEnd.Faults.On(Request.Any).HangIgnoringAttention();
        await using SqlConnection connection = await frontEnd.OpenAsync();
        using SqlCommand command = new("SELECT 1", connection) { CommandTimeout = 1 };

        await Assert.ThrowsAsync<SqlException>(() => command.ExecuteScalarAsync());

        Assert.Equal(1, hang.Fired);
        Assert.Single(frontEnd.Server.Log.Requests, one => one.Kind == RequestKind.Attention);
        Assert.Empty(frontEnd.Engine.Batches);
    }

    [Fact]
    public async Task Latency_meets_each_request_and_changes_no_answer()
    {
        await using TestFrontEnd frontEnd = new();
        Fault fault = frontEnd.Faults.On(Request.Any).Delay(TimeSpan.FromMilliseconds(1));
        await using SqlConnection connection = await frontEnd.OpenAsync();

        Assert.Equal(1, await connection.ScalarAsync("SELECT 1"));
        Assert.Equal(1, await connection.ScalarAsync("SELECT 1"));

        Assert.Equal(2, fault.Fired);
    }

    [Fact]
    public async Task A_command_can_time_out_while_it_is_delayed()
    {
        await using TestFrontEnd frontEnd = new();
        frontEnd.Faults.On(Request.Any).Once().Delay(TimeSpan.FromHours(1));
        await using SqlConnection connection = await frontEnd.OpenAsync();
        using SqlCommand command = new("SELECT 1", connection) { CommandTimeout = 1 };

        await Assert.ThrowsAsync<SqlException>(() => command.ExecuteScalarAsync());

        Assert.Equal(1, await connection.ScalarAsync("SELECT 1"));
    }
}
