using PsdPurge.Lab.Engine;

namespace PsdPurge.Lab.Tests.Engine;

public sealed class CatalogTests : EngineFixture
{
    public CatalogTests() => Server.Execute("""
        CREATE TABLE dbo.Doc (
            DocId int IDENTITY(5, 1) NOT NULL CONSTRAINT PK_Doc PRIMARY KEY CLUSTERED,
            Name nvarchar(256) COLLATE Latin1_General_BIN2 NOT NULL,
            Note nvarchar(max) NULL,
            Amount decimal(12, 3) NULL DEFAULT (0),
            Twice AS (DocId * 2),
            At datetime2(3) NULL)
        CREATE UNIQUE NONCLUSTERED INDEX IX_Name ON dbo.Doc (Name DESC) INCLUDE (Amount)
        INSERT dbo.Doc (Name) VALUES ('a'), ('b')
        """);

    [Fact]
    public void Columns_are_described_as_declared()
    {
        CollectingSink sink = Run("""
            SELECT c.name, t.name, c.max_length, c.precision, c.scale, c.collation_name, c.is_nullable, c.is_identity, c.is_computed
            FROM rtc.sys.columns AS c INNER JOIN rtc.sys.types AS t ON t.user_type_id = c.user_type_id INNER JOIN rtc.sys.objects o ON o.object_id = c.object_id
            WHERE o.name = N'DOC' AND SCHEMA_NAME(o.schema_id) = 'dbo' ORDER BY c.column_id
            """);
        Assert.Equal(
            [
                ["DocId", "int", 4L, 10L, 0L, null, 0L, 1L, 0L],
                ["Name", "nvarchar", 512L, 0L, 0L, "Latin1_General_BIN2", 0L, 0L, 0L],
                ["Note", "nvarchar", -1L, 0L, 0L, "Latin1_General_CI_AS", 1L, 0L, 0L],
                ["Amount", "decimal", 9L, 12L, 3L, null, 1L, 0L, 0L],
                ["Twice", "int", 4L, 10L, 0L, null, 1L, 0L, 1L],
                ["At", "datetime2", 7L, 23L, 3L, null, 1L, 0L, 0L],
            ],
            sink.Sets[0].Rows);
    }

    [Theory]
    [InlineData("SELECT COUNT(*) FROM sys.tables WHERE name = 'doc'", 1L)]
    [InlineData("SELECT COUNT(*) FROM sys.databases WHERE name IN ('rtc', 'rtcdyn', 'master', 'tempdb') AND state = 0", 4L)]
    [InlineData("SELECT name FROM sys.schemas WHERE schema_id = 1", "dbo")]
    [InlineData("SELECT i.name FROM sys.indexes i WHERE i.object_id = OBJECT_ID('dbo.Doc') AND is_primary_key = 1", "PK_Doc")]
    [InlineData("SELECT COUNT(*) FROM sys.index_columns ic WHERE ic.object_id = OBJECT_ID('Doc') AND is_included_column = 1", 1L)]
    [InlineData("SELECT name FROM sys.key_constraints WHERE type = 'PK' AND parent_object_id = OBJECT_ID(N'[rtc].[dbo].[Doc]')", "PK_Doc")]
    [InlineData("SELECT last_value FROM sys.identity_columns WHERE object_id = OBJECT_ID('dbo.Doc')", 6L)]
    [InlineData("SELECT definition FROM sys.computed_columns", "(DocId * 2)")]
    [InlineData("SELECT COUNT(*) FROM sys.triggers", 0L)]
    [InlineData("SELECT COUNT(*) FROM sys.foreign_keys", 0L)]
    [InlineData("SELECT SUM(rows) FROM rtc.sys.partitions WHERE object_id = OBJECT_ID('rtc.dbo.Doc') AND index_id IN (0, 1)", 2L)]
    [InlineData("SELECT SUM(row_count) FROM sys.dm_db_partition_stats WHERE object_id = OBJECT_ID('Doc') AND index_id < 2", 2L)]
    [InlineData("SELECT DATA_TYPE FROM INFORMATION_SCHEMA.COLUMNS WHERE TABLE_NAME = 'Doc' AND COLUMN_NAME = 'name'", "nvarchar")]
    [InlineData("SELECT TABLE_TYPE FROM rtc.INFORMATION_SCHEMA.TABLES WHERE TABLE_SCHEMA = 'dbo'", "BASE TABLE")]
    [InlineData("SELECT OBJECT_ID('dbo.Nope')", null)]
    [InlineData("SELECT OBJECT_NAME(OBJECT_ID('dbo.Doc'))", "Doc")]
    [InlineData("SELECT COL_LENGTH('dbo.Doc', 'Name')", 512L)]
    [InlineData("SELECT COL_LENGTH('dbo.Doc', 'Nope')", null)]
    [InlineData("SELECT COLUMNPROPERTY(OBJECT_ID('dbo.Doc'), 'DocId', 'IsIdentity')", 1L)]
    [InlineData("SELECT TYPE_NAME(56)", "int")]
    [InlineData("SELECT DB_NAME(DB_ID('rtcdyn'))", "rtcdyn")]
    [InlineData("SELECT HAS_PERMS_BY_NAME('rtc.dbo.Doc', 'OBJECT', 'DELETE')", 1L)]
    [InlineData("SELECT HAS_DBACCESS('rtc')", 1L)]
    [InlineData("SELECT IS_SRVROLEMEMBER('sysadmin')", 0L)]
    [InlineData("SELECT SERVERPROPERTY('ProductVersion')", "11.0.7001.0")]
    [InlineData("SELECT CAST(SERVERPROPERTY('EngineEdition') AS int)", 4L)]
    [InlineData("SELECT @@SERVERNAME", @"FE01\RTCLOCAL")]
    [InlineData("SELECT SUSER_SNAME()", "lab")]
    [InlineData("SELECT @@TRANCOUNT", 0L)]
    public void Catalog_answers(string text, object? expected) => Assert.Equal(expected, Value(text));

    [Fact]
    public void Role_members_know_it()
    {
        Server.AddLogin("boss", "sysadmin");
        using ISqlSession boss = Server.OpenSession("boss", "rtc");
        Assert.Equal(1L, RunOn(boss, "SELECT IS_SRVROLEMEMBER('sysadmin')").Sets[0].Rows[0][0]);
    }

    [Theory]
    [InlineData("CREATE TABLE dbo.Doc (a int)", 2714)]
    [InlineData("DROP TABLE dbo.Nope", 3701)]
    [InlineData("DROP INDEX IX_Nope ON dbo.Doc", 3701)]
    [InlineData("CREATE TABLE dbo.X (a int, A int)", 2705)]
    [InlineData("CREATE INDEX i ON dbo.Doc (Nope)", 1911)]
    [InlineData("CREATE INDEX IX_Name ON dbo.Doc (At)", 1913)]
    [InlineData("CREATE TABLE dbo.X (a int PRIMARY KEY, b int PRIMARY KEY)", 1779)]
    [InlineData("ALTER TABLE dbo.Doc ADD Must int NOT NULL", 4901)]
    [InlineData("ALTER TABLE dbo.Doc DROP COLUMN Name", 5074)]
    [InlineData("TRUNCATE TABLE dbo.Nope", 4701)]
    [InlineData("CREATE TABLE dbo.X (a int CHECK (a > 1))", Errors.NotSupportedNumber)]
    public void Wrong_definition_gets_the_error_of_SQL_Server(string text, int number) => Assert.Equal(number, Error(text).Number);

    [Fact]
    public void Definitions_change_what_the_catalog_says()
    {
        Run("ALTER TABLE dbo.Doc ADD Extra varchar(10) NOT NULL DEFAULT 'x'; DROP INDEX IX_Name ON dbo.Doc; TRUNCATE TABLE dbo.Doc; "
            + "INSERT dbo.Doc (Name) VALUES ('z')");
        Assert.Equal(["5", "x"], Run("SELECT CAST(DocId AS varchar(5)), Extra FROM dbo.Doc").Sets[0].Rows.Single());
        Assert.Equal(1L, Value("SELECT COUNT(*) FROM sys.indexes WHERE object_id = OBJECT_ID('Doc')"));
        Run("ALTER TABLE dbo.Doc DROP COLUMN Extra; CREATE TABLE #a (x int); CREATE TABLE #b (x int); DROP TABLE #a, #b");
        Assert.Null(Value("SELECT COL_LENGTH('dbo.Doc', 'Extra')"));
    }

    [Fact]
    public void Explicit_range_of_a_whole_number_key_is_a_seek()
    {
        Run("CREATE TABLE #Candidate (Seq bigint IDENTITY NOT NULL PRIMARY KEY CLUSTERED, DocId int NOT NULL)");
        string plan = string.Join(
            '\n', ((SqliteSession)Session).Explain("SELECT d.Name FROM #Candidate k INNER JOIN dbo.Doc d ON d.DocId = k.DocId WHERE k.Seq > 1 AND k.Seq <= 5"));
        Assert.Contains("USING INTEGER PRIMARY KEY (rowid>? AND rowid<?)", plan, StringComparison.Ordinal);
        Assert.DoesNotContain("SCAN", plan, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("SELECT DocId FROM dbo.Doc WHERE Name = N'a'", "IX_Name")]
    [InlineData("SELECT d.DocId FROM dbo.Doc d WHERE EXISTS (SELECT 1 FROM dbo.Doc e WHERE e.Name = d.Note COLLATE Latin1_General_BIN2)", "IX_Name")]
    public void Text_is_looked_up_by_its_index(string text, string index) =>
        Assert.Contains("SEARCH", ((SqliteSession)Session).Explain(text).Single(l => l.Contains(index, StringComparison.Ordinal)), StringComparison.Ordinal);
}
