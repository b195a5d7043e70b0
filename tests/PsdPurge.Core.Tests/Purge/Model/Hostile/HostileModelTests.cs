using System.Diagnostics;
using Xunit.Abstractions;

namespace PsdPurge.Core.Tests.Purge.Model.Hostile;

/// <summary>
/// Servers whose rows are wrong about living conferences, in every combination. More steps by hand: <c>dotnet run --project tests/PsdPurge.Core.Tests -- model
/// 1000000 1</c>.
/// </summary>
public sealed class HostileModelTests(ITestOutputHelper output)
{
    private const int Steps = 6_000;
    private const int StepsUntilTheFaultShows = 1_000;

    [Fact]
    public async Task On_servers_that_lie_no_entry_of_a_living_conference_is_deleted_and_honest_servers_are_purged()
    {
        await using HostileRun run = new(seed: 20_261_127);
        await run.RunAsync(Steps);

        output.WriteLine($"{run.Figures}");
        Assert.Empty(run.Figures.Wrong);
        Assert.True(run.Figures.Refused > 0 && run.Figures.Deleted > 0 && run.Figures.Benign > 0);
        Assert.Equal(0, run.Figures.BenignRefused);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Evidence_that_looks_one_way_only_fails_within_the_first_thousand_steps(int seed)
    {
        await using HostileRun run = new(seed, fault: scope => scope with { AllowUnnamedConferences = true, LooksOneWay = true });
        await run.RunAsync(StepsUntilTheFaultShows, isEnough: () => run.Figures.Wrong.Count > 0);

        output.WriteLine($"{run.Figures}");
        Assert.NotEmpty(run.Figures.Wrong);
        Assert.InRange(run.Figures.Steps, 1, StepsUntilTheFaultShows);
    }
}
