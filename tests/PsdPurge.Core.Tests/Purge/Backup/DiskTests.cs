using PsdPurge.Lab.Scenarios;
using PsdPurge.Lab.Tds;

namespace PsdPurge.Core.Tests.Purge.Backup;

/// <summary>The parts of a backup that are on the disk, and a removal when the disk is full.</summary>
public class DiskTests
{
    [Fact]
    public async Task Every_row_is_on_the_disk_before_its_transaction_commits()
    {
        await using TestPool pool = await TestPool.StartAsync(TestPool.Describe(frontEnds: 1));
        WatchedFile? file = null;
        List<(bool HasRows, bool IsOnDisk)> commits = [];

        // The client waits for the answer, so the file is in the state of the moment when the commit was sent.
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
            OpenBackup = (folder, name) => BackupFileTests.CreateAt(Path.Combine(folder, name + ".sql"), path => file = new WatchedFile(path)),
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
            OpenBackup = (folder, name) => BackupFileTests.CreateAt(Path.Combine(folder, name + ".sql"), path => new FullDisk(path, bytes)),
        });

        Assert.Equal(["BackupFailed", "BackupFailed", "BackupFailed"], outcome.ErrorIds);
        Assert.All(outcome.Said.Failures, failure => Assert.Contains("No space left on device", failure.Message, StringComparison.Ordinal));
        Assert.All(outcome.Statuses, status => Assert.Equal(RemovalStatus.Failed, status));
        Assert.Equal(bytes < 1000, outcome.Results.All(r => r.Deleted == 0));
        Assert.Equal(bytes < 1000, Directory.GetFiles(pool.Folder).Length == 0);
        pool.AssertPurged(mayLeave: FrontEndSet.All);
        pool.AssertTrueAndRestorable(outcome);
    }

    [Fact]
    public async Task A_share_that_goes_away_ends_the_removal_with_a_true_result()
    {
        await using TestPool pool = await TestPool.StartAsync();
        RemovalOutcome outcome = await pool.RemoveAsync(pool.Options() with
        {
            BatchSize = 5,
            OpenBackup = (folder, name) => BackupFileTests.CreateAt(Path.Combine(folder, name + ".sql"), path => new LostShare(path, 9_000)),
        });

        Assert.Equal(["BackupFailed", "BackupFailed", "BackupFailed"], outcome.ErrorIds);
        Assert.All(
            outcome.Said.Failures,
            failure => Assert.Contains("The specified network name is no longer available", failure.Message, StringComparison.Ordinal));
        Assert.All(outcome.Results, result => Assert.True(result.Deleted > 0));
        pool.AssertPurged(mayLeave: FrontEndSet.All);
        pool.AssertTrueAndRestorable(outcome);
    }

    [Fact]
    public async Task Every_backup_is_there_before_the_first_row_goes()
    {
        await using TestPool pool = await TestPool.StartAsync();
        System.Collections.Concurrent.ConcurrentBag<long> gone = [];
        await pool.RemoveAsync(pool.Options() with
        {
            OpenBackup = (folder, name) =>
            {
                gone.Add(Enumerable.Range(0, 3).Sum(pool.Gone));
                return PrivateFile.CreateNew(folder, name);
            },
        });

        Assert.Equal([0, 0, 0], gone);
        pool.AssertPurged();
    }

    [Fact]
    public async Task A_disk_that_cannot_hold_the_backups_is_known_before_the_first_row_goes()
    {
        await using TestPool pool = await TestPool.StartAsync();
        RemovalOutcome outcome = await pool.RemoveAsync(pool.Options() with { FreeAt = _ => 5_000 });

        PsdPurgeException failure = Assert.Single(outcome.Said.Failures);
        Assert.Equal("BackupFailed", failure.ErrorId);
        Assert.Contains($"'{pool.Folder}' has {ByteSize.Format(5_000)} left. Nothing was deleted.", failure.Message, StringComparison.Ordinal);
        Assert.All(outcome.Statuses, status => Assert.Equal(RemovalStatus.Failed, status));
        Assert.Empty(Directory.GetFiles(pool.Folder));
        pool.AssertUntouched();
    }

    [Theory]
    [InlineData(null)]
    [InlineData(1_000_000L)]
    public async Task A_disk_with_room_or_one_that_nobody_knows_is_written_to(long? free)
    {
        await using TestPool pool = await TestPool.StartAsync();
        RemovalOutcome outcome = await pool.RemoveAsync(pool.Options() with { FreeAt = _ => free });

        Assert.Empty(outcome.Said.Failures);
        pool.AssertPurged();
    }

    [Fact]
    public async Task What_the_backups_take_at_least_is_no_more_than_they_take()
    {
        await using TestPool pool = await TestPool.StartAsync();
        RemovalOutcome outcome = await pool.RemoveAsync();
        var taken = outcome.Results.Sum(result => new FileInfo(result.BackupFile!).Length);

        BackupRoom.Ensure(pool.Folder, [.. outcome.Plans], _ => taken);
        Assert.Throws<PsdPurgeException>(() => BackupRoom.Ensure(pool.Folder, [.. outcome.Plans], _ => taken / 20));
    }

    [Fact]
    public void The_room_of_a_folder_that_is_not_there_yet_is_that_of_the_disk_where_it_will_be()
    {
        Assert.True(BackupRoom.FreeAt(Path.Combine(Path.GetTempPath(), "no", "such", Guid.NewGuid().ToString("N"))) > 0);
        Assert.Null(BackupRoom.FreeAt("\0"));
    }

    [Fact]
    public void A_path_that_sqlcmd_could_not_open_is_refused_on_Windows()
    {
        var longest = @"C:\" + new string('x', 256);

        PrivateFile.EnsureShort(longest, isWindows: true);
        PrivateFile.EnsureShort(longest + "y", isWindows: false);
        Assert.Contains(
            "would have 260 characters",
            Assert.Throws<PathTooLongException>(() => PrivateFile.EnsureShort(longest + "y", isWindows: true)).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_backup_whose_rights_cannot_be_set_means_that_nothing_is_deleted()
    {
        await using TestPool pool = await TestPool.StartAsync();
        RemovalOutcome outcome =
            await pool.RemoveAsync(pool.Options() with { OpenBackup = (_, _) => throw new System.Security.SecurityException("The rights cannot be set.") });

        Assert.Equal(["BackupFailed", "BackupFailed", "BackupFailed"], outcome.ErrorIds);
        pool.AssertUntouched();
    }

    /// <summary>A file on a share that disappears after a number of bytes. After that, every call fails, even closing it.</summary>
    private sealed class LostShare(string path, int room) : FileStream(path, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.Read, bufferSize: 1)
    {
        private bool _isGone;

        public override void Write(ReadOnlySpan<byte> buffer) => Write(buffer.ToArray(), 0, buffer.Length);

        public override void Write(byte[] buffer, int offset, int count)
        {
            _isGone |= Position + count > room;
            Ensure();
            base.Write(buffer, offset, count);
        }

        public override void Flush(bool flushToDisk)
        {
            Ensure();
            base.Flush(flushToDisk);
        }

        public override void SetLength(long value)
        {
            Ensure();
            base.SetLength(value);
        }

        protected override void Dispose(bool disposing)
        {
            base.Dispose(disposing);
            if (disposing)
            {
                Ensure();
            }
        }

        private void Ensure()
        {
            if (_isGone)
            {
                throw new IOException("The specified network name is no longer available.");
            }
        }
    }

    /// <summary>A file on a disk with limited space.</summary>
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

    /// <summary>A file that records whether its content has been flushed to the disk.</summary>
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
