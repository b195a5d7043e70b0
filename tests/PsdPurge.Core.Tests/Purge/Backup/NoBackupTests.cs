using PsdPurge.Lab.Faults;

namespace PsdPurge.Core.Tests.Purge.Backup;

/// <summary>Removals without a backup.</summary>
public class NoBackupTests
{
    [Fact]
    public async Task Rows_go_and_no_file_is_written()
    {
        await using TestPool pool = await TestPool.StartAsync();
        RemovalOutcome outcome = await RemoveAsync(pool);
        Assert.All(outcome.Results, result => Assert.Null(result.BackupFile));
        Assert.Empty(Directory.GetFiles(pool.Folder));
        pool.AssertPurged();
    }

    [Fact]
    public async Task The_data_of_the_entries_does_not_cross_the_wire()
    {
        await using TestPool pool = await TestPool.StartAsync();
        await RemoveAsync(pool);
        Assert.Equal(["deleted.[DocId], deleted.[ServiceId], deleted.[Version], deleted.[LastUpdateTime]"], Returned(pool));
    }

    [Fact]
    public async Task Where_the_table_has_no_key_a_row_is_known_by_all_that_it_holds()
    {
        await using TestPool pool = await TestPool.StartAsync(TestPool.Describe(orphans: 8, frontEnds: 1));
        pool.Lab.FrontEnds[0].Sql.Execute("ALTER TABLE dbo.PersistedServiceData DROP CONSTRAINT PK_PersistedServiceData;");
        await RemoveAsync(pool);
        Assert.Equal(["deleted.[DocId], deleted.[ServiceId], deleted.[Version], deleted.[Data], deleted.[LastUpdateTime]"], Returned(pool));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_lost_commit_is_settled_by_the_server(bool wasCommitted)
    {
        await using TestPool pool = await TestPool.StartAsync();
        RequestFaultBuilder second = pool.Lab.FrontEnds[1].Faults.On(Stage.Of("commit")).Nth(2);
        using Fault lost = wasCommitted ? second.KillConnectionAfterExecution() : second.KillConnection();
        RemovalOutcome outcome = await RemoveAsync(pool);
        Assert.Equal(1, lost.Fired);
        Assert.Empty(outcome.Said.Failures);
        Assert.Equal(pool.Orphans(1), pool.ResultOf(outcome, 1).Deleted);
        pool.AssertPurged();
    }

    private static Task<RemovalOutcome> RemoveAsync(TestPool pool) => pool.RemoveAsync(pool.Options() with { BackupFolder = null, BatchSize = 5 });

    /// <summary>The columns that the DELETE statements return.</summary>
    private static IEnumerable<string> Returned(TestPool pool) =>
        from frontEnd in pool.Lab.FrontEnds
        from request in frontEnd.RequestLog.Requests
        from line in request.Text.Split('\n')
        where line.StartsWith("OUTPUT ", StringComparison.Ordinal)
        group line by line["OUTPUT ".Length..] into one
        select one.Key;
}
