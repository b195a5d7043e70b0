using PsdPurge.Lab.Engine;

namespace PsdPurge.Lab.Tests.Engine;

public sealed class BatchTests : EngineFixture
{
    public BatchTests() => Server.Execute("CREATE TABLE dbo.T (Id int NOT NULL CONSTRAINT PK_T PRIMARY KEY); INSERT dbo.T VALUES (1)");

    [Theory]
    [InlineData("DECLARE @a int = 2, @b int; SET @b = @a * 3; SELECT @b", 6L)]
    [InlineData("DECLARE @a int; SELECT @a = Id FROM dbo.T; SELECT @a", 1L)]
    [InlineData("DECLARE @a int = 1; SET @a += 4; SELECT @a", 5L)]
    [InlineData("DECLARE @i int = 0; WHILE @i < 10 BEGIN SET @i = @i + 1; IF @i = 3 CONTINUE; IF @i = 7 BREAK; END; SELECT @i", 7L)]
    [InlineData("IF EXISTS (SELECT 1 FROM dbo.T) SELECT 'yes' ELSE SELECT 'no'", "yes")]
    [InlineData("IF @@ROWCOUNT = 5 SELECT 'a'; ELSE IF 1 = 1 SELECT 'b'", "b")]
    [InlineData("SELECT 1; RETURN; SELECT 2", 1L)]
    [InlineData("DECLARE @t TABLE (a int PRIMARY KEY, b varchar(5)); INSERT @t VALUES (1, 'x'); SELECT b FROM @t", "x")]
    [InlineData("DECLARE @i int = 0; WHILE @i < 2 BEGIN DECLARE @u TABLE (a int); INSERT @u VALUES (1); SET @i += 1 END; SELECT COUNT(*) FROM @u", 2L)]
    [InlineData("EXEC sp_executesql N'SELECT @p + @q', N'@p int, @q int', @p = 1, @q = 2", 3L)]
    [InlineData("DECLARE @n int; EXEC sp_executesql N'SET @x = 9', N'@x int OUTPUT', @x = @n OUTPUT; SELECT @n", 9L)]
    [InlineData("DECLARE @s nvarchar(50) = N'SELECT '; EXEC (@s + '5')", 5L)]
    [InlineData("BEGIN TRY SELECT 1 / 0 AS x END TRY BEGIN CATCH END CATCH; SELECT 3", null)]
    [InlineData("BEGIN TRY RAISERROR('boo %d', 16, 1, 7) END TRY BEGIN CATCH SELECT ERROR_MESSAGE() END CATCH", "boo 7")]
    [InlineData("BEGIN TRY INSERT dbo.T VALUES (1) END TRY BEGIN CATCH SELECT ERROR_NUMBER() END CATCH", 2627L)]
    [InlineData("BEGIN TRY EXEC('SELECT * FROM dbo.Nope') END TRY BEGIN CATCH SELECT ERROR_NUMBER() END CATCH", 208L)]
    [InlineData("SET NOCOUNT ON; UPDATE dbo.T SET Id = Id; SELECT @@ROWCOUNT", 1L)]
    [InlineData("DECLARE @a varchar(2) = 'abc'; SELECT @a", "ab")]
    public void Batch_ends_with_the_expected_value(string text, object? expected)
    {
        CollectingSink sink = Run(text);
        Assert.Equal(expected ?? 3L, sink.Sets[^1].Rows.Single()[0]);
    }

    [Fact]
    public void Table_variable_ends_with_its_batch()
    {
        const string Query = "DECLARE @t TABLE (a int); INSERT @t VALUES (1); SELECT COUNT(*) FROM @t";
        Assert.Equal(1L, Value(Query));
        Assert.Equal(1L, Value(Query));
    }

    [Fact]
    public void Messages_carry_class_state_and_line()
    {
        CollectingSink sink = Run("PRINT 'hello'\nRAISERROR('low %s', 10, 2, N'x')\nRAISERROR('high', 16, 3)\nPRINT N'after'");
        Assert.Equal(
            [(0, 0, "hello", 1), (50000, 10, "low x", 2), (50000, 16, "high", 3), (0, 0, "after", 4)],
            sink.Messages.Select(m => (m.Number, (int)m.Class, m.Text, m.Line)));
    }

    [Fact]
    public void Key_violation_ends_the_statement_only()
    {
        CollectingSink sink = Run("INSERT dbo.T VALUES (1)\nSELECT @@ERROR\nINSERT dbo.T VALUES (2)");
        Assert.Equal([2627, 3621], sink.Messages.Select(m => m.Number));
        Assert.Equal(2627L, sink.Sets[0].Rows[0][0]);
        Assert.Equal(2L, Value("SELECT COUNT(*) FROM dbo.T"));
    }

    [Fact]
    public void Key_violation_with_xact_abort_ends_the_batch_and_rolls_back()
    {
        CollectingSink sink = new();
        TSqlException error = Assert.Throws<TSqlException>(() =>
            Session.Execute(
                new SqlBatch("SET XACT_ABORT ON\nBEGIN TRAN\nINSERT dbo.T VALUES (2)\nINSERT dbo.T VALUES (1)\nSELECT 1", []), sink, CancellationToken.None));
        Assert.Equal((2627, 4), (error.Error.Number, error.Error.Line));
        Assert.Equal([TransactionEvent.Begun, TransactionEvent.RolledBack], sink.Transactions);
        Assert.Empty(sink.Sets);
        Assert.Equal(0, Session.TransactionCount);
        Assert.Equal(1L, Value("SELECT COUNT(*) FROM dbo.T"));
    }

    [Fact]
    public void Conversion_failure_ends_the_batch_and_rolls_back()
    {
        TSqlException error = Assert.Throws<TSqlException>(() => Run("BEGIN TRAN; INSERT dbo.T VALUES (2);\n\nSELECT CAST('x' AS int); SELECT 1"));
        Assert.Equal((245, 3), (error.Error.Number, error.Error.Line));
        Assert.Equal(0, Session.TransactionCount);
    }

    [Fact]
    public void Missing_table_ends_the_batch_and_keeps_the_transaction()
    {
        Assert.Equal(208, Assert.Throws<TSqlException>(() => Run("BEGIN TRAN; SELECT * FROM dbo.Nope; SELECT 1")).Error.Number);
        Assert.Equal(1, Session.TransactionCount);
    }

    [Fact]
    public void Missing_table_of_the_same_batch_is_not_caught() =>
        Assert.Throws<TSqlException>(() => Run("BEGIN TRY SELECT * FROM dbo.Nope END TRY BEGIN CATCH SELECT 1 END CATCH"));

    [Fact]
    public void Error_in_a_try_block_with_xact_abort_dooms_the_transaction()
    {
        CollectingSink sink =
            Run("SET XACT_ABORT ON; BEGIN TRAN; BEGIN TRY INSERT dbo.T VALUES (1) END TRY BEGIN CATCH SELECT XACT_STATE(), @@TRANCOUNT END CATCH");
        Assert.Equal([-1L, 1L], sink.Sets[0].Rows.Single());
        Assert.Equal(3998, sink.Messages[^1].Number);
        Assert.Equal(0, Session.TransactionCount);
    }

    [Fact]
    public void Doomed_transaction_takes_no_write()
    {
        CollectingSink sink = Run("SET XACT_ABORT ON; BEGIN TRAN; BEGIN TRY INSERT dbo.T VALUES (1) END TRY BEGIN CATCH BEGIN TRY INSERT dbo.T VALUES (5) END "
            + "TRY BEGIN CATCH SELECT ERROR_NUMBER() END CATCH; ROLLBACK END CATCH");
        Assert.Equal(3930L, sink.Sets[0].Rows.Single()[0]);
    }

    [Fact]
    public void Throw_ends_the_batch_with_its_number()
    {
        TSqlException error = Assert.Throws<TSqlException>(() => Run("SELECT 1;\nTHROW 50001, 'mine', 3;\nSELECT 2"));
        Assert.Equal((50001, 16, 3, "mine", 2), (error.Error.Number, error.Error.Class, error.Error.State, error.Error.Text, error.Error.Line));
        Assert.Equal(2627, Assert.Throws<TSqlException>(() => Run("BEGIN TRY INSERT dbo.T VALUES (1) END TRY BEGIN CATCH THROW; END CATCH")).Error.Number);
    }

    [Theory]
    [InlineData("EXEC dbo.NoSuch", 2812)]
    [InlineData("DECLARE @a int, @a int", 134)]
    [InlineData("SET IMPLICIT_TRANSACTIONS ON", Errors.NotSupportedNumber)]
    [InlineData("SET ANSI_NULLS OFF", Errors.NotSupportedNumber)]
    [InlineData("GOTO x; x: SELECT 1", Errors.NotSupportedNumber)]
    public void Wrong_or_unsupported_batch_is_refused_by_number(string text, int number) => Assert.Equal(number, Error(text).Number);

    [Fact]
    public void Usual_options_of_clients_are_accepted() => Run("""
        SET ANSI_NULLS ON; SET ANSI_PADDING ON; SET ANSI_WARNINGS ON; SET ARITHABORT ON; SET CONCAT_NULL_YIELDS_NULL ON; SET QUOTED_IDENTIFIER ON;
        SET NUMERIC_ROUNDABORT OFF; SET IMPLICIT_TRANSACTIONS OFF; SET CURSOR_CLOSE_ON_COMMIT OFF; SET LANGUAGE us_english; SET DATEFORMAT mdy; SET DATEFIRST 7;
        SET TEXTSIZE 2147483647; SET ROWCOUNT 0; SET LOCK_TIMEOUT 5000; SET DEADLOCK_PRIORITY LOW; SET TRANSACTION ISOLATION LEVEL READ COMMITTED;
        SET ANSI_NULL_DFLT_ON ON; SET XACT_ABORT ON
        """);
}
