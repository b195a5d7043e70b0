using PsdPurge.Lab.Verbs;

namespace PsdPurge.Lab.Tests.Scenarios;

public sealed class RunbookTests
{
    [Theory]
    [InlineData("owner-column", "cmdlets")]
    [InlineData("document-urn", "cmdlets")]
    [InlineData("owner-column", "script")]
    [InlineData("owner-column", "remoting")]
    public async Task The_numbers_add_up(string schema, string form)
    {
        using var output = new StringWriter();

        var exitCode = await RunbookVerb.RunAsync(CommandLine.Parse(["runbook", "--entries", "300", "--schema", schema, "--cs", form]), output);

        var transcript = output.ToString();
        Assert.True(exitCode == ExitCode.Ok, transcript);
        Assert.Contains("PS> Get-PsdEntryCount -PoolFqdn pool01.contoso.com", transcript, StringComparison.Ordinal);
        Assert.Contains("What if: ", transcript, StringComparison.Ordinal);
        Assert.EndsWith("All numbers add up." + Environment.NewLine, transcript, StringComparison.Ordinal);
    }
}
