using System.Text;
using PsdPurge.Lab.Scenarios;
using PsdPurge.Tests.Hosting;

namespace PsdPurge.Tests.Scripts;

/// <summary>The nightly run with a history that cannot be written. It purges all the same and reports the problem, and no row is lost.</summary>
public sealed class MaintenanceHistoryTests : IDisposable
{
    private const string Pool = "pool01.contoso.com";
    private const string Good = "Time,Pool,FrontEnd,EntryCount,Event,CountBefore,Candidates,Deleted,Skipped,SkippedBy,Status,Elapsed,BackupFile,RunId\r\n"
        + "2026-01-12T02:30:00.000Z,pool01.contoso.com,fe01,5,Count,,,,,,,,,r1\r\n";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("psdpurge-nightly-");

    private string History => Path.Combine(_folder.FullName, "history.csv");

    public void Dispose() => _folder.Delete(recursive: true);

    [Theory]
    [InlineData("semicolons", "line 1 is separated by semicolons")]
    [InlineData("cut off", "line 3 is cut off within a quoted field")]
    [InlineData("local dates", "line 2 has '12.01.2026 02:30' in column Time")]
    [InlineData("UTF-16", "line 1 is not UTF-8")]
    public async Task A_history_that_somebody_changed_stops_no_purge(string what, string says)
    {
        byte[] bad = what switch
        {
            "semicolons" => Encoding.UTF8.GetBytes(Good.Replace(',', ';')),
            "cut off" => Encoding.UTF8.GetBytes(Good + "2026-01-13T02:30:00.000Z,pool01.contoso.com,fe01,5,Purge,,,,,,,,\"C:\\Ba"),
            "local dates" => Encoding.UTF8.GetBytes(Good.Replace("2026-01-12T02:30:00.000Z", "12.01.2026 02:30", StringComparison.Ordinal)),
            _ => [.. Encoding.Unicode.GetPreamble(), .. Encoding.Unicode.GetBytes(Good)],
        };
        File.WriteAllBytes(History, bad);
        await using var lab = await LabSession.StartAsync();
        var before = lab.Pool.Snapshot();

        Assert.Equal(1, Run(lab));
        Assert.Empty(lab.Pool.VerifyAfterRemoval(before, PurgeScope.PoolEndpoints));
        Assert.Equal(bad, File.ReadAllBytes(History));
        Assert.Equal([3, 3, 3], Pending().Select(file => File.ReadAllLines(file).Length - 1));
        Assert.Equal(3, Log().Count(line => line.Contains("FAILED: The history '", StringComparison.Ordinal) && line.Contains(says, StringComparison.Ordinal)));
        Assert.Contains("<svg", File.ReadAllText(Path.Combine(_folder.FullName, "report.html")), StringComparison.Ordinal);

        File.WriteAllText(History, Good);
        Assert.Equal(0, Run(lab, "-Threshold 1000000"));
        Assert.Empty(Pending());
        Assert.Equal(2 + 9 + 3, File.ReadAllLines(History).Length);
    }

    [Fact]
    public async Task A_history_that_is_held_stops_no_purge()
    {
        File.WriteAllText(History, Good);
        await using var lab = await LabSession.StartAsync();
        var before = lab.Pool.Snapshot();

        // The file is released as soon as the rows of the first count are in a file beside it.
        using var held = new FileStream(History, FileMode.Open, FileAccess.ReadWrite, FileShare.None);
        using FileSystemWatcher watcher = new(_folder.FullName, "history.pending-*.csv") { EnableRaisingEvents = true };
        watcher.Created += (_, _) => held.Dispose();
        watcher.Renamed += (_, _) => held.Dispose();

        Assert.Equal(1, Run(lab));
        Assert.Empty(lab.Pool.VerifyAfterRemoval(before, PurgeScope.PoolEndpoints));
        Assert.Single(Log(), line => line.Contains("is held by another program", StringComparison.Ordinal)
            && line.Contains("The 3 new rows are in '", StringComparison.Ordinal));
        Assert.Empty(Pending());
        Assert.Equal(2 + 9, File.ReadAllLines(History).Length);
    }

    [Fact]
    public async Task A_history_that_is_a_folder_stops_no_purge()
    {
        Directory.CreateDirectory(History);
        await using var lab = await LabSession.StartAsync();
        var before = lab.Pool.Snapshot();

        Assert.Equal(1, Run(lab));
        Assert.Empty(lab.Pool.VerifyAfterRemoval(before, PurgeScope.PoolEndpoints));
        Assert.Equal(3, Log().Count(line => line.Contains("is a folder", StringComparison.Ordinal)));
    }

    private string[] Pending() => [.. Directory.GetFiles(_folder.FullName, "history.pending-*.csv").Order(StringComparer.Ordinal)];

    private string[] Log() => File.ReadAllLines(Directory.GetFiles(Path.Combine(_folder.FullName, "logs")).Order(StringComparer.Ordinal).First());

    private int Run(LabSession lab, string arguments = "")
    {
        var result = lab.Host.Run(
            $"& '{Path.Combine(ModuleHost.ModuleFolder, "Invoke-PsdMaintenance.ps1")}' -PoolName {Pool} {arguments} -DataPath '{_folder.FullName}'; "
                + "$LASTEXITCODE");
        return (int)result.Output[^1].BaseObject;
    }
}
