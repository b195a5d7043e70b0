using PsdPurge.Lab.Faults;

namespace PsdPurge.Core.Tests.Purge.Backup;

/// <summary>After a commit was sent, nothing is cut from a backup. The module probes one row, and somebody else may have changed that row.</summary>
public class UncertainCommitTests
{
    private const string Lost = "-- The answer to the commit of the rows above was lost";

    [Fact]
    public async Task Rows_of_a_commit_stay_in_the_backup_although_the_row_that_is_asked_for_came_back()
    {
        await using TestPool pool = await TestPool.StartAsync(TestPool.Describe(frontEnds: 1));
        using Fault lost = pool.Lab.FrontEnds[0].Faults.On(Stage.Of("commit")).Nth(2).KillConnectionAfterExecution();
        var hasComeBack = false;
        pool.Lab.FrontEnds[0].RequestLog.Completed += _ =>
        {
            if (lost.Fired == 1 && !hasComeBack)
            {
                // Somebody puts back the probed row, which is the first of the batch.
                hasComeBack = true;
                pool.Lab.FrontEnds[0].Sql.Execute(FirstRowOfLastBatch(pool));
            }
        };
        RemovalOutcome outcome = await pool.RemoveAsync(pool.Options() with { BatchSize = 10 });

        Assert.True(hasComeBack);
        Assert.Empty(outcome.Said.Failures);
        pool.AssertPurged();
        Assert.Contains(Lost + ". Found later: not committed.", Text(pool), StringComparison.Ordinal);
        pool.AssertRestorable();
    }

    [Theory]
    [InlineData(true, ". Found later: committed.")]
    [InlineData(false, ". Found later: not committed.")]
    public async Task What_was_found_out_later_stands_behind_the_rows(bool committed, string found)
    {
        await using TestPool pool = await TestPool.StartAsync(TestPool.Describe(frontEnds: 1));
        RequestFaultBuilder second = pool.Lab.FrontEnds[0].Faults.On(Stage.Of("commit")).Nth(2);
        using Fault lost = committed ? second.KillConnectionAfterExecution() : second.KillConnection();
        RemovalOutcome outcome = await pool.RemoveAsync(pool.Options() with { BatchSize = 10 });

        Assert.Equal(1, lost.Fired);
        var comment = Assert.Single(Text(pool).Split("\r\n"), line => line.StartsWith("-- The answer", StringComparison.Ordinal));
        Assert.StartsWith(Lost + found, comment, StringComparison.Ordinal);
        pool.AssertPurged();
        pool.AssertTrueAndRestorable(outcome);
    }

    [Fact]
    public async Task Where_nobody_can_be_asked_the_file_says_so()
    {
        await using TestPool pool = await TestPool.StartAsync(TestPool.Describe(frontEnds: 1));
        FaultPlan faults = pool.Lab.FrontEnds[0].Faults;
        using Fault lost = faults.On(Stage.Of("commit")).Nth(2).KillConnection();
        using Fault gone = faults.OnLogin().After(1).Refuse();
        RemovalOutcome outcome = await pool.RemoveAsync(pool.Options() with { BatchSize = 10 });

        Assert.Equal(["CommitOutcomeUnknown"], outcome.ErrorIds);
        Assert.Contains(Lost + ", and the server could not be reached again.", Text(pool), StringComparison.Ordinal);
        pool.AssertRestorable();
    }

    [Fact]
    public async Task A_comment_that_does_not_fit_on_the_disk_takes_no_row_with_it()
    {
        await using TestPool pool = await TestPool.StartAsync(TestPool.Describe(frontEnds: 1));
        using Fault lost = pool.Lab.FrontEnds[0].Faults.On(Stage.Of("commit")).Nth(2).KillConnectionAfterExecution();
        RemovalOutcome outcome = await pool.RemoveAsync(pool.Options() with
        {
            BatchSize = 10,
            OpenBackup = (folder, name) => BackupFileTests.CreateAt(Path.Combine(folder, name + ".sql"), path => new NoRoomForComments(path)),
        });

        Assert.Equal(1, lost.Fired);
        Assert.Empty(outcome.Said.Failures);
        Assert.DoesNotContain("-- The an", Text(pool), StringComparison.Ordinal);
        pool.AssertPurged();
        pool.AssertTrueAndRestorable(outcome);
    }

    private static string Text(TestPool pool) => ReadOpen(Assert.Single(Directory.GetFiles(pool.Folder)));

    private static string FirstRowOfLastBatch(TestPool pool)
    {
        var lastBatch = Text(pool).Split("\r\nGO\r\n", StringSplitOptions.RemoveEmptyEntries)[^1];
        return string.Join("\r\n", lastBatch.Split("\r\n").SkipWhile(line => !line.StartsWith("IF ", StringComparison.Ordinal)).Take(2));
    }

    private static string ReadOpen(string path)
    {
        using FileStream stream = new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        using StreamReader reader = new(stream);
        return reader.ReadToEnd();
    }

    /// <summary>A disk that fills up within the comment, and has space again afterwards.</summary>
    private sealed class NoRoomForComments(string path) : FileStream(path, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.Read, bufferSize: 1)
    {
        public override void Write(ReadOnlySpan<byte> buffer) => Write(buffer.ToArray(), 0, buffer.Length);

        public override void Write(byte[] buffer, int offset, int count)
        {
            var comment = System.Text.Encoding.ASCII.GetString(buffer, offset, count).IndexOf("-- The answer", StringComparison.Ordinal);
            base.Write(buffer, offset, comment < 0 ? count : comment + 9);
            if (comment >= 0)
            {
                throw new IOException("No space left on device.");
            }
        }
    }
}
