using CsCheck;

namespace PsdPurge.Core.Tests.Topology;

public class ServerNameTests
{
    [Theory]
    [InlineData("fe01", @"fe01\RTCLOCAL")]
    [InlineData("fe01.contoso.com", @"fe01.contoso.com\RTCLOCAL")]
    [InlineData("fe01.contoso.com.", @"fe01.contoso.com\RTCLOCAL")]
    [InlineData("  FE01.contoso.com. ", @"FE01.contoso.com\RTCLOCAL")]
    [InlineData(@"\\fe01", @"fe01\RTCLOCAL")]
    [InlineData(@"fe01\OTHER", @"fe01\OTHER")]
    [InlineData(@"fe01.contoso.com.\OTHER", @"fe01.contoso.com\OTHER")]
    [InlineData(@"fe01\", @"fe01\RTCLOCAL")]
    [InlineData("fe01,50123", "fe01,50123")]
    [InlineData("fe01.contoso.com. , 50123", "fe01.contoso.com,50123")]
    [InlineData(@"fe01\RTCLOCAL,50123", @"fe01\RTCLOCAL,50123")]
    [InlineData("tcp:fe01,50123", "tcp:fe01,50123")]
    [InlineData("TCP: fe01", @"tcp:fe01\RTCLOCAL")]
    [InlineData(".", @".\RTCLOCAL")]
    [InlineData("10.0.0.7", @"10.0.0.7\RTCLOCAL")]
    [InlineData("fe80::1", @"tcp:fe80::1\RTCLOCAL")]
    [InlineData("[2001:DB8:0:0::7]", @"tcp:2001:db8::7\RTCLOCAL")]
    [InlineData("[::1],50123", "tcp:::1,50123")]
    [InlineData("tcp:::1,50123", "tcp:::1,50123")]
    [InlineData(@"np:\\fe01\pipe\sql\query", @"np:\\fe01\pipe\sql\query")]
    public void Every_spelling_is_one_that_the_client_takes(string typed, string dataSource) => Assert.Equal(dataSource, new FrontEnd(typed).DataSource);

    [Theory]
    [InlineData("RTCLOCAL,50123", @"fe01\RTCLOCAL,50123")]
    [InlineData(",50123", "fe01,50123")]
    [InlineData(@"\RTCLOCAL", @"fe01\RTCLOCAL")]
    [InlineData(" ", "fe01")]
    [InlineData("MSSQLServer", "fe01")]
    public void An_instance_may_name_its_port_or_be_the_default_one(string instance, string dataSource) =>
        Assert.Equal(dataSource, new FrontEnd("fe01", instance).DataSource);

    [Theory]
    [InlineData(new[] { "fe01", "FE01.", @"fe01\rtclocal", " fe01" }, new[] { "fe01" })]
    [InlineData(new[] { "fe01", "fe02.contoso.com", "FE01.contoso.com." }, new[] { "fe02.contoso.com", "FE01.contoso.com" })]
    [InlineData(new[] { "fe01", "fe01.contoso.com", "fe01.fabrikam.com" }, new[] { "fe01", "fe01.contoso.com", "fe01.fabrikam.com" })]
    [InlineData(new[] { "fe01", "fe01,50123", @"fe01\OTHER" }, new[] { "fe01", "fe01,50123", @"fe01\OTHER" })]
    [InlineData(new[] { "10", "10.0.0.1" }, new[] { "10", "10.0.0.1" })]
    [InlineData(new[] { "::1", "[0:0::1]" }, new[] { "::1" })]
    public void Spellings_of_one_server_are_one(string[] typed, string[] once) =>
        Assert.Equal(once, FrontEnd.Once(typed.Select(name => new FrontEnd(name))).Select(frontEnd => frontEnd.ComputerName));

    [Theory]
    [InlineData("fe01.contoso.com", "fe01", true)]
    [InlineData("fe01.contoso.com", @"FE01\RTCLOCAL", true)]
    [InlineData("fe01.contoso.com", "fe01.contoso.com.", true)]
    [InlineData("fe01", "fe01.contoso.com", false)]
    [InlineData("fe01.contoso.com", "fe01,50123", false)]
    [InlineData("fe01.contoso.com", "fe02", false)]
    public void A_server_knows_its_name_in_other_spellings(string name, string typed, bool isNamed) => Assert.Equal(isNamed, new FrontEnd(name).IsNamed(typed));

    [Theory]
    [InlineData(@"fe01.contoso.com\RTCLOCAL", "FE01", true)]
    [InlineData("fe01,50123", "fe01.contoso.com", true)]
    [InlineData("10", "10.0.0.1", false)]
    [InlineData("fe01.contoso.com", "fe01.fabrikam.com", false)]
    [InlineData(@"\x", @"\x", false)]
    public void A_computer_is_the_same_whatever_its_instance(string left, string right, bool same)
    {
        Assert.Equal(same, ServerName.Parse(left).IsComputer(ServerName.Parse(right)));
        Assert.Equal(same, ServerName.Parse(right).IsComputer(ServerName.Parse(left)));
    }

    [Fact]
    public void A_name_that_was_read_is_read_as_the_same_again() => Gen.String[Gen.Char[@"fe.:\,[]1 tcpn"], 0, 14].Sample(
        text =>
        {
            var name = ServerName.Parse(text).ToString();
            return ServerName.Parse(name).ToString() == name && new FrontEnd(name).DataSource == new FrontEnd(text).DataSource;
        },
        iter: 5_000);
}
