using System.Data;
using System.Data.SqlTypes;
using CsCheck;
using Microsoft.Data.SqlClient;

namespace PsdPurge.Core.Tests.Purge.Backup;

/// <summary>Random values of every type go from the server into the backup's text and back.</summary>
public class LiteralTests
{
    private static readonly (string Type, SqlDbType DbType, Gen<object> Values)[] Types =
    [
        ("bit", SqlDbType.Bit, Gen.Bool.Select(v => (object)v)),
        ("tinyint", SqlDbType.TinyInt, Gen.Byte.Select(v => (object)v)),
        ("smallint", SqlDbType.SmallInt, Gen.Short.Select(v => (object)v)),
        ("int", SqlDbType.Int, Gen.Int.Select(v => (object)v)),
        ("bigint", SqlDbType.BigInt, Gen.Long.Select(v => (object)v)),
        ("decimal(28, 9)", SqlDbType.Decimal, Gen.Long.Select(v => (object)(v / 1_000_000_000m))),
        ("money", SqlDbType.Money, Gen.Long.Select(v => (object)(v / 10_000m))),
        ("real", SqlDbType.Real, Gen.Float.Where(v => float.IsNormal(v) || v == 0).Select(v => (object)v)),
        ("float", SqlDbType.Float, Gen.Double.Where(v => double.IsNormal(v) || v == 0).Select(v => (object)v)),
        ("varchar(200)", SqlDbType.VarChar, Gen.Char[' ', '~'].Array[0, 60].Select(v => (object)new string(v))),
        ("nvarchar(max)", SqlDbType.NVarChar, Gen.Char.Where(c => !char.IsSurrogate(c)).Array[0, 60].Select(v => (object)new string(v))),
        ("varbinary(max)", SqlDbType.VarBinary, Gen.Byte.Array[0, 200].Select(v => (object)v)),
        ("uniqueidentifier", SqlDbType.UniqueIdentifier, Gen.Guid.Select(v => (object)v)),
        ("date", SqlDbType.Date, Gen.Date.Select(v => (object)v)),
        ("time(7)", SqlDbType.Time, Gen.Long[0, TimeSpan.TicksPerDay - 1].Select(v => (object)TimeSpan.FromTicks(v))),
        ("datetime", SqlDbType.DateTime, Gen.DateTime[SqlDateTime.MinValue.Value, SqlDateTime.MaxValue.Value].Select(v => (object)v)),
        ("datetime2(7)", SqlDbType.DateTime2, Gen.DateTime.Select(v => (object)v)),
        ("datetimeoffset(7)", SqlDbType.DateTimeOffset, Gen.DateTimeOffset.Select(v => (object)v)),
    ];

    private static readonly Gen<object[][]> Rows = Row().Array[1, 12];

    [Fact]
    public async Task Any_value_comes_back_as_it_was()
    {
        await using TestPool pool = await TestPool.StartAsync(TestPool.Describe(orphans: 8, frontEnds: 1));
        PsdPurge.Lab.LabFrontEnd server = pool.Lab.FrontEnds[0];
        EntryTable.Lay(server.Tables, string.Join(", ", Types.Select((t, i) => $"C{i} {t.Type} NULL")));
        using FrontEndConnection session = FrontEndConnection.Open(pool.FrontEnds[0], pool.Settings, CancellationToken.None);
        ServerSchema schema = ServerSchema.Read(session, SchemaProfile.OwnerColumn, CancellationToken.None);
        Rows.Sample(
            rows =>
            {
                session.Execute("DELETE FROM dbo.PersistedServiceData;", CancellationToken.None);
                foreach (var row in rows)
                {
                    session.Execute(
                        $"INSERT INTO dbo.PersistedServiceData VALUES (1, {string.Join(", ", row.Select((_, i) => $"@p{i}"))});",
                        CancellationToken.None,
                        [.. row.Select((value, i) => new SqlParameter($"@p{i}", Types[i].DbType)
                        {
                            Value = value,
                            Precision = (byte)(Types[i].DbType == SqlDbType.Decimal ? 28 : 0),
                            Scale = (byte)(Types[i].DbType == SqlDbType.Decimal ? 9 : 0),
                        })]);
                }

                IReadOnlyList<string> before = EntryTable.Rows(server.Tables);
                RestoreScript script = new(schema);
                StringWriter text = new() { NewLine = "\r\n" };
                script.WriteStart(text);
                session.ForEach("SELECT * FROM dbo.PersistedServiceData;", row => script.WriteRow(text, row), CancellationToken.None);
                script.WriteEnd(text);
                session.Execute("DELETE FROM dbo.PersistedServiceData;", CancellationToken.None);

                Assert.All(text.ToString(), c => Assert.True(c is '\r' or '\n' or (>= ' ' and <= '~')));
                Assert.DoesNotContain("$(", text.ToString(), StringComparison.Ordinal);
                for (var run = 0; run < 2; run++)
                {
                    server.Sql.Execute(text.ToString());
                    Assert.Equal(before, EntryTable.Rows(server.Tables));
                }
            },
            iter: 60,
            threads: 1);
    }

    private static Gen<object[]> Row()
    {
        Gen<object[]> row = Gen.Const(Array.Empty<object>());
        foreach (var (_, _, values) in Types)
        {
            Gen<object> orNull = Gen.Frequency((1, Gen.Const((object)DBNull.Value)), (6, values));
            row = row.SelectMany(before => orNull.Select(value => (object[])[.. before, value]));
        }

        return row;
    }
}
