using PsdPurge.Lab.Engine;

namespace PsdPurge.Lab.Tests.Engine;

/// <summary>The types text, ntext and image: what SQL Server does with them, and what it refuses.</summary>
public sealed class LargeTypeTests : EngineFixture
{
    public LargeTypeTests()
    {
        Run("CREATE TABLE dbo.L (Id int NOT NULL PRIMARY KEY, T text NULL, N ntext NULL, I image NULL, C char(6) NOT NULL, B binary(6) NOT NULL, "
            + "M nvarchar(max) NULL);");
        Run("INSERT INTO dbo.L (Id, T, N, I, C, B, M) VALUES (1, 'bü', N'bж', 0x62FC, 'ab', 0x6162, N'm'); INSERT INTO dbo.L (Id, C, B) VALUES (2, 'x', 0x);");
    }

    [Theory]
    [InlineData("CONVERT(varchar(8000), T)", "bü")]
    [InlineData("CONVERT(nvarchar(4000), T)", "bü")]
    [InlineData("CAST(T AS varchar(max)) + '!'", "bü!")]
    [InlineData("CONVERT(varchar(1), T)", "b")]
    [InlineData("CONVERT(nvarchar(max), N)", "bж")]
    [InlineData("CONVERT(varchar(20), N)", "b?")]
    [InlineData("CONVERT(varchar(8000), CONVERT(varbinary(max), I))", "bü")]
    [InlineData("CONVERT(varbinary(1), I)", new byte[] { 0x62 })]
    [InlineData("I", new byte[] { 0x62, 0xFC })]
    [InlineData("N", "bж")]
    [InlineData("DATALENGTH(T)", 2L)]
    [InlineData("DATALENGTH(N)", 4L)]
    [InlineData("DATALENGTH(I)", 2L)]
    [InlineData("SUBSTRING(T, 2, 1)", "ü")]
    [InlineData("SUBSTRING(N, 2, 1)", "ж")]
    [InlineData("SUBSTRING(I, 2, 1)", new byte[] { 0xFC })]
    [InlineData("PATINDEX('%ü%', T)", 2L)]
    [InlineData("ISNULL(T, '')", "bü")]
    [InlineData("CASE WHEN Id = 1 THEN N ELSE N'' END", "bж")]
    [InlineData("(SELECT COUNT(*) FROM dbo.L AS l WHERE l.N LIKE N'%ж')", 1L)]
    [InlineData("(SELECT COUNT(*) FROM dbo.L AS l WHERE l.I IS NULL)", 1L)]
    [InlineData("C", "ab    ")]
    [InlineData("DATALENGTH(C)", 6L)]
    [InlineData("B", new byte[] { 0x61, 0x62, 0, 0, 0, 0 })]
    [InlineData("DATALENGTH(B)", 6L)]
    [InlineData("CASE WHEN C = 'ab' COLLATE Latin1_General_BIN2 THEN 1 ELSE 0 END", 1L)]
    public void What_they_allow_is_done(string expression, object expected) => Assert.Equal(expected, Value($"SELECT {expression} FROM dbo.L WHERE Id = 1"));

    [Theory]
    [InlineData("SELECT 1 FROM dbo.L WHERE T = 'x'", 402)]
    [InlineData("SELECT 1 FROM dbo.L WHERE N = N'x'", 402)]
    [InlineData("SELECT 1 FROM dbo.L WHERE I = 0x", 402)]
    [InlineData("SELECT 1 FROM dbo.L WHERE T IN ('x', 'y')", 402)]
    [InlineData("SELECT 1 FROM dbo.L WHERE T IN (SELECT CONVERT(varchar(10), l.T) FROM dbo.L AS l)", 402)]
    [InlineData("SELECT 1 FROM dbo.L WHERE T BETWEEN 'a' AND 'b'", 402)]
    [InlineData("SELECT 1 FROM dbo.L AS a INNER JOIN dbo.L AS b ON b.N = a.N", 402)]
    [InlineData("SELECT 1 FROM dbo.L WHERE I LIKE 'a%'", 8116)]
    [InlineData("SELECT T FROM dbo.L ORDER BY T", 306)]
    [InlineData("SELECT 1 FROM dbo.L GROUP BY N", 306)]
    [InlineData("SELECT ROW_NUMBER() OVER (ORDER BY T) FROM dbo.L", 306)]
    [InlineData("SELECT DISTINCT I FROM dbo.L", 421)]
    [InlineData("SELECT T FROM dbo.L UNION SELECT T FROM dbo.L", 5335)]
    [InlineData("SELECT COUNT(T) FROM dbo.L", 8117)]
    [InlineData("SELECT MAX(N) FROM dbo.L", 8117)]
    [InlineData("SELECT T + 'x' FROM dbo.L", 402)]
    [InlineData("SELECT N + N FROM dbo.L", 8117)]
    [InlineData("SELECT LEN(T) FROM dbo.L", 8116)]
    [InlineData("SELECT LEFT(N, 2) FROM dbo.L", 8116)]
    [InlineData("SELECT UPPER(T) FROM dbo.L", 8116)]
    [InlineData("SELECT RTRIM(T) FROM dbo.L", 8116)]
    [InlineData("SELECT REPLACE(T, 'a', 'b') FROM dbo.L", 8116)]
    [InlineData("SELECT CHARINDEX('a', T) FROM dbo.L", 8116)]
    [InlineData("SELECT PATINDEX('%a%', I) FROM dbo.L", 8116)]
    [InlineData("SELECT HASHBYTES('MD5', I) FROM dbo.L", 8116)]
    [InlineData("SELECT CONVERT(varchar(10), I) FROM dbo.L", 529)]
    [InlineData("SELECT CAST(T AS int) FROM dbo.L", 529)]
    [InlineData("SELECT CAST(N AS varbinary(max)) FROM dbo.L", 529)]
    [InlineData("SELECT CAST(1 AS ntext)", 529)]
    [InlineData("DECLARE @t text", 2739)]
    [InlineData("CREATE INDEX X ON dbo.L (T)", 1919)]
    [InlineData("CREATE INDEX X ON dbo.L (M)", 1919)]
    [InlineData("CREATE INDEX X ON dbo.L (C) INCLUDE (N)", 1999)]
    [InlineData("CREATE TABLE dbo.K (I image NOT NULL PRIMARY KEY)", 1919)]
    [InlineData("SELECT I COLLATE Latin1_General_BIN2 FROM dbo.L", 447)]
    public void What_they_do_not_allow_is_refused_as_SQL_Server_does(string text, int number) => Assert.Equal(number, Error(text).Number);

    [Fact]
    public void A_delete_returns_them()
    {
        CollectingSink sink = Run("DELETE FROM dbo.L OUTPUT deleted.* WHERE Id = 1");

        Assert.Equal([1L, "bü", "bж", new byte[] { 0x62, 0xFC }, "ab    ", new byte[] { 0x61, 0x62, 0, 0, 0, 0 }, "m"], sink.Sets[0].Rows.Single());
    }

    [Fact]
    public void Variables_take_what_a_large_column_holds_when_their_type_is_another()
    {
        Assert.Equal("bж", Value("DECLARE @n nvarchar(max); SELECT @n = N FROM dbo.L WHERE Id = 1; SELECT @n"));
    }
}
