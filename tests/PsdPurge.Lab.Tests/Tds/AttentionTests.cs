using Microsoft.Data.SqlClient;
using PsdPurge.Lab.Engine;
using PsdPurge.Lab.Faults;
using PsdPurge.Lab.Tds;

namespace PsdPurge.Lab.Tests.Tds;

public class AttentionTests
{
    private const int TimeoutExpired = -2;

    [Fact]
    public async Task A_command_timeout_stops_the_statement_and_leaves_the_connection_usable()
    {
        await using TestFrontEnd frontEnd = new();
        frontEnd.Engine.Answer("slow", (_, _, _, cancel) =>
        {
            cancel.WaitHandle.WaitOne();
            cancel.ThrowIfCancellationRequested();
        });
        await using SqlConnection connection = await frontEnd.OpenAsync();
        using SqlCommand command = new("slow", connection) { CommandTimeout = 1 };

        SqlException expired = await Assert.ThrowsAsync<SqlException>(() => command.ExecuteNonQueryAsync());

        Assert.Equal(TimeoutExpired, expired.Number);
        Assert.Equal(1, await connection.ScalarAsync("SELECT 1"));
        Assert.Single(frontEnd.Server.Log.Requests, one => one.Kind == RequestKind.Attention);
    }

    [Fact]
    public async Task A_result_can_be_cancelled_in_the_middle_and_the_transaction_stays()
    {
        await using TestFrontEnd frontEnd = new();
        frontEnd.Engine.Answer("endless", (_, _, sink, _) =>
        {
            sink.BeginRows([new SqlColumn("n", new SqlType(SqlTypeKind.BigInt))]);
            for (long i = 0; ; i++)
            {
                sink.Row(new FakeRow([i]));
            }
        });
        await using SqlConnection connection = await frontEnd.OpenAsync();
        await using SqlTransaction transaction = connection.BeginTransaction();
        using (SqlCommand command = new("endless", connection, transaction))
        {
            await using SqlDataReader reader = await command.ExecuteReaderAsync();
            for (int i = 0; i < 10_000; i++)
            {
                Assert.True(await reader.ReadAsync());
            }

            command.Cancel();
        }

        Assert.Equal(1, await connection.ScalarAsync("SELECT 1", transaction));
        await transaction.CommitAsync();
        Assert.Equal(["begin", "commit"], frontEnd.Engine.Calls);
    }

    [Fact]
    public async Task A_cancelled_token_stops_the_statement()
    {
        await using TestFrontEnd frontEnd = new();
        Fault hang = frontEnd.Faults.On(Request.Containing("SELECT")).Once().Hang();
        await using SqlConnection connection = await frontEnd.OpenAsync();
        using SqlCommand command = new("SELECT 1", connection);
        using CancellationTokenSource cancel = new();

        Task running = command.ExecuteScalarAsync(cancel.Token);
        await hang.FiredAsync();
        await cancel.CancelAsync();

        await Assert.ThrowsAnyAsync<Exception>(() => running);
        Assert.Equal(1, await connection.ScalarAsync("SELECT 1"));
    }

    [Fact]
    public async Task A_client_that_goes_away_stops_its_statement()
    {
        TaskCompletionSource started = new();
        TaskCompletionSource stopped = new();
        await using TestFrontEnd frontEnd = new();
        frontEnd.Engine.Answer("slow", (_, _, _, cancel) =>
        {
            started.SetResult();
            cancel.WaitHandle.WaitOne();
            stopped.SetResult();
            cancel.ThrowIfCancellationRequested();
        });
        await using SqlConnection connection = await frontEnd.OpenAsync();
        using SqlCommand command = new("slow", connection);
        _ = command.ExecuteNonQueryAsync().ContinueWith(_ => { }, TaskScheduler.Default);

        await started.Task;
        frontEnd.Server.KillConnections();

        await stopped.Task;
    }
}
