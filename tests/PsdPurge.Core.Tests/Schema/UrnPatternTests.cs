using CsCheck;

namespace PsdPurge.Core.Tests.Schema;

public class UrnPatternTests
{
    private static readonly Gen<string> Part = Gen.String[Gen.Char["abcXYZ019@.-_'%["], 1, 20];

    [Theory]
    [InlineData("urn:conf:app@contoso.com:1W9J71SKSX2X", "app@contoso.com", "1W9J71SKSX2X")]
    [InlineData("URN:CONF:app@contoso.com:1W9J71SKSX2X", "app@contoso.com", "1W9J71SKSX2X")]
    [InlineData("urn:conf:app@contoso.com:a:b", "app@contoso.com", "a:b")]
    [InlineData("urn:lcd:app@contoso.com", null, null)]
    [InlineData("urn:conf:app@contoso.com:", null, null)]
    [InlineData("urn:conf::1W9J71SKSX2X", null, null)]
    [InlineData("urn:conf:", null, null)]
    [InlineData("", null, null)]
    public void A_value_gives_its_parts_or_none(string value, string? user, string? conference)
    {
        UrnPattern pattern = UrnPattern.Parse("urn:conf:{UserAtHost}:{ExternalConfId}");
        Assert.Equal(user, pattern.Extract(value, "UserAtHost"));
        Assert.Equal(conference, pattern.Extract(value, "externalconfid"));
    }

    [Theory]
    [InlineData("urn:conf:")]
    [InlineData("urn:{}:x")]
    [InlineData("urn:{a}{b}")]
    [InlineData("urn:{a")]
    [InlineData("urn:a}")]
    [InlineData("{a}:{A}")]
    public void A_pattern_that_cannot_be_followed_is_refused(string text) => Assert.Throws<FormatException>(() => UrnPattern.Parse(text));

    [Fact]
    public void What_was_put_together_comes_apart_again() =>
        Gen.Select(Part, Part).Sample((user, conference) =>
        {
            UrnPattern pattern = UrnPattern.Parse("urn:{UserAtHost};conf:{ConfId}");
            var value = $"urn:{user};conf:{conference}";
            Assert.Equal(user, pattern.Extract(value, "UserAtHost"));
            Assert.Equal(conference, pattern.Extract(value, "ConfId"));
        });
}
