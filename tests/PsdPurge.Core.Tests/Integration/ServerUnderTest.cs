using System.Net;
using Microsoft.Data.SqlClient;
using PsdPurge.Lab;
using PsdPurge.Lab.Scenarios;
using PsdPurge.Lab.Verbs;
using Xunit.Abstractions;

namespace PsdPurge.Core.Tests.Integration;

/// <summary>
/// A Front-End with a scenario's data: a lab server, or a real SQL Server if there is one. There, the tests create the databases rtc and rtcdyn again, but only
/// if tests created the existing ones. They use the server's own compatibility level, and those of databases from older servers.
/// </summary>
internal sealed class ServerUnderTest : IAsyncDisposable
{
    public const string Lab = "lab Front-End";
    public const string SqlServer = "SQL Server";
    public const string AtLevel2012 = "SQL Server, level 110";
    public const string AtLevel2008 = "SQL Server, level 100";

    /// <summary>The tests recognize their own databases by this table.</summary>
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
    public static IReadOnlyList<string> All => RealServer.WhyNone is null ? [Lab, SqlServer, AtLevel2012, AtLevel2008] : [Lab];

    public Scenario Scenario { get; }

    /// <summary>Direct access to its tables.</summary>
    public ISqlTarget Tables { get; }

    public FrontEnd FrontEnd { get; }

    public ConnectionSettings Settings { get; }

    public static async Task<ServerUnderTest> StartAsync(string server, Scenario scenario)
    {
        if (server != Lab)
        {
            return OnSqlServer(scenario, await RealServer.ConnectionStringAsync(), server switch { AtLevel2012 => 110, AtLevel2008 => 100, _ => null });
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

    /// <summary>Returns what a purge did wrong.</summary>
    public IReadOnlyList<string> Verify(FrontEndSnapshot before, PurgeScope scope) => RemovalVerifier.Verify(Scenario, 0, scope, before, Snapshot());

    public async ValueTask DisposeAsync()
    {
        if (_pool is not null)
        {
            await _pool.DisposeAsync();
        }
    }

    private static ServerUnderTest OnSqlServer(Scenario scenario, string connectionString, int? level)
    {
        SqlClientTarget target = new(connectionString);
        IReadOnlyList<string> existing = target.Existing();
        if (existing.Contains("rtc") && !HasMarker(target))
        {
            throw new InvalidOperationException(
                $"The server has a database rtc that these tests did not make. Give them a server of their own in {RealServer.Variable}.");
        }

        foreach (var database in existing)
        {
            target.DropDatabase(database);
        }

        ScenarioLoader.Lay(scenario, 0, target);
        target.Run("rtc", $"CREATE TABLE dbo.{Marker} (Id int NOT NULL);");
        // Servers of other vendors have no such levels.
        if (level is { } old && Version(target).StartsWith("Microsoft", StringComparison.Ordinal))
        {
            target.Run("master", $"ALTER DATABASE rtc SET COMPATIBILITY_LEVEL = {old};\nGO\nALTER DATABASE rtcdyn SET COMPATIBILITY_LEVEL = {old};");
        }

        SqlConnectionStringBuilder connection = new(connectionString);
        return new ServerUnderTest(
            scenario,
            target,
            new FrontEnd(connection.DataSource, InstanceName: ""),
            new ConnectionSettings { Credential = connection.IntegratedSecurity ? null : new NetworkCredential(connection.UserID, connection.Password) },
            null);
    }

    internal static string Version(SqlClientTarget target)
    {
        var version = "";
        target.Read("master", "SELECT @@VERSION", row => version = (string)row[0]!);
        return version;
    }

    private static bool HasMarker(SqlClientTarget target)
    {
        var found = false;
        target.Read("rtc", $"SELECT name FROM sys.tables WHERE name = N'{Marker}'", _ => found = true);
        return found;
    }
}

/// <summary>Reports that the tests on a real server did not run, if there is none.</summary>
public class SqlServerTests(ITestOutputHelper output)
{
    [SqlServerFact]
    public async Task A_real_SQL_Server_takes_part_in_the_integration_tests()
    {
        var version = ServerUnderTest.Version(new SqlClientTarget(await RealServer.ConnectionStringAsync()));
        Assert.NotEmpty(version);
        output.WriteLine(version);
    }

    [AttributeUsage(AttributeTargets.Method)]
    private sealed class SqlServerFactAttribute : FactAttribute
    {
        public SqlServerFactAttribute() => Skip = RealServer.WhyNone is { } why ? $"NOT RUN on Microsoft's SQL Server, on the lab only: {why}." : null;
    }
}
