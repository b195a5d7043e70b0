using PsdPurge.Lab;
using PsdPurge.Lab.Scenarios;

namespace PsdPurge.Core.Tests.Purge.Backup;

/// <summary>The rows that the restore script puts back.</summary>
public class BackupTests
{
    private const string EveryType =
        """
        Number bigint IDENTITY(1, 1) NOT NULL, [It's ]] a name] int NULL, Flag bit NULL, Tiny tinyint NULL, Small smallint NULL, Big bigint NULL,
        Exact decimal(38, 10) NULL, Exact2 numeric(9, 0) NULL, Cash money NULL, Coins smallmoney NULL, Single real NULL, Twofold float NULL,
        Padded char(5) NULL, Plain varchar(50) NULL, WidePadded nchar(5) NULL, Wide nvarchar(max) NULL, Longest varchar(max) NULL,
        Raw binary(4) NULL, RawLong varbinary(max) NULL, Id uniqueidentifier NULL,
        Day date NULL, Clock time(7) NULL, ShortClock time(0) NULL, Rough smalldatetime NULL, Old datetime NULL,
        New datetime2(7) NULL, Zoned datetimeoffset(7) NULL,
        CONSTRAINT PK_Every PRIMARY KEY (DocId, Number)
        """;

    [Fact]
    public async Task Every_column_type_comes_back_without_loss()
    {
        await using TestPool pool = await TestPool.StartAsync(TestPool.Describe(orphans: 8, frontEnds: 1));
        ISqlTarget server = pool.Lab.FrontEnds[0].Tables;
        IReadOnlyList<string> living = EntryTable.Lay(server, EveryType);
        foreach (var document in OrphanedDocuments(pool).Take(3))
        {
            foreach (var values in Extremes)
            {
                server.Run("rtc", $"INSERT INTO dbo.PersistedServiceData VALUES ({document}, {values});");
            }
        }

        IReadOnlyList<string> before = EntryTable.Rows(server);
        RemovalOutcome outcome = await pool.RemoveAsync();

        Assert.Empty(outcome.Said.Failures);
        Assert.Equal(before.Count - living.Count, outcome.Results[0].Deleted);
        Assert.Equal(living, EntryTable.Rows(server));
        AssertComesBack(before, server, pool, outcome);
    }

    [Fact]
    public async Task Rows_of_a_table_without_a_key_come_back_in_their_number()
    {
        await using TestPool pool = await TestPool.StartAsync(TestPool.Describe(orphans: 8, frontEnds: 1));
        ISqlTarget server = pool.Lab.FrontEnds[0].Tables;
        IReadOnlyList<string> living = EntryTable.Lay(server, "Name nvarchar(50) NULL, Data varbinary(max) NULL, Zoned datetimeoffset(3) NULL");
        foreach (var document in OrphanedDocuments(pool).Take(2))
        {
            // Identical rows, and rows that are equal only by collation, by length or by instant.
            string[] rows =
            [
                "N'same', 0x01, NULL", "N'same', 0x01, NULL", "N'same', 0x01, NULL", "N'Same', 0x01, NULL", "N'same ', 0x01, NULL", "N'same', 0x0100, NULL",
                "NULL, NULL, NULL", "NULL, NULL, NULL", "N'', 0x, NULL",
                "NULL, NULL, '2026-01-01 10:00:00.000 +00:00'", "NULL, NULL, '2026-01-01 11:00:00.000 +01:00'",
            ];
            server.Run("rtc", string.Concat(rows.Select(values => $"INSERT INTO dbo.PersistedServiceData VALUES ({document}, {values});\n")));
        }

        IReadOnlyList<string> before = EntryTable.Rows(server);
        RemovalOutcome outcome = await pool.RemoveAsync(pool.Options() with { BatchSize = 4 });

        Assert.Empty(outcome.Said.Failures);
        Assert.Equal(living, EntryTable.Rows(server));
        AssertComesBack(before, server, pool, outcome);
    }

    [Fact]
    public async Task Rows_that_a_disabled_key_would_not_allow_come_back_in_their_number()
    {
        await using TestPool pool = await TestPool.StartAsync(TestPool.Describe(orphans: 8, frontEnds: 1));
        ISqlTarget server = pool.Lab.FrontEnds[0].Tables;
        EntryTable.Lay(server, "Name nvarchar(50) NULL, CONSTRAINT UQ_Entry UNIQUE NONCLUSTERED (DocId, Name)");
        server.Run("rtc", "ALTER INDEX UQ_Entry ON dbo.PersistedServiceData DISABLE;");
        var document = OrphanedDocuments(pool).First();
        server.Run("rtc", string.Concat(Enumerable.Repeat($"INSERT INTO dbo.PersistedServiceData VALUES ({document}, N'same');\n", 3)));
        IReadOnlyList<string> before = EntryTable.Rows(server);
        RemovalOutcome outcome = await pool.RemoveAsync();

        Assert.Equal(3, outcome.Results[0].Deleted);
        AssertComesBack(before, server, pool, outcome);
    }

    [Theory]
    [InlineData("delete")]
    [InlineData("commit")]
    public async Task A_batch_that_was_rolled_back_does_not_make_identical_rows_come_back_twice(string stage)
    {
        await using TestPool pool = await TestPool.StartAsync(TestPool.Describe(orphans: 8, frontEnds: 1));
        ISqlTarget server = pool.Lab.FrontEnds[0].Tables;
        IReadOnlyList<string> living = EntryTable.Lay(server, "Name nvarchar(50) NULL");
        foreach (var document in OrphanedDocuments(pool).Take(2))
        {
            server.Run("rtc", string.Concat(Enumerable.Repeat($"INSERT INTO dbo.PersistedServiceData VALUES ({document}, N'same');\n", 6)));
        }

        IReadOnlyList<string> before = EntryTable.Rows(server);
        using Lab.Faults.Fault lost = stage == "delete"
            ? pool.Lab.FrontEnds[0].Faults.On(Stage.Of(stage)).Once().KillConnectionAfterRows(3)
            : pool.Lab.FrontEnds[0].Faults.On(Stage.Of(stage)).Once().KillConnection();
        RemovalOutcome outcome = await pool.RemoveAsync();

        Assert.Equal(1, lost.Fired);
        Assert.Equal(12, outcome.Results[0].Deleted);
        Assert.Equal(living, EntryTable.Rows(server));
        AssertComesBack(before, server, pool, outcome);
    }

    [Fact]
    public async Task A_lost_commit_is_found_out_by_a_decimal()
    {
        await using TestPool pool = await TestPool.StartAsync(TestPool.Describe(orphans: 8, frontEnds: 1));
        ISqlTarget server = pool.Lab.FrontEnds[0].Tables;
        EntryTable.Lay(server, "Exact decimal(28, 0) NULL");
        server.Run("rtc", $"INSERT INTO dbo.PersistedServiceData VALUES ({OrphanedDocuments(pool).First()}, 9999999999999999999999999999);");
        using Lab.Faults.Fault lost = pool.Lab.FrontEnds[0].Faults.On(Stage.Of("commit")).Once().KillConnectionAfterExecution();
        RemovalOutcome outcome = await pool.RemoveAsync();

        Assert.Equal(1, lost.Fired);
        Assert.Empty(outcome.Said.Failures);
        Assert.Equal(1, outcome.Results[0].Deleted);
    }

    [Fact]
    public async Task A_lost_commit_is_found_out_where_rows_just_like_the_deleted_ones_are_still_there()
    {
        await using TestPool pool = await TestPool.StartAsync(TestPool.Describe(orphans: 8, frontEnds: 1));
        ISqlTarget server = pool.Lab.FrontEnds[0].Tables;
        IReadOnlyList<string> living = EntryTable.Lay(server, "Name nvarchar(50) NULL");
        var document = OrphanedDocuments(pool).First();
        server.Run("rtc", string.Concat(Enumerable.Repeat($"INSERT INTO dbo.PersistedServiceData VALUES ({document}, N'same');\n", 10)));
        IReadOnlyList<string> before = EntryTable.Rows(server);
        using Lab.Faults.Fault lost = pool.Lab.FrontEnds[0].Faults.On(Stage.Of("commit")).Once().KillConnectionAfterExecution();
        RemovalOutcome outcome = await pool.RemoveAsync(pool.Options() with { BatchSize = 4 });

        Assert.Equal(1, lost.Fired);
        Assert.Equal(10, outcome.Results[0].Deleted);
        Assert.Equal(living, EntryTable.Rows(server));
        Restore(pool, outcome);
        Assert.Equal(before, EntryTable.Rows(server));
    }

    [Fact]
    public async Task A_batch_of_the_script_ends_at_about_four_megabytes()
    {
        await using TestPool pool = await TestPool.StartAsync(TestPool.Describe(orphans: 8, frontEnds: 1));
        ISqlTarget server = pool.Lab.FrontEnds[0].Tables;
        EntryTable.Lay(server, "Number int NOT NULL, Data varbinary(max) NULL, CONSTRAINT PK_Large PRIMARY KEY (DocId, Number)", fill: "Number");
        var document = OrphanedDocuments(pool).First();
        foreach (var kilobytes in new[] { 700, 700, 700, 700, 700, 3_000, 1 })
        {
            server.Run("rtc", $"INSERT INTO dbo.PersistedServiceData VALUES ({document}, {Rows()}, CONVERT(varbinary(max), REPLICATE(CONVERT(varchar(max), "
                + $"'x'), {kilobytes * 1024})));");
        }

        IReadOnlyList<string> before = EntryTable.Rows(server);
        RemovalOutcome outcome = await pool.RemoveAsync();
        var batches = (await File.ReadAllTextAsync(outcome.Results[0].BackupFile!)).Split("\r\nGO\r\n")[1..^1];

        Assert.Equal([2, 2, 1, 1, 1], batches.Select(batch => batch.Split("INSERT INTO").Length - 1));
        Restore(pool, outcome);
        Assert.Equal(before, EntryTable.Rows(server));

        int Rows() => EntryTable.Rows(server).Count;
    }

    [Fact]
    public void A_type_that_cannot_be_written_without_loss_is_refused()
    {
        ServerColumn column = new("PersistedServiceData", "Place", "geography", -1, 0, 0, null, IsIdentity: false, IsComputed: false);
        ServerSchema schema = new(new FrontEnd("fe01"), [column], []);

        Assert.Equal("BackupUnsupportedType", Assert.Throws<PsdPurgeException>(() => new RestoreScript(schema)).ErrorId);
    }

    [Fact]
    public async Task Computed_and_rowversion_columns_are_left_to_the_server()
    {
        await using TestPool pool = await TestPool.StartAsync(TestPool.Describe(orphans: 8, frontEnds: 1));
        ISqlTarget server = pool.Lab.FrontEnds[0].Tables;
        EntryTable.Lay(server, "ServiceId int NOT NULL, Stamp rowversion NOT NULL, CONSTRAINT PK_Psd PRIMARY KEY (DocId, ServiceId)", fill: "ServiceId");
        server.Run("rtc", $"INSERT INTO dbo.PersistedServiceData (DocId, ServiceId) VALUES ({OrphanedDocuments(pool).First()}, 7);");
        const string Values = "SELECT DocId, ServiceId FROM dbo.PersistedServiceData";
        IReadOnlyList<string> before = EntryTable.Rows(server, Values);
        RemovalOutcome outcome = await pool.RemoveAsync();

        Assert.Equal(1, outcome.Results[0].Deleted);
        Restore(pool, outcome);
        Assert.Equal(before, EntryTable.Rows(server, Values));
    }

    private static readonly string[] Extremes =
    [
        "NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, "
            + "NULL, NULL",
        """
        -2147483648, 0, 0, -32768, -9223372036854775808, -9999999999999999.9999999999, -999999999, -922337203685477.5808, -214748.3648,
        CONVERT(real, -3.40282347E+38), -1.7976931348623157E+308, '', '', N'', N'', '', 0x, 0x, '00000000-0000-0000-0000-000000000000',
        '0001-01-01', '00:00:00', '00:00:00', '1900-01-01T00:00:00', '1753-01-01T00:00:00.000',
        '0001-01-01T00:00:00.0000000', '0001-01-01 00:00:00.0000000 +00:00'
        """,
        """
        2147483647, 1, 255, 32767, 9223372036854775807, 9999999999999999.9999999999, 999999999, 922337203685477.5807, 214748.3647,
        CONVERT(real, 1.17549435E-38), 2.2250738585072014E-308, 'it''s', 'GO', N'it''s',
        CONVERT(nvarchar(max), 0x0D000A0047004F000D000A003DD800DE240028007800290000000000FFFF), 'a b ',
        0x00FF0001, 0x000102FF00, 'FFFFFFFF-FFFF-FFFF-FFFF-FFFFFFFFFFFF', '9999-12-31', '23:59:59.9999999', '23:59:59', '2079-06-06T23:59:00',
        '9999-12-31T23:59:59.997', '9999-12-31T23:59:59.9999999', '9999-12-31 23:59:59.9999999 +14:00'
        """,
        """
        7, 1, 7, 7, 7, 0.0000000001, 7, 0.0001, 0.0001, CONVERT(real, 0.1), 0.1, N'ü', N'ÄÖ€', N'日本', N'日本', N'ß',
        0x07, 0x, '6F9619FF-8B86-D011-B42D-00C04FC964FF', '2026-02-28', '12:34:56.1234567', '12:34:56', '2026-02-28T12:34:00', '2026-02-28T12:34:56.123',
        '2026-02-28T12:34:56.1234567', '2026-02-28 12:34:56.1234567 +05:45'
        """,
    ];

    internal static IEnumerable<long> OrphanedDocuments(TestPool pool) =>
        pool.Lab.Truth.Orphans(0, PurgeScope.AllPoolEndpoints).Select(orphan => orphan.DocId);

    /// <summary>The backup brings the rows back, and running it again does no harm.</summary>
    private static void AssertComesBack(IReadOnlyList<string> before, ISqlTarget server, TestPool pool, RemovalOutcome outcome)
    {
        for (var run = 0; run < 2; run++)
        {
            Restore(pool, outcome);
            Assert.Equal(before, EntryTable.Rows(server));
        }
    }

    internal static void Restore(TestPool pool, RemovalOutcome outcome) =>
        pool.Lab.FrontEnds[0].Sql.Execute(File.ReadAllText(outcome.Results[0].BackupFile!));
}
