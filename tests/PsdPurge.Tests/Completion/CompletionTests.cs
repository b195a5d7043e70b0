using PsdPurge.Tests.Hosting;

namespace PsdPurge.Tests.Completion;

public class CompletionTests
{
    [Theory]
    [InlineData("Get-PsdEntryCount -PoolFqdn ", "ee01.contoso.com ee02.contoso.com")]
    [InlineData("Get-PsdEntryCount EE02", "ee02.contoso.com")]
    [InlineData("Wait-PoolReplicationReady -PoolFqdn ee01", "ee01.contoso.com")]
    [InlineData("Get-PsdEntryCount -ComputerName 127.0.0.1,", "127.0.0.1,1 127.0.0.1,2 127.0.0.1,3")]
    [InlineData("Select-AppEndpointPsdEntries ee01.contoso.com -SipAddress help", "helpdesk@contoso.com")]
    [InlineData("Remove-AppEndpointPsdEntries ee01.contoso.com -SipAddress sip:help", "sip:helpdesk@contoso.com")]
    [InlineData("Select-AppEndpointPsdEntries ee01.contoso.com -SchemaProfile ", "Auto document-urn owner-column")]
    [InlineData("Remove-AppEndpointPsdEntries ee01.contoso.com -SchemaProfile own", "owner-column")]
    [InlineData("Get-PsdEntryCount -Encrypt m", "Mandatory")]
    public void Tab_completes_from_the_topology(string line, string expected)
    {
        using var host = new ModuleHost(FakeDeployment.Texts);

        Assert.Equal(expected, string.Join(' ', Complete(host, line).Select(text => text.Trim('\''))));
    }

    [Fact]
    public void What_is_completed_is_quoted_where_it_must_be()
    {
        using var host = new ModuleHost(FakeDeployment.Texts);

        Assert.Equal(["'o''brien_100%[a]@contoso.com'"], Complete(host, "Select-AppEndpointPsdEntries ee01.contoso.com -SipAddress o"));
        Assert.Equal(["'o''brien_100%[a]@contoso.com'"], Complete(host, "Select-AppEndpointPsdEntries ee01.contoso.com -SipAddress 'o"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("function Get-CsPool { throw 'The store is down.' } function Get-CsTrustedApplicationEndpoint { throw 'No.' }")]
    [InlineData("function Get-CsPool { } function Get-CsTrustedApplicationEndpoint { }")]
    public void Where_nothing_is_known_nothing_is_offered(string setup)
    {
        using var host = new ModuleHost(setup);

        Assert.Equal([], Complete(host, "Get-PsdEntryCount -PoolFqdn e"));
        Assert.Equal([], Complete(host, "Get-PsdEntryCount -ComputerName e"));
        Assert.Equal([], Complete(host, "Select-AppEndpointPsdEntries -SipAddress e"));
    }

    private static List<string> Complete(ModuleHost host, string line) =>
        [.. host.Run("param($Line) (TabExpansion2 $Line $Line.Length).CompletionMatches.CompletionText", line).Output.Where(text => text is not null).Select(
            text => text.ToString())];
}
