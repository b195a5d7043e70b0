using PsdPurge.Lab.Engine;

namespace PsdPurge.Lab.Tests.Engine;

public sealed class CancellationTests : EngineFixture
{
    public CancellationTests()
    {
        Server.Execute("CREATE TABLE dbo.N (Id int NOT NULL PRIMARY KEY); CREATE TABLE dbo.T (Id int NOT NULL PRIMARY KEY)");
        Server.Seed("rtc.dbo.N", ["Id"], Enumerable.Range(1, 5000).Select(i => new object?[] { (long)i }));
    }

    /// <summary>Each statement returns its first row at once. Then it would run forever, or for a long time.</summary>
    [Theory]
    [InlineData("SELECT a.Id FROM dbo.N a, dbo.N b, dbo.N c, dbo.N d, dbo.N e WHERE a.Id + b.Id + c.Id + d.Id + e.Id = 5")]
    [InlineData("INSERT dbo.T OUTPUT inserted.Id SELECT a.Id + 10 FROM dbo.N a, dbo.N b, dbo.N c, dbo.N d WHERE a.Id + b.Id + c.Id + d.Id = 4")]
    [InlineData("DELETE t OUTPUT deleted.Id FROM dbo.T t, dbo.N a, dbo.N b, dbo.N c, dbo.N d WHERE t.Id + a.Id + b.Id + c.Id + d.Id = 5")]
    [InlineData("WHILE 1 = 1 SELECT 1")]
    public void Running_statement_stops_and_its_transaction_stays_open(string text)
    {
        Run("BEGIN TRAN; INSERT dbo.T VALUES (1), (2)");
        using CancellationTokenSource cancel = new();
        var rows = 0;
        CollectingSink sink = new()
        {
            OnRow = () =>
            {
                rows++;
                cancel.Cancel();
            },
        };
        Assert.ThrowsAny<OperationCanceledException>(() => Session.Execute(new SqlBatch(text, []), sink, cancel.Token));
        Assert.Equal(1, rows);
        AssertStillOpen();
    }

    [Fact]
    public void Waiting_stops_and_the_transaction_stays_open()
    {
        Run("BEGIN TRAN; INSERT dbo.T VALUES (1), (2)");
        CancelWhileItWaits("WAITFOR DELAY '00:10:00'");
        AssertStillOpen();
    }

    [Fact]
    public void Delete_cancelled_while_its_output_streams_deletes_nothing()
    {
        using CancellationTokenSource cancel = new();
        CollectingSink sink = new() { OnRow = cancel.Cancel };
        Assert.ThrowsAny<OperationCanceledException>(() => Session.Execute(new SqlBatch("DELETE dbo.N OUTPUT deleted.* WHERE Id > 0", []), sink, cancel.Token));
        Assert.Equal(5000L, Value("SELECT COUNT(*) FROM dbo.N"));
    }

    [Fact]
    public void Wait_for_a_lock_can_be_cancelled()
    {
        using ISqlSession other = Server.OpenSession("lab", "rtc");
        RunOn(other, "BEGIN TRAN; DELETE dbo.N WHERE Id = 1");
        CancelWhileItWaits("DELETE dbo.N");
        Assert.Equal(5000L, Value("SELECT COUNT(*) FROM dbo.N"));
    }

    [Fact]
    public void Session_goes_on_after_a_cancelled_batch()
    {
        using CancellationTokenSource cancel = new();
        cancel.Cancel();
        Assert.ThrowsAny<OperationCanceledException>(() => Session.Execute(new SqlBatch("SELECT 1", []), new CollectingSink(), cancel.Token));
        Assert.Equal(1L, Value("SELECT 1"));
    }

    /// <summary>Cancels once the statement's thread is blocked.</summary>
    private void CancelWhileItWaits(string text)
    {
        using CancellationTokenSource cancel = new();
        using ManualResetEventSlim begun = new();
        Exception? end = null;
        Thread running = new(() => end = Record.Exception(() =>
            Session.Execute(new SqlBatch("SELECT 1; " + text, []), new CollectingSink { OnRow = begun.Set }, cancel.Token)))
        { IsBackground = true };
        running.Start();
        begun.Wait();
        SpinWait.SpinUntil(() => (running.ThreadState & (ThreadState.WaitSleepJoin | ThreadState.Stopped)) != 0);
        Assert.Null(end);
        cancel.Cancel();
        running.Join();
        Assert.IsAssignableFrom<OperationCanceledException>(end);
    }

    private void AssertStillOpen()
    {
        Assert.Equal(1, Session.TransactionCount);
        Assert.Equal(2L, Value("SELECT COUNT(*) FROM dbo.T"));
        Run("COMMIT");
        Assert.Equal(2L, Server.Scalar("SELECT COUNT(*) FROM dbo.T"));
    }
}
