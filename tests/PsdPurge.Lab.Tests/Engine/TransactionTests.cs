using PsdPurge.Lab.Engine;

namespace PsdPurge.Lab.Tests.Engine;

public sealed class TransactionTests : EngineFixture
{
    public TransactionTests() => Server.Execute("CREATE TABLE dbo.T (Id int NOT NULL PRIMARY KEY); INSERT dbo.T VALUES (1), (2), (3)");

    private long Count => (long)Server.Scalar("SELECT COUNT(*) FROM dbo.T")!;

    [Fact]
    public void Rollback_undoes_and_commit_keeps()
    {
        CollectingSink sink = Run("BEGIN TRAN; DELETE dbo.T WHERE Id = 1; ROLLBACK; BEGIN TRAN; DELETE dbo.T WHERE Id = 2; COMMIT");
        Assert.Equal([TransactionEvent.Begun, TransactionEvent.RolledBack, TransactionEvent.Begun, TransactionEvent.Committed], sink.Transactions);
        Assert.Equal(2, Count);
    }

    [Fact]
    public void Nested_transaction_commits_with_the_outermost()
    {
        Assert.Equal(2L, Value("BEGIN TRAN; BEGIN TRAN; DELETE dbo.T WHERE Id = 1; SELECT @@TRANCOUNT"));
        Run("COMMIT");
        Assert.Equal(1, Session.TransactionCount);
        Assert.Equal(3, Count);
        Run("COMMIT");
        Assert.Equal(2, Count);
    }

    [Fact]
    public void Rollback_to_a_savepoint_keeps_what_was_before()
    {
        Run("BEGIN TRAN; DELETE dbo.T WHERE Id = 1; SAVE TRAN s; DELETE dbo.T; ROLLBACK TRAN s; COMMIT");
        Assert.Equal(2, Count);
    }

    [Theory]
    [InlineData("COMMIT", 3902)]
    [InlineData("ROLLBACK", 3903)]
    [InlineData("SAVE TRAN x", 628)]
    [InlineData("BEGIN TRAN a; ROLLBACK TRAN b", 6401)]
    public void Transaction_statement_without_transaction_is_an_error(string text, int number) => Assert.Equal(number, Error(text).Number);

    [Fact]
    public void Protocol_requests_work_like_statements()
    {
        Session.BeginTransaction();
        Run("DELETE dbo.T");
        Session.Rollback();
        Assert.Equal(3, Count);
        Assert.Equal(3903, Assert.Throws<TSqlException>(Session.Rollback).Error.Number);
        Assert.Equal(3902, Assert.Throws<TSqlException>(Session.Commit).Error.Number);
    }

    [Fact]
    public void Closing_a_session_rolls_back_and_lets_others_write()
    {
        using (ISqlSession other = Server.OpenSession("lab", "rtc"))
        {
            RunOn(other, "BEGIN TRAN; DELETE dbo.T");
        }

        Run("INSERT dbo.T VALUES (9)");
        Assert.Equal(4, Count);
    }

    [Fact]
    public void Writer_that_waits_longer_than_its_lock_timeout_gets_1222_and_readers_go_on()
    {
        using ISqlSession other = Server.OpenSession("lab", "rtc");
        RunOn(other, "BEGIN TRAN; DELETE dbo.T WHERE Id = 1");
        SqlMessage error = Error("SET LOCK_TIMEOUT 0; DELETE dbo.T WHERE Id = 2");
        Assert.Equal((1222, "Lock request time out period exceeded."), (error.Number, error.Text));
        Assert.Equal(3L, Value("SELECT COUNT(*) FROM dbo.T"));
        RunOn(other, "COMMIT");
        Assert.Equal([1L], Run("DELETE dbo.T WHERE Id = 2").Counts);
    }

    [Fact]
    public void Reader_with_readcommittedlock_waits_for_the_writer_of_its_table_only()
    {
        Server.Execute("CREATE TABLE dbo.Free (a int)");
        using ISqlSession other = Server.OpenSession("lab", "rtc");
        RunOn(other, "BEGIN TRAN; DELETE dbo.T WHERE Id = 1");
        Assert.Equal(1222, Error("SET LOCK_TIMEOUT 0; SELECT COUNT(*) FROM dbo.T WITH (READCOMMITTEDLOCK)").Number);
        Assert.Equal(0L, Value("SELECT COUNT(*) FROM dbo.Free WITH (READCOMMITTEDLOCK)"));
        Assert.Equal(2L, RunOn(other, "SELECT COUNT(*) FROM dbo.T WITH (READCOMMITTEDLOCK)").Sets[0].Rows[0][0]);
        RunOn(other, "COMMIT");
        Assert.Equal(2L, Value("SELECT COUNT(*) FROM dbo.T WITH (READCOMMITTEDLOCK)"));
    }

    [Fact]
    public void Lock_timeout_leaves_the_transaction_open()
    {
        using ISqlSession other = Server.OpenSession("lab", "rtc");
        RunOn(other, "BEGIN TRAN; DELETE dbo.T WHERE Id = 1");
        Assert.Equal(1222, Error("SET LOCK_TIMEOUT 0; BEGIN TRAN; DELETE dbo.T").Number);
        Assert.Equal(1, Session.TransactionCount);
    }

    [Fact]
    public void Transaction_that_read_first_may_still_write_after_others_did()
    {
        Run("BEGIN TRAN; SELECT COUNT(*) FROM dbo.T");
        Server.Execute("INSERT dbo.T VALUES (10)");
        Assert.Equal([4L], Run("DELETE dbo.T").Counts);
        Run("COMMIT");
        Assert.Equal(0, Count);
    }

    [Fact]
    public void Temp_tables_are_filled_while_another_session_writes()
    {
        using ISqlSession other = Server.OpenSession("lab", "rtc");
        RunOn(other, "BEGIN TRAN; DELETE dbo.T WHERE Id = 1");
        Assert.Equal(3L, Value("SET LOCK_TIMEOUT 0; SELECT Id INTO #t FROM dbo.T; SELECT COUNT(*) FROM #t"));
    }

    [Fact]
    public void Rolled_back_table_is_gone_and_dropped_one_is_back()
    {
        Run("BEGIN TRAN; CREATE TABLE dbo.New (a int); DROP TABLE dbo.T; CREATE TABLE #n (a int); ROLLBACK");
        Assert.Equal(208, Error("SELECT * FROM dbo.New").Number);
        Assert.Equal(208, Error("SELECT * FROM #n").Number);
        Assert.Equal(3, Count);
        Run("CREATE TABLE dbo.New (a int)");
    }

    [Fact]
    public void Writers_queue_and_none_is_lost()
    {
        Parallel.For(0, 8, i =>
        {
            using ISqlSession session = Server.OpenSession("lab", "rtc");
            for (int j = 0; j < 25; j++)
            {
                RunOn(session, "BEGIN TRAN; SELECT COUNT(*) FROM dbo.T; INSERT dbo.T VALUES (@id); COMMIT".Replace(
                    "@id", (1000 + (i * 100) + j).ToString(System.Globalization.CultureInfo.InvariantCulture)));
            }
        });
        Assert.Equal(203, Count);
    }

    [Fact]
    public void Transaction_count_that_changes_inside_a_parametrized_batch_is_reported()
    {
        SqlMessage error = Error("BEGIN TRAN", Int("@p", 1));
        Assert.Equal(
            (266, "Transaction count after EXECUTE indicates a mismatching number of BEGIN and COMMIT statements. Previous count = 0, current count = 1."),
            (error.Number, error.Text));
        Assert.Equal(1, Session.TransactionCount);
    }

    [Fact]
    public void Snapshot_isolation_is_refused_as_by_a_database_that_does_not_allow_it() =>
        Assert.Equal(3952, Error("SET TRANSACTION ISOLATION LEVEL SNAPSHOT; SELECT * FROM dbo.T").Number);
}
