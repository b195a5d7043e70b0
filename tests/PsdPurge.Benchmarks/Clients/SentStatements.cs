using PsdPurge.Benchmarks.Data;
using PsdPurge.Benchmarks.Servers;
using PsdPurge.Lab;
using PsdPurge.Lab.Scenarios;
using PsdPurge.Lab.Tds;

namespace PsdPurge.Benchmarks.Clients;

/// <summary>
/// What the module sends when it selects, taken from a lab server's log: so that others are measured with the very same statements, on any server.
/// </summary>
internal static class SentStatements
{
    /// <summary>In their order; the last one is the question itself. Where one has parameters, each of them is the endpoint.</summary>
    public static IReadOnlyList<RequestRecord> OfSelect { get; } = Capture();

    private static List<RequestRecord> Capture()
    {
        LabFrontEnd frontEnd = new(new FrontEndData(0, "fe01.contoso.com", [], [], [], []), new LabPoolOptions());
        try
        {
            new BenchData(BenchShape.Orphans, 10).Lay(frontEnd.Tables);
            using ModuleSession session = new();
            session.Select([new ServedFrontEnd(frontEnd.ComputerName, LabFrontEnd.InstanceName, "", frontEnd.Login, frontEnd.Password)]);
            return [.. frontEnd.RequestLog.Requests.Where(r => r.Kind is RequestKind.Batch or RequestKind.Rpc)];
        }
        finally
        {
            frontEnd.DisposeAsync().AsTask().GetAwaiter().GetResult();
        }
    }
}
