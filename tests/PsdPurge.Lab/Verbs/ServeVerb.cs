using System.Runtime.InteropServices;
using System.Text.Json;
using PsdPurge.Lab.Scenarios;

namespace PsdPurge.Lab.Verbs;

/// <summary><c>serve</c> runs a pool for other programs.</summary>
internal static class ServeVerb
{
    private static readonly JsonSerializerOptions OneLine = new(JsonSerializerDefaults.Web);

    /// <summary>Runs until <paramref name="input"/> ends.</summary>
    public static async Task<int> RunAsync(CommandLine line, TextReader input, TextWriter output)
    {
        var scenario = line.Describe().Build();
        await using var pool = await LabPool.StartAsync(scenario).ConfigureAwait(false);
        var answer = JsonSerializer.Serialize(
            new
            {
                pool = pool.PoolFqdn,
                topologyFile = pool.TopologyFile,
                schema = scenario.Schema.Name,
                indexes = scenario.Indexes.Name,
                frontEnds = pool.FrontEnds.Select(frontEnd => new
                {
                    frontEnd.ComputerName,
                    instanceName = LabFrontEnd.InstanceName,
                    frontEnd.Port,
                    frontEnd.Login,
                    frontEnd.Password,
                    entries = pool.Truth.EntryCount(frontEnd.Index),
                    orphans = pool.Truth.OrphanCount(frontEnd.Index, PurgeScope.AllPoolEndpoints),
                }),
            },
            OneLine);
        await output.WriteLineAsync(answer).ConfigureAwait(false);
        await output.FlushAsync().ConfigureAwait(false);
        await EndAsync(input).ConfigureAwait(false);
        return ExitCode.Ok;
    }

    /// <summary>Waits for the end of the input, Ctrl+C or a polite kill. After each of them, the pool's files are removed.</summary>
    private static async Task EndAsync(TextReader input)
    {
        var signalled = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        void End(PosixSignalContext context)
        {
            context.Cancel = true;
            signalled.TrySetResult();
        }

        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, End);
        using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, End);
        var ended = Task.Run(() =>
        {
            while (input.ReadLine() is not null)
            {
                // The typed text does not matter. Only the end counts.
            }
        });
        await Task.WhenAny(ended, signalled.Task).ConfigureAwait(false);
    }
}
