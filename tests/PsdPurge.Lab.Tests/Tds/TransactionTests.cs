using System.Data;
using Microsoft.Data.SqlClient;
using PsdPurge.Lab.Engine;
using PsdPurge.Lab.Tds;

namespace PsdPurge.Lab.Tests.Tds;

public class TransactionTests
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_transaction_is_committed_or_rolled_back(bool commit)
    {
        await using TestFrontEnd frontEnd = new();
        await using SqlConnection connection = await frontEnd.OpenAsync();
        await using (SqlTransaction transaction = connection.BeginTransaction(IsolationLevel.Serializable))
        {
            Assert.Equal(1, await connection.ScalarAsync("SELECT 1", transaction));
            if (commit)
            {
                await transaction.CommitAsync();
            }
            else
            {
                await transaction.RollbackAsync();
            }
        }

        Assert.Equal(["begin", commit ? "commit" : "rollback"], frontEnd.Engine.Calls);
        Assert.Equal(
            [RequestKind.Login, RequestKind.BeginTransaction, RequestKind.Batch, commit ? RequestKind.Commit : RequestKind.Rollback],
            frontEnd.Server.Log.Requests.Select(one => one.Kind));
    }

    [Fact]
    public async Task A_save_point_is_left_to_T_SQL()
    {
        await using TestFrontEnd frontEnd = new();
        frontEnd.Engine.Answer("SAVE TRANSACTION [here]", (_, _, _, _) => { });
        frontEnd.Engine.Answer("ROLLBACK TRANSACTION [here]", (_, _, _, _) => { });
        await using SqlConnection connection = await frontEnd.OpenAsync();
        await using SqlTransaction transaction = connection.BeginTransaction();

        transaction.Save("here");
        transaction.Rollback("here");
        await transaction.CommitAsync();

        Assert.Equal(["begin", "commit"], frontEnd.Engine.Calls);
    }

    [Fact]
    public async Task The_client_hears_of_a_transaction_that_the_server_rolled_back()
    {
        await using TestFrontEnd frontEnd = new();
        frontEnd.Engine.Answer("doomed", (session, _, sink, _) =>
        {
            session.Rollback();
            sink.TransactionChanged(TransactionEvent.RolledBack);
            throw new TSqlException(1205, "Deadlock.", 13);
        });
        await using SqlConnection connection = await frontEnd.OpenAsync();
        await using SqlTransaction transaction = connection.BeginTransaction();

        await Assert.ThrowsAsync<SqlException>(() => connection.ScalarAsync("doomed", transaction));

        Assert.Null(transaction.Connection);
    }

    [Fact]
    public async Task A_pooled_connection_is_reset_before_it_is_used_again()
    {
        await using TestFrontEnd frontEnd = new();
        using SqlConnection connection = await frontEnd.OpenAsync(one => one.Pooling = true);
        await connection.ScalarAsync("SELECT 1");
        await connection.CloseAsync();

        await connection.OpenAsync();
        await connection.ScalarAsync("SELECT 1");

        Assert.Equal(["reset"], frontEnd.Engine.Calls);
        Assert.Equal([false, false, true], frontEnd.Server.Log.Requests.Select(one => one.Reset));
        SqlConnection.ClearPool(connection);
    }

    [Fact]
    public async Task A_prepared_statement_is_parsed_once_and_executed_often()
    {
        await using TestFrontEnd frontEnd = new();
        await using SqlConnection connection = await frontEnd.OpenAsync();
        using SqlCommand command = new(FakeSqlServer.Echo, connection) { Parameters = { new SqlParameter("@a", SqlDbType.Int) } };
        command.Prepare();
        for (int i = 0; i < 3; i++)
        {
            command.Parameters[0].Value = i;
            Assert.Equal(i, await command.ExecuteScalarAsync());
        }
    }

    [Fact]
    public async Task A_stored_procedure_becomes_EXECUTE()
    {
        await using TestFrontEnd frontEnd = new();
        frontEnd.Engine.Answer("EXECUTE dbo.DoIt @a = @a, @b = @b OUTPUT", (_, batch, sink, _) =>
            sink.OutputParameter(batch.Parameters[1] with { Value = (long)batch.Parameters[0].Value! + 1 }));
        await using SqlConnection connection = await frontEnd.OpenAsync();
        using SqlCommand command = new("dbo.DoIt", connection) { CommandType = CommandType.StoredProcedure };
        command.Parameters.AddWithValue("@a", 41);
        command.Parameters.Add(new SqlParameter("@b", SqlDbType.Int) { Direction = ParameterDirection.Output });
        command.Parameters.Add(new SqlParameter("@status", SqlDbType.Int) { Direction = ParameterDirection.ReturnValue });

        await command.ExecuteNonQueryAsync();

        Assert.Equal(42, command.Parameters["@b"].Value);
        Assert.Equal(0, command.Parameters["@status"].Value);
    }
}
