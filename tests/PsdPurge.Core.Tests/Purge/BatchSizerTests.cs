namespace PsdPurge.Core.Tests.Purge;

public class BatchSizerTests
{
    private static readonly TimeSpan Target = TimeSpan.FromMilliseconds(250);

    [Fact]
    public void A_fast_server_gets_larger_batches_up_to_the_lock_limit()
    {
        BatchSizer sizer = new(null, Target);
        for (var i = 0; i < 20; i++)
        {
            sizer.Observe(sizer.Size, TimeSpan.FromMilliseconds(1));
        }

        Assert.Equal(RemovalOptions.MaxBatchSize, sizer.Size);
    }

    [Fact]
    public void A_slow_server_gets_smaller_batches_at_once()
    {
        BatchSizer sizer = new(null, Target);
        sizer.Observe(500, TimeSpan.FromMilliseconds(1000));
        Assert.Equal(125, sizer.Size);
    }

    [Fact]
    public void A_batch_that_was_not_full_says_nothing_about_a_larger_one()
    {
        BatchSizer sizer = new(null, Target);
        sizer.Observe(3, TimeSpan.FromMilliseconds(1));
        Assert.Equal(500, sizer.Size);
    }

    [Fact]
    public void A_given_size_stays_as_given_but_under_the_lock_limit()
    {
        BatchSizer sizer = new(100_000, Target);
        sizer.Observe(4000, TimeSpan.FromSeconds(10));
        Assert.Equal(RemovalOptions.MaxBatchSize, sizer.Size);
    }

    [Fact]
    public void A_given_size_gets_smaller_where_it_was_too_much_and_comes_back()
    {
        BatchSizer sizer = new(1000, Target);
        sizer.Shrink();
        sizer.Shrink();
        Assert.Equal((250, 250), (sizer.Size, sizer.MaxRows));

        sizer.Observe(250, TimeSpan.FromSeconds(10));
        Assert.Equal(500, sizer.Size);
        sizer.Observe(500, TimeSpan.FromSeconds(10));
        sizer.Observe(1000, TimeSpan.FromSeconds(10));
        Assert.Equal(1000, sizer.Size);
    }
}
