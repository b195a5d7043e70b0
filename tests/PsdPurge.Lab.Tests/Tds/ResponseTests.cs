using Microsoft.Data.SqlClient;
using PsdPurge.Lab.Engine;

namespace PsdPurge.Lab.Tests.Tds;

public class ResponseTests
{
    private static readonly SqlColumn[] OneInt = [new("n", new SqlType(SqlTypeKind.Int))];

    [Fact]
    public async Task An_error_in_the_middle_of_a_batch_does_not_hide_the_result_after_it()
    {
        await using TestFrontEnd frontEnd = new();
        frontEnd.Engine.Answer("mixed", (_, _, sink, _) =>
        {
            sink.Rows(OneInt, [1L]);
            sink.Message(new SqlMessage(2627, 14, 1, "Violation of PRIMARY KEY constraint.", Line: 7, Procedure: "proc"));
            sink.EndStatement(null);
            sink.Rows(OneInt, [2L]);
        });
        await using SqlConnection connection = await frontEnd.OpenAsync();
        using SqlCommand command = new("mixed", connection);
        await using SqlDataReader reader = await command.ExecuteReaderAsync();

        Assert.True(await reader.ReadAsync());
        Assert.Equal(1, reader.GetInt32(0));
        SqlException failed = await Assert.ThrowsAsync<SqlException>(() => reader.NextResultAsync());
        Assert.Equal((2627, 14, 7, "proc"), (failed.Number, failed.Class, failed.LineNumber, failed.Procedure));
        Assert.True(await reader.NextResultAsync());
        Assert.True(await reader.ReadAsync());
        Assert.Equal(2, reader.GetInt32(0));
        Assert.False(await reader.NextResultAsync());
    }

    [Fact]
    public async Task An_error_that_ends_the_batch_comes_after_its_rows()
    {
        await using TestFrontEnd frontEnd = new();
        frontEnd.Engine.Answer("fails", (_, _, sink, _) =>
        {
            sink.BeginRows(OneInt);
            sink.Row(new FakeRow([1L]));
            throw new TSqlException(8134, "Divide by zero error encountered.");
        });
        await using SqlConnection connection = await frontEnd.OpenAsync();
        using (SqlCommand command = new("fails", connection))
        {
            await using SqlDataReader reader = await command.ExecuteReaderAsync();
            Assert.True(await reader.ReadAsync());
            SqlException failed = await Assert.ThrowsAsync<SqlException>(() => reader.ReadAsync());
            Assert.Equal(8134, failed.Number);
        }

        Assert.Equal(1, await connection.ScalarAsync("SELECT 1"));
    }

    [Fact]
    public async Task Counts_of_several_statements_add_up()
    {
        await using TestFrontEnd frontEnd = new();
        frontEnd.Engine.Answer("counts", (_, _, sink, _) =>
        {
            sink.EndStatement(3);
            sink.EndStatement(null);
            sink.EndStatement(4);
        });
        await using SqlConnection connection = await frontEnd.OpenAsync();
        using SqlCommand batch = new("counts", connection);
        using SqlCommand call = new("counts", connection) { Parameters = { new SqlParameter("@a", 1) } };

        Assert.Equal(7, await batch.ExecuteNonQueryAsync());
        Assert.Equal(7, await call.ExecuteNonQueryAsync());
    }

    [Fact]
    public async Task Messages_arrive_and_USE_is_noticed()
    {
        await using TestFrontEnd frontEnd = new();
        frontEnd.Engine.Answer("USE rtc; PRINT 'hello'", (_, _, sink, _) =>
        {
            sink.DatabaseChanged("rtc");
            sink.Message(new SqlMessage(0, 0, 1, "hello"));
        });
        await using SqlConnection connection = await frontEnd.OpenAsync();
        List<string> messages = [];
        connection.InfoMessage += (_, args) => messages.Add(args.Message);

        await connection.ScalarAsync("USE rtc; PRINT 'hello'");

        Assert.Equal("rtc", connection.Database);
        Assert.Contains("hello", messages);
    }

    [Fact]
    public async Task A_hundred_thousand_rows_arrive_in_order()
    {
        const int Count = 100_000;
        await using TestFrontEnd frontEnd = new();
        frontEnd.Engine.Answer("many", (_, _, sink, _) =>
        {
            sink.BeginRows([.. OneInt, new SqlColumn("text", new SqlType(SqlTypeKind.NVarChar, 20))]);
            for (long i = 0; i < Count; i++)
            {
                sink.Row(new FakeRow([i, "row"]));
            }

            sink.EndStatement(Count);
        });
        await using SqlConnection connection = await frontEnd.OpenAsync();
        using SqlCommand command = new("many", connection);
        await using SqlDataReader reader = await command.ExecuteReaderAsync();

        int expected = 0;
        while (await reader.ReadAsync())
        {
            Assert.Equal(expected++, reader.GetInt32(0));
        }

        Assert.Equal(Count, expected);
    }

    [Fact]
    public async Task A_request_of_many_packets_arrives_whole()
    {
        string text = "-- " + new string('x', 100_000);
        await using TestFrontEnd frontEnd = new();
        frontEnd.Engine.Answer(text, (_, _, sink, _) => sink.Rows(OneInt, [7L]));
        await using SqlConnection connection = await frontEnd.OpenAsync();

        Assert.Equal(7, await connection.ScalarAsync(text));
    }
}
