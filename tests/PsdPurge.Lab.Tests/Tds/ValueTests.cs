using System.Data;
using Microsoft.Data.SqlClient;
using PsdPurge.Lab.Engine;
using SqlBatch = PsdPurge.Lab.Engine.SqlBatch;

namespace PsdPurge.Lab.Tests.Tds;

public sealed class ValueTests
{
    [Theory]
    [MemberData(nameof(SampleValues.All), MemberType = typeof(SampleValues))]
    public async Task A_column_of_each_type_arrives_NULL_or_not(Sample sample)
    {
        await using TestFrontEnd frontEnd = new();
        await using SqlConnection connection = await frontEnd.OpenAsync();
        frontEnd.Engine.Answer("rows", (_, _, sink, _) => sink.Rows(
            [new SqlColumn("n", new SqlType(SqlTypeKind.Int)), new SqlColumn("nullable", sample.Type), new SqlColumn("firm", sample.Type, Nullable: false)],
            [1L, sample.Engine, sample.Engine],
            [2L, null, sample.Engine]));

        using SqlCommand command = new("rows", connection);
        await using SqlDataReader reader = await command.ExecuteReaderAsync();

        Assert.True(await reader.ReadAsync());
        Assert.Equal(1, reader.GetInt32(0));
        Assert.Equal(sample.Client, reader.GetValue(1));
        Assert.Equal(sample.Client, reader.GetValue(2));
        Assert.True(await reader.ReadAsync());
        Assert.Equal(2, reader.GetInt32(0));
        Assert.True(reader.IsDBNull(1));
        Assert.Equal(sample.Client, reader.GetValue(2));
        Assert.False(await reader.ReadAsync());
    }

    [Theory]
    [MemberData(nameof(SampleValues.All), MemberType = typeof(SampleValues))]
    public async Task A_parameter_of_each_type_reaches_the_engine_and_comes_back(Sample sample)
    {
        await using TestFrontEnd frontEnd = new();
        await using SqlConnection connection = await frontEnd.OpenAsync();
        using SqlCommand command = new(FakeSqlServer.Echo, connection);
        command.Parameters.Add(Parameter("@value", sample, sample.Client));
        command.Parameters.Add(Parameter("@null", sample, DBNull.Value));
        await using SqlDataReader reader = await command.ExecuteReaderAsync();

        Assert.True(await reader.ReadAsync());
        Assert.Equal(sample.Client, reader.GetValue(0));
        Assert.True(reader.IsDBNull(1));
        SqlBatch batch = Assert.Single(frontEnd.Engine.Batches);
        Assert.True(batch.Nested);
        Assert.Equal(["@value", "@null"], batch.Parameters.Select(one => one.Name));
        Assert.Equal(sample.Type.Kind == SqlTypeKind.RowVersion ? SqlTypeKind.Binary : sample.Type.Kind, batch.Parameters[0].Type.Kind);
        object? value = batch.Parameters[0].Value;

        // To this client scale 0 means "none given", so it sends the digits of scale 7.
        Assert.Equal(sample.Engine, value is string text && sample.Type.Scale == 0 ? text.Replace(".0000000", "", StringComparison.Ordinal) : value);
        Assert.Null(batch.Parameters[1].Value);
    }

    [Theory]
    [MemberData(nameof(SampleValues.All), MemberType = typeof(SampleValues))]
    public async Task An_output_parameter_of_each_type_comes_back(Sample sample)
    {
        await using TestFrontEnd frontEnd = new();
        await using SqlConnection connection = await frontEnd.OpenAsync();
        if (sample.Type.Kind is SqlTypeKind.Text or SqlTypeKind.NText or SqlTypeKind.Image)
        {
            return; // T-SQL has no such output parameters.
        }

        frontEnd.Engine.Answer("out", (_, batch, sink, _) =>
        {
            Assert.True(batch.Parameters[0].Output);
            sink.OutputParameter(batch.Parameters[0] with { Type = sample.Type, Value = sample.Engine });
        });
        using SqlCommand command = new("out", connection);
        SqlParameter parameter = command.Parameters.Add(Parameter("@value", sample, DBNull.Value));
        parameter.Direction = ParameterDirection.InputOutput;
        parameter.Size = -1;

        await command.ExecuteNonQueryAsync();

        Assert.Equal(sample.Client, parameter.Value);
    }

    [Fact]
    public async Task A_value_that_does_not_fit_its_column_fails_loudly_and_leaves_theconnection_usable()
    {
        await using TestFrontEnd frontEnd = new();
        await using SqlConnection connection = await frontEnd.OpenAsync();
        frontEnd.Engine.Answer("bad", (_, _, sink, _) => sink.Rows(
            [new SqlColumn("a", new SqlType(SqlTypeKind.Int)), new SqlColumn("b", new SqlType(SqlTypeKind.TinyInt))], [1L, 2L], [1L, 256L]));

        SqlException failed = await Assert.ThrowsAsync<SqlException>(async () =>
        {
            using SqlCommand command = new("bad", connection);
            await using SqlDataReader reader = await command.ExecuteReaderAsync();
            while (await reader.ReadAsync())
            {
                Assert.Equal((byte)2, reader.GetByte(1));
            }
        });

        Assert.Equal(50000, failed.Number);
        Assert.Equal(1, await connection.ScalarAsync("SELECT 1"));
    }

    [Fact]
    public async Task A_table_valued_parameter_is_refused()
    {
        await using TestFrontEnd frontEnd = new();
        await using SqlConnection connection = await frontEnd.OpenAsync();
        using DataTable table = new();
        table.Columns.Add("id", typeof(int));
        table.Rows.Add(1);
        using SqlCommand command = new(FakeSqlServer.Echo, connection);
        command.Parameters.Add(new SqlParameter("@t", SqlDbType.Structured) { Value = table, TypeName = "dbo.Ids" });

        SqlException refused = await Assert.ThrowsAsync<SqlException>(() => command.ExecuteNonQueryAsync());

        Assert.Equal(40515, refused.Number);
        Assert.Equal(1, await connection.ScalarAsync("SELECT 1"));
    }

    private static SqlParameter Parameter(string name, Sample sample, object value) => new(name, sample.DbType)
    {
        Value = value,
        Size = value is string or byte[] && sample.Type.Length is 0 or SqlType.Max ? -1 : Math.Max(sample.Type.Length, 0),
        Precision = sample.Type.Precision,
        Scale = sample.Type.Scale,
    };
}
