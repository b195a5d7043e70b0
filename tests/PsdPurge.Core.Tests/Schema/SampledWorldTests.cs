using Xunit.Abstractions;

namespace PsdPurge.Core.Tests.Schema;

public sealed class SampledWorldTests(ITestOutputHelper output)
{
    [Fact]
    public void Of_a_thousand_made_up_servers_none_gets_a_profile_that_is_wrong_about_a_living_conference_and_most_get_the_right_one()
    {
        WorldFigures figures = WorldFigures.Of(worlds: 1000, seed: 1);
        output.WriteLine($"{figures}");

        Assert.Empty(figures.Wrong);
        Assert.InRange(figures.Unlucky.Count, 0, 5);

        // A search that always refuses would be safe, too, so the number of solved worlds counts.
        Assert.True(figures.Solved > figures.Solvable / 2, $"{figures}");
    }
}
