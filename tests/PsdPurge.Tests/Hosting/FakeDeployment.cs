namespace PsdPurge.Tests.Hosting;

/// <summary>
/// Scripts that define Skype for Business cmdlets for a small deployment. It has pools EE01 and EE02 with Front-Ends, a trusted application pool without any,
/// and four endpoints. Two of these are homed on EE01. The Front-Ends are ports of this machine on which nothing listens.
/// </summary>
internal static class FakeDeployment
{
    /// <summary>Every property is a text or a list of texts.</summary>
    public const string Texts = Pools + """
        function Get-CsTrustedApplicationEndpoint {
            [CmdletBinding()] param()
            $global:EndpointCalls++
            Endpoint 'sip:helpdesk@contoso.com' 'ee01.contoso.com'
            Endpoint 'sip:o''brien_100%[a]@contoso.com' 'EE01.CONTOSO.COM'
            Endpoint 'sip:attendant@contoso.com' 'ee02.contoso.com'
            Endpoint 'sip:homeless@contoso.com' $null
        }
        """;

    /// <summary>Computers and registrar pools are objects whose string form is useless.</summary>
    public const string Objects = Pools + """
        function Thing($Property, $Value) {
            $thing = [pscustomobject]@{ $Property = $Value }
            $thing.PSObject.Methods.Add([System.Management.Automation.PSScriptMethod]::new('ToString', { 'Microsoft.Rtc.Management.Xds.Something' }))
            $thing
        }
        $global:MakeComputer = { param($Fqdn) Thing Fqdn $Fqdn }
        function Get-CsTrustedApplicationEndpoint {
            [CmdletBinding()] param()
            $global:EndpointCalls++
            Endpoint 'sip:helpdesk@contoso.com' (Thing FriendlyName 'ee01.contoso.com')
            Endpoint 'sip:o''brien_100%[a]@contoso.com' (Thing Fqdn 'EE01.contoso.com')
            Endpoint 'sip:attendant@contoso.com' (Thing Fqdn 'ee02.contoso.com')
            Endpoint 'sip:homeless@contoso.com' (Thing Other 'x')
        }
        """;

    /// <summary>The same objects after remoting.</summary>
    public static readonly string Deserialized = Objects + """

        $function:RealPool = ${function:Get-CsPool}
        $function:RealEndpoint = ${function:Get-CsTrustedApplicationEndpoint}
        function Travel { process { [System.Management.Automation.PSSerializer]::Deserialize([System.Management.Automation.PSSerializer]::Serialize($_, 2)) } }
        function Get-CsPool { [CmdletBinding()] param() RealPool | Travel }
        function Get-CsTrustedApplicationEndpoint { [CmdletBinding()] param() RealEndpoint | Travel }
        """;

    private const string Pools = """
        $global:PoolCalls = 0
        $global:EndpointCalls = 0
        $global:MakeComputer = { param($Fqdn) $Fqdn }
        function Pool($Fqdn, $Computers, $Services) {
            [pscustomobject]@{ Identity = $Fqdn; Fqdn = $Fqdn;
                Computers = @($Computers | ForEach-Object { & $MakeComputer $_ }); Services = @($Services); Site = 'Site:HQ' }
        }
        function Endpoint($Address, $Pool) {
            [pscustomobject]@{ Identity = "CN=$Address"; SipAddress = $Address; RegistrarPool = $Pool; OwnerUrn = 'urn:application:helpdesk'; Enabled = $true }
        }
        function Get-CsPool {
            [CmdletBinding()] param()
            $global:PoolCalls++
            Pool 'ee01.contoso.com' '127.0.0.1,1', '127.0.0.1,2' 'Registrar:ee01.contoso.com', 'UserServer:ee01.contoso.com'
            Pool 'ee02.contoso.com' '127.0.0.1,3' 'UserServer:ee02.contoso.com'
            Pool 'apps.contoso.com' 'app01.contoso.com' 'TrustedApplicationPool:apps.contoso.com'
        }

        """;
}
