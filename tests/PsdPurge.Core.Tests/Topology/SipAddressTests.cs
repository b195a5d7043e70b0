namespace PsdPurge.Core.Tests.Topology;

public class SipAddressTests
{
    [Theory]
    [InlineData("sip:App@contoso.com", "App@contoso.com")]
    [InlineData(" SIP:o'neil@contoso.com ", "o'neil@contoso.com")]
    [InlineData("50%_[x]@contoso.com", "50%_[x]@contoso.com")]
    [InlineData("bücher@contoso.com", "bücher@contoso.com")]
    public void An_address_loses_its_scheme_and_nothing_else(string text, string address) => Assert.Equal(address, SipAddress.Parse(text));

    [Theory]
    [InlineData("")]
    [InlineData("contoso.com")]
    [InlineData("@contoso.com")]
    [InlineData("app@")]
    [InlineData("app@contoso.com\n--")]
    public void Anything_else_is_refused_with_the_form_that_is_wanted(string text)
    {
        PsdPurgeException failure = Assert.Throws<PsdPurgeException>(() => SipAddress.Parse(text));
        Assert.Equal("InvalidSipAddress", failure.ErrorId);
        Assert.Contains("user@host", failure.Message, StringComparison.Ordinal);
    }
}
