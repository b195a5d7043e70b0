using System.Text.Json;

namespace PsdPurge.Lab.Tests.Scenarios;

public sealed class StandInReadinessTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("psdpurge-test-").FullName;
    private readonly LabReadiness _readiness;
    private readonly HostedStandIn _session;

    public StandInReadinessTests()
    {
        _readiness = new(Path.Combine(_folder, "readiness.txt"));
        _session = new(Topology("127.0.0.2"));
    }

    public void Dispose()
    {
        _session.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    [Theory]
    [InlineData("Get-CsPoolUpgradeReadinessState")]
    [InlineData("Get-CsUpgradeDomainInfo -QueryTimeout 5")]
    public void Answers_come_in_turn_and_the_last_one_stays(string command)
    {
        _readiness.Answer("Busy", "InsufficientActiveFrontEnds", "Ready");

        Assert.Equal(
            ["Busy", "InsufficientActiveFrontEnds", "Ready", "Ready"],
            Enumerable.Range(0, 4).Select(_ => _session.Run($"({command}).PoolUpgradeState").Single().BaseObject));
    }

    [Fact]
    public async Task Block_does_not_answer_even_when_it_is_stopped()
    {
        _readiness.Answer(LabReadiness.Block);
        using var shell = _session.Shell();
        var blocked = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        shell.Streams.Debug.DataAdded += (_, _) => blocked.TrySetResult();
        var asked = shell.AddScript("$DebugPreference = 'Continue'; Get-CsPoolUpgradeReadinessState").BeginInvoke();
        await blocked.Task;
        var stopped = shell.BeginStop(null, null);

        Assert.False(asked.IsCompleted);
        Assert.False(stopped.IsCompleted);

        _readiness.Answer("Ready");
        shell.EndStop(stopped);
    }

    [Fact]
    public void Only_a_front_end_can_be_asked()
    {
        using var elsewhere = new HostedStandIn(Topology("edge01.contoso.com"));

        Assert.StartsWith("NotOnFrontEnd,", Assert.Single(elsewhere.Errors("Get-CsPoolUpgradeReadinessState")), StringComparison.Ordinal);
    }

    private string Topology(string localComputer) => $$"""
        {
          "localComputer": "{{localComputer}}",
          "readinessFile": {{JsonSerializer.Serialize(_readiness.File)}},
          "pools": [
            { "fqdn": "pool01.contoso.com", "services": ["UserServer:pool01.contoso.com"], "computers": ["127.0.0.2"] },
            { "fqdn": "edge.contoso.com", "services": ["EdgeServer:edge.contoso.com"], "computers": ["edge01.contoso.com"] }
          ]
        }
        """;
}
