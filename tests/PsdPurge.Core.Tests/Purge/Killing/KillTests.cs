using Xunit.Abstractions;

namespace PsdPurge.Core.Tests.Purge.Killing;

public class KillTests(ITestOutputHelper output)
{
    /// <summary>The number of kills. The stress run uses more.</summary>
    private static int Kills => int.TryParse(Environment.GetEnvironmentVariable("PSDPURGE_KILLS"), out var kills) ? kills : 20;

    [Fact]
    public async Task Of_a_removal_that_is_killed_no_deleted_row_is_missing_in_the_backup_and_a_new_run_finishes_the_job()
    {
        KillFigures figures = await KillRun.RunAsync(Kills, seed: Environment.TickCount, output.WriteLine);
        Assert.Empty(figures.Wrong);
        Assert.Equal(Kills, figures.Kills);
        Assert.True(figures.DeletedByKilled > 0, "No kill came after a batch.");
    }
}
