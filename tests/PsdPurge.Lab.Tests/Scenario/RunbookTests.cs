using PsdPurge.Lab.Verbs;

namespace PsdPurge.Lab.Tests.Scenarios;

public sealed class RunbookTests
{
    [Theory]
    [InlineData("owner-column", "cmdlets")]
    [InlineData("document-urn", "cmdlets")]
    [InlineData("utf16-urn", "cmdlets")]
    [InlineData("conf-number", "cmdlets")]
    [InlineData("folded-case", "cmdlets")]
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

    [Theory]
    [InlineData("checksum-only")]
    [InlineData("last-modifier")]
    [InlineData("stale-copy-partial")]
    public async Task Where_rows_do_not_name_organizer_and_conference_nothing_is_deleted_and_the_reason_is_said(string schema)
    {
        using var output = new StringWriter();

        var exitCode = await RunbookVerb.RunAsync(CommandLine.Parse(["runbook", "--entries", "300", "--schema", schema]), output);

        var transcript = output.ToString();
        Assert.True(exitCode == ExitCode.Ok, transcript);
        Assert.Contains("# lab: Remove-AppEndpointPsdEntries refuses and says why.", transcript, StringComparison.Ordinal);
        Assert.Contains("# lab: nothing was changed.", transcript, StringComparison.Ordinal);
    }
}
