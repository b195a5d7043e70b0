using PsdPurge.Lab.Faults;
using PsdPurge.Lab.Scenarios;

namespace PsdPurge.Core.Tests.Purge;

/// <summary>
/// The article's starting point is a Front-End that is down. The error names the next step, the cost is measured, and the removal can go on without that
/// Front-End.
/// </summary>
public class MissingFrontEndTests
{
    private const int Down = 1;

    [Fact]
    public async Task The_error_says_what_it_can_cost_and_how_to_go_on()
    {
        await using TestPool pool = await TestPool.StartAsync();
        using Fault down = pool.Lab.FrontEnds[Down].Faults.OnLogin().Refuse();
        RemovalOutcome outcome = await pool.RemoveAsync();

        var text = outcome.Said.Failures.Single(failure => failure.ErrorId == "ReplicaCheckIncomplete").Message;
        (int living, int alone) = Living(pool, [0, 2]);
        Assert.True(alone > 0, "The scenario has conferences on one Front-End only.");
        Assert.Contains(
            $"{alone} of {living} living conferences of these endpoints are on one of the Front-Ends that answer only", text, StringComparison.Ordinal);
        Assert.Contains($"-MissingFrontEnd {pool.FrontEnds[Down].ComputerName}", text, StringComparison.Ordinal);
        pool.AssertUntouched();
    }

    [Fact]
    public async Task It_goes_on_without_the_one_that_is_named_and_says_so_before_and_after()
    {
        await using TestPool pool = await TestPool.StartAsync();
        using Fault down = pool.Lab.FrontEnds[Down].Faults.OnLogin().Refuse();
        RemovalOutcome outcome = await pool.RemoveAsync(pool.Options() with { MissingFrontEnds = [pool.FrontEnds[Down].ComputerName] });

        Assert.Equal(["LoginFailed"], outcome.ErrorIds);
        Assert.Equal([RemovalStatus.Completed, RemovalStatus.Failed, RemovalStatus.Completed], outcome.Statuses);
        Assert.All(outcome.Plans, plan => Assert.Contains($"{pool.FrontEnds[Down].ComputerName} was not asked. ", plan.Description, StringComparison.Ordinal));
        Assert.Contains(
            outcome.Said.Warnings,
            warning => warning.StartsWith($"Only a part of the pool was purged: {pool.FrontEnds[Down].ComputerName} was not.", StringComparison.Ordinal));
        Assert.Equal([pool.FrontEnds[Down].ComputerName, null, pool.FrontEnds[Down].ComputerName], outcome.Results.Select(r => r.NotPurged));
        pool.AssertPurged(mayLeave: FrontEndSet.Only(Down));
    }

    [Fact]
    public async Task It_does_not_go_on_without_another_one()
    {
        await using TestPool pool = await TestPool.StartAsync();
        using Fault down = pool.Lab.FrontEnds[Down].Faults.OnLogin().Refuse();
        RemovalOutcome outcome = await pool.RemoveAsync(pool.Options() with { MissingFrontEnds = [pool.FrontEnds[2].ComputerName] });

        Assert.Contains("ReplicaCheckIncomplete", outcome.ErrorIds);
        pool.AssertUntouched();
    }

    [Fact]
    public async Task One_that_may_be_missing_and_answers_is_purged_as_any_other()
    {
        await using TestPool pool = await TestPool.StartAsync();
        RemovalOutcome outcome = await pool.RemoveAsync(pool.Options() with { MissingFrontEnds = [pool.FrontEnds[Down].ComputerName] });

        Assert.Empty(outcome.Said.Failures);
        Assert.All(outcome.Plans, plan => Assert.Null(plan.NotAsked));
        Assert.All(outcome.Results, result => Assert.Null(result.NotPurged));
        Assert.DoesNotContain(outcome.Said.Warnings, warning => warning.StartsWith("Only a part", StringComparison.Ordinal));
        pool.AssertPurged();
    }

    [Theory]
    [InlineData("fe03.contoso.com", true)]
    [InlineData("FE03", true)]
    [InlineData("fe04.contoso.com", false)]
    public async Task One_that_was_not_named_may_be_missing_too(string missing, bool goesOn)
    {
        await using TestPool pool = await TestPool.StartAsync();
        IReadOnlyList<FrontEnd> named = [.. pool.FrontEnds.Take(2).Select(f => f with { Pool = null })];
        RemovalOutcome outcome = await pool.RemoveAsync(pool.Options() with { MissingFrontEnds = [missing] }, frontEnds: named);

        Assert.Equal(goesOn ? [] : ["ReplicaCheckIncomplete"], outcome.ErrorIds);
        Assert.Equal(goesOn, outcome.Said.Warnings.Any(
            warning => warning.StartsWith("Only a part of the pool was purged: fe03.contoso.com was not.", StringComparison.Ordinal)));
        Assert.All(outcome.Results.Where(result => result.Deleted > 0), result => Assert.Equal("fe03.contoso.com", result.NotPurged));
    }

    [Fact]
    public async Task A_Front_End_that_was_not_confirmed_is_a_part_that_is_left()
    {
        await using TestPool pool = await TestPool.StartAsync();
        RemovalOutcome outcome = await pool.RemoveAsync(approve: plans => [.. plans.Take(2)]);

        Assert.Contains(
            outcome.Said.Warnings,
            warning => warning.StartsWith($"Only a part of the pool was purged: {pool.FrontEnds[2].ComputerName} was not.", StringComparison.Ordinal));
        Assert.Equal([pool.FrontEnds[2].ComputerName, pool.FrontEnds[2].ComputerName, null], outcome.Results.Select(r => r.NotPurged));
    }

    [Theory]
    [InlineData(1, 5, 5, "Only one Front-End answers")]
    [InlineData(2, 0, 0, "No living conference")]
    [InlineData(
        2,
        412,
        0,
        "Each of the 412 living conferences of these endpoints is on two or more of the Front-Ends that answer, so hardly one lives on fe03 alone (assumed).")]
    [InlineData(
        2,
        1412,
        3,
        "3 of 1,412 living conferences of these endpoints are on one of the Front-Ends that answer only, so about 2 may live on fe03 alone (assumed)")]
    [InlineData(5, 412, 1, "so about 1 may live on fe03 alone")]
    public void What_it_can_cost_is_said_in_a_sentence(int asked, int living, int alone, string text) =>
        Assert.Contains(text, new Blindness(asked, living, alone).Of("fe03"), StringComparison.Ordinal);

    /// <summary>The endpoints' conferences that have a row on exactly one of these Front-Ends.</summary>
    private static (int Living, int Alone) Living(TestPool pool, int[] frontEnds)
    {
        List<string> rows = [];
        foreach (var frontEnd in frontEnds)
        {
            HashSet<string> here = [];
            pool.Lab.FrontEnds[frontEnd].Tables.Read(
                "rtc",
                "SELECT r.UserAtHost, c.ExternalConfId FROM dbo.Conference AS c INNER JOIN dbo.Resource AS r ON r.ResourceId = c.OrganizerId",
                row => here.Add($"{row[0]}|{row[1]}".ToUpperInvariant()));
            rows.AddRange(here.Where(key => pool.Scope.Endpoints.Any(endpoint => key.StartsWith(endpoint.ToUpperInvariant() + "|", StringComparison.Ordinal))));
        }

        var counts = rows.GroupBy(key => key).Select(group => group.Count()).ToList();
        return (counts.Count, counts.Count(count => count == 1));
    }
}
