using PsdPurge.Lab.Engine;
using PsdPurge.Lab.Scenarios;
using PsdPurge.Lab.Tds;
using PsdPurge.Lab.Verbs;

namespace PsdPurge.Lab.Tests.Scenarios;

/// <summary>Tests of <c>deploy</c>, over the wire to one of our own servers, which has neither database.</summary>
public sealed class DeployTests : IAsyncLifetime, IDisposable
{
    private readonly LoopbackLease _lease = LoopbackLease.Acquire();
    private readonly SqliteServer _engine = new("BARE", []);
    private readonly TdsServer _server;
    private readonly StringWriter _output = new();
    private readonly StringWriter _errors = new();

    public DeployTests() => _server = TdsServer.Start(new TdsServerOptions(_lease.Address, _engine)
    {
        Logins = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase) { ["sa"] = "pw" },
    });

    public static TheoryData<string> Schemas => [.. SchemaVariant.All.Select(schema => schema.Name)];

    [Theory]
    [MemberData(nameof(Schemas))]
    public void A_bare_server_gets_the_tables_and_the_very_rows_of_the_scenario(string schema)
    {
        var line = CommandLine.Parse(["deploy", "--connection", ConnectionString, "--schema", schema, "--entries", "200", "--front-end", "2"]);
        Assert.Equal(ExitCode.Ok, DeployVerb.Run(line, _output, _errors));

        var scenario = line.Describe().Build();
        using SqliteServer direct = new();
        ScenarioLoader.Lay(scenario, 1, new EngineTarget(direct));
        var laid = FrontEndSnapshot.Take(new EngineTarget(direct), scenario.Schema);
        var deployed = FrontEndSnapshot.Take(new EngineTarget(_engine), scenario.Schema);
        Assert.Equal(laid.Entries, deployed.Entries);
        Assert.Equal(laid.OtherTables, deployed.OtherTables);
        Assert.Contains("fe02.contoso.com", _output.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Databases_that_are_there_are_left_alone_without_force()
    {
        _engine.CreateDatabase("rtc");
        Assert.Equal(ExitCode.Failed, DeployVerb.Run(CommandLine.Parse(["deploy", "--connection", ConnectionString]), _output, _errors));
        Assert.Contains("already has rtc, and nothing was changed", _errors.ToString(), StringComparison.Ordinal);
    }

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => await _server.DisposeAsync();

    public void Dispose()
    {
        _lease.Dispose();
        _engine.Dispose();
        _output.Dispose();
        _errors.Dispose();
    }

    private string ConnectionString => $"Server={_lease.Address},{_server.Port};User ID=sa;Password=pw;TrustServerCertificate=True";
}
