using PsdPurge.Tests.Hosting;

namespace PsdPurge.Tests.Sql;

/// <summary>Every Front-End of these tests is a port on which nothing listens.</summary>
public class UnreachableTests
{
    [Fact]
    public void Each_Front_End_that_cannot_be_reached_is_an_error_and_the_others_have_their_turn()
    {
        using var host = new ModuleHost(FakeDeployment.Texts);
        var result = host.Run("Get-CsPool | Get-PsdEntryCount");

        Assert.Equal(
            ["FrontEndUnreachable", "FrontEndUnreachable", "FrontEndUnreachable", "PoolHasNoFrontEnds"], result.ErrorIds.Order(StringComparer.Ordinal));
        var errors = result.Errors.Where(error => error.FullyQualifiedErrorId == "FrontEndUnreachable,PsdPurge.Commands.GetPsdEntryCountCommand").ToList();
        Assert.Equal(["127.0.0.1,1", "127.0.0.1,2", "127.0.0.1,3"], errors.Select(error => error.TargetObject.ToString()).Order(StringComparer.Ordinal));
        Assert.All(errors, error => Assert.Equal(ErrorCategory.ConnectionError, error.CategoryInfo.Category));
        Assert.Empty(result.Output);
    }

    [Fact]
    public void A_removal_says_of_each_Front_End_that_it_failed_and_asks_nothing()
    {
        using var host = new ModuleHost(FakeDeployment.Texts);
        var result = host.Run("Remove-AppEndpointPsdEntries ee01.contoso.com -NoBackup");

        Assert.Equal(["FrontEndUnreachable", "FrontEndUnreachable"], result.ErrorIds);
        Assert.Equal(["127.0.0.1,1", "127.0.0.1,2"], result.Column("FrontEnd").Order());
        Assert.Equal(["Failed", "Failed"], result.Column("Status").Select(status => status!.ToString()));
        Assert.Equal(["ee01.contoso.com", "ee01.contoso.com"], result.Column("Pool"));
        Assert.Empty(host.Host.Prompts);
    }

    [Fact]
    public void ErrorAction_Stop_ends_the_pipeline_at_the_first_error()
    {
        using var host = new ModuleHost(FakeDeployment.Texts);

        Assert.Equal(["FrontEndUnreachable"], host.Run("Get-PsdEntryCount ee01.contoso.com -ErrorAction Stop").ErrorIds);
    }

    [Fact]
    public void Ending_the_pipeline_early_leaves_a_working_session()
    {
        using var host = new ModuleHost(FakeDeployment.Texts);
        var result = host.Run("""
            foreach ($once in 1) {
                'ee01.contoso.com', 'ee02.contoso.com' | Remove-AppEndpointPsdEntries -Force -NoBackup -ErrorAction SilentlyContinue |
                    ForEach-Object { $_; break }
            }
            """);

        Assert.Single(result.Output);
        Assert.Equal(["FrontEndUnreachable"], host.Run("Get-PsdEntryCount -ComputerName '127.0.0.1,3'").ErrorIds);
    }
}
