using PsdPurge.Lab;

namespace PsdPurge.Core.Tests.Purge;

/// <summary>Nothing is deleted if a Front-End of the pool was not queried, however the others were named.</summary>
public class ReplicaCheckTests
{
    [Fact]
    public async Task Fewer_Front_Ends_named_than_the_pool_has_are_not_enough()
    {
        await using TestPool pool = await TestPool.StartAsync();
        IReadOnlyList<FrontEnd> named = [.. pool.FrontEnds.Select(f => f with { Pool = null })];
        RemovalOutcome outcome = await pool.RemoveAsync(frontEnds: [.. named.Take(2)]);
        Assert.Equal(["ReplicaCheckIncomplete"], outcome.ErrorIds);
        Assert.Contains("fe03.contoso.com", outcome.Said.Failures.Single().Message, StringComparison.Ordinal);
        pool.AssertUntouched();

        Assert.Empty((await pool.RemoveAsync(frontEnds: named)).Said.Failures);
        pool.AssertPurged();
    }

    [Fact]
    public async Task A_Front_End_that_is_named_twice_does_not_stand_for_another_one()
    {
        await using TestPool pool = await TestPool.StartAsync();
        LabFrontEnd second = pool.Lab.FrontEnds[1];
        FrontEnd[] named = [.. pool.FrontEnds.Take(2).Select(f => f with { Pool = null }), new FrontEnd($"{second.ComputerName},{second.Port}")];
        RemovalOutcome outcome = await pool.RemoveAsync(frontEnds: named);
        Assert.Equal(["ReplicaCheckIncomplete"], outcome.ErrorIds);
        Assert.Contains("FE02", outcome.Said.Failures.Single().Message, StringComparison.Ordinal);
        pool.AssertUntouched();
    }

    [Fact]
    public async Task Two_names_of_a_pool_that_lead_to_one_server_are_not_enough()
    {
        await using TestPool pool = await TestPool.StartAsync();
        LabFrontEnd second = pool.Lab.FrontEnds[1];
        FrontEnd[] named = [.. pool.FrontEnds.Take(2), pool.FrontEnds[2] with { ComputerName = $"{second.ComputerName},{second.Port}" }];
        Assert.Equal(["ReplicaCheckIncomplete"], (await pool.RemoveAsync(frontEnds: named)).ErrorIds);
        pool.AssertUntouched();
    }

    [Fact]
    public async Task One_that_does_not_say_which_others_there_are_does_not_stand_for_one_of_them()
    {
        await using TestPool pool = await TestPool.StartAsync();
        pool.Lab.FrontEnds[2].Sql.Execute("DELETE FROM dbo.FrontEnd;");
        Assert.Equal(["ReplicaCheckIncomplete"], (await pool.RemoveAsync(frontEnds: [.. pool.FrontEnds.Select(f => f with { Pool = null })])).ErrorIds);
        pool.AssertUntouched();
    }

    [Fact]
    public async Task A_server_by_another_name_does_not_stand_for_a_Front_End_though_the_number_is_right()
    {
        await using TestPool pool = await TestPool.StartAsync();
        foreach (LabFrontEnd frontEnd in pool.Lab.FrontEnds)
        {
            frontEnd.Sql.Execute("UPDATE dbo.FrontEnd SET Fqdn = N'fe04.contoso.com' WHERE Fqdn = N'fe03.contoso.com';");
        }

        RemovalOutcome outcome = await pool.RemoveAsync(frontEnds: [.. pool.FrontEnds.Select(f => f with { Pool = null })]);
        Assert.Equal(["ReplicaCheckIncomplete"], outcome.ErrorIds);
        Assert.Contains("fe04.contoso.com cannot be reached", outcome.Said.Failures.Single().Message, StringComparison.Ordinal);
        pool.AssertUntouched();
    }

    [Fact]
    public async Task As_many_Front_Ends_as_the_pool_has_are_not_enough_where_one_is_of_another_pool()
    {
        await using TestPool pool = await TestPool.StartAsync();
        pool.Lab.FrontEnds[2].Sql.Execute("UPDATE dbo.FrontEnd SET Fqdn = N'other-' + Fqdn;");
        pool.Rebase();
        RemovalOutcome outcome = await pool.RemoveAsync(frontEnds: [.. pool.FrontEnds.Select(f => f with { Pool = null })]);
        Assert.Equal(["ReplicaCheckIncomplete"], outcome.ErrorIds);
        pool.AssertUntouched();
    }

    [Theory]
    [InlineData("DELETE FROM dbo.FrontEnd;")]
    [InlineData("DROP TABLE dbo.FrontEnd;")]
    public async Task Front_Ends_that_do_not_say_which_others_there_are_are_not_enough(string without)
    {
        await using TestPool pool = await TestPool.StartAsync(TestPool.Describe(frontEnds: 1));
        pool.Lab.FrontEnds[0].Sql.Execute(without);
        IReadOnlyList<FrontEnd> named = [pool.FrontEnds[0] with { Pool = null }];
        Assert.Equal(["ReplicaCheckIncomplete"], (await pool.RemoveAsync(frontEnds: named)).ErrorIds);
        Assert.Equal(RemovalStatus.Completed, (await pool.RemoveAsync(pool.Options() with { SkipReplicaCheck = true }, frontEnds: named)).Results[0].Status);
    }
}
