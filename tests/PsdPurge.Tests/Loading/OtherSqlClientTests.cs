using PsdPurge.Lab;
using PsdPurge.Lab.Scenarios;
using PsdPurge.Tests.Hosting;

namespace PsdPurge.Tests.Loading;

/// <summary>Sessions in child processes that also load another version of the SQL client.</summary>
public class OtherSqlClientTests
{
    [Theory]
    [InlineData("theirs-first")]
    [InlineData("ours-first")]
    public async Task The_module_and_another_SqlClient_work_in_one_session_whichever_comes_first(string order)
    {
        await using var pool = await LabPool.StartAsync(StandardScenario.Describe(300).Build());
        var output = await SessionProcess.RunAsync(order, pool.FrontEnds[0]);

        var lines = output.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        var counts = lines.Where(line => line.StartsWith("theirs ", StringComparison.Ordinal) || line.StartsWith("ours ", StringComparison.Ordinal)).ToList();
        Assert.Equal(5, counts.Count);
        Assert.All(counts, line => Assert.EndsWith($" {pool.Truth.EntryCount(0)}", line, StringComparison.Ordinal));
        Assert.Equal(["Default 6.0.0", "PsdPurge 7.0.0"], lines.Except(counts).Order(StringComparer.Ordinal));
    }
}
