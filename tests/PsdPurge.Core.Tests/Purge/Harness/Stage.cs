using PsdPurge.Lab.Faults;

namespace PsdPurge.Core.Tests.Purge;

/// <summary>The requests of a removal, in the order in which a Front-End receives them.</summary>
internal static class Stage
{
    private static readonly Dictionary<string, Request> Requests = new()
    {
        ["schema"] = Request.Containing("FROM sys.columns"),
        ["tables"] = Request.Containing("CREATE TABLE #Endpoint"),
        ["endpoints"] = Request.Containing("INSERT INTO #Endpoint"),
        ["live conferences"] = Request.Containing("AS OrganizerId, c.ExternalConfId"),
        ["rights"] = Request.Containing("HAS_PERMS_BY_NAME"),
        ["count"] = Request.Containing("ON psd.DocId = d.DocId;"),
        ["fill"] = Request.Containing("INSERT INTO #Candidate"),
        ["begin"] = Request.Begin,
        ["delete"] = Request.Containing("DELETE TOP"),
        ["commit"] = Request.Commit,
    };

    /// <summary>Until here, the Front-End does not take part yet. If one of these fails permanently, the replica check is impossible.</summary>
    public static IReadOnlyList<string> Opening { get; } = ["schema", "tables", "endpoints", "live conferences"];

    public static IReadOnlyList<string> Working { get; } = ["rights", "count", "fill", "begin", "delete", "commit"];

    public static Request Of(string stage) => Requests[stage];
}
