using PsdPurge.Lab.Scenarios;
using PsdPurge.Tests.Hosting;

namespace PsdPurge.Tests.Loading;

/// <summary>Sessions that restrict scripts: those of an endpoint for administrators (JEA), and those under an application control policy.</summary>
public class LanguageModeTests
{
    [Theory]
    [InlineData(PSLanguageMode.ConstrainedLanguage)]
    [InlineData(PSLanguageMode.NoLanguage)]
    public async Task The_procedure_runs_whatever_scripts_may_do(PSLanguageMode mode)
    {
        await using var lab = await LabSession.StartAsync();
        var before = lab.Pool.Snapshot();
        lab.Pool.Readiness.Answer("Busy", "Ready");
        if (mode == PSLanguageMode.NoLanguage)
        {
            // Such an endpoint shows its users only the commands of their role.
            lab.Host.Must("Get-Command -Module Microsoft.PowerShell.Core -CommandType Cmdlet | ForEach-Object { $_.Visibility = 'Private' }");
        }

        lab.Host.Runspace.SessionStateProxy.LanguageMode = mode;

        Assert.Equal(3, Run("Get-PsdEntryCount", ("PoolFqdn", "pool01.contoso.com")).Count);
        Assert.NotEmpty(Run("Select-AppEndpointPsdEntries", ("PoolFqdn", "pool01.contoso.com")));
        Assert.All(
            Run("Remove-AppEndpointPsdEntries", ("PoolFqdn", "pool01.contoso.com"), ("Force", true)),
            result => Assert.Equal("Completed", result.Properties["Status"].Value.ToString()));
        Assert.Equal(
            "Ready",
            Assert.Single(Run("Wait-PoolReplicationReady", ("PoolFqdn", "pool01.contoso.com"), ("PollInterval", 0))).Properties["State"].Value.ToString());
        Assert.Empty(lab.Pool.VerifyAfterRemoval(before, PurgeScope.PoolEndpoints));

        // Such a session accepts one command with its parameters.
        IReadOnlyList<PSObject> Run(string command, params (string Name, object Value)[] parameters)
        {
            using var shell = PowerShell.Create();
            shell.Runspace = lab.Host.Runspace;
            shell.AddCommand(command);
            foreach (var (name, value) in parameters)
            {
                shell.AddParameter(name, value);
            }

            var output = shell.Invoke();
            Assert.Equal([], shell.Streams.Error.Select(error => error.ToString()));
            return output;
        }
    }
}
