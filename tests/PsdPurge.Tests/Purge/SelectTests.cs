using PsdPurge.Lab;
using PsdPurge.Lab.Faults;
using PsdPurge.Lab.Scenarios;
using PsdPurge.Tests.Hosting;

namespace PsdPurge.Tests.Purge;

public class SelectTests
{
    [Fact]
    public async Task Counting_counts_what_the_article_counts()
    {
        await using var lab = await LabSession.StartAsync();
        var result = lab.Host.Run("Get-PsdEntryCount pool01.contoso.com");

        Assert.Empty(result.Errors);
        Assert.Equal(
            lab.Pool.FrontEnds.Select(frontEnd => ("pool01.contoso.com", frontEnd.ComputerName, lab.Pool.Truth.EntryCount(frontEnd.Index))),
            lab.InOrder(result).Select(item =>
                ((string)item.Properties["Pool"].Value, (string)item.Properties["FrontEnd"].Value, (long)item.Properties["EntryCount"].Value)));
    }

    [Fact]
    public async Task Counting_needs_no_Cs_cmdlets_when_Front_Ends_are_named()
    {
        await using var lab = await LabSession.StartAsync(form: CsForm.None);
        var result = lab.Host.Run($"Get-PsdEntryCount -ComputerName {lab.Computers}");

        Assert.Empty(result.Errors);
        Assert.Equal(3, result.Output.Count);
        Assert.All(result.Column("Pool"), Assert.Null);
    }

    [Theory]
    [InlineData("strings", "object")]
    [InlineData("objects", "unreliable")]
    [InlineData("strings", "string")]
    public async Task Selecting_finds_exactly_the_orphans_of_the_pools_endpoints(string computers, string registrarPool)
    {
        await using var lab = await LabSession.StartAsync(options: new LabPoolOptions { ComputersAs = computers, RegistrarPoolAs = registrarPool });
        var result = lab.Host.Run("Get-CsPool pool01.contoso.com | Select-AppEndpointPsdEntries");

        Assert.Empty(result.Errors);
        Assert.Equal(True(lab, PurgeScope.PoolEndpoints), Selected(result));
    }

    [Fact]
    public async Task Selecting_with_AllPoolEndpoints_finds_those_of_moved_endpoints_too()
    {
        await using var lab = await LabSession.StartAsync();
        var result = lab.Host.Run("Select-AppEndpointPsdEntries pool01.contoso.com -AllPoolEndpoints");

        Assert.Equal(True(lab, PurgeScope.AllPoolEndpoints), Selected(result));
    }

    [Theory]
    [InlineData("bots@contoso.com", "The endpoint bots@contoso.com has never been seen by ")]
    [InlineData("bots@contoso.com,sip:b2@contoso.com", "None of the 2 endpoints has ever been seen by ")]
    public async Task An_address_that_no_Front_End_has_seen_is_said_to_be_unknown(string addresses, string expected)
    {
        await using var lab = await LabSession.StartAsync(form: CsForm.None);
        var result = lab.Host.Run($"Select-AppEndpointPsdEntries -ComputerName {lab.Computers} -SipAddress {addresses}");

        Assert.Empty(result.Errors);
        Assert.Empty(result.Output);
        Assert.Contains(result.Warnings, warning => warning.StartsWith(expected, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("o'brien.bot@contoso.com")]
    [InlineData("SIP:Queue[1]@CONTOSO.com")]
    [InlineData("100%uptime@contoso.com")]
    [InlineData("help_desk@contoso.com")]
    [InlineData("büro.zürich@contoso.com")]
    public async Task A_named_endpoint_is_data(string address)
    {
        await using var lab = await LabSession.StartAsync();
        var result = lab.Host.Run("param($Address) Select-AppEndpointPsdEntries pool01.contoso.com -SipAddress $Address", address);

        var plain = address.Replace("SIP:", "", StringComparison.Ordinal);
        Assert.Empty(result.Errors);
        Assert.Equal(True(lab, PurgeScope.Endpoints(plain)), Selected(result));
        Assert.NotEmpty(result.Output);
    }

    [Fact]
    public async Task One_Front_End_down_leaves_the_others_answers()
    {
        await using var lab = await LabSession.StartAsync();
        lab.Pool.FrontEnds[1].Faults.OnLogin().Refuse();
        var result = lab.Host.Run("Get-PsdEntryCount pool01.contoso.com");

        var error = Assert.Single(result.Errors);
        Assert.Equal("LoginFailed,PsdPurge.Commands.GetPsdEntryCountCommand", error.FullyQualifiedErrorId);
        Assert.Equal(ErrorCategory.AuthenticationError, error.CategoryInfo.Category);
        Assert.Equal($@"{lab.Pool.FrontEnds[1].ComputerName}\RTCLOCAL", error.TargetObject.ToString());
        Assert.Equal(
            [lab.Pool.FrontEnds[0].ComputerName, lab.Pool.FrontEnds[2].ComputerName], lab.InOrder(result).Select(item => item.Properties["FrontEnd"].Value));
    }

    [Fact]
    public async Task Ending_the_pipeline_early_ends_the_selection()
    {
        await using var lab = await LabSession.StartAsync(StandardScenario.Describe(5_000).Build());
        var result = lab.Host.Run("foreach ($once in 1) { Select-AppEndpointPsdEntries pool01.contoso.com | ForEach-Object { $_; break } }");

        Assert.Single(result.Output);
        Assert.Empty(result.Errors);
        Assert.Equal(3, lab.Host.Run("Get-PsdEntryCount pool01.contoso.com").Output.Count);
    }

    [Fact]
    public async Task Ctrl_C_ends_a_query_that_hangs()
    {
        await using var lab = await LabSession.StartAsync();
        var fault = lab.Pool.FrontEnds[0].Faults.On(Request.Containing("PersistedServiceData")).Hang();
        using var shell = lab.Host.Prepare("Select-AppEndpointPsdEntries pool01.contoso.com");
        var running = shell.BeginInvoke();
        await fault.FiredAsync();
        shell.Stop();

        Assert.Throws<PipelineStoppedException>(() => shell.EndInvoke(running));
    }

    private static IEnumerable<(string?, string?, string?, string?, object?, object?)> True(LabSession lab, PurgeScope scope) => lab.Pool.FrontEnds
        .SelectMany(frontEnd => lab.Pool.Truth.Orphans(frontEnd.Index, scope).Select(orphan => (
            (string?)frontEnd.ComputerName,
            (string?)orphan.SipAddress,
            (string?)orphan.ConferenceId,
            (string?)orphan.DocId.ToString(System.Globalization.CultureInfo.InvariantCulture),
            (object?)(long)orphan.Rows,
            (object?)orphan.Bytes)))
        .Order();

    private static IEnumerable<(string?, string?, string?, string?, object?, object?)> Selected(RunResult result) => result.Output
        .Select(item => (
            item.Properties["FrontEnd"].Value as string,
            item.Properties["SipAddress"].Value as string,
            item.Properties["ConferenceId"].Value as string,
            item.Properties["DocId"].Value as string,
            (object?)item.Properties["Entries"].Value,
            (object?)item.Properties["Bytes"].Value))
        .Order();
}
