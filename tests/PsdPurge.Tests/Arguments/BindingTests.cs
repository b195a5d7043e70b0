using PsdPurge.Tests.Hosting;

namespace PsdPurge.Tests.Arguments;

public class BindingTests
{
    [Theory]
    [InlineData("'x.contoso.com', 'y.contoso.com' | {0}")]
    [InlineData("[pscustomobject]@{{ PoolFqdn = 'x.contoso.com' }}, [pscustomobject]@{{ PoolFqdn = 'y.contoso.com' }} | {0}")]
    [InlineData("[pscustomobject]@{{ PoolName = 'x.contoso.com' }}, [pscustomobject]@{{ PoolName = 'y.contoso.com' }} | {0}")]
    [InlineData("[pscustomobject]@{{ Identity = 'x.contoso.com' }}, [pscustomobject]@{{ Identity = 'y.contoso.com' }} | {0}")]
    [InlineData("[pscustomobject]@{{ Identity = 'X'; Fqdn = 'x.contoso.com' }}, [pscustomobject]@{{ Identity = 'Y'; Fqdn = 'y.contoso.com' }} | {0}")]
    [InlineData("{0} -PoolFqdn x.contoso.com, y.contoso.com")]
    [InlineData("{0} -PoolName x.contoso.com, y.contoso.com")]
    [InlineData("{0} x.contoso.com, y.contoso.com")]
    public void Pools_are_taken_by_name_position_and_pipeline(string form)
    {
        using var host = new ModuleHost("function Get-CsPool { }");
        foreach (var command in new[] { "Get-PsdEntryCount", "Select-AppEndpointPsdEntries", "Remove-AppEndpointPsdEntries -WhatIf" })
        {
            var result = host.Run(string.Format(System.Globalization.CultureInfo.InvariantCulture, form, command));

            Assert.Equal(["PoolNotFound", "PoolNotFound"], result.ErrorIds);
            Assert.Equal(["x.contoso.com", "y.contoso.com"], result.Errors.Select(error => error.TargetObject));
        }
    }

    [Fact]
    public void Pools_as_the_Cs_cmdlet_gives_them_are_taken()
    {
        using var host = new ModuleHost(FakeDeployment.Texts);
        var result = host.Run("Get-CsPool | Select-AppEndpointPsdEntries -Verbose -ErrorAction SilentlyContinue");

        Assert.Contains("pool ee01.contoso.com: 2 Front-End(s), 2 endpoint(s) to look for.", result.Verbose);
    }

    [Theory]
    [InlineData("-ConnectTimeout soon")]
    [InlineData("-CommandTimeout -1")]
    [InlineData("-CommandTimeout -00:00:01")]
    [InlineData("-CommandTimeout 3000000000")]
    [InlineData("-ConnectTimeout 0")]
    [InlineData("-ConnectTimeout 00:00:00")]
    [InlineData("-ConnectTimeout -1")]
    [InlineData("-ConnectTimeout 3000000000")]
    [InlineData("-ConnectTimeout 3000000")]
    [InlineData("-CommandTimeout $true")]
    [InlineData("-ThrottleLimit 0")]
    [InlineData("-Encrypt Never")]
    [InlineData("-ComputerName fe01")]
    [InlineData("-PoolFqdn ''")]
    public void Unusable_arguments_are_refused(string arguments)
    {
        using var host = new ModuleHost(FakeDeployment.Texts);

        Assert.IsAssignableFrom<ParameterBindingException>(host.Run($"Get-PsdEntryCount ee01.contoso.com {arguments}").Errors.Single().Exception);
    }

    [Theory]
    [InlineData("-CommandTimeout 0")]
    [InlineData("-CommandTimeout 0.2")]
    [InlineData("-CommandTimeout 3000000")]
    [InlineData("-ConnectTimeout 0.2")]
    public void Time_limits_that_make_sense_are_taken(string arguments)
    {
        using var host = new ModuleHost();

        Assert.Equal(["FrontEndUnreachable"], host.Run($"Get-PsdEntryCount -ComputerName '127.0.0.1,3' {arguments}").ErrorIds);
    }

    [Theory]
    [InlineData("-BatchSize 0")]
    [InlineData("-BatchSize 4001")]
    [InlineData("-MaxEntries 0")]
    [InlineData("-TimeLimit -5")]
    [InlineData("-InputObject 1")]
    public void Unusable_arguments_of_a_removal_are_refused(string arguments)
    {
        using var host = new ModuleHost(FakeDeployment.Texts);

        Assert.IsAssignableFrom<ParameterBindingException>(
            host.Run($"Remove-AppEndpointPsdEntries -PoolFqdn ee01.contoso.com -WhatIf {arguments}").Errors.Single().Exception);
    }

    [Theory]
    [InlineData("-SkipReplicaCheck")]
    [InlineData("-MissingFrontEnd fe02.contoso.com, fe03")]
    [InlineData("-SkipReplicaCheck -MissingFrontEnd fe02.contoso.com")]
    public void Front_Ends_may_be_missing_all_or_by_name(string arguments)
    {
        using var host = new ModuleHost("function Get-CsPool { }");

        Assert.Equal(["PoolNotFound"], host.Run($"Remove-AppEndpointPsdEntries ee01.contoso.com -WhatIf {arguments}").ErrorIds);
    }

    [Theory]
    [InlineData("-SchemaProfile none", "SchemaProfileNotFound")]
    [InlineData("-SipAddress nobody", "InvalidSipAddress")]
    [InlineData("-BackupPath variable:x", "InvalidBackupPath")]
    [InlineData("-BackupPath nodrive:\\x", "InvalidBackupPath")]
    [InlineData("-BackupPath here -NoBackup", "InvalidBackupPath")]
    public void What_the_module_itself_refuses_has_an_id(string arguments, string id)
    {
        using var host = new ModuleHost(FakeDeployment.Texts);
        var result = host.Run($"Remove-AppEndpointPsdEntries ee01.contoso.com -Force {arguments}");

        Assert.Equal([id], result.ErrorIds);
        Assert.Equal(ErrorCategory.InvalidArgument, result.Errors.Single().CategoryInfo.Category);
    }

    [Theory]
    [InlineData("5", 5)]
    [InlineData("0.5", 0.5)]
    [InlineData("'5'", 5)]
    [InlineData("'00:05'", 300)]
    [InlineData("([timespan]::FromMinutes(5))", 300)]
    [InlineData("0", 0)]
    public void A_number_means_seconds(string argument, double seconds)
    {
        using ModuleHost host = new();
        var result = host.Run($$"""
            $command = Get-Command Wait-PoolReplicationReady
            $attribute = $command.Parameters['StableFor'].Attributes.Where({ $_ -is [System.Management.Automation.ArgumentTransformationAttribute] })[0]
            $attribute.Transform($ExecutionContext, {{argument}})
            """);

        Assert.Equal(TimeSpan.FromSeconds(seconds), result.Output.Single().BaseObject);
    }
}
