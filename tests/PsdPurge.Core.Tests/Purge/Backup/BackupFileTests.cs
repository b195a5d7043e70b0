namespace PsdPurge.Core.Tests.Purge.Backup;

/// <summary>The backup file: its header, its owner, its name, and the time of its creation.</summary>
public class BackupFileTests
{
    [Fact]
    public async Task The_file_says_what_it_is_and_how_to_use_it_and_only_its_owner_can_read_it()
    {
        await using TestPool pool = await TestPool.StartAsync();
        RemovalOutcome outcome = await pool.RemoveAsync();
        Assert.Equal(3, outcome.Results.Select(r => r.BackupFile).Distinct().Count());
        foreach (RemovalResult result in outcome.Results)
        {
            var lines = File.ReadAllLines(result.BackupFile!);
            Assert.StartsWith("-- PsdPurge ", lines[0], StringComparison.Ordinal);
            Assert.Contains($"-- Server:   {result.FrontEnd}", lines);
            Assert.Contains("-- Database: rtc", lines);
            Assert.Contains($"-- Pool:     {result.Pool}", lines);
            Assert.Contains(lines, line => line.StartsWith("-- Started:  ", StringComparison.Ordinal));
            Assert.Contains($"--   sqlcmd -S \"{result.FrontEnd}\" -E -C -I -x -b -i \"{result.BackupFile}\"", lines);
            Assert.Contains("--   " + TestPool.OtherApp, lines);
            Assert.DoesNotContain(lines, line => line.Contains(pool.Lab.FrontEnds[0].Password, StringComparison.Ordinal));
            Assert.Equal(result.Deleted, lines.Count(line => line.StartsWith("INSERT ", StringComparison.Ordinal)));
            if (!OperatingSystem.IsWindows())
            {
                Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(result.BackupFile!));
            }
        }
    }

    [Fact]
    public async Task A_run_that_deletes_nothing_leaves_no_file()
    {
        await using TestPool pool = await TestPool.StartAsync();
        await pool.RemoveAsync(approve: _ => []);
        Assert.Empty(Directory.GetFiles(pool.Folder));
        await pool.RemoveAsync(pool.Options() with { TimeLimit = TimeSpan.Zero });
        Assert.Empty(Directory.GetFiles(pool.Folder));
    }

    [Fact]
    public async Task A_backup_is_known_by_the_path_that_it_was_created_at_and_not_by_what_its_stream_calls_itself()
    {
        await using TestPool pool = await TestPool.StartAsync(TestPool.Describe(frontEnds: 1));
        var others = Path.Combine(pool.Folder, "somebody-elses.sql");
        await File.WriteAllTextAsync(others, "");
        RemovalOptions options =
            pool.Options() with { OpenBackup = (folder, name) => CreateAt(Path.Combine(folder, name + ".sql"), path => new MisnamedFile(path, others)) };

        await pool.RemoveAsync(options with { TimeLimit = TimeSpan.Zero });
        Assert.Equal([others], Directory.GetFiles(pool.Folder));

        RemovalOutcome outcome = await pool.RemoveAsync(options);
        var backup = Assert.Single(Directory.GetFiles(pool.Folder), file => file != others);
        Assert.Equal(backup, outcome.Results[0].BackupFile);
        Assert.Contains($"-i \"{backup}\"", await File.ReadAllTextAsync(backup), StringComparison.Ordinal);
        BackupTests.Restore(pool, outcome);
    }

    [Fact]
    public async Task A_folder_that_does_not_keep_the_rights_of_its_files_is_refused_before_anything_is_deleted()
    {
        await using TestPool pool = await TestPool.StartAsync();
        RemovalOutcome outcome = await pool.RemoveAsync(
            pool.Options() with { OpenBackup = (folder, name) => PrivateFile.CreateNew(folder, name, _ => "S-1-1-0") });

        Assert.Equal(["BackupFailed", "BackupFailed", "BackupFailed"], outcome.ErrorIds);
        Assert.All(
            outcome.Said.Failures,
            failure => Assert.Contains("S-1-1-0 could read it. Its disk or share may not keep the rights", failure.Message, StringComparison.Ordinal));
        Assert.All(outcome.Statuses, status => Assert.Equal(RemovalStatus.Failed, status));
        Assert.Empty(Directory.GetFiles(pool.Folder));
        pool.AssertUntouched();
    }

    [Fact]
    public void Who_else_can_read_a_file_is_told_by_its_rights()
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory("psdpurge-backup-");
        try
        {
            using FileStream file = PrivateFile.CreateNew(folder.FullName, "PsdPurge").Stream;
            Assert.Null(FileReaders.Others(file));
            if (!OperatingSystem.IsWindows())
            {
                File.SetUnixFileMode(file.Name, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.OtherRead);
                Assert.Equal("other users (its mode is 604)", FileReaders.Others(file));
            }
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public void Two_runs_at_the_same_time_write_two_files()
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory("psdpurge-backup-");
        try
        {
            using FileStream one = PrivateFile.CreateNew(folder.FullName, "PsdPurge").Stream;
            using FileStream two = PrivateFile.CreateNew(folder.FullName, "PsdPurge").Stream;
            Assert.NotEqual(one.Name, two.Name);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public void Names_from_elsewhere_stay_inside_their_line_of_the_header()
    {
        StringWriter text = new();
        BackupHeader.Write(
            text,
            "/tmp/a\nGO\nDROP TABLE x",
            new FrontEnd("fe\r\nGO\nDROP DATABASE rtc"),
            SchemaProfile.OwnerColumn with { Name = "p\nGO" },
            "e\r\nGO",
            ["a@b\nGO\nDROP DATABASE rtc", "x@y$(z)"]);
        Assert.All(text.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries), line => Assert.StartsWith("--", line, StringComparison.Ordinal));
    }

    internal static CreatedFile CreateAt(string path, Func<string, FileStream> open) => new(path, open(path));

    /// <summary>On Windows, the stream of a file that is created with its own access rights has the name <c>[Unknown]</c>.</summary>
    private sealed class MisnamedFile(string path, string name) : FileStream(path, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.Read, bufferSize: 1)
    {
        public override string Name { get; } = name;
    }
}
