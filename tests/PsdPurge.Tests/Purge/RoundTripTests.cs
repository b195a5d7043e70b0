using PsdPurge.Lab;
using PsdPurge.Lab.Scenarios;
using PsdPurge.Lab.Tds;
using PsdPurge.Tests.Hosting;

namespace PsdPurge.Tests.Purge;

/// <summary>The exact number of requests that a command sends to a Front-End. Each request costs a wait for the round trip.</summary>
public class RoundTripTests
{
    [Fact]
    public async Task A_count_is_one_request_after_the_login()
    {
        await using var lab = await LabSession.StartAsync(OneFrontEnd(), form: CsForm.None);
        Run(lab, $"Get-PsdEntryCount -ComputerName {lab.Computers}");

        Assert.Equal([RequestKind.Login, RequestKind.Batch], Requests(lab).Select(request => request.Kind));
        Assert.Contains("COUNT_BIG", Requests(lab)[1].Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_number_of_a_selections_requests_does_not_depend_on_the_number_of_rows()
    {
        Assert.Equal(await SelectAsync(2500), await SelectAsync(5000));

        static async Task<IEnumerable<string>> SelectAsync(int orphans)
        {
            await using var lab = await LabSession.StartAsync(OneFrontEnd(orphans), form: CsForm.None);
            Assert.Equal(orphans, Run(lab, $"Select-AppEndpointPsdEntries -ComputerName {lab.Computers} -SipAddress app@contoso.com").Output.Count);
            return [.. Requests(lab).Select(request => $"{request.Kind} {request.Text}")];
        }
    }

    [Fact]
    public async Task A_selection_asks_its_question_once()
    {
        await using var lab = await LabSession.StartAsync(OneFrontEnd(), form: CsForm.None);
        Run(lab, $"Select-AppEndpointPsdEntries -ComputerName {lab.Computers} -SipAddress app@contoso.com");

        Assert.Equal(SelectRequests, Requests(lab).Count);
        Assert.Single(Requests(lab), request => request.Text.Contains("g.Entries, g.Bytes", StringComparison.Ordinal));
        Assert.Contains("g.Entries, g.Bytes", Requests(lab)[^1].Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    public async Task Each_batch_of_a_removal_is_three_requests(int batches)
    {
        await using var lab = await LabSession.StartAsync(OneFrontEnd(orphans: 40), form: CsForm.None);
        var result = Run(
            lab, $"Remove-AppEndpointPsdEntries -ComputerName {lab.Computers} -SipAddress app@contoso.com -Force -BatchSize {40 / batches}");

        Assert.Equal([batches], result.Column("Batches").Cast<int>());
        RequestKind[] batch = [RequestKind.Batch, RequestKind.Rpc, RequestKind.Batch];
        var deleting = Requests(lab)
            .SkipWhile(request => !request.Text.StartsWith("BEGIN TRANSACTION", StringComparison.Ordinal))
            .Select(request => request.Kind)
            .ToList();
        Assert.Equal([.. Enumerable.Repeat(batch, batches).SelectMany(kinds => kinds), RequestKind.Batch], deleting);
        Assert.Equal(RemoveRequests + (3 * batches), Requests(lab).Count);
    }

    /// <summary>
    /// The search of the first day has five requests: login, whether entries exist, schema, the evidence of the only built-in profile whose columns exist, and
    /// the conferences that it names.
    /// </summary>
    [Fact]
    public async Task The_first_day_costs_five_requests_more_and_every_other_day_none()
    {
        await using var lab = await LabSession.StartAsync(OneFrontEnd(), form: CsForm.None);
        lab.Forget();
        Run(lab, $"Select-AppEndpointPsdEntries -ComputerName {lab.Computers} -SipAddress app@contoso.com");
        Assert.Equal(SelectRequests + 5, Requests(lab).Count);

        Run(lab, $"Select-AppEndpointPsdEntries -ComputerName {lab.Computers} -SipAddress app@contoso.com");
        Assert.Equal(SelectRequests + 5 + SelectRequests, Requests(lab).Count);

        Run(lab, $"Select-AppEndpointPsdEntries -ComputerName {lab.Computers} -SipAddress app@contoso.com -SchemaProfile owner-column");
        Assert.Equal(SelectRequests + 5 + SelectRequests + SelectRequests, Requests(lab).Count);

        lab.Forget();
        Run(lab, $"Remove-AppEndpointPsdEntries -ComputerName {lab.Computers} -SipAddress app@contoso.com -Force -BatchSize 20");
        Assert.Equal((3 * SelectRequests) + 5 + 5 + RemoveRequests + 3, Requests(lab).Count);
    }

    [Fact]
    public async Task No_row_is_scanned_for_twice()
    {
        await using var lab = await LabSession.StartAsync(OneFrontEnd(orphans: 40), form: CsForm.None);
        Run(lab, $"Remove-AppEndpointPsdEntries -ComputerName {lab.Computers} -SipAddress app@contoso.com -Force -BatchSize 4");

        Assert.Single(Requests(lab), request => request.Text.Contains("INSERT INTO #Candidate", StringComparison.Ordinal));
        Assert.All(
            Requests(lab).Where(request => request.Text.Contains("DELETE TOP", StringComparison.Ordinal)),
            request => Assert.Contains("k.Seq > @After AND k.Seq <= @UpTo", request.Text, StringComparison.Ordinal));
    }

    /// <summary>The requests for one endpoint on one Front-End: login, schema, temp tables, endpoints, living conferences, evidence, the question.</summary>
    private const int SelectRequests = 7;

    /// <summary>
    /// The requests of a removal besides its batches: the first six of a selection, rights, count, candidates, their evidence, the ids of living conferences,
    /// the ids that candidates carry, and count.
    /// </summary>
    private const int RemoveRequests = 13;

    /// <summary>
    /// A Front-End with an index that leads to a conference. Without one, a removal also looks for conferences that came back, from time to time.
    /// </summary>
    private static Scenario OneFrontEnd(int orphans = 20) => Scenario.Pool().FrontEnds(1).Indexes(IndexLayout.All)
        .Endpoint("app@contoso.com").Orphans(orphans).LiveConferences(5)
        .User("ada@contoso.com").LiveConferences(5).Build();

    private static RunResult Run(LabSession lab, string command)
    {
        var result = lab.Host.Run(command);
        Assert.Empty(result.Errors);
        return result;
    }

    private static IReadOnlyList<RequestRecord> Requests(LabSession lab) => lab.Pool.FrontEnds[0].RequestLog.Requests;
}
