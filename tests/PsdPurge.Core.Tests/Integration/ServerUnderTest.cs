using System.Net;
using Microsoft.Data.SqlClient;
using PsdPurge.Lab;
using PsdPurge.Lab.Scenarios;
using PsdPurge.Lab.Verbs;

namespace PsdPurge.Core.Tests.Integration;

/// <summary>
/// A Front-End with a scenario's data: one of the lab, or, where PSDPURGE_SQLSERVER holds a connection string, a real SQL Server. There the databases rtc
/// and rtcdyn are made anew, and only where the tests made them themselves.
/// </summary>
internal sealed class ServerUnderTest : IAsyncDisposable
{
    public const string Lab = "lab Front-End";
    public const string SqlServer = "PSDPURGE_SQLSERVER";

    /// <summary>By this table the tests know databases that they made themselves.</summary>
    private const string Marker = "PsdPurgeTests";

    private readonly LabPool? _pool;

    private ServerUnderTest(Scenario scenario, ISqlTarget tables, FrontEnd frontEnd, ConnectionSettings settings, LabPool? pool)
    {
        Scenario = scenario;
        Tables = tables;
        FrontEnd = frontEnd;
        Settings = settings;
        _pool = pool;
    }

    /// <summary>The servers to test on.</summary>
    public static IReadOnlyList<string> All => ConnectionString is null ? [Lab] : [Lab, SqlServer];

    public static string? ConnectionString => Environment.GetEnvironmentVariable(SqlServer) is { Length: > 0 } text ? text : null;

    public Scenario Scenario { get; }

    /// <summary>Its tables, past the module.</summary>
    public ISqlTarget Tables { get; }

    public FrontEnd FrontEnd { get; }

    public ConnectionSettings Settings { get; }

    public static async Task<ServerUnderTest> StartAsync(string server, Scenario scenario)
    {
        if (server == SqlServer)
        {
            return OnSqlServer(scenario);
        }

        LabPool pool = await LabPool.StartAsync(scenario);
        LabFrontEnd frontEnd = pool.FrontEnds[0];
        return new ServerUnderTest(
            scenario,
            frontEnd.Tables,
            new FrontEnd(frontEnd.ComputerName, Pool: scenario.PoolFqdn),
            new ConnectionSettings { Credential = new NetworkCredential(frontEnd.Login, frontEnd.Password) },
            pool);
    }

    public FrontEndSnapshot Snapshot() => FrontEndSnapshot.Take(Tables, Scenario.Schema);

    /// <summary>Says what a purge did wrong.</summary>
    public IReadOnlyList<string> Verify(FrontEndSnapshot before, PurgeScope scope) => RemovalVerifier.Verify(Scenario, 0, scope, before, Snapshot());

    public async ValueTask DisposeAsync()
    {
        if (_pool is not null)
        {
            await _pool.DisposeAsync();
        }
    }

    private static ServerUnderTest OnSqlServer(Scenario scenario)
    {
        SqlClientTarget target = new(ConnectionString!);
        IReadOnlyList<string> existing = target.Existing();
        if (existing.Contains("rtc") && !HasMarker(target))
        {
            throw new InvalidOperationException("The server has a database rtc that these tests did not make. Give them a server of their own in PSDPURGE_SQLSERVER.");
        }

        foreach (var database in existing)
        {
            target.DropDatabase(database);
        }

        ScenarioLoader.Lay(scenario, 0, target);
        target.Run("rtc", $"CREATE TABLE dbo.{Marker} (Id int NOT NULL);");
        SqlConnectionStringBuilder connection = new(ConnectionString);
        return new ServerUnderTest(
            scenario,
            target,
            new FrontEnd(connection.DataSource, InstanceName: ""),
            new ConnectionSettings { Credential = connection.IntegratedSecurity ? null : new NetworkCredential(connection.UserID, connection.Password) },
            null);
    }

    private static bool HasMarker(SqlClientTarget target)
    {
        var found = false;
        target.Read("rtc", $"SELECT name FROM sys.tables WHERE name = N'{Marker}'", _ => found = true);
        return found;
    }
}

/// <summary>Says that the tests on a real server did not run, where none is given.</summary>
public class SqlServerTests
{
    [SqlServerFact]
    public void A_real_SQL_Server_was_given() => Assert.NotNull(ServerUnderTest.ConnectionString);

    [AttributeUsage(AttributeTargets.Method)]
    private sealed class SqlServerFactAttribute : FactAttribute
    {
        public SqlServerFactAttribute() =>
            Skip = ServerUnderTest.ConnectionString is null ? "PSDPURGE_SQLSERVER is not set: the integration tests ran on the lab only." : null;
    }
}
