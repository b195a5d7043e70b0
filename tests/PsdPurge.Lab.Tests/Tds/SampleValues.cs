using System.Data;
using PsdPurge.Lab.Engine;
using static PsdPurge.Lab.Engine.SqlTypeKind;

namespace PsdPurge.Lab.Tests.Tds;

/// <summary>A value of a type in the engine's form and in the client's form, with the SqlDbType that sends it.</summary>
public sealed record Sample(string Name, SqlType Type, object Engine, object Client, SqlDbType DbType)
{
    public override string ToString() => Name;
}

public static class SampleValues
{
    private static readonly Guid SomeGuid = new("6f9619ff-8b86-d011-b42d-00c04fc964ff");
    private static readonly byte[] SomeBytes = [.. Enumerable.Range(0, 256).Select(one => (byte)one)];
    private static readonly string LongText = string.Concat(Enumerable.Range(0, 40_000).Select(one => (char)('ä' + (one % 20))));
    private static readonly byte[] LongBytes = [.. Enumerable.Range(0, 300_000).Select(one => (byte)(one * 7))];

    /// <summary>Every type, with values at its edges.</summary>
    public static TheoryData<Sample> All => new(
        new("bit 1", new(Bit), 1L, true, SqlDbType.Bit),
        new("bit 0", new(Bit), 0L, false, SqlDbType.Bit),
        new("tinyint", new(TinyInt), 255L, (byte)255, SqlDbType.TinyInt),
        new("smallint", new(SmallInt), -32768L, short.MinValue, SqlDbType.SmallInt),
        new("int", new(Int), -2147483648L, int.MinValue, SqlDbType.Int),
        new("bigint", new(BigInt), long.MinValue, long.MinValue, SqlDbType.BigInt),
        new("real", new(Real), (double)1.25e-10f, 1.25e-10f, SqlDbType.Real),
        new("float", new(Float), Math.PI, Math.PI, SqlDbType.Float),
        new("decimal(9,2)", new(SqlTypeKind.Decimal, 0, 9, 2), "-1234567.89", -1234567.89m, SqlDbType.Decimal),
        new("decimal(18,0)", new(SqlTypeKind.Decimal, 0, 18, 0), "0", 0m, SqlDbType.Decimal),
        new("decimal(28,28)", new(SqlTypeKind.Decimal, 0, 28, 28), "0.0000000000000000000000000001", 0.0000000000000000000000000001m, SqlDbType.Decimal),
        new("decimal(38,0)", new(SqlTypeKind.Decimal, 0, 38, 0), "79228162514264337593543950335", decimal.MaxValue, SqlDbType.Decimal),
        new("money", new(Money), "-922337203685477.5808", -922337203685477.5808m, SqlDbType.Money),
        new("money positive", new(Money), "1.5000", 1.5m, SqlDbType.Money),
        new("smallmoney", new(SmallMoney), "214748.3647", 214748.3647m, SqlDbType.SmallMoney),
        new("char", new(SqlTypeKind.Char, 5), "ab cd", "ab cd", SqlDbType.Char),
        new("varchar", new(VarChar, 50), "Zürich, 5 €", "Zürich, 5 €", SqlDbType.VarChar),
        new("varchar empty", new(VarChar, 50), "", "", SqlDbType.VarChar),
        new("varchar(max)", new(VarChar, SqlType.Max), LongText, LongText, SqlDbType.VarChar),
        new("varchar(max) empty", new(VarChar, SqlType.Max), "", "", SqlDbType.VarChar),
        new("text", new(Text), LongText, LongText, SqlDbType.Text),
        new("nchar", new(NChar, 4), "日本語!", "日本語!", SqlDbType.NChar),
        new("nvarchar", new(NVarChar, 4000), "πλάτων 😀", "πλάτων 😀", SqlDbType.NVarChar),
        new("nvarchar(4000)", new(NVarChar, 4000), LongText[..4000], LongText[..4000], SqlDbType.NVarChar),
        new("nvarchar(max)", new(NVarChar, SqlType.Max), LongText + "😀", LongText + "😀", SqlDbType.NVarChar),
        new("ntext", new(NText), LongText, LongText, SqlDbType.NText),
        new("xml", new(Xml, SqlType.Max), "<a b=\"ö\">😀</a>", "<a b=\"ö\">😀</a>", SqlDbType.Xml),
        new("binary", new(Binary, 256), SomeBytes, SomeBytes, SqlDbType.Binary),
        new("varbinary", new(VarBinary, 8000), SomeBytes, SomeBytes, SqlDbType.VarBinary),
        new("varbinary empty", new(VarBinary, 10), Array.Empty<byte>(), Array.Empty<byte>(), SqlDbType.VarBinary),
        new("varbinary(max)", new(VarBinary, SqlType.Max), LongBytes, LongBytes, SqlDbType.VarBinary),
        new("image", new(Image), LongBytes, LongBytes, SqlDbType.Image),
        new("rowversion", new(RowVersion), SomeBytes[..8], SomeBytes[..8], SqlDbType.Timestamp),
        new("uniqueidentifier", new(UniqueIdentifier), SomeGuid.ToByteArray(), SomeGuid, SqlDbType.UniqueIdentifier),
        new("date", new(Date), "2026-02-28", new DateTime(2026, 2, 28), SqlDbType.Date),
        new("date first", new(Date), "0001-01-01", new DateTime(1, 1, 1), SqlDbType.Date),
        new("time(7)", new(Time, Scale: 7), "23:59:59.1234567", new TimeSpan(0, 23, 59, 59).Add(new TimeSpan(1234567)), SqlDbType.Time),
        new("time(0)", new(Time, Scale: 0), "23:59:59", new TimeSpan(23, 59, 59), SqlDbType.Time),
        new("smalldatetime", new(SmallDateTime), "2026-01-31 23:59:00", new DateTime(2026, 1, 31, 23, 59, 0), SqlDbType.SmallDateTime),
        new("datetime", new(SqlTypeKind.DateTime), "2026-01-31 23:59:59.997", new DateTime(2026, 1, 31, 23, 59, 59, 997), SqlDbType.DateTime),
        new("datetime before 1900", new(SqlTypeKind.DateTime), "1753-01-01 00:00:00.123", new DateTime(1753, 1, 1, 0, 0, 0, 123), SqlDbType.DateTime),
        new("datetime2(7)", new(DateTime2, Scale: 7), "9999-12-31 23:59:59.9999999", System.DateTime.MaxValue, SqlDbType.DateTime2),
        new("datetime2(3)", new(DateTime2, Scale: 3), "2026-01-31 12:00:00.250", new DateTime(2026, 1, 31, 12, 0, 0, 250), SqlDbType.DateTime2),
        new("datetime2(1)", new(DateTime2, Scale: 1), "2026-01-31 12:00:00.5", new DateTime(2026, 1, 31, 12, 0, 0, 500), SqlDbType.DateTime2),
        new("datetimeoffset(7)", new(SqlTypeKind.DateTimeOffset, Scale: 7), "2026-01-01 00:30:00.1234567 +02:00",
            new DateTimeOffset(2026, 1, 1, 0, 30, 0, TimeSpan.FromHours(2)).AddTicks(1234567), SqlDbType.DateTimeOffset),
        new("datetimeoffset(0)", new(SqlTypeKind.DateTimeOffset, Scale: 0), "2025-12-31 23:30:00 -05:30",
            new DateTimeOffset(2025, 12, 31, 23, 30, 0, new TimeSpan(-5, -30, 0)), SqlDbType.DateTimeOffset));
}
