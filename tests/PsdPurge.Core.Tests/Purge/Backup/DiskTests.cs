using PsdPurge.Lab.Scenarios;
using PsdPurge.Lab.Tds;

namespace PsdPurge.Core.Tests.Purge.Backup;

/// <summary>What the disk has of a backup, and what becomes of a removal when it takes no more.</summary>
public class DiskTests
{
    [Fact]
    public async Task Every_row_is_on_the_disk_before_its_transaction_commits()
    {
        await using TestPool pool = await TestPool.StartAsync(TestPool.Describe(frontEnds: 1));
        WatchedFile? file = null;
        List<(bool HasRows, bool IsOnDisk)> commits = [];

        // The client waits for the answer meanwhile, so the file is as it was when the commit was sent.
        pool.Lab.FrontEnds[0].RequestLog.Completed += completion =>
        {
            if (completion.Request.Text == SessionStatements.Commit)
            {
                commits.Add((file!.HasNew, file.IsOnDisk));
                file.HasNew = false;
            }
        };
        RemovalOutcome outcome = await pool.RemoveAsync(pool.Options() with
        {
            BatchSize = 5,
            OpenBackup = (folder, name) => BackupTests.CreateAt(Path.Combine(folder, name + ".sql"), path => file = new WatchedFile(path)),
        });

        pool.AssertPurged();
        Assert.Equal(outcome.Results[0].Batches, commits.Count(commit => commit.HasRows));
        Assert.All(commits, commit => Assert.True(commit.IsOnDisk));
    }

    [Fact]
    public async Task A_folder_that_cannot_be_written_to_means_that_nothing_is_deleted()
    {
        await using TestPool pool = await TestPool.StartAsync();
        var file = Path.Combine(pool.Folder, "file");
        await File.WriteAllTextAsync(file, "");
        RemovalOutcome outcome = await pool.RemoveAsync(pool.Options() with { BackupFolder = Path.Combine(file, "folder") });

        Assert.Equal(["BackupFailed", "BackupFailed", "BackupFailed"], outcome.ErrorIds);
        Assert.All(outcome.Statuses, status => Assert.Equal(RemovalStatus.Failed, status));
        pool.AssertUntouched();
    }

    [Theory]
    [InlineData(0)]
    [InlineData(100)]
    [InlineData(5_000)]
    [InlineData(9_000)]
    public async Task A_full_disk_ends_the_removal_and_every_deleted_row_is_in_the_backup(int bytes)
    {
        await using TestPool pool = await TestPool.StartAsync();
        RemovalOutcome outcome = await pool.RemoveAsync(pool.Options() with
        {
            BatchSize = 5,
            OpenBackup = (folder, name) => BackupTests.CreateAt(Path.Combine(folder, name + ".sql"), path => new FullDisk(path, bytes)),
        });

        Assert.Equal(["BackupFailed", "BackupFailed", "BackupFailed"], outcome.ErrorIds);
        Assert.All(outcome.Said.Failures, failure => Assert.Contains("No space left on device", failure.Message, StringComparison.Ordinal));
        Assert.All(outcome.Statuses, status => Assert.Equal(RemovalStatus.Failed, status));
        Assert.Equal(bytes < 1000, outcome.Results.All(r => r.Deleted == 0));
        Assert.Equal(bytes < 1000, Directory.GetFiles(pool.Folder).Length == 0);
        pool.AssertPurged(mayLeave: FrontEndSet.All);
        pool.AssertTrueAndRestorable(outcome);
    }

    /// <summary>A file on a disk that holds so many bytes.</summary>
    private sealed class FullDisk(string path, int room) : FileStream(path, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.Read, bufferSize: 1)
    {
        public override void Write(ReadOnlySpan<byte> buffer) => Write(buffer.ToArray(), 0, buffer.Length);

        public override void Write(byte[] buffer, int offset, int count)
        {
            var fits = (int)Math.Min(count, Math.Max(0, room - Position));
            base.Write(buffer, offset, fits);
            if (fits < count)
            {
                throw new IOException("No space left on device.");
            }
        }
    }

    /// <summary>A file that knows whether what was written to it has been put on the disk.</summary>
    private sealed class WatchedFile(string path) : FileStream(path, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.Read, bufferSize: 1)
    {
        /// <summary>Whether anything was written since the last commit.</summary>
        public bool HasNew { get; set; }

        public bool IsOnDisk { get; private set; }

        public override void Write(ReadOnlySpan<byte> buffer) => Write(buffer.ToArray(), 0, buffer.Length);

        public override void Write(byte[] buffer, int offset, int count)
        {
            (HasNew, IsOnDisk) = (true, false);
            base.Write(buffer, offset, count);
        }

        public override void Flush(bool flushToDisk)
        {
            base.Flush(flushToDisk);
            IsOnDisk |= flushToDisk;
        }
    }
}
