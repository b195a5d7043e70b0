using System.Diagnostics;
using System.Text.Json;
using Microsoft.Data.SqlClient;
using PsdPurge.Benchmarks.Data;
using PsdPurge.Lab.Engine;
using PsdPurge.Lab.Verbs;

namespace PsdPurge.Benchmarks.Servers;

/// <summary>
/// Front-Ends with bench data. They belong to the lab, in their own process, so that this process measures only the client. Or they are the server that
/// <see cref="Variable"/> names.
/// </summary>
internal sealed class BenchServer : IDisposable
{
    /// <summary>The environment variable with the connection string of a real SQL Server.</summary>
    public const string Variable = "PSDPURGE_SQLSERVER";

    private static readonly Lazy<string> ServerName = new(() => Real is null ? "the lab" : Ask(Real, "SELECT @@VERSION"));

    private Process? _process;

    private BenchServer(Process? process, IReadOnlyList<ServedFrontEnd> frontEnds) => (_process, FrontEnds) = (process, frontEnds);

    /// <summary>The real server's connection string, or null if the lab is used.</summary>
    public static string? Real { get; } = Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } text ? text : null;

    /// <summary>The server of the figures: the lab, or the real server's own description.</summary>
    public static string Name => ServerName.Value;

    /// <summary>The Front-Ends.</summary>
    public IReadOnlyList<ServedFrontEnd> FrontEnds { get; }

    /// <summary>Generates the data and starts the servers.</summary>
    /// <param name="request">The data and the number of servers.</param>
    /// <param name="warmUp">
    /// Runs the same commands on a Front-End with few rows, in the same processes. So the measurement includes no time for compiling them.
    /// </param>
    public static BenchServer Start(ServerRequest request, Action<ServedFrontEnd>? warmUp = null)
    {
        if (Real is not null)
        {
            if (warmUp is not null)
            {
                using var small = OnReal(request.WarmUpData, Real);
                warmUp(small.FrontEnds[0]);
            }

            return OnReal(request.Data, Real);
        }

        DataCache.Ensure(request.Data);
        DataCache.Ensure(request.WarmUpData);
        var process = SelfProcess.Start(["serve", .. request.ToArguments()]);
        var line = process.StandardOutput.ReadLine() ?? throw new InvalidOperationException("The lab did not start.");
        var served = JsonSerializer.Deserialize<List<ServedFrontEnd>>(line)!;
        warmUp?.Invoke(served[^1]);
        return new BenchServer(process, served[..^1]);
    }

    /// <summary>Ends the lab's process.</summary>
    /// <returns>The cost of each statement on the first Front-End, in order, if it was requested.</returns>
    public IReadOnlyList<StatementCost> Stop()
    {
        if (_process is null)
        {
            return [];
        }

        _process.StandardInput.Close();
        var costs = JsonSerializer.Deserialize<List<StatementCost>>(_process.StandardOutput.ReadToEnd())!;
        _process.WaitForExit();
        _process.Dispose();
        _process = null;
        return costs;
    }

    /// <inheritdoc/>
    public void Dispose() => Stop();

    private static string Ask(string connectionString, string query)
    {
        var answer = "";
        new SqlClientTarget(connectionString).Read("master", query, row => answer = row[0] as string ?? "");
        return answer.Split('\n')[0].Trim();
    }

    private static BenchServer OnReal(BenchData data, string connectionString)
    {
        SqlClientTarget target = new(connectionString);
        foreach (var database in target.Existing())
        {
            target.DropDatabase(database);
        }

        data.Lay(target);
        BenchData.Introduce(target, [Ask(connectionString, "SELECT CONVERT(nvarchar(256), SERVERPROPERTY('MachineName'))")]);
        SqlConnectionStringBuilder builder = new(connectionString) { InitialCatalog = "rtc", Pooling = false };
        return new BenchServer(null, [new ServedFrontEnd(builder.DataSource, "", builder.ConnectionString, builder.UserID, builder.Password)]);
    }
}
