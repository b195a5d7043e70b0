using PsdPurge.Lab.Faults;
using PsdPurge.Lab.Scenarios;
using PsdPurge.Tests.Hosting;

namespace PsdPurge.Tests.Purge;

/// <summary>Rows are written as they arrive, from any Front-End that has one.</summary>
public class StreamTests
{
    private const string Select = "Select-AppEndpointPsdEntries pool01.contoso.com";

    private static readonly Request Question = Request.Containing("g.Entries, g.Bytes");

    [Fact]
    public async Task Rows_are_written_although_the_query_never_ends()
    {
        await using var lab = await LabSession.StartAsync(Scenario.Pool().FrontEnds(1).Endpoint("app@contoso.com").Orphans(6000).LiveConferences(3).Build());
        lab.Pool.FrontEnds[0].Faults.On(Question).KillConnectionAfterRows(5000);
        var result = lab.Host.Run(Select);

        Assert.Equal("ConnectionLost", Assert.Single(result.ErrorIds));
        Assert.Equal(5000, result.Output.Count);
    }

    [Fact]
    public async Task A_Front_End_that_hangs_holds_up_its_own_rows_only()
    {
        await using var lab = await LabSession.StartAsync();
        var hang = lab.Pool.FrontEnds[0].Faults.On(Question).Hang();
        var (of, others) = (lab.Pool.Truth.Orphans(0, PurgeScope.PoolEndpoints).Count(), Others(lab));
        using var shell = lab.Host.Prepare(Select);
        using PSDataCollection<PSObject> output = [];
        var gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        output.DataAdded += (_, row) =>
        {
            if (row.Index == others - 1)
            {
                gate.SetResult();
            }
        };
        var running = shell.BeginInvoke<PSObject, PSObject>(null, output);
        await gate.Task;

        Assert.DoesNotContain(lab.Pool.FrontEnds[0].ComputerName, output.ToArray().Select(row => row.Properties["FrontEnd"].Value));
        hang.Off();
        shell.EndInvoke(running);
        Assert.Equal(of + others, output.Count);
    }

    [Fact]
    public async Task A_reader_that_stops_half_way_stops_the_server()
    {
        await using var lab = await LabSession.StartAsync(Scenario.Pool().FrontEnds(1).Endpoint("app@contoso.com").Orphans(60_000).LiveConferences(3).Build());
        var result = lab.Host.Run($"foreach ($once in 1) {{ {Select} | ForEach-Object {{ $_; break }} }}");

        Assert.Single(result.Output);
        Assert.Contains(lab.Pool.FrontEnds[0].RequestLog.Requests, request => request.Kind == PsdPurge.Lab.Tds.RequestKind.Attention);
    }

    private static int Others(LabSession lab) =>
        lab.Pool.FrontEnds.Skip(1).Sum(frontEnd => lab.Pool.Truth.Orphans(frontEnd.Index, PurgeScope.PoolEndpoints).Count());
}
