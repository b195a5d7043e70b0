using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Text.Json;

namespace PsdPurge.Core.Tests.Purge.Killing;

/// <summary>The process's task. It comes through standard input, so that no password is in a command line.</summary>
internal sealed record RemovalOrder(string[] FrontEnds, string Pool, string Login, string Password, string[] Endpoints, string Folder, int? BatchSize);

/// <summary>A removal in its own process, which can be killed. The lab runs outside of it.</summary>
internal static class RemovalProcess
{
    public const string Verb = "remove";

    public static Process Start(RemovalOrder order)
    {
        ProcessStartInfo start = new(
            Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") is { Length: > 0 } host ? host : "dotnet",
            ["exec", typeof(RemovalProcess).Assembly.Location, Verb])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        Process process = Process.Start(start)!;
        process.StandardInput.WriteLine(JsonSerializer.Serialize(order));
        process.StandardInput.Close();
        return process;
    }

    /// <summary>Runs the removal, and writes how many entries it deleted on each Front-End.</summary>
    public static async Task<int> RunAsync(TextReader input, TextWriter output)
    {
        RemovalOrder order = JsonSerializer.Deserialize<RemovalOrder>((await input.ReadLineAsync())!)!;
        RecordingReporter reporter = new();
        ConnectionSettings settings = new() { Credential = new NetworkCredential(order.Login, order.Password), ConnectTimeout = TimeSpan.FromSeconds(60) };
        using Removal removal = new(
            new PoolRun([.. order.FrontEnds.Select(f => new FrontEnd(f, Pool: order.Pool))], settings, 8, reporter),
            new SelectionScope(order.Endpoints, SchemaProfile.OwnerColumn),
            new RemovalOptions { BackupFolder = order.Folder, BatchSize = order.BatchSize });
        IReadOnlyList<RemovalPlan> plans = await removal.PlanAsync(CancellationToken.None);
        await removal.RunAsync(
            plans,
            result =>
            {
                lock (output)
                {
                    output.WriteLine(string.Format(CultureInfo.InvariantCulture, "{0} {1} {2}", result.FrontEnd, result.Status, result.Deleted));
                }
            },
            CancellationToken.None);
        foreach (PsdPurgeException failure in reporter.Failures)
        {
            await output.WriteLineAsync(failure.ToString());
        }

        return reporter.Failures.IsEmpty ? 0 : 1;
    }
}
