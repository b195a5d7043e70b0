using System.Globalization;
using PsdPurge.Lab;
using PsdPurge.Lab.Scenarios;
using PsdPurge.Tests.Hosting;

namespace PsdPurge.Tests.Replication;

/// <summary>While replicas are built, entries that one Front-End kept may come back to the others. A wait after a removal reports this.</summary>
public class CountAgainTests
{
    private const string Pool = "pool01.contoso.com";
    private const string Purge = $"$global:removed = Remove-AppEndpointPsdEntries {Pool} -Force; ";

    [Theory]
    [InlineData($"$removed | Wait-PoolReplicationReady {Pool}")]
    [InlineData("$removed | Wait-PoolReplicationReady")]
    [InlineData($"Wait-PoolReplicationReady {Pool} -Removal $removed")]
    public async Task Entries_that_came_back_are_a_warning_with_numbers_once_the_pool_is_ready(string command)
    {
        await using var lab = await LabSession.StartAsync();
        var first = lab.Pool.FrontEnds[0];
        Rebuild(lab, () => first.Sql.Execute(File.ReadAllText(Directory.GetFiles(lab.BackupFolder, $"*{first.ComputerName}*").Single())));
        lab.Host.Must(Purge);
        var result = lab.Host.Run(command);

        Assert.Empty(result.Errors);
        Assert.Equal(["Ready"], result.Column("State").Select(state => $"{state}"));
        var deleted = lab.Orphans(PurgeScope.PoolEndpoints).First().Orphans.ToString("N0", CultureInfo.InvariantCulture);
        Assert.StartsWith(
            $"{first.ComputerName} has {deleted} entries more than the removal left (", Assert.Single(result.Warnings), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Where_nothing_came_back_the_numbers_are_in_the_log_only()
    {
        await using var lab = await LabSession.StartAsync();
        Rebuild(lab, () => { });
        lab.Host.Must(Purge);
        var result = lab.Host.Run("$removed | Wait-PoolReplicationReady -Verbose");

        Assert.Empty(result.Errors);
        Assert.Empty(result.Warnings);
        Assert.Equal(3, result.Verbose.Count(line => line.EndsWith(" entries now.", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_Front_End_that_cannot_be_counted_is_an_error_and_the_state_comes_out_all_the_same()
    {
        await using var lab = await LabSession.StartAsync();
        Rebuild(lab, () => { });
        lab.Host.Must(Purge);
        using var refused = lab.Pool.FrontEnds[1].Faults.OnLogin().Refuse();
        var result = lab.Host.Run("$removed | Wait-PoolReplicationReady");

        Assert.Equal(["Ready"], result.Column("State").Select(state => $"{state}"));
        Assert.Contains(lab.Pool.FrontEnds[1].ComputerName, Assert.Single(result.Errors).ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Another_pool_than_the_computers_is_an_error_and_is_not_waited_for()
    {
        await using var lab = await LabSession.StartAsync();
        Rebuild(lab, () => { });
        lab.Host.Must(Purge);
        var result = lab.Host.Run("$removed | Wait-PoolReplicationReady pool02.contoso.com");

        Assert.Equal(["PoolMismatch"], result.ErrorIds);
        Assert.Empty(result.Output);
    }

    private static void Rebuild(LabSession lab, Action rebuild) =>
        lab.Host.Must(
            "param($Rebuild) $global:Rebuild = $Rebuild; function global:Get-CsPoolUpgradeReadinessState { $global:Rebuild.Invoke(); 'Ready' }", rebuild);
}
