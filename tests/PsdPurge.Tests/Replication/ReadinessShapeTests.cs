using PsdPurge.Tests.Hosting;

namespace PsdPurge.Tests.Replication;

/// <summary>Versions answer in different shapes. An answer in none of these shapes is never Ready.</summary>
public class ReadinessShapeTests
{
    private const string Copy = "[System.Management.Automation.PSSerializer]::Deserialize([System.Management.Automation.PSSerializer]::Serialize({0}, {1}))";

    private const string Lync2013 = """
        [pscustomobject]@{{ PoolFqdn = 'ee01.contoso.com'; PoolUpgradeState = '{0}'; TotalFrontEnds = 3;
            UpgradeDomains = @([pscustomobject]@{{ Name = 'UD1'; ReadyforUpgrade = $false }}) }}
        """;

    private const string Later = "[pscustomobject]@{{ TotalFrontEnds = 3; IsReadyForUpgrade = {0}; UpgradeDomains = @('UpgradeDomain1', 'UpgradeDomain2') }}";

    private const string Domains = "[pscustomobject]@{{ UpgradeDomains = @([pscustomobject]@{{ Name = 'UD1'; IsReadyForUpgrade = $true }}, "
        + "[pscustomobject]@{{ Name = 'UD2'; ReadyForUpgrade = {0} }}) }}";

    public static TheoryData<string, string> Known
    {
        get
        {
            TheoryData<string, string> shapes = [];
            foreach (var (shape, ready, busy) in new[]
            {
                (Lync2013, "Ready", "Busy"), (Later, "$true", "$false"), (Later, "'True'", "'false'"), (Domains, "$true", "$false"),
                ("[pscustomobject]@{{ UpgradeDomains = @('UD1; ReadyforUpgrade=True', 'UD2; ReadyforUpgrade={0}') }}", "True", "False"),
                ("\"PoolFqdn         : ee01.contoso.com`r`nPoolUpgradeState : {0}`r`n\"", "Ready", "Busy"),
                ("'Name : UD1', 'IsReadyForUpgrade : True', '', 'Name : UD2', 'IsReadyForUpgrade : {0}'", "True", "False"),
                ("[pscustomobject]@{{ Name = 'UD1'; IsReadyForUpgrade = $true }}, [pscustomobject]@{{ Name = 'UD2'; "
                    + "IsReadyForUpgrade = {0} }}", "$true", "$false"),
            })
            {
                // A copy that is one level deep has texts in place of nested objects. Those texts alone do not reveal the state.
                foreach (var depth in shape == Domains ? new[] { 0, 2 } : [0, 1, 2])
                {
                    shapes.Add(Travel(Of(shape, ready), depth), "Ready");
                    shapes.Add(Travel(Of(shape, busy), depth), "Busy");
                }
            }

            return shapes;

            static string Of(string shape, string value) => string.Format(System.Globalization.CultureInfo.InvariantCulture, shape, value);

            static string Travel(string answer, int depth) => depth == 0
                ? answer
                : Copy.Replace("{0}", $"@({answer})", StringComparison.Ordinal).Replace("{1}", $"{depth}", StringComparison.Ordinal);
        }
    }

    [Theory]
    [MemberData(nameof(Known))]
    public void Every_version_is_understood(string answer, string state)
    {
        using var host = new ModuleHost(
            $"$global:Asked = 0; function Get-CsUpgradeDomainInfo {{ if ($global:Asked++ -eq 0) {{ {answer} }} else {{ 'InsufficientActiveFrontEnds' }} }}");
        var result = host.Run("Wait-PoolReplicationReady -PollInterval 0 -Verbose");

        Assert.Empty(result.Warnings);
        Assert.StartsWith(
            state + ", asked 1 times", result.Verbose.First(text => text.Contains(", asked 1 times", StringComparison.Ordinal)), StringComparison.Ordinal);
        Assert.Equal(state == "Ready" ? [] : ["InsufficientActiveFrontEnds"], result.ErrorIds);
    }

    [Theory]
    [InlineData("[pscustomobject]@{ Ready = $true }", "Ready=True")]
    [InlineData("[pscustomobject]@{ PoolUpgradeState = 'ReadyToFail' }", "PoolUpgradeState=ReadyToFail")]
    [InlineData("[pscustomobject]@{ IsReadyForUpgrade = 'Perhaps' }", "IsReadyForUpgrade=Perhaps")]
    [InlineData("[pscustomobject]@{ UpgradeDomains = @('UpgradeDomain1') }", "UpgradeDomains=UpgradeDomain1")]
    [InlineData("[pscustomobject]@{ UpgradeDomains = @() }", "UpgradeDomains=[]")]
    [InlineData(
        "[pscustomobject]@{ UpgradeDomains = @([pscustomobject]@{ Name = 'UD1'; ReadyforUpgrade = $true }, [pscustomobject]@{ Name = 'UD2' }) }",
        "UpgradeDomains=[Name=UD1; ReadyforUpgrade=True, Name=UD2]")]
    [InlineData("'The pool is Ready'", "The pool is Ready")]
    [InlineData("'Ready', 'but wait'", "Ready | but wait")]
    [InlineData("$true", "True")]
    [InlineData("1", "1")]
    [InlineData("", "nothing")]
    [InlineData("$thing = [pscustomobject]@{ Colour = 'Green' }; $thing.PSObject.Methods.Add([System.Management.Automation.PSScriptMethod]::new('ToString', "
        + "{ 'Ready' })); $thing", "Colour=Green")]
    public void What_nobody_knows_is_never_Ready_and_is_shown(string answer, string shown)
    {
        using var host = new ModuleHost($"function Get-CsUpgradeDomainInfo {{ {answer} }}");
        var result = host.Run("Wait-PoolReplicationReady -PollInterval 0.01 -Timeout 0.1");

        Assert.Equal(["ReplicationTimeout"], result.ErrorIds);
        Assert.Contains($"this module does not know its last answer ({shown})", result.Errors[0].Exception.Message, StringComparison.Ordinal);
        Assert.Contains($"counts as not ready: {shown}.", Assert.Single(result.Warnings), StringComparison.Ordinal);
        Assert.Empty(result.Output);
    }

    [Fact]
    public void An_endpoint_that_runs_commands_only_is_asked_with_a_command()
    {
        // Invoke-Command does this for an endpoint without a language. It runs one pipeline of commands, or nothing.
        using var host = new ModuleHost("""
            function Invoke-Command {
                [CmdletBinding()] param($ComputerName, $ScriptBlock)
                $endpoint = [runspacefactory]::CreateRunspace([initialsessionstate]::CreateDefault2())
                $endpoint.Open()
                [void] $endpoint.SessionStateProxy.InvokeProvider.Item.Set('function:Get-CsUpgradeDomainInfo',
                    { [pscustomobject]@{ IsReadyForUpgrade = $true } })
                $endpoint.SessionStateProxy.LanguageMode = 'NoLanguage'
                $shell = $ScriptBlock.GetPowerShell()
                $shell.Runspace = $endpoint
                try { $shell.Invoke(); foreach ($record in $shell.Streams.Error) { $PSCmdlet.WriteError($record) } }
                catch { $PSCmdlet.WriteError([System.Management.Automation.ErrorRecord]::new($_.Exception.InnerException.ErrorRecord,
                    $_.Exception.InnerException)) }
                finally { $endpoint.Dispose() }
            }
            """);
        var result = host.Run("Wait-PoolReplicationReady -ComputerName fe02.contoso.com");

        Assert.Equal([], result.Errors.Select(error => error.ToString()));
        Assert.Equal(["Ready"], result.Column("State").Select(state => state!.ToString()));
    }

    [Fact]
    public void A_remote_that_drops_in_the_middle_is_asked_again()
    {
        using var host = new ModuleHost("""
            $global:Asked = 0
            function Invoke-Command {
                param($ComputerName, $ScriptBlock)
                switch ($global:Asked++) {
                    0 { 'Busy' }
                    1 { throw [System.Management.Automation.Remoting.PSRemotingTransportException]::new('The WinRM client cannot process the request.') }
                    default { 'Ready' }
                }
            }
            """);
        var result = host.Run("Wait-PoolReplicationReady -ComputerName fe02.contoso.com -PollInterval 0");

        Assert.Equal([], result.Errors.Select(error => error.ToString()));
        Assert.Equal([3], result.Column("Polls"));
        Assert.Contains("The WinRM client cannot process the request.", Assert.Single(result.Warnings), StringComparison.Ordinal);
    }

    [Fact]
    public void An_imported_session_that_drops_in_the_middle_is_asked_again()
    {
        // A command of Import-PSSession first tries to reopen its session, which writes an error. Then it throws a message of its own.
        using var host = new ModuleHost("""
            $global:Asked = 0
            function Get-CsUpgradeDomainInfo {
                [CmdletBinding()] param()
                switch ($global:Asked++) {
                    0 { 'Busy' }
                    { $_ -in 1, 2 } {
                        $lost = [System.Management.Automation.Remoting.PSRemotingTransportException]::new('The WinRM client cannot connect.')
                        $PSCmdlet.WriteError([System.Management.Automation.ErrorRecord]::new($lost, 'PSSessionOpenFailed', 'OpenError', $null))
                        throw 'No session has been associated with this implicit remoting module.'
                    }
                    default { 'Ready' }
                }
            }
            """);
        var result = host.Run("Wait-PoolReplicationReady -PollInterval 0");

        Assert.Equal([], result.Errors.Select(error => error.ToString()));
        Assert.Equal([4], result.Column("Polls"));
        Assert.Contains("The WinRM client cannot connect.", Assert.Single(result.Warnings), StringComparison.Ordinal);
    }

    [Fact]
    public void A_remote_that_cannot_be_reached_at_all_is_an_error()
    {
        using var host = new ModuleHost("""
            function Invoke-Command { param($ComputerName, $ScriptBlock)
                throw [System.Management.Automation.Remoting.PSRemotingTransportException]::new('Access is denied.') }
            """);
        var result = host.Run("Wait-PoolReplicationReady -ComputerName fe02.contoso.com");

        Assert.Equal(["CsCommandFailed"], result.ErrorIds);
        Assert.Equal(ErrorCategory.ConnectionError, result.Errors[0].CategoryInfo.Category);
    }
}
