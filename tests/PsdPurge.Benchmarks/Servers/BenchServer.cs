using System.Diagnostics;
using System.Text.Json;
using Microsoft.Data.SqlClient;
using PsdPurge.Benchmarks.Data;
using PsdPurge.Lab.Verbs;

namespace PsdPurge.Benchmarks.Servers;

/// <summary>
/// Front-Ends with bench data: of the lab, in a process of their own so that what is measured here is the client alone; or the server that
/// <see cref="Variable"/> names.
/// </summary>
internal sealed class BenchServer : IDisposable
{
    /// <summary>The environment variable with the connection string of a real SQL Server.</summary>
    public const string Variable = "PSDPURGE_SQLSERVER";

    private readonly Process? _process;

    private BenchServer(Process? process, IReadOnlyList<ServedFrontEnd> frontEnds) => (_process, FrontEnds) = (process, frontEnds);

    /// <summary>The real server's connection string, or null where the lab serves.</summary>
    public static string? Real { get; } = Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } text ? text : null;

    /// <summary>How to reach them.</summary>
    public IReadOnlyList<ServedFrontEnd> FrontEnds { get; }

    /// <summary>Lays the data and serves it.</summary>
    public static BenchServer Start(ServerRequest request)
    {
        if (Real is not null)
        {
            return OnReal(request.Data, Real);
        }

        DataCache.Ensure(request.Data);
        var process = SelfProcess.Start(["serve", .. request.ToArguments()]);
        var line = process.StandardOutput.ReadLine() ?? throw new InvalidOperationException("The lab did not start.");
        return new BenchServer(process, JsonSerializer.Deserialize<List<ServedFrontEnd>>(line)!);
    }

    /// <summary>Ends the lab's process.</summary>
    public void Dispose()
    {
        if (_process is not null)
        {
            _process.StandardInput.Close();
            _process.WaitForExit();
            _process.Dispose();
        }
    }

    private static BenchServer OnReal(BenchData data, string connectionString)
    {
        SqlClientTarget target = new(connectionString);
        foreach (var database in target.Existing())
        {
            target.DropDatabase(database);
        }

        data.Lay(target);
        BenchData.Introduce(target, 1);
        SqlConnectionStringBuilder builder = new(connectionString) { InitialCatalog = "rtc", Pooling = false };
        return new BenchServer(null, [new ServedFrontEnd(builder.DataSource, "", builder.ConnectionString, builder.UserID, builder.Password)]);
    }
}
