using PsdPurge.Benchmarks.Data;
using PsdPurge.Benchmarks.Servers;
using PsdPurge.Lab;
using PsdPurge.Lab.Scenarios;
using PsdPurge.Lab.Tds;

namespace PsdPurge.Benchmarks.Clients;

/// <summary>The statements of a selection, from a lab server's log. So other clients can be measured with the same statements, on any server.</summary>
internal static class SentStatements
{
    // Only the evidence needs it.
    private const string EvidenceOnly = "INSERT INTO #Named";

    /// <summary>The statements that fill the temp tables, in order, and then the SELECT. Each parameter of a statement is the endpoint.</summary>
    public static IReadOnlyList<RequestRecord> OfSelect => Captured.Value;

    private static readonly string[] TempTables =
        ["CREATE TABLE #Endpoint", "INSERT INTO #Endpoint", "INSERT INTO #Organizer", "CREATE TABLE #Living"];

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
