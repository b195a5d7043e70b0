using PsdPurge.Lab.Verbs;

namespace PsdPurge.Lab.Tests.Scenarios;

public sealed class RunbookTests
{
    [Theory]
    [InlineData("owner-column")]
    [InlineData("document-urn")]
    public async Task The_numbers_add_up(string schema)
    {
        using var output = new StringWriter();

        var exitCode = await RunbookVerb.RunAsync(CommandLine.Parse(["runbook", "--entries", "300", "--schema", schema]), output);

        var transcript = output.ToString();
        Assert.True(exitCode == ExitCode.Ok, transcript);
        Assert.Contains("PS> Get-PsdEntryCount -PoolFqdn pool01.contoso.com", transcript, StringComparison.Ordinal);
        Assert.Contains("What if: ", transcript, StringComparison.Ordinal);
        Assert.EndsWith("All numbers add up." + Environment.NewLine, transcript, StringComparison.Ordinal);
    }
}
