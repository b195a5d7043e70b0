using System.Collections.Concurrent;
using System.Net;
using System.Text.Json;
using PsdPurge.Benchmarks.Data;
using PsdPurge.Lab;
using PsdPurge.Lab.Engine;
using PsdPurge.Lab.Scenarios;

namespace PsdPurge.Benchmarks.Servers;

/// <summary><c>serve</c>: runs lab Front-Ends with bench data until standard input ends. The last one is for warming up.</summary>
internal static class ServeVerb
{
    public static async Task<int> RunAsync(ServerRequest request)
    {
        LabPoolOptions options = new();
        List<LabFrontEnd> frontEnds = [];
        for (var i = 0; i < request.FrontEnds; i++)
        {
            frontEnds.Add(Lay(i, request.Data, Enumerable.Range(0, request.FrontEnds), options));
        }

        frontEnds.Add(Lay(request.FrontEnds, request.WarmUpData, [request.FrontEnds], options));

        Console.WriteLine(JsonSerializer.Serialize(frontEnds.Select(f => new ServedFrontEnd(
            Name(f, request.LatencyMs), LabFrontEnd.InstanceName, f.ConnectionString(byPort: true) + ";Pooling=false", f.Login, f.Password))));
        ConcurrentQueue<StatementCost> costs = new();
        if (request.Watched)
        {
            frontEnds[0].Sql.StatementCompleted += costs.Enqueue;
        }

        await Console.In.ReadToEndAsync().ConfigureAwait(false);
        Console.WriteLine(JsonSerializer.Serialize(costs));
        foreach (var frontEnd in frontEnds)
        {
            await frontEnd.DisposeAsync().ConfigureAwait(false);
        }

        return 0;
    }

    private static LabFrontEnd Lay(int index, BenchData data, IEnumerable<int> pool, LabPoolOptions options)
    {
        LabFrontEnd frontEnd = new(new FrontEndData(index, Fqdn(index), [], [], [], []), options);
        DataCache.Lay(data, frontEnd.Sql);
        BenchData.Introduce(frontEnd.Tables, pool.Select(Fqdn));
        return frontEnd;
    }

    private static string Fqdn(int index) => $"fe{index + 1:00}.contoso.com";

    /// <summary>A distant Front-End is reached through the port of a relay.</summary>
    private static string Name(LabFrontEnd frontEnd, int latencyMs)
    {
        if (latencyMs == 0)
        {
            return frontEnd.ComputerName;
        }

        LatencyRelay relay = new(new IPEndPoint(IPAddress.Parse(frontEnd.ComputerName), frontEnd.Port), TimeSpan.FromMilliseconds(latencyMs));
        return $"{frontEnd.ComputerName},{relay.Port}";
    }
}
