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
    /// <summary>
    /// What fills the temp tables, in its order, then the question itself. Where a statement has parameters, each of them is the endpoint.
    /// </summary>
    public static IReadOnlyList<RequestRecord> OfSelect => Captured.Value;

    private static readonly string[] TempTables =
        ["CREATE TABLE #Endpoint", "INSERT INTO #Endpoint", "INSERT INTO #Organizer", "CREATE TABLE #Living"];


    // Only the evidence needs it.
    private const string EvidenceOnly = "INSERT INTO #Named";

    private static readonly Lazy<List<RequestRecord>> Captured = new(Capture);

    private static List<RequestRecord> Capture()
    {
        LabFrontEnd frontEnd = new(new FrontEndData(0, "fe01.contoso.com", [], [], [], []), new LabPoolOptions());
        try
        {
            new BenchData(BenchShape.Orphans, 10).Lay(frontEnd.Tables);
            using ModuleSession session = new();
            session.Select([new ServedFrontEnd(frontEnd.ComputerName, LabFrontEnd.InstanceName, "", frontEnd.Login, frontEnd.Password)]);
            List<RequestRecord> asked = [.. frontEnd.RequestLog.Requests.Where(r => r.Kind is RequestKind.Batch or RequestKind.Rpc)];
            return
            [
                .. asked.SkipLast(1)
                    .Where(r => TempTables.Any(table => r.Text.Contains(table, StringComparison.Ordinal)))
                    .Select(r => r with { Text = Needed(r.Text) }),
                asked[^1],
            ];
        }
        finally
        {
            frontEnd.DisposeAsync().AsTask().GetAwaiter().GetResult();
        }
    }

    private static string Needed(string text) => text.Split(EvidenceOnly)[0];
}
