using PsdPurge.Tests.Hosting;

namespace PsdPurge.Tests.Replication;

public class WaitTests
{
    private const string Command = "Get-CsPoolUpgradeReadinessState";

    /// <summary>Signals to the test that it runs, and runs until it is stopped.</summary>
    private const string Endless = "function Get-CsUpgradeDomainInfo { $global:Asked.TrySetResult(); while ($true) { [System.Threading.Thread]::Sleep(5) } }";

    private const string OnFrontEndOfEe01 = """
        function Get-CsComputer { param([switch]$Local) if ($Local) { [pscustomobject]@{ Identity = 'fe01.contoso.com'; Pool = 'ee01.contoso.com' } } }
        function Get-CsUpgradeDomainInfo { 'Ready' }
        """;

    [Theory]
    [InlineData("'Ready'")]
    [InlineData("[pscustomobject]@{ PoolUpgradeState = 'ready' }")]
    [InlineData("[pscustomobject]@{ State = [PsdPurge.Tests.Hosting.UpgradeState]::Ready }")]
    [InlineData("[System.Management.Automation.PSSerializer]::Deserialize([System.Management.Automation.PSSerializer]::Serialize([pscustomobject]@{ "
        + "PoolUpgradeState = [PsdPurge.Tests.Hosting.UpgradeState]::Ready }))")]
    public void Ready_is_recognized_in_every_shape(string answer)
    {
        using var host = new ModuleHost($"function Get-CsUpgradeDomainInfo {{ {answer} }}");
        var result = host.Run("Wait-PoolReplicationReady ee01.contoso.com");

        Assert.Empty(result.Errors);
        Assert.Equal(["PsdPurge.ReplicationState"], result.Output.Select(item => item.TypeNames[0]));
        Assert.Equal(["Ready"], result.Column("State").Select(state => state!.ToString()));
        Assert.Equal(["ee01.contoso.com"], result.Column("Pool"));
        Assert.NotNull(result.Column("ReadySince").Single());
    }

    [Fact]
    public void A_pool_object_is_taken_from_the_pipeline()
    {
        using var host = new ModuleHost(FakeDeployment.Texts + "\nfunction Get-CsUpgradeDomainInfo { 'Ready' }");

        Assert.Equal(["ee01.contoso.com"], host.Run("(Get-CsPool)[0] | Wait-PoolReplicationReady").Column("Pool"));
    }

    [Fact]
    public void Busy_goes_on_until_Ready_and_progress_shows_it()
    {
        using var host = new ModuleHost("""
            $global:Answers = [System.Collections.Generic.Queue[string]]::new([string[]]('Busy', 'Busy', 'Ready'))
            function Get-CsPoolUpgradeReadinessState { [pscustomobject]@{ PoolUpgradeState = $Answers.Dequeue() } }
            function Get-CsUpgradeDomainInfo { throw 'not this one' }
            """);
        var result = host.Run("Wait-PoolReplicationReady -PollInterval 0");

        Assert.Empty(result.Errors);
        Assert.Equal([3], result.Column("Polls"));
        Assert.Contains(result.Progress, record => record.StatusDescription.StartsWith("Busy, 00:00:0", StringComparison.Ordinal));
        Assert.Equal(ProgressRecordType.Completed, result.Progress[^1].RecordType);
    }

    [Fact]
    public void A_compiled_cmdlet_is_asked_too()
    {
        BusyThenReadyCmdlet.Reset();
        using var host = new ModuleHost("", (Command, typeof(BusyThenReadyCmdlet)));
        var result = host.Run("Wait-PoolReplicationReady -PollInterval 0");

        Assert.Empty(result.Errors);
        Assert.Equal([2], result.Column("Polls"));
    }

    [Fact]
    public void Too_few_Front_Ends_end_the_wait()
    {
        using var host = new ModuleHost("function Get-CsUpgradeDomainInfo { [pscustomobject]@{ State = 'InsufficientActiveFrontEnds' } }");
        var result = host.Run("Wait-PoolReplicationReady ee01.contoso.com");

        Assert.Equal(["InsufficientActiveFrontEnds"], result.ErrorIds);
        Assert.Equal(ErrorCategory.ResourceUnavailable, result.Errors[0].CategoryInfo.Category);
        Assert.Equal("ee01.contoso.com", result.Errors[0].TargetObject);
        Assert.Empty(result.Output);
    }

    [Fact]
    public void The_timeout_holds_for_a_cmdlet_that_listens_to_nobody()
    {
        DeafCmdlet.Close();
        try
        {
            using var host = new ModuleHost("", (Command, typeof(DeafCmdlet)));
            var result = host.Run("Wait-PoolReplicationReady ee01.contoso.com -Timeout 0.1");

            Assert.Equal(["ReplicationTimeout"], result.ErrorIds);
            Assert.Equal(ErrorCategory.OperationTimeout, result.Errors[0].CategoryInfo.Category);
            Assert.Contains("it never answered", result.Errors[0].Exception.Message, StringComparison.Ordinal);
        }
        finally
        {
            DeafCmdlet.Open();
        }
    }

    [Fact]
    public void The_timeout_holds_for_a_function_that_does_not_end()
    {
        using var host = new ModuleHost("$global:Asked = [System.Threading.Tasks.TaskCompletionSource]::new()\n" + Endless);

        Assert.Equal(["ReplicationTimeout", "ReplicationTimeout"], host.Run("1..2 | ForEach-Object { Wait-PoolReplicationReady -Timeout 0.1 }").ErrorIds);
    }

    [Fact]
    public async Task Ctrl_C_ends_a_wait_for_a_cmdlet_that_listens_to_nobody()
    {
        DeafCmdlet.Close();
        try
        {
            using var host = new ModuleHost("", (Command, typeof(DeafCmdlet)));
            await Stopped(host, DeafCmdlet.Asked.Task);
        }
        finally
        {
            DeafCmdlet.Open();
        }
    }

    [Fact]
    public async Task Ctrl_C_ends_a_wait_for_a_function_that_does_not_end()
    {
        var asked = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var host = new ModuleHost(Endless);
        host.Run("param($Asked) $global:Asked = $Asked", asked);
        await Stopped(host, asked.Task);
    }

    [Fact]
    public void Another_Front_End_is_asked_through_remoting()
    {
        using var host = new ModuleHost("""
            function Invoke-Command { param($ComputerName, $ScriptBlock) $global:AskedComputer = $ComputerName; & $ScriptBlock }
            function Get-CsUpgradeDomainInfo { [pscustomobject]@{ State = 'Ready' } }
            """);
        var result = host.Run("Wait-PoolReplicationReady -ComputerName fe02.contoso.com; $AskedComputer");

        Assert.Empty(result.Errors);
        Assert.Equal("Ready", result.Output[0].Properties["State"].Value.ToString());
        Assert.Equal("fe02.contoso.com", result.Output[1].BaseObject);
    }

    [Fact]
    public void A_remote_computer_without_the_cmdlets_is_an_error()
    {
        using var host = new ModuleHost("function Invoke-Command { param($ComputerName, $ScriptBlock) & $ScriptBlock }");
        var result = host.Run("Wait-PoolReplicationReady -ComputerName fe02.contoso.com");

        Assert.Equal(["CsCommandFailed"], result.ErrorIds);
        Assert.Contains("has no Skype for Business cmdlet that tells a pool's readiness", result.Errors[0].Exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_the_cmdlets_it_is_an_error()
    {
        using var host = new ModuleHost();
        var result = host.Run("Wait-PoolReplicationReady");

        Assert.Equal(["CsCmdletsNotLoaded"], result.ErrorIds);
        Assert.Equal(ErrorCategory.NotInstalled, result.Errors[0].CategoryInfo.Category);
    }

    [Fact]
    public void What_the_cmdlet_complains_of_is_passed_on()
    {
        using var host = new ModuleHost("", (Command, typeof(FailingCmdlet)));
        var result = host.Run("Wait-PoolReplicationReady");

        Assert.Equal(["CsCommandFailed"], result.ErrorIds);
        Assert.Equal(ErrorCategory.PermissionDenied, result.Errors[0].CategoryInfo.Category);
        Assert.StartsWith("Get-CsPoolUpgradeReadinessState failed: Not a Front-End. ", result.Errors[0].Exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_pool_that_this_computer_is_not_of_is_an_error_and_the_others_have_their_turn()
    {
        using var host = new ModuleHost(OnFrontEndOfEe01);
        var result = host.Run("'ee02.contoso.com', 'EE01.contoso.com' | Wait-PoolReplicationReady");

        Assert.Equal(["PoolMismatch"], result.ErrorIds);
        Assert.Equal(ErrorCategory.InvalidArgument, result.Errors[0].CategoryInfo.Category);
        Assert.Equal("ee02.contoso.com", result.Errors[0].TargetObject);
        Assert.Equal(
            "This computer belongs to ee01.contoso.com, so it cannot tell the state of ee02.contoso.com. "
            + "Run this on a Front-End of ee02.contoso.com, or name one with -ComputerName.",
            result.Errors[0].Exception.Message);
        Assert.Equal(["ee01.contoso.com"], result.Column("Pool"));
        Assert.Empty(result.Warnings);
    }

    [Theory]
    [InlineData("127.0.0.1,3", "ee01.contoso.com", "PoolMismatch")]
    [InlineData("127.0.0.1,3", "ee02.contoso.com", null)]
    [InlineData("elsewhere.contoso.com", "ee02.contoso.com", null)]
    public void A_computer_that_is_named_is_looked_up_in_the_topology(string computer, string pool, string? error)
    {
        using var host =
            new ModuleHost(FakeDeployment.Texts + OnFrontEndOfEe01 + "\nfunction Invoke-Command { param($ComputerName, $ScriptBlock) & $ScriptBlock }");
        var result = host.Run("param($Computer, $Pool) Wait-PoolReplicationReady $Pool -ComputerName $Computer", computer, pool);

        Assert.Equal(error is null ? [] : [error], result.ErrorIds);
        Assert.Equal(error is null ? [pool] : [], result.Column("Pool"));
    }

    [Theory]
    [InlineData("throw 'The store is down.'")]
    [InlineData("[pscustomobject]@{ Identity = 'fe01.contoso.com' }")]
    public void Where_nobody_knows_the_computers_pool_it_is_taken_for_the_one_named(string answer)
    {
        using var host = new ModuleHost($"function Get-CsComputer {{ param([switch]$Local) {answer} }}\nfunction Get-CsUpgradeDomainInfo {{ 'Ready' }}");
        var result = host.Run("Wait-PoolReplicationReady ee02.contoso.com");

        Assert.Empty(result.Errors);
        Assert.Equal(["ee02.contoso.com"], result.Column("Pool"));
    }

    [Fact]
    public void The_pool_of_this_computer_stands_in_the_result()
    {
        using var host = new ModuleHost(OnFrontEndOfEe01);

        Assert.Equal(["ee01.contoso.com"], host.Run("Wait-PoolReplicationReady").Column("Pool"));
    }

    private static async Task Stopped(ModuleHost host, Task asked)
    {
        using var shell = host.Prepare("Wait-PoolReplicationReady -Timeout 0");
        var running = shell.BeginInvoke();
        await asked;
        shell.Stop();

        Assert.Equal(PSInvocationState.Stopped, shell.InvocationStateInfo.State);
        Assert.Throws<PipelineStoppedException>(() => shell.EndInvoke(running));
    }
}
