using PsdPurge.Lab;
using PsdPurge.Lab.Scenarios;
using PsdPurge.Tests.Hosting;

namespace PsdPurge.Tests.Sql;

public class GlobalizationTests
{
    [Fact]
    public async Task Without_cultures_the_session_is_to_blame_and_not_the_Front_End()
    {
        await using var pool = await LabPool.StartAsync(Scenario.Pool().FrontEnds(1).Endpoint("app@contoso.com").Orphans(2).LiveConferences(1).Build());
        var output = await SessionProcess.RunAsync("ours-alone", pool.FrontEnds[0], ("DOTNET_SYSTEM_GLOBALIZATION_INVARIANT", "1"));

        Assert.StartsWith("error GlobalizationInvariant,", output, StringComparison.Ordinal);
        Assert.Contains("libicu", output, StringComparison.Ordinal);
    }
}
