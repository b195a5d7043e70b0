namespace PsdPurge.Core.Tests.Sql;

public class RetryPolicyTests
{
    private static readonly PsdPurgeException Busy = new("FrontEndBusy", ErrorKind.Busy, "deadlock") { Recovery = Recovery.RetrySmaller };

    private readonly List<TimeSpan> _delays = [];

    [Fact]
    public void Transient_failures_are_retried_later_and_later_and_counted()
    {
        RetryPolicy policy = new((delay, _) => _delays.Add(delay));
        var left = 4;
        var result = policy.Run(() => left-- > 0 ? throw Busy : "done", (_, _, _) => { }, CancellationToken.None);
        Assert.Equal("done", result);
        Assert.Equal(4, policy.Retries);
        Assert.All(_delays.Zip(_delays.Skip(2)), pair => Assert.True(pair.Second > pair.First, "A delay is at most doubled back by chance."));
    }

    [Fact]
    public void It_gives_up_with_the_failure_itself()
    {
        RetryPolicy policy = new((delay, _) => _delays.Add(delay));
        Assert.Same(Busy, Assert.Throws<PsdPurgeException>(() => policy.Run<int>(() => throw Busy, (_, _, _) => { }, CancellationToken.None)));
        Assert.Equal(RetryPolicy.MaxRetries, _delays.Count);
        Assert.All(_delays, delay => Assert.InRange(delay, TimeSpan.FromMilliseconds(100), TimeSpan.FromSeconds(15)));
    }

    [Fact]
    public void What_trying_again_cannot_mend_is_not_tried_again()
    {
        PsdPurgeException denied = new("PermissionDenied", ErrorKind.Permission, "no");
        RetryPolicy policy = new((delay, _) => _delays.Add(delay));
        Assert.Same(denied, Assert.Throws<PsdPurgeException>(() => policy.Run<int>(() => throw denied, (_, _, _) => { }, CancellationToken.None)));
        Assert.Empty(_delays);
    }
}
