using System.Text;
using PsdPurge.Lab;
using PsdPurge.Lab.Scenarios;

namespace PsdPurge.Core.Tests.Schema;

/// <summary>
/// A lab pool whose documents name organizer and conference a second time, in the test's own way. A column is added and filled document by document.
/// </summary>
internal sealed class Reshaped : IAsyncDisposable
{
    private readonly PoolSnapshot _before;

    private Reshaped(LabPool pool)
    {
        Pool = pool;
        Run = new Run(pool);
        _before = pool.Snapshot();
    }

    public LabPool Pool { get; }

    public Run Run { get; }

    /// <summary>Endpoints with ASCII, Latin and Cyrillic addresses. All have orphans, living conferences, and documents without a conference.</summary>
    public static ScenarioBuilder Describe()
    {
        ScenarioBuilder pool = Scenario.Pool().FrontEnds(1).Payload(10, 40);
        foreach (var address in new[] { "app@contoso.com", "müller.bot@contoso.com", "анна@contoso.com" })
        {
            pool.Endpoint(address).Orphans(4, entriesEach: 2).LiveConferences(6).OtherDocuments(1).BrokenLinks(1);
        }

        return pool.User("ada@contoso.com").Orphans(2).LiveConferences(6);
    }

    /// <param name="scenario">The pool.</param>
    /// <param name="ddl">The change of the tables, for every Front-End.</param>
    /// <param name="statements">The statements for a document, from the scenario's organizer and conference.</param>
    public static async Task<Reshaped> StartAsync(Scenario scenario, string ddl, Func<LabDocument, string> statements)
    {
        LabPool pool = await LabPool.StartAsync(scenario);
        for (var i = 0; i < pool.FrontEnds.Count; i++)
        {
            pool.FrontEnds[i].Sql.Execute(ddl);
            StringBuilder all = new();
            foreach (LabDocument document in scenario.FrontEnds[i].Documents.Where(
                d => d.Plan.Link is not (DocumentLink.NoDocument or DocumentLink.NoConference)))
            {
                all.AppendLine(statements(document));
            }

            pool.FrontEnds[i].Sql.Execute(all.ToString());
        }

        return new Reshaped(pool);
    }

    /// <summary>The text that names a document's organizer and conference. It is shorter if there is no conference.</summary>
    public static string Urn(LabDocument document, string organizer = "urn:conf:", string conference = ":", string end = "") =>
        document.Plan.Link == DocumentLink.Conference
            ? organizer + document.Plan.Organizer.Address + conference + document.Plan.ConferenceId + end
            : organizer + document.Plan.Organizer.Address;

    public static string Hex(byte[] bytes) => "0x" + Convert.ToHexString(bytes);

    /// <summary>Removes with a profile, and asserts that nothing is wrong and that only orphans of <paramref name="leftAlone"/> are left.</summary>
    public async Task RemoveAsync(SchemaProfile profile, params string[] leftAlone)
    {
        IReadOnlyCollection<RemovalResult> results = await Run.RemoveAsync(profile);
        Assert.Empty(Run.Failures.Select(f => f.Message));
        var expected = Pool.Scenario.FrontEnds.Sum(
            f => f.Documents.Where(d => d.Fate == EntryFate.Orphan && !leftAlone.Contains(d.Plan.Organizer.Address)).Sum(d => (long)d.Entries));
        Assert.Equal(expected, results.Sum(r => r.Deleted));
        Assert.Empty(Pool.VerifyAfterRemoval(_before, PurgeScope.PoolEndpoints, leftAlone.Length > 0 ? FrontEndSet.All : FrontEndSet.None));
    }

    public ValueTask DisposeAsync() => Pool.DisposeAsync();
}
