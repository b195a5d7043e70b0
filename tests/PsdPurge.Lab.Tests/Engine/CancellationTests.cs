using PsdPurge.Lab.Engine;

namespace PsdPurge.Lab.Tests.Engine;

public sealed class CancellationTests : EngineFixture
{
    private const string Endless = "SELECT COUNT_BIG(*) FROM dbo.N a, dbo.N b, dbo.N c, dbo.N d, dbo.N e WHERE a.Id + b.Id + c.Id + d.Id + e.Id < 0";

    public CancellationTests()
    {
        Server.Execute("CREATE TABLE dbo.N (Id int NOT NULL PRIMARY KEY); CREATE TABLE dbo.T (Id int NOT NULL PRIMARY KEY)");
        Server.Seed("rtc.dbo.N", ["Id"], Enumerable.Range(1, 5000).Select(i => new object?[] { (long)i }));
    }

    [Theory]
    [InlineData(Endless)]
    [InlineData("INSERT dbo.T SELECT a.Id FROM dbo.N a, dbo.N b, dbo.N c, dbo.N d WHERE a.Id + b.Id + c.Id + d.Id < 0")]
    [InlineData("DELETE FROM dbo.T WHERE Id IN (SELECT a.Id FROM dbo.N a, dbo.N b, dbo.N c, dbo.N d WHERE a.Id + b.Id + c.Id + d.Id < 0)")]
    [InlineData("WHILE 1 = 1 SET NOCOUNT ON")]
    [InlineData("WAITFOR DELAY '00:10:00'")]
    public void Running_statement_stops_and_its_transaction_stays_open(string text)
    {
        Run("BEGIN TRAN; INSERT dbo.T VALUES (1), (2)");
        using CancellationTokenSource cancel = new();
        Task running = Task.Run(() => Session.Execute(new SqlBatch(text, []), new CollectingSink(), cancel.Token));
        cancel.CancelAfter(TimeSpan.FromMilliseconds(20));
        Assert.ThrowsAny<OperationCanceledException>(() => running.GetAwaiter().GetResult());
        Assert.Equal(1, Session.TransactionCount);
        Assert.Equal(2L, Value("SELECT COUNT(*) FROM dbo.T"));
        Run("COMMIT");
        Assert.Equal(2L, Server.Scalar("SELECT COUNT(*) FROM dbo.T"));
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
        using CancellationTokenSource cancel = new(TimeSpan.FromMilliseconds(20));
        Assert.ThrowsAny<OperationCanceledException>(() => Session.Execute(new SqlBatch("DELETE dbo.N", []), new CollectingSink(), cancel.Token));
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
}
