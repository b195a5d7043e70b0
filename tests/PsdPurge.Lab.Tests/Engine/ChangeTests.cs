using PsdPurge.Lab.Engine;

namespace PsdPurge.Lab.Tests.Engine;

public sealed class ChangeTests : EngineFixture
{
    public ChangeTests() => Server.Execute("""
        CREATE TABLE dbo.Psd (PsdId bigint IDENTITY NOT NULL CONSTRAINT PK_Psd PRIMARY KEY, DocId int NOT NULL,
            Code varchar(5) NULL, Data varbinary(max) NULL, Stamp rowversion,
            Added datetime NOT NULL DEFAULT GETDATE(), Twice AS (DocId * 2), CONSTRAINT UQ_Psd UNIQUE (DocId, PsdId))
        CREATE UNIQUE INDEX IX_Code ON dbo.Psd (Code)
        INSERT dbo.Psd (DocId, Code, Data) SELECT v.d, v.c, v.b FROM (VALUES (1, 'a', 0x01), (2, 'b', 0x02), (3, 'c', 0x03), (4, NULL, NULL)) AS v(d, c, b)
        """);

    [Fact]
    public void Delete_gives_back_deleted_and_joined_columns_and_its_count()
    {
        CollectingSink sink = Run("""
            CREATE TABLE #k (Seq int IDENTITY PRIMARY KEY, DocId int NOT NULL)
            INSERT #k (DocId) VALUES (1), (3), (3), (9)
            DELETE TOP (100) p OUTPUT deleted.DocId, deleted.Data, k.Seq, deleted.Twice AS t
                FROM dbo.Psd AS p INNER JOIN #k AS k ON k.DocId = p.DocId WHERE k.Seq > 0 AND k.Seq <= 4
            SELECT COUNT(*) FROM dbo.Psd
            """);

        Assert.Equal(["DocId", "Data", "Seq", "t"], sink.Sets[0].Columns.Select(c => c.Name));
        Assert.Equal([1L, 3L], sink.Sets[0].Rows.Select(r => r[0]).Order());
        Assert.Equal(2L, sink.Counts[^2]);
        Assert.Equal(2L, sink.Sets[1].Rows[0][0]);
    }

    [Fact]
    public void Delete_gives_back_all_columns()
    {
        CollectingSink sink = Run("DELETE FROM dbo.Psd OUTPUT deleted.* WHERE DocId = 2");
        Assert.Equal(["PsdId", "DocId", "Code", "Data", "Stamp", "Added", "Twice"], sink.Sets[0].Columns.Select(c => c.Name));
        Assert.Equal(new byte[] { 2 }, Assert.Single(sink.Sets[0].Rows)[3]);
        Assert.Equal(4L, sink.Sets[0].Rows[0][6]);
    }

    [Fact]
    public void Delete_puts_its_output_into_a_table()
    {
        Assert.Equal(4L, Value("""
            CREATE TABLE #gone (DocId int NULL, Code varchar(5) NULL)
            DELETE dbo.Psd OUTPUT deleted.DocId, deleted.Code INTO #gone (DocId, Code)
            SELECT COUNT(*) FROM #gone
            """));
    }

    [Theory]
    [InlineData("DELETE TOP (2) FROM dbo.Psd", 2)]
    [InlineData("DELETE dbo.Psd", 4)]
    [InlineData("DELETE FROM dbo.Psd WHERE NOT EXISTS (SELECT 1 FROM dbo.Psd AS o WHERE o.DocId = Psd.DocId + 1)", 1)]
    [InlineData("DELETE p FROM dbo.Psd p WITH (ROWLOCK, UPDLOCK) WHERE p.Code IS NULL OPTION (MAXDOP 1)", 1)]
    [InlineData("DELETE dbo.Psd FROM dbo.Psd JOIN (VALUES (1), (2)) AS v(x) ON v.x = Psd.DocId", 2)]
    [InlineData("WITH c AS (SELECT 1 AS x) DELETE p FROM dbo.Psd p JOIN c ON c.x = p.DocId", 1)]
    [InlineData("UPDATE dbo.Psd SET Data = 0xFF WHERE DocId < 3", 2)]
    [InlineData("UPDATE p SET DocId += v.x FROM dbo.Psd AS p JOIN (VALUES (1), (2)) AS v(x) ON v.x = p.DocId", 2)]
    [InlineData("INSERT dbo.Psd (DocId) SELECT DocId FROM dbo.Psd WHERE Code = 'A'", -1)]
    public void Change_counts_its_rows(string text, long expected)
    {
        CollectingSink sink = Run(text);
        if (expected < 0)
        {
            Assert.Equal(2601, sink.Messages[0].Number); // A second NULL in a unique index.
            return;
        }

        Assert.Equal(expected, sink.Counts.Single());
    }

    [Fact]
    public void Update_gives_back_old_and_new_values()
    {
        CollectingSink sink =
            Run("UPDATE dbo.Psd SET Code = 'z' OUTPUT deleted.Code, inserted.Code AS New, inserted.DocId + 1, LEN(deleted.Code), 'k' WHERE DocId = 1");
        Assert.Equal(["a", "z", 2L, 1L, "k"], sink.Sets[0].Rows.Single());
    }

    [Fact]
    public void Insert_gives_back_identity_defaults_and_computed_columns()
    {
        CollectingSink sink =
            Run("INSERT dbo.Psd (DocId, Code) OUTPUT inserted.PsdId, inserted.Twice, inserted.Added VALUES (50, 'n'); SELECT SCOPE_IDENTITY(), @@IDENTITY");
        Assert.Equal([5L, 100L], sink.Sets[0].Rows.Single().Take(2));
        Assert.NotNull(sink.Sets[0].Rows.Single()[2]);
        Assert.Equal(["5", "5"], sink.Sets[1].Rows.Single());
    }

    [Theory]
    [InlineData(
        "INSERT dbo.Psd (DocId, Code) VALUES (9, 'A ')",
        2601,
        "Cannot insert duplicate key row in object 'dbo.Psd' with unique index 'IX_Code'. The duplicate key value is (A ).")]
    [InlineData(
        "SET IDENTITY_INSERT dbo.Psd ON; INSERT dbo.Psd (PsdId, DocId, Code) VALUES (1, 9, 'x')",
        2627,
        "Violation of PRIMARY KEY constraint 'PK_Psd'. Cannot insert duplicate key in object 'dbo.Psd'. The duplicate key value is (1).")]
    [InlineData(
        "INSERT dbo.Psd (DocId) VALUES (NULL)",
        515,
        "Cannot insert the value NULL into column 'DocId', table 'rtc.dbo.Psd'; column does not allow nulls. INSERT fails.")]
    [InlineData("INSERT dbo.Psd (Code) VALUES ('q')", 515, null)]
    [InlineData(
        "UPDATE dbo.Psd SET DocId = NULL",
        515,
        "Cannot insert the value NULL into column 'DocId', table 'rtc.dbo.Psd'; column does not allow nulls. UPDATE fails.")]
    [InlineData("INSERT dbo.Psd (DocId, Code) VALUES (9, 'toolong')", 8152, "String or binary data would be truncated.")]
    [InlineData("INSERT dbo.Psd (DocId) VALUES ('x')", 245, null)]
    [InlineData(
        "INSERT dbo.Psd (PsdId, DocId) VALUES (1, 1)",
        544,
        "Cannot insert explicit value for identity column in table 'Psd' when IDENTITY_INSERT is set to OFF.")]
    [InlineData("SET IDENTITY_INSERT dbo.Psd ON; INSERT dbo.Psd (DocId) VALUES (1)", 545, null)]
    [InlineData("CREATE TABLE #i (a int IDENTITY, b int); INSERT #i VALUES (1, 2)", 8101, null)]
    [InlineData("UPDATE dbo.Psd SET PsdId = 1", 8102, "Cannot update identity column 'PsdId'.")]
    [InlineData("UPDATE dbo.Psd SET Twice = 1", 271, null)]
    [InlineData("INSERT dbo.Psd (Stamp, DocId) VALUES (0x1, 1)", 273, null)]
    [InlineData("INSERT dbo.Psd (DocId, Code) VALUES (1)", 109, null)]
    [InlineData("INSERT dbo.Psd (DocId, Nope) VALUES (1, 2)", 207, null)]
    [InlineData("DELETE FROM dbo.Missing", 208, null)]
    [InlineData("MERGE dbo.Psd AS t USING dbo.Psd AS s ON 1 = 0 WHEN MATCHED THEN DELETE;", Errors.NotSupportedNumber, null)]
    public void Wrong_change_gets_the_error_of_SQL_Server_and_changes_nothing(string text, int number, string? message)
    {
        SqlMessage error = Error(text);
        Assert.Equal(number, error.Number);
        Assert.Equal(message ?? error.Text, error.Text);
        Assert.Equal(4L, Value("SELECT COUNT(*) FROM dbo.Psd WHERE DocId = PsdId"));
    }

    [Fact]
    public void Failing_insert_of_many_rows_inserts_none()
    {
        SqlMessage error = Error("INSERT dbo.Psd (DocId, Code) VALUES (10, 'x'), (11, 'y'), (12, 'x')");
        Assert.Equal(2601, error.Number);
        Assert.Equal(4L, Value("SELECT COUNT(*) FROM dbo.Psd"));
    }

    [Fact]
    public void Identity_insert_takes_explicit_values_and_moves_the_counter()
    {
        Assert.Equal("901", Value("SET IDENTITY_INSERT dbo.Psd ON; INSERT dbo.Psd (PsdId, DocId, Code) VALUES (900, 1, 'x'); SET IDENTITY_INSERT dbo.Psd OFF; "
            + "INSERT dbo.Psd (DocId, Code) VALUES (2, 'y'); SELECT SCOPE_IDENTITY()"));
    }

    [Fact]
    public void Identity_follows_the_order_of_an_ordered_insert() =>
        Assert.Equal([4L, 3L, 2L, 1L], Column("CREATE TABLE #s (Seq int IDENTITY(1,1), DocId int); INSERT #s (DocId) SELECT DocId FROM dbo.Psd ORDER BY DocId "
            + "DESC; SELECT DocId FROM #s ORDER BY Seq"));

    [Fact]
    public void Insert_takes_a_thousand_rows_and_no_more()
    {
        string Rows(int n) => string.Join(",", Enumerable.Range(1, n).Select(i => $"({i})"));
        Assert.Equal(1000L, Value($"CREATE TABLE #v (x int); INSERT #v VALUES {Rows(1000)}; SELECT COUNT(*) FROM #v"));
        Assert.Equal(10738, Error($"CREATE TABLE #w (x int); INSERT #w VALUES {Rows(1001)}").Number);
    }

    [Fact]
    public void Insert_takes_2100_parameters_and_no_more()
    {
        BatchParameter[] Parameters(int n) => [.. Enumerable.Range(0, n).Select(i => Int("@p" + i, i))];
        string Rows(int n) => string.Join(",", Enumerable.Range(0, n).Select(i => $"(@p{i * 3}, @p{(i * 3) + 1}, @p{(i * 3) + 2})"));
        Run("CREATE TABLE dbo.V (a int, b int, c int)");
        Run($"INSERT dbo.V VALUES {Rows(700)}", Parameters(2100));
        Assert.Equal(700L, Value("SELECT COUNT(*) FROM dbo.V"));
        Assert.Equal(8003, Error("SELECT 1", Parameters(2101)).Number);
    }

    [Fact]
    public void Rowversion_grows_with_every_change()
    {
        byte[] before = (byte[])Value("SELECT Stamp FROM dbo.Psd WHERE DocId = 1")!;
        byte[] after = (byte[])Value("UPDATE dbo.Psd SET Data = 0x05 WHERE DocId = 1; SELECT Stamp FROM dbo.Psd WHERE DocId = 1")!;
        Assert.True(after.AsSpan().SequenceCompareTo(before) > 0);
    }
}
