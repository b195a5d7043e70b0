using PsdPurge.Tests.Hosting;

namespace PsdPurge.Tests.Topology;

public class TopologyTests
{
    public static TheoryData<string> Shapes => new("Texts", "Objects", "Deserialized");

    [Theory]
    [MemberData(nameof(Shapes))]
    public void A_pools_own_endpoints_are_looked_for(string shape)
    {
        using var host = new ModuleHost(Script(shape));

        Assert.Contains(
            "pool ee01.contoso.com: 2 Front-End(s), 2 endpoint(s) to look for.", host.Run("Select-AppEndpointPsdEntries EE01.contoso.com -Verbose").Verbose);
    }

    [Theory]
    [MemberData(nameof(Shapes))]
    public void AllPoolEndpoints_looks_for_those_of_every_pool_too(string shape)
    {
        using var host = new ModuleHost(Script(shape));

        Assert.Contains(
            "pool ee02.contoso.com: 1 Front-End(s), 4 endpoint(s) to look for.",
            host.Run("Select-AppEndpointPsdEntries ee02.contoso.com -AllPoolEndpoints -Verbose").Verbose);
    }

    [Theory]
    [InlineData("O'Brien_100%[a]@contoso.com")]
    [InlineData("sip:helpdesk@CONTOSO.com")]
    [InlineData(" SIP:helpdesk@contoso.com ")]
    public void An_address_is_compared_as_data(string address)
    {
        using var host = new ModuleHost(FakeDeployment.Texts);
        var result = host.Run("param($Address) Select-AppEndpointPsdEntries ee02.contoso.com -SipAddress $Address -Verbose", address);

        Assert.DoesNotContain("EndpointNotFound", result.ErrorIds);
        Assert.Contains("pool ee02.contoso.com: 1 Front-End(s), 1 endpoint(s) to look for.", result.Verbose);
    }

    [Theory]
    [InlineData("*@contoso.com")]
    [InlineData("helpdes%@contoso.com")]
    [InlineData("user@contoso.com")]
    [InlineData("' or 1=1 --@contoso.com")]
    public void An_address_that_is_no_endpoint_is_refused(string address)
    {
        using var host = new ModuleHost(FakeDeployment.Texts);
        foreach (var command in new[] { "Select-AppEndpointPsdEntries", "Remove-AppEndpointPsdEntries -Force" })
        {
            var result = host.Run($"param($Address) {command} -PoolFqdn ee01.contoso.com -SipAddress $Address -Verbose", address);

            var error = Assert.Single(result.Errors);
            Assert.StartsWith("EndpointNotFound,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
            Assert.Equal(ErrorCategory.ObjectNotFound, error.CategoryInfo.Category);
            Assert.Equal(address, error.TargetObject);
            Assert.Contains("pool ee01.contoso.com: 2 Front-End(s), 0 endpoint(s) to look for.", result.Verbose);
        }
    }

    [Fact]
    public void The_topology_is_read_once_for_any_number_of_pools()
    {
        using var host = new ModuleHost(FakeDeployment.Texts);
        host.Run("'ee01.contoso.com', 'ee02.contoso.com', 'none.contoso.com' | Select-AppEndpointPsdEntries -AllPoolEndpoints -ErrorAction SilentlyContinue");

        Assert.Equal([1, 1], host.Run("$PoolCalls; $EndpointCalls").Output.Select(item => item.BaseObject));
    }

    [Fact]
    public void An_unknown_pool_is_an_error_and_the_next_pool_has_its_turn()
    {
        using var host = new ModuleHost(FakeDeployment.Texts);
        var result = host.Run("Select-AppEndpointPsdEntries none.contoso.com, ee02.contoso.com -Verbose");

        Assert.Equal("PoolNotFound", result.ErrorIds.First());
        Assert.Equal(ErrorCategory.ObjectNotFound, result.Errors[0].CategoryInfo.Category);
        Assert.Equal("none.contoso.com", result.Errors[0].TargetObject);
        Assert.EndsWith("Give the FQDN of one of these: ee01.contoso.com, ee02.contoso.com.", result.Errors[0].Exception.Message, StringComparison.Ordinal);
        Assert.Contains("pool ee02.contoso.com: 1 Front-End(s), 1 endpoint(s) to look for.", result.Verbose);
    }

    [Fact]
    public void A_pool_of_another_kind_has_no_Front_Ends()
    {
        using var host = new ModuleHost(FakeDeployment.Texts);
        var result = host.Run("Get-PsdEntryCount apps.contoso.com");

        Assert.Equal(["PoolHasNoFrontEnds"], result.ErrorIds);
        Assert.Equal(ErrorCategory.ObjectNotFound, result.Errors[0].CategoryInfo.Category);
    }

    [Theory]
    [InlineData("Get-PsdEntryCount ee01.contoso.com, ee02.contoso.com")]
    [InlineData("Select-AppEndpointPsdEntries ee01.contoso.com, ee02.contoso.com")]
    [InlineData("Remove-AppEndpointPsdEntries ee01.contoso.com, ee02.contoso.com")]
    public void Without_the_Cs_cmdlets_a_pool_cannot_be_found(string script)
    {
        using var host = new ModuleHost();
        var result = host.Run(script);

        Assert.Equal(["CsCmdletsNotLoaded"], result.ErrorIds);
        Assert.Equal(ErrorCategory.NotInstalled, result.Errors.Single().CategoryInfo.Category);
        Assert.Contains("Import-Module SkypeForBusiness", result.Errors[0].Exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Select-AppEndpointPsdEntries -ComputerName '127.0.0.1,1'")]
    [InlineData("Remove-AppEndpointPsdEntries -ComputerName '127.0.0.1,1' -AllPoolEndpoints -Force")]
    public void Without_the_Cs_cmdlets_the_endpoints_must_be_named(string script)
    {
        using var host = new ModuleHost();
        var result = host.Run(script);

        Assert.Equal(["SipAddressRequired"], result.ErrorIds);
        Assert.Equal(ErrorCategory.InvalidArgument, result.Errors.Single().CategoryInfo.Category);
    }

    [Fact]
    public void Without_the_Cs_cmdlets_named_endpoints_on_named_Front_Ends_are_looked_for()
    {
        using var host = new ModuleHost();

        Assert.Contains(
            @"fe01\RTC, 127.0.0.1,1: 2 Front-End(s), 2 endpoint(s) to look for.",
            host.Run("Select-AppEndpointPsdEntries -ComputerName fe01, '127.0.0.1,1', FE01 -InstanceName RTC -SipAddress a@b, sip:A@B, "
                + "c@d -ConnectTimeout 1 -Verbose").Verbose);
    }

    [Fact]
    public void With_the_Cs_cmdlets_a_named_Front_End_has_its_pools_endpoints()
    {
        using var host = new ModuleHost(FakeDeployment.Texts);

        Assert.Contains(
            "127.0.0.1,3: 1 Front-End(s), 1 endpoint(s) to look for.", host.Run("Select-AppEndpointPsdEntries -ComputerName '127.0.0.1,3' -Verbose").Verbose);
        Assert.Equal(["SipAddressRequired"], host.Run("Select-AppEndpointPsdEntries -ComputerName '127.0.0.1,4'").ErrorIds);
    }

    [Fact]
    public void With_the_Cs_cmdlets_a_users_address_is_refused_on_named_Front_Ends_too()
    {
        using var host = new ModuleHost(FakeDeployment.Texts);

        Assert.Equal(["EndpointNotFound"], host.Run("Remove-AppEndpointPsdEntries -ComputerName '127.0.0.1,3' -SipAddress user@contoso.com -Force").ErrorIds);
    }

    [Fact]
    public void A_pool_without_endpoints_is_a_warning_and_zeros()
    {
        using var host = new ModuleHost(FakeDeployment.Texts + "\nfunction Get-CsTrustedApplicationEndpoint { }");
        var result = host.Run("Remove-AppEndpointPsdEntries ee01.contoso.com -Confirm:$false");

        Assert.Empty(result.Errors);
        Assert.Contains("-AllPoolEndpoints", Assert.Single(result.Warnings), StringComparison.Ordinal);
        Assert.Equal(["127.0.0.1,1", "127.0.0.1,2"], result.Column("FrontEnd"));
        Assert.Equal(["NothingToDo", "NothingToDo"], result.Column("Status").Select(status => status!.ToString()));
    }

    [Fact]
    public void What_a_Cs_cmdlet_complains_of_is_passed_on()
    {
        using var host = new ModuleHost("""
            function Get-CsPool {
                [CmdletBinding()] param()
                $exception = [System.Exception]::new('The Central Management Store is not there')
                $PSCmdlet.WriteError([System.Management.Automation.ErrorRecord]::new($exception, 'CmsDown', 'PermissionDenied', 'cms'))
            }
            """);
        foreach (var preference in new[] { "Continue", "Stop" })
        {
            var result = host.Run("param($Preference) $ErrorActionPreference = $Preference; Get-PsdEntryCount ee01.contoso.com", preference);

            var error = Assert.Single(result.Errors);
            Assert.StartsWith("CsCommandFailed", error.FullyQualifiedErrorId, StringComparison.Ordinal);
            Assert.Equal(ErrorCategory.PermissionDenied, error.CategoryInfo.Category);
            Assert.StartsWith("Get-CsPool failed: The Central Management Store is not there.", error.Exception.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void What_ends_a_Cs_cmdlet_is_passed_on()
    {
        using var host = new ModuleHost("function Get-CsPool { throw 'Access denied.' }");
        var result = host.Run("Get-PsdEntryCount ee01.contoso.com");

        Assert.Equal(["CsCommandFailed"], result.ErrorIds);
        Assert.StartsWith("Get-CsPool failed: Access denied. ", result.Errors[0].Exception.Message, StringComparison.Ordinal);
    }

    private static string Script(string shape) => shape switch
    {
        "Texts" => FakeDeployment.Texts,
        "Objects" => FakeDeployment.Objects,
        _ => FakeDeployment.Deserialized,
    };
}
