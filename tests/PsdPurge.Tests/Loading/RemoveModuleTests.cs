using PsdPurge.Lab.Scenarios;
using PsdPurge.Tests.Hosting;

namespace PsdPurge.Tests.Loading;

/// <summary>A pipeline can remove the module from the session while one of the module's commands runs. The run still continues to its end.</summary>
public class RemoveModuleTests
{
    [Fact]
    public async Task A_removal_goes_on_to_its_end_and_the_module_comes_back()
    {
        await using var lab = await LabSession.StartAsync();
        var before = lab.Pool.Snapshot();
        var module = lab.Host.Run("(Get-Module PsdPurge).Path").Output.Single().ToString();
        var result = lab.Host.Run(
            "Remove-AppEndpointPsdEntries pool01.contoso.com -Force -BatchSize 10 "
                + "| ForEach-Object { Remove-Module PsdPurge -ErrorAction SilentlyContinue; $_ }");

        Assert.Empty(result.Errors);
        Assert.Equal(["Completed", "Completed", "Completed"], result.Column("Status").Select(status => $"{status}"));
        Assert.Empty(lab.Pool.VerifyAfterRemoval(before, PurgeScope.PoolEndpoints));
        Assert.All(result.Column("BackupFile"), file => Assert.True(File.Exists((string)file!)));

        Assert.Empty(lab.Host.Run("Get-Module PsdPurge").Output);
        Assert.Empty(lab.Host.Run("param($Path) Import-Module $Path", module).Errors);
        Assert.Equal(3, lab.Host.Run("Get-PsdEntryCount pool01.contoso.com").Output.Count);
    }
}
