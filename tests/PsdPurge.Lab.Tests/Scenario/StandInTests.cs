using System.Management.Automation;

namespace PsdPurge.Lab.Tests.Scenarios;

public sealed class StandInTests : IDisposable
{
    private const string Topology = """
        {
          "comment": "what is unknown is ignored",
          "pools": [
            { "fqdn": "pool01.contoso.com", "services": ["UserServer:pool01.contoso.com"], "computers": ["127.0.0.2", "127.0.0.3"] },
            { "fqdn": "edge.contoso.com", "services": ["EdgeServer:edge.contoso.com"], "computers": ["edge01.contoso.com"] }
          ],
          "endpoints": [
            { "sipAddress": "sip:RtcApplication-1@contoso.com", "registrarPool": "pool01.contoso.com", "ownerUrn": "urn:application:helpdesk",
              "displayName": "Help Desk" },
            { "sipAddress": "sip:o'brien@contoso.com", "registrarPool": "pool02.contoso.com", "ownerUrn": "urn:application:bot",
              "trustedApplicationPool": "apps.contoso.com" }
          ]
        }
        """;

    private readonly HostedStandIn _session = new(Topology);

    public void Dispose() => _session.Dispose();

    [Fact]
    public void Get_CsPool_lists_computers_as_strings_and_services()
    {
        var pool = Assert.Single(_session.Run("Get-CsPool -Identity POOL01.contoso.com"));

        Assert.Equal(["127.0.0.2", "127.0.0.3"], (object[])pool.Properties["Computers"].Value);
        Assert.Equal("UserServer:pool01.contoso.com", Assert.Single((string[])pool.Properties["Services"].Value));
        Assert.Equal(2, _session.Run("Get-CsPool").Count);
        Assert.Equal("pool01.contoso.com", Assert.Single(_session.Run("'pool01.contoso.com' | Get-CsPool")).Properties["Fqdn"].Value);
    }

    [Fact]
    public void Computers_may_be_objects()
    {
        using var session = new HostedStandIn(Topology.Replace("\"comment\"", "\"computersAs\": \"objects\", \"comment\"", StringComparison.Ordinal));

        Assert.Equal("127.0.0.2", session.Run("(Get-CsPool pool01.contoso.com).Computers[0].Fqdn").Single().BaseObject);
    }

    [Fact]
    public void What_does_not_exist_is_a_non_terminating_error()
    {
        Assert.StartsWith("ObjectNotFound,", Assert.Single(_session.Errors("Get-CsPool nowhere.contoso.com")), StringComparison.Ordinal);
        Assert.StartsWith("ObjectNotFound,", Assert.Single(_session.Errors("Get-CsComputer -Pool nowhere.contoso.com")), StringComparison.Ordinal);
        Assert.StartsWith("ObjectNotFound,", Assert.Single(_session.Errors("Get-CsTrustedApplicationEndpoint nobody@contoso.com")), StringComparison.Ordinal);
    }

    [Fact]
    public void Get_CsComputer_knows_the_pool_and_the_local_computer()
    {
        Assert.Equal(2, _session.Run("Get-CsComputer -Pool pool01.contoso.com").Count);
        Assert.Equal("127.0.0.2", Assert.Single(_session.Run("Get-CsComputer -Local")).Properties["Fqdn"].Value);
    }

    [Theory]
    [InlineData("", 2)]
    [InlineData("-Identity sip:rtcapplication-1@contoso.com", 1)]
    [InlineData("-Identity 'Help Desk'", 1)]
    [InlineData("-ApplicationId helpdesk", 1)]
    [InlineData("-ApplicationId urn:application:bot", 1)]
    [InlineData("-TrustedApplicationPoolFqdn apps.contoso.com", 1)]
    [InlineData("-Filter 'DisplayName -like \"help*\"'", 1)]
    [InlineData("-Filter {SipAddress -eq 'sip:o''brien@contoso.com'}", 1)]
    [InlineData("-Filter 'RegistrarPool -ne \"pool01.contoso.com\"'", 1)]
    [InlineData("-ResultSize 1", 1)]
    [InlineData("-ResultSize Unlimited", 2)]
    public void Endpoints_are_found_by(string parameters, int count) =>
        Assert.Equal(count, _session.Run("Get-CsTrustedApplicationEndpoint " + parameters).Count);

    [Theory]
    [InlineData("object", "pool01.contoso.com", "pool01.contoso.com")]
    [InlineData("string", "pool01.contoso.com", null)]
    [InlineData("unreliable", "PsdPurge.Lab.SkypeForBusiness.UnreliableRegistrarPool", "pool01.contoso.com")]
    public void A_registrar_pool_has_many_faces(string shape, string text, string? friendlyName)
    {
        using var session = new HostedStandIn(Topology.Replace("\"comment\"", $"\"registrarPoolAs\": \"{shape}\", \"comment\"", StringComparison.Ordinal));
        var pool = PSObject.AsPSObject(session.Run("(Get-CsTrustedApplicationEndpoint -ApplicationId helpdesk).RegistrarPool").Single());

        Assert.Equal(text, pool.ToString());
        Assert.Equal(friendlyName, pool.Properties["FriendlyName"]?.Value);
    }

    [Fact]
    public void A_policy_remembers_what_was_set()
    {
        Assert.Equal(false, _session.Run("(Get-CsConferencingPolicy -Identity A).EnableReliableConferenceDeletion").Single().BaseObject);
        _session.Run("Set-CsConferencingPolicy -Identity a -EnableReliableConferenceDeletion $true");
        Assert.Equal(true, _session.Run("(Get-CsConferencingPolicy -Identity A).EnableReliableConferenceDeletion").Single().BaseObject);
        Assert.Equal(false, _session.Run("(Get-CsConferencingPolicy).EnableReliableConferenceDeletion").Single().BaseObject);
    }

    [Theory]
    [InlineData(null, "LabTopologyMissing")]
    [InlineData("{ \"pools\": [", "LabTopologyInvalid")]
    [InlineData("/nowhere/topology.json", "LabTopologyUnreadable")]
    public void Without_a_topology_it_says_what_to_do(string? topology, string id)
    {
        using var session = new HostedStandIn(topology);

        Assert.StartsWith(id + ",", Assert.Single(session.Errors("Get-CsPool")), StringComparison.Ordinal);
    }
}
