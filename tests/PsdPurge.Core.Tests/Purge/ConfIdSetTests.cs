using PsdPurge.Purge.CarriedIds;

namespace PsdPurge.Core.Tests.Purge;

public sealed class ConfIdSetTests
{
    private readonly ConfIdSet _set = new();

    [Theory]
    [InlineData("4711")]
    [InlineData("0")]
    [InlineData("004711")]
    [InlineData("9223372036854775808")]
    public void A_number_is_found_in_the_form_in_which_it_was_added(string confId)
    {
        _set.Add("42");
        _set.Add(confId);

        Assert.True(_set.Contains(confId));
        Assert.True(_set.Contains("42"));
        Assert.False(_set.Contains("0" + confId));
        Assert.False(_set.Contains(confId.TrimStart('0') + "1"));
    }

    [Fact]
    public void Numbers_may_be_added_after_a_search()
    {
        _set.Add("9");
        Assert.True(_set.Contains("9"));
        _set.Add("3");

        Assert.True(_set.Contains("3"));
        Assert.True(_set.Contains("9"));
    }

    [Theory]
    [InlineData("-4711")]
    [InlineData("6F1C2A34")]
    [InlineData("")]
    public void What_is_no_run_of_digits_is_left_out(string confId)
    {
        _set.Add(confId);

        Assert.False(_set.Contains(confId));
    }
}
