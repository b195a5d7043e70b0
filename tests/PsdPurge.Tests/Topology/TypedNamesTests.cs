using PsdPurge.Lab;
using PsdPurge.Lab.Scenarios;
using PsdPurge.Tests.Hosting;

namespace PsdPurge.Tests.Topology;

/// <summary>Pools and Front-Ends in the spellings that people type, and in the forms that other commands return.</summary>
public sealed class TypedNamesTests : IClassFixture<TypedNamesTests.Pool>, IDisposable
{
    private const string Name = "pool01.contoso.com";
    private readonly LabPool _pool;
    private readonly ModuleHost _host;

    public TypedNamesTests(Pool pool)
    {
        _pool = pool.Started;
        _host = new ModuleHost();
        _host.ImportCs(CsForm.Cmdlets, _pool.TopologyFile);
        _host.Must(
            "param($Credential) $global:PSDefaultParameterValues['*-*Psd*:Credential'] = $Credential; "
                + "$global:PSDefaultParameterValues['*-*Psd*:ConnectTimeout'] = 15",
            LabSession.Login(_pool));
    }

    private string First => _pool.FrontEnds[0].ComputerName;

    private IEnumerable<string> All => _pool.FrontEnds.Select(frontEnd => frontEnd.ComputerName).Order();

    public void Dispose() => _host.Dispose();

    [Theory]
    [InlineData("'pool01.contoso.com.'")]
    [InlineData("' POOL01.contoso.com  '")]
    [InlineData("pool01")]
    [InlineData("UserServer:pool01.contoso.com")]
    [InlineData("pool01.contoso.com, Pool01.contoso.com., pool01")]
    public void A_pool_is_found_in_every_spelling_and_done_once(string typed)
    {
        var result = _host.Run($"Get-PsdEntryCount {typed}");

        Assert.Equal([], result.Errors.Select(error => error.ToString()));
        Assert.Equal(All, result.Column("FrontEnd").Order());
        Assert.Equal([Name, Name, Name], result.Column("Pool"));
    }

    [Theory]
    [InlineData("Get-CsPool pool01.contoso.com")]
    [InlineData("Get-CsPool pool01.contoso.com, pool01.contoso.com")]
    [InlineData("Get-CsService -UserServer -PoolFqdn pool01.contoso.com")]
    [InlineData("Get-CsService -UserServer -PoolFqdn pool01.contoso.com | ForEach-Object { [pscustomobject]@{ Identity = $_.Identity } }")]
    [InlineData("Get-CsComputer -Pool pool01.contoso.com")]
    [InlineData("(Get-CsPool pool01.contoso.com).Computers")]
    [InlineData("Get-CsComputer -Pool pool01.contoso.com; Get-CsPool pool01.contoso.com")]
    public void What_other_commands_give_can_be_piped_in(string source)
    {
        source = source.Replace(
            "Get-CsPool pool01.contoso.com, pool01.contoso.com", "'pool01.contoso.com', 'pool01.contoso.com' | Get-CsPool", StringComparison.Ordinal);
        var counted = _host.Run($"& {{ {source} }} | Get-PsdEntryCount");

        Assert.Equal([], counted.Errors.Select(error => error.ToString()));
        Assert.Equal(All, counted.Column("FrontEnd").Order());
        Assert.Equal([Name, Name, Name], counted.Column("Pool"));

        var removed = _host.Run($"& {{ {source} }} | Remove-AppEndpointPsdEntries -WhatIf -Verbose");
        Assert.Equal([], removed.Errors.Select(error => error.ToString()));
        Assert.Equal(All, removed.Column("FrontEnd").Order());
        Assert.Equal(Orphans(), removed.Column("Candidates").Sum(count => (long)count!));
    }

    [Fact]
    public void One_computer_that_is_piped_in_is_the_only_one_that_is_worked_on()
    {
        Assert.Equal([First], _host.Run($"Get-CsComputer {First} | Get-PsdEntryCount").Column("FrontEnd"));

        // This works like -ComputerName. The other Front-Ends are not queried, so their living conferences are missing, and nothing is removed.
        var removed = _host.Run($"Get-CsComputer {First} | Remove-AppEndpointPsdEntries -WhatIf");
        var named = _host.Run($"Remove-AppEndpointPsdEntries -ComputerName {First} -WhatIf");
        Assert.Equal(["ReplicaCheckIncomplete"], removed.ErrorIds);
        Assert.Equal(named.ErrorIds, removed.ErrorIds);
        Assert.All(removed.Column("FrontEnd"), name => Assert.Equal(First, name));
    }

    [Fact]
    public void Pools_that_this_is_not_for_are_a_line_each_and_the_others_go_on()
    {
        var result = _host.Run("Get-CsPool | Where-Object { $_.Fqdn -ne 'pool02.contoso.com' } | Get-PsdEntryCount");

        Assert.Equal(All, result.Column("FrontEnd").Order());
        Assert.Equal(
            [
                ("apps.contoso.com", "PoolHasNoFrontEnds"),
                ("edge.contoso.com", "PoolHasNoFrontEnds"),
                ("lync2010.contoso.com", "PoolTooOld"),
                ("sba01.contoso.com", "PoolHasNoFrontEnds"),
            ],
            result.Errors.Select(error => ((string)error.TargetObject, error.FullyQualifiedErrorId.Split(',')[0])).Order());
        Assert.All(
            result.Errors,
            error => Assert.True(error.ToString().Length < 260 && !error.ToString().Contains('\n', StringComparison.Ordinal), error.ToString()));
    }

    [Fact]
    public void A_computer_of_such_a_pool_is_a_line_too()
    {
        var error = Assert.Single(_host.Run("Get-CsComputer edge01.contoso.com | Get-PsdEntryCount").Errors);

        Assert.StartsWith("PoolHasNoFrontEnds,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.StartsWith("edge01.contoso.com is a computer of pool edge.contoso.com,", error.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("'{0}'")]
    [InlineData("'{0}.'")]
    [InlineData("' {0} '")]
    [InlineData(@"'{0}\RTCLOCAL'")]
    [InlineData("'tcp:{0}'")]
    [InlineData(@"'{0}', '{0}.', '{0}\rtclocal'")]
    public void A_Front_End_is_found_in_every_spelling_and_has_its_pools_endpoints(string typed)
    {
        var names = string.Format(System.Globalization.CultureInfo.InvariantCulture, typed, First);
        Assert.Single(_host.Run($"Get-PsdEntryCount -ComputerName {names}").Output);

        var selected = _host.Run($"Select-AppEndpointPsdEntries -ComputerName {names} -SchemaProfile owner-column -Verbose");
        Assert.Equal([], selected.Errors.Select(error => error.ToString()));
        var homed = _pool.Scenario.Endpoints.Count(endpoint => endpoint.HomePool == Name);
        Assert.Contains(selected.Verbose, text => text.EndsWith($": 1 Front-End(s), {homed} endpoint(s) to look for.", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("fe11")]
    [InlineData("FE11.contoso.com.")]
    [InlineData(@"fe11\RTCLOCAL")]
    [InlineData("'fe11.contoso.com,50123'")]
    public void A_short_name_an_instance_or_a_port_does_not_hide_whose_Front_End_it_is(string typed)
    {
        // No server answers there. The module knows before that whose endpoints to look for.
        var result = _host.Run($"Select-AppEndpointPsdEntries -ComputerName {typed} -ConnectTimeout 1 -Verbose");

        Assert.Equal(["FrontEndUnreachable"], result.ErrorIds.Distinct());
        var homed = _pool.Scenario.Endpoints.Count(endpoint => endpoint.HomePool == _pool.Scenario.OtherPoolFqdn);
        Assert.Contains(result.Verbose, text => text.EndsWith($": 1 Front-End(s), {homed} endpoint(s) to look for.", StringComparison.Ordinal));
    }

    [Fact]
    public void An_address_tells_no_pool_and_the_error_leads_on()
    {
        var error = Assert.Single(_host.Run("Select-AppEndpointPsdEntries -ComputerName 10.255.255.1").Errors);

        Assert.StartsWith("SipAddressRequired,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.EndsWith(
            "no pool of the topology has a Front-End 10.255.255.1. Give the Front-End's FQDN, or name them with -SipAddress.",
            error.ToString(),
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("'pool01.contoso.com.'")]
    [InlineData("pool01")]
    [InlineData("'POOL01.contoso.com', 'pool01.contoso.com.' |")]
    [InlineData("Get-CsComputer -Pool pool01.contoso.com |")]
    [InlineData("Get-CsService -UserServer -PoolFqdn pool01.contoso.com |")]
    public void Waiting_takes_the_same_names(string typed)
    {
        _pool.Readiness.Answer("Ready");
        var result = _host.Run(typed.EndsWith('|') ? $"{typed} Wait-PoolReplicationReady" : $"Wait-PoolReplicationReady {typed}");

        Assert.Equal([], result.Errors.Select(error => error.ToString()));
        Assert.Equal([Name], result.Column("Pool"));
    }

    [Fact]
    public void Waiting_asks_the_computer_whatever_else_its_name_says()
    {
        _pool.Readiness.Answer("Ready");
        _host.Must("function global:Invoke-Command { param($ComputerName, $ScriptBlock) $global:Asked = $ComputerName; & $ScriptBlock }");
        var result = _host.Run($@"Wait-PoolReplicationReady -ComputerName '{First}.\RTCLOCAL'; $global:Asked");

        Assert.Equal([], result.Errors.Select(error => error.ToString()));
        Assert.Equal(First, result.Output[^1].BaseObject);
        Assert.Equal(Name, result.Column("Pool").First());
    }

    [Fact]
    public void Entries_that_name_a_Front_End_in_another_spelling_are_its_own()
    {
        var result = _host.Run($$"""
            $entries = @(Select-AppEndpointPsdEntries -ComputerName '{{First}}' -SchemaProfile owner-column)[0, 1]
            $entries | ForEach-Object { [pscustomobject]@{ Pool = 'pool01.contoso.com.'; FrontEnd = "$($_.FrontEnd).\rtclocal";
                SipAddress = $_.SipAddress; ConferenceId = $_.ConferenceId; DocId = "$($_.DocId)"; Entries = "$($_.Entries)"; Bytes = "$($_.Bytes)" } } |
                Remove-AppEndpointPsdEntries -WhatIf
            """);

        Assert.Equal([], result.Errors.Select(error => error.ToString()));
        Assert.Contains(result.Output, item => (string)item.Properties["FrontEnd"].Value == First && (long)item.Properties["Candidates"].Value > 0);
    }

    private long Orphans() => _pool.FrontEnds.Sum(frontEnd => _pool.Truth.OrphanCount(frontEnd.Index, PurgeScope.PoolEndpoints));

    /// <summary>One pool for all tests, because they remove nothing from it.</summary>
    public sealed class Pool : IAsyncLifetime
    {
        internal LabPool Started { get; private set; } = null!;

        public async Task InitializeAsync() =>
            Started = await LabPool.StartAsync(StandardScenario.Describe(300).Build(), new LabPoolOptions { HasOldPools = true });

        public async Task DisposeAsync() => await Started.DisposeAsync();
    }
}
