using System.Globalization;
using PsdPurge.Lab;
using PsdPurge.Lab.Scenarios;
using PsdPurge.Tests.Hosting;
using static PsdPurge.Tests.Scripts.ScriptTests;

namespace PsdPurge.Tests.Scripts;

/// <summary>Invoke-PsdMaintenance.ps1 as a scheduled task runs it.</summary>
public sealed class MaintenanceTests : IDisposable
{
    private const string Pool = "pool01.contoso.com";
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("psdpurge-maintenance-");

    private string Data => _folder.FullName;

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task Maintenance_purges_and_leaves_history_log_backup_and_report()
    {
        await using var lab = await LabSession.StartAsync();
        var before = lab.Pool.Snapshot();
        var result = lab.Host.Run(Call("Invoke-PsdMaintenance.ps1", $"-PoolName {Pool} -Threshold 1 -Wait -DataPath '{Data}'"));

        Assert.Empty(result.Errors);
        Assert.Equal(0, ExitCode(result));
        Assert.Empty(lab.Pool.VerifyAfterRemoval(before, PurgeScope.PoolEndpoints));
        var history = File.ReadAllLines(Path.Combine(Data, "history.csv"));
        Assert.Equal(1 + 3 + 3 + 3, history.Length);
        Assert.Equal(3, history.Count(line => line.Contains(",Purge,", StringComparison.Ordinal) && line.Contains(",Completed,", StringComparison.Ordinal)));
        Assert.Equal(3, Directory.GetFiles(Path.Combine(Data, "Backup")).Length);
        var log = File.ReadAllText(Assert.Single(Directory.GetFiles(Path.Combine(Data, "logs"))));
        Assert.Contains("Replication: Ready", log, StringComparison.Ordinal);
        Assert.EndsWith("Exit code 0", log.TrimEnd(), StringComparison.Ordinal);
        Assert.Contains("<svg", File.ReadAllText(Path.Combine(Data, "report.html")), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Maintenance_warns_with_numbers_where_entries_came_back_while_replicas_were_built(bool cameBack)
    {
        await using var lab = await LabSession.StartAsync();
        var first = lab.Pool.FrontEnds[0];
        Action rebuild = () =>
        {
            if (cameBack)
            {
                // A replica that kept the rows brings them back. Here they come from the backup.
                first.Sql.Execute(File.ReadAllText(Directory.GetFiles(Path.Combine(Data, "Backup"), $"*{first.ComputerName}*").Single()));
            }
        };
        lab.Host.Must(
            "param($Rebuild) $global:Rebuild = $Rebuild; function global:Get-CsPoolUpgradeReadinessState { $global:Rebuild.Invoke(); 'Ready' }", rebuild);
        var result = lab.Host.Run(Call("Invoke-PsdMaintenance.ps1", $"-PoolName {Pool} -Wait -DataPath '{Data}'"));

        var deleted = lab.Orphans(PurgeScope.PoolEndpoints).First().Orphans.ToString("N0", CultureInfo.InvariantCulture);
        var warnings = lab.Host.Host.Lines.Where(line => line.Contains("entries more than the removal left", StringComparison.Ordinal)).ToList();
        Assert.Equal(cameBack ? 1 : 0, warnings.Count);
        Assert.All(
            warnings,
            warning => Assert.StartsWith($"{first.ComputerName} has {deleted} entries more than the removal left (", warning, StringComparison.Ordinal));
        Assert.Equal(cameBack, File.ReadAllText(Assert.Single(Directory.GetFiles(Path.Combine(Data, "logs")))).Contains(
            "WARNING: " + warnings.FirstOrDefault("none"), StringComparison.Ordinal));
        Assert.Equal(0, ExitCode(result));
    }

    [Fact]
    public async Task Maintenance_does_nothing_below_the_threshold_and_nothing_at_all_with_whatif()
    {
        await using var lab = await LabSession.StartAsync();
        var before = lab.Pool.Snapshot();
        var below = lab.Host.Run(Call("Invoke-PsdMaintenance.ps1", $"-PoolName '{Pool},{Pool}.' -Threshold 1000000 -DataPath '{Data}/a'"));
        var whatIf = lab.Host.Run(Call("Invoke-PsdMaintenance.ps1", $"-PoolName {Pool} -WhatIf -DataPath '{Data}/b'"));

        Assert.Equal((0, 0), (ExitCode(below), ExitCode(whatIf)));
        Assert.Empty(lab.Pool.VerifyAfterRemoval(before, PurgeScope.Endpoints()));

        // A pool that is named twice is counted once.
        Assert.Equal(1 + 3, File.ReadAllLines(Path.Combine(Data, "a", "history.csv")).Length);
        Assert.False(Directory.Exists(Path.Combine(Data, "b")));
    }

    [Fact]
    public async Task Maintenance_of_which_a_part_failed_ends_with_one()
    {
        await using var lab = await LabSession.StartAsync();

        Assert.Equal(1, ExitCode(lab.Host.Run(Call("Invoke-PsdMaintenance.ps1", $"-PoolName nowhere.contoso.com, {Pool} -DataPath '{Data}'"))));
        Assert.Contains("FAILED: ", File.ReadAllText(Directory.GetFiles(Path.Combine(Data, "logs")).Single()), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Maintenance_that_cannot_tell_a_pools_replication_ends_with_one()
    {
        await using var lab = await LabSession.StartAsync();
        lab.Host.Must("function Get-CsComputer { param([switch] $Local) [pscustomobject] @{ Pool = 'pool02.contoso.com' } }");

        Assert.Equal(1, ExitCode(lab.Host.Run(Call("Invoke-PsdMaintenance.ps1", $"-PoolName {Pool} -Wait -DataPath '{Data}'"))));
        var log = File.ReadAllText(Directory.GetFiles(Path.Combine(Data, "logs")).Single());
        Assert.Contains("FAILED: This computer belongs to pool02.contoso.com", log, StringComparison.Ordinal);
        Assert.DoesNotContain("Replication:", log, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Old_backups_go_and_other_files_stay()
    {
        var backups = Directory.CreateDirectory(Path.Combine(Data, "Backup")).FullName;
        for (var i = 0; i < 5; i++)
        {
            var path = Path.Combine(backups, $"old{i}.sql");
            File.WriteAllText(path, "-- PsdPurge 0.1.0: rows deleted\n");
            File.SetLastWriteTimeUtc(path, DateTime.UtcNow.AddDays(-100 - i));
        }

        File.WriteAllText(Path.Combine(backups, "other.sql"), "select 1");
        File.SetLastWriteTimeUtc(Path.Combine(backups, "other.sql"), DateTime.UtcNow.AddDays(-1000));
        await using var lab = await LabSession.StartAsync();
        lab.Host.Run(Call("Invoke-PsdMaintenance.ps1", $"-PoolName {Pool} -Threshold 1000000 -KeepBackups 2 -DataPath '{Data}'"));

        Assert.Equal(["old0.sql", "old1.sql", "other.sql"], Directory.GetFiles(backups).Select(Path.GetFileName).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("-KeepBackups 2 -KeepBackupMB 0")]
    [InlineData("-KeepBackups 1 -KeepBackupDays 0")]
    public async Task What_the_run_wrote_stays(string keep)
    {
        // These backups were written under a wrong clock. They are newer than anything that the run can write.
        var backups = Directory.CreateDirectory(Path.Combine(Data, "Backup")).FullName;
        await using var lab = await LabSession.StartAsync();
        foreach (var frontEnd in lab.Pool.FrontEnds)
        {
            WriteBackup(Path.Combine(backups, $"future{frontEnd.Index}.sql"), $@"{frontEnd.ComputerName}\RTCLOCAL", DateTime.UtcNow.AddDays(2));
        }

        var before = lab.Pool.Snapshot();
        Assert.Equal(0, ExitCode(lab.Host.Run(Call("Invoke-PsdMaintenance.ps1", $"-PoolName {Pool} {keep} -DataPath '{Data}'"))));

        Assert.Empty(lab.Pool.VerifyAfterRemoval(before, PurgeScope.PoolEndpoints));
        Assert.Equal(3, Directory.GetFiles(backups, "PsdPurge_*.sql").Length);
    }

    [Fact]
    public async Task Backups_are_kept_by_number_for_each_Front_End()
    {
        var backups = Directory.CreateDirectory(Path.Combine(Data, "Backup")).FullName;
        for (var i = 0; i < 4; i++)
        {
            WriteBackup(Path.Combine(backups, $"a{i}.sql"), @"fe01.contoso.com\RTCLOCAL", DateTime.UtcNow.AddDays(-100 - i));
            WriteBackup(Path.Combine(backups, $"b{i}.sql"), @"fe02.contoso.com\RTCLOCAL", DateTime.UtcNow.AddDays(-200 - i));
        }

        await using var lab = await LabSession.StartAsync();
        lab.Host.Run(Call("Invoke-PsdMaintenance.ps1", $"-PoolName {Pool} -Threshold 1000000 -KeepBackups 2 -DataPath '{Data}'"));

        Assert.Equal(["a0.sql", "a1.sql", "b0.sql", "b1.sql"], Directory.GetFiles(backups).Select(Path.GetFileName).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_number_that_is_no_limit_is_refused()
    {
        string[] numbers =
        [
            "-Threshold 0", "-Threshold -5", "-MaxEntries 0", "-MaxEntries -1", "-MaxEntries ''", "-TimeLimit 0", "-TimeLimit -1", "-WaitTimeout -1",
            "-KeepBackups 0", "-KeepBackups -1", "-KeepBackupDays -1", "-KeepBackupMB -1",
        ];
        await using var lab = await LabSession.StartAsync();
        var before = lab.Pool.Snapshot();
        Assert.All(numbers, number =>
        {
            var data = Path.Combine(Data, Guid.NewGuid().ToString());
            Assert.Equal(2, ExitCode(lab.Host.Run(Call("Invoke-PsdMaintenance.ps1", $"-PoolName {Pool} {number} -DataPath '{data}'"))));

            var failure = $"FAILED: {number.Split(' ')[0]} ";
            Assert.Contains(lab.Host.Host.Lines, line => line.StartsWith(failure, StringComparison.Ordinal));
            Assert.Contains(failure, File.ReadAllText(Directory.GetFiles(Path.Combine(data, "logs")).Single()), StringComparison.Ordinal);
        });
        Assert.Empty(lab.Pool.VerifyAfterRemoval(before, PurgeScope.Endpoints()));
    }

    [Fact]
    public async Task The_smallest_numbers_are_taken()
    {
        await using var lab = await LabSession.StartAsync();
        var result = lab.Host.Run(Call(
            "Invoke-PsdMaintenance.ps1",
            $"-PoolName {Pool} -Threshold 1 -MaxEntries 1 -TimeLimit 1 -WaitTimeout 0 -KeepBackups 1 -KeepBackupDays 0 -KeepBackupMB 0 -DataPath '{Data}'"));

        Assert.Equal(0, ExitCode(result));
        Assert.Equal(3, File.ReadAllLines(Path.Combine(Data, "history.csv")).Count(line => line.Contains(",Purge,", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Warnings_are_in_the_log_and_stop_nothing()
    {
        await using var lab = await LabSession.StartAsync();
        lab.Host.Must("$global:WarningPreference = 'Stop'");
        File.WriteAllText(
            Path.Combine(Data, "history.csv"),
            "Time,Pool,FrontEnd,EntryCount,Event,CountBefore,Candidates,Deleted,Skipped,SkippedBy,Status,Elapsed,BackupFile,RunId\r\n"
                + "never,,fe01,1,Count,,,,,,,,,\r\n");
        // The history is damaged. That is a failure, and its bad line is a warning.
        Assert.Equal(1, ExitCode(lab.Host.Run(Call("Invoke-PsdMaintenance.ps1", $"-PoolName {Pool} -DataPath '{Data}'"))));

        var warnings =
            File.ReadAllLines(Directory.GetFiles(Path.Combine(Data, "logs")).Single()).Where(line => line.Contains("Z WARNING: ", StringComparison.Ordinal));
        Assert.Contains(warnings, line => line.Contains("EnableReliableConferenceDeletion is off", StringComparison.Ordinal));
        Assert.Contains(warnings, line => line.Contains("history.csv", StringComparison.Ordinal));
        Assert.Contains(lab.Host.Host.Lines, line => line.StartsWith("EnableReliableConferenceDeletion is off", StringComparison.Ordinal));
    }

    private static void WriteBackup(string path, string server, DateTime written)
    {
        File.WriteAllText(path, $"-- PsdPurge 0.1.0: rows deleted\r\n-- Server:   {server}\r\n");
        File.SetLastWriteTimeUtc(path, written);
    }
}
