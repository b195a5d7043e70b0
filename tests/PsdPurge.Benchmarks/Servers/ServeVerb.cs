using System.Text.Json;
using PsdPurge.Benchmarks.Data;
using PsdPurge.Lab;
using PsdPurge.Lab.Faults;
using PsdPurge.Lab.Scenarios;

namespace PsdPurge.Benchmarks.Servers;

/// <summary><c>serve</c>: lab Front-Ends with bench data until standard input ends.</summary>
internal static class ServeVerb
{
    public static async Task<int> RunAsync(ServerRequest request)
    {
        LabPoolOptions options = new();
        List<LabFrontEnd> frontEnds = [];
        for (var i = 0; i < request.FrontEnds; i++)
        {
            LabFrontEnd frontEnd = new(new FrontEndData(i, $"fe{i + 1:00}.contoso.com", [], [], [], []), options);
            DataCache.Lay(request.Data, frontEnd.Sql);
            BenchData.Introduce(frontEnd.Tables, request.FrontEnds);
            if (request.LatencyMs > 0)
            {
                frontEnd.Faults.On(Request.Any).Delay(TimeSpan.FromMilliseconds(request.LatencyMs));
            }

            frontEnds.Add(frontEnd);
        }

        Console.WriteLine(JsonSerializer.Serialize(frontEnds.Select(f =>
            new ServedFrontEnd(f.ComputerName, LabFrontEnd.InstanceName, f.ConnectionString(byPort: true) + ";Pooling=false", f.Login, f.Password))));
        await Console.In.ReadToEndAsync().ConfigureAwait(false);
        foreach (var frontEnd in frontEnds)
        {
            await frontEnd.DisposeAsync().ConfigureAwait(false);
        }

        return 0;
    }
}
