namespace PsdPurge.Core.Tests.Purge;

public class RemovalPlanTests
{
    [Theory]
    [InlineData(1, null, "Delete 1 orphaned entry (2 KB)")]
    [InlineData(1399, null, "Delete 1,399 orphaned entries (2 KB)")]
    [InlineData(1399, 1400L, "Delete 1,399 orphaned entries (2 KB)")]
    [InlineData(1399, 1399L, "Delete 1,399 orphaned entries (2 KB)")]
    [InlineData(1399, 1398L, "Delete at most 1,398 of 1,399 orphaned entries (2 KB in all)")]
    [InlineData(2, 1L, "Delete at most 1 of 2 orphaned entries (2 KB in all)")]
    public void A_plan_says_no_more_than_what_is_allowed(long entries, long? most, string expected) =>
        Assert.Equal(expected, new RemovalPlan(new FrontEnd("fe01"), entries, 2048) { MaxEntries = most }.Description);
}
