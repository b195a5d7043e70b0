using PsdPurge.Lab;
using PsdPurge.Lab.Scenarios;
using PsdPurge.Tests.Hosting;

namespace PsdPurge.Tests.SkypeForBusiness;

/// <summary>Every part of the module that calls the Skype for Business commands works with every form of them.</summary>
public sealed class CsFormTests : IClassFixture<CsFormTests.Pool>
{
    private const string Name = "pool01.contoso.com";
    private readonly LabPool _pool;

    public CsFormTests(Pool pool) => _pool = pool.Started;

    public static TheoryData<CsForm> Forms => [.. Enum.GetValues<CsForm>().Where(form => form != CsForm.None)];

    [Theory]
    [MemberData(nameof(Forms))]
    public void Front_Ends_come_from_the_topology(CsForm form)
    {
        using var host = Session(form);
        var result = host.Run($"Get-PsdEntryCount {Name}");

        Assert.Equal([], result.Errors.Select(error => error.ToString()));
        Assert.Equal(_pool.FrontEnds.Select(frontEnd => frontEnd.ComputerName).Order(), result.Column("FrontEnd").Order());
    }

    [Theory]
    [MemberData(nameof(Forms))]
    public void Endpoints_come_from_the_directory(CsForm form)
    {
        using var host = Session(form);
        var result = host.Run($"Select-AppEndpointPsdEntries {Name} -Verbose");

        Assert.Equal([], result.Errors.Select(error => error.ToString()));
        var homed = _pool.Scenario.Endpoints.Count(endpoint => endpoint.HomePool == Name);
        Assert.Contains($"pool {Name}: 3 Front-End(s), {homed} endpoint(s) to look for.", result.Verbose);
        Assert.Equal(
            _pool.FrontEnds.Sum(frontEnd => _pool.Truth.OrphanCount(frontEnd.Index, PurgeScope.PoolEndpoints)),
            result.Column("Entries").Sum(entries => (long)entries!));
    }

    [Theory]
    [MemberData(nameof(Forms))]
    public void The_endpoints_of_a_named_Front_End_are_those_of_its_pool(CsForm form)
    {
        using var host = Session(form);
        var result = host.Run($"Select-AppEndpointPsdEntries -ComputerName {_pool.FrontEnds[1].ComputerName} -SchemaProfile owner-column -Verbose");

        Assert.Equal([], result.Errors.Select(error => error.ToString()));
        Assert.Contains(result.Verbose, text => text.EndsWith(" endpoint(s) to look for.", StringComparison.Ordinal)
            && !text.EndsWith(" 0 endpoint(s) to look for.", StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Forms))]
    public void A_removal_reminds_of_the_conferencing_policy(CsForm form)
    {
        using var host = Session(form);

        Assert.Single(
            host.Run($"Remove-AppEndpointPsdEntries {Name} -WhatIf").Warnings,
            warning => warning.StartsWith("EnableReliableConferenceDeletion is off in the conferencing policy Global.", StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Forms))]
    public void Waiting_asks_until_the_pool_is_ready(CsForm form)
    {
        _pool.Readiness.Answer("Busy", "Busy", "Ready");
        using var host = Session(form);
        var result = host.Run($"Wait-PoolReplicationReady {Name} -PollInterval 0");

        Assert.Equal([], result.Errors.Select(error => error.ToString()));
        Assert.Equal([3], result.Column("Polls"));
    }

    [Theory]
    [MemberData(nameof(Forms))]
    public void Waiting_asks_another_Front_End_whatever_the_commands_are_there(CsForm form)
    {
        _pool.Readiness.Answer("Busy", "Ready");
        using var host = Session(form == CsForm.PrefixedRemoting ? CsForm.ScriptModule : form);
        host.Must("function Invoke-Command { param($ComputerName, $ScriptBlock) & $ScriptBlock }");
        var result = host.Run($"Wait-PoolReplicationReady {Name} -ComputerName {_pool.FrontEnds[1].ComputerName} -PollInterval 0");

        Assert.Equal([], result.Errors.Select(error => error.ToString()));
        Assert.Equal([2], result.Column("Polls"));
    }

    [Theory]
    [MemberData(nameof(Forms))]
    public void The_pool_of_this_computer_is_known(CsForm form)
    {
        _pool.Readiness.Answer("Ready");
        using var host = Session(form);

        Assert.Equal([Name], host.Run("Wait-PoolReplicationReady").Column("Pool"));
        Assert.Equal(["PoolMismatch"], host.Run($"Wait-PoolReplicationReady {_pool.Scenario.OtherPoolFqdn}").ErrorIds);
    }

    [Theory]
    [MemberData(nameof(Forms))]
    public void Tab_completes(CsForm form)
    {
        using var host = Session(form);

        Assert.Contains(Name, Complete(host, "Get-PsdEntryCount -PoolFqdn "));
        Assert.Contains(_pool.FrontEnds[0].ComputerName, Complete(host, "Get-PsdEntryCount -ComputerName "));
        Assert.Contains("help_desk@contoso.com", Complete(host, "Select-AppEndpointPsdEntries -SipAddress help"));
    }

    [Theory]
    [MemberData(nameof(Forms))]
    public void What_the_commands_complain_of_is_passed_on(CsForm form)
    {
        using var host = new ModuleHost();
        host.ImportCs(form, "/nowhere/topology.json");
        var error = Assert.Single(host.Run($"Get-PsdEntryCount {Name}").Errors);

        Assert.StartsWith("CsCommandFailed", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Contains("The lab's topology file '/nowhere/topology.json' cannot be read", error.Exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_the_commands_it_says_so()
    {
        using var host = Session(CsForm.None);

        Assert.Equal(["CsCmdletsNotLoaded"], host.Run($"Get-PsdEntryCount {Name}").ErrorIds);
        Assert.Equal(["CsCmdletsNotLoaded"], host.Run($"Select-AppEndpointPsdEntries {Name}").ErrorIds);
        Assert.Equal(["CsCmdletsNotLoaded"], host.Run($"Remove-AppEndpointPsdEntries {Name} -WhatIf").ErrorIds);
        Assert.Equal(["CsCmdletsNotLoaded"], host.Run($"Wait-PoolReplicationReady {Name}").ErrorIds);
        Assert.Equal([], Complete(host, "Get-PsdEntryCount -PoolFqdn "));
    }

    private ModuleHost Session(CsForm form)
    {
        var host = new ModuleHost();
        host.ImportCs(form, _pool.TopologyFile);
        host.Must(
            "param($Credential) $global:PSDefaultParameterValues['*-*Psd*:Credential'] = $Credential; "
                + "$global:PSDefaultParameterValues['*-*Psd*:ConnectTimeout'] = 15",
            LabSession.Login(_pool));
        return host;
    }

    private static List<string> Complete(ModuleHost host, string line) =>
        [.. host.Run("param($Line) (TabExpansion2 $Line $Line.Length).CompletionMatches.CompletionText", line).Output.Where(text => text is not null).Select(
            text => text.ToString())];

    /// <summary>One pool for all tests, because they remove nothing from it.</summary>
    public sealed class Pool : IAsyncLifetime
    {
        internal LabPool Started { get; private set; } = null!;

        public async Task InitializeAsync() => Started = await LabPool.StartAsync(StandardScenario.Describe(300).Build());

        public async Task DisposeAsync() => await Started.DisposeAsync();
    }
}
