using System.Collections.Concurrent;
using PsdPurge.Core.Tests.Purge;
using PsdPurge.Lab.Scenarios;

namespace PsdPurge.Core.Tests.Integration;

/// <summary>The core's main job, on each available server.</summary>
[Collection(nameof(ProcedureTests))]
public class ProcedureTests
{
    private readonly RecordingReporter _reporter = new();

    /// <summary>Each server with each built-in schema.</summary>
    public static TheoryData<string, string> Servers
    {
        get
        {
            TheoryData<string, string> cases = [];
            foreach (var server in ServerUnderTest.All)
            {
                foreach (SchemaProfile profile in SchemaProfile.BuiltIn)
                {
                    cases.Add(server, profile.Name);
                }
            }

            return cases;
        }
    }

    [Theory]
    [MemberData(nameof(Servers))]
    public async Task Counting_counts_the_entries_that_have_a_document(string server, string schema)
    {
        await using ServerUnderTest test = await ServerUnderTest.StartAsync(server, Standard(schema));
        PsdEntryCount count = EntryCounter.Count(test.FrontEnd, test.Settings, CancellationToken.None);
        Assert.Equal(test.Scenario.Truth.EntryCount(0), count.EntryCount);
        Assert.Equal(test.FrontEnd.ComputerName, count.FrontEnd);
    }

    [Theory]
    [MemberData(nameof(Servers))]
    public async Task Selecting_finds_every_orphan_of_the_endpoints_and_nothing_else(string server, string schema)
    {
        await using ServerUnderTest test = await ServerUnderTest.StartAsync(server, Standard(schema));
        IEnumerable<(string, string, string, long, long)> found = (await SelectAsync(test, test.Scenario.Endpoints.Select(e => e.DirectoryAddress)))
            .Select(e => (e.SipAddress, e.ConferenceId, e.DocId, e.Entries, e.Bytes));
        IEnumerable<(string, string, string, long, long)> expected = test.Scenario.Truth.Orphans(0, PurgeScope.AllPoolEndpoints)
            .Select(o => (o.SipAddress, o.ConferenceId, $"{o.DocId}", (long)o.Rows, o.Bytes));
        Assert.Equal(expected.Order(), found.Order());
    }

    [Theory]
    [MemberData(nameof(Servers))]
    public async Task Removing_deletes_the_orphans_and_the_backup_brings_every_row_back(string server, string schema)
    {
        await using ServerUnderTest test = await ServerUnderTest.StartAsync(server, Standard(schema));
        using TemporaryFolder folder = new();
        FrontEndSnapshot before = test.Snapshot();
        RemovalResult result = await RemoveAsync(
            test, test.Scenario.Endpoints.Select(e => e.DirectoryAddress), new RemovalOptions { BackupFolder = folder.Path, BatchSize = 100 });
        Assert.Equal(RemovalStatus.Completed, result.Status);
        Assert.Equal(test.Scenario.Truth.OrphanCount(0, PurgeScope.AllPoolEndpoints), result.Deleted);
        Assert.Equal(result.CountBefore - result.Deleted, result.CountAfter);
        Assert.Empty(test.Verify(before, PurgeScope.AllPoolEndpoints));

        var script = await File.ReadAllTextAsync(result.BackupFile!);
        test.Tables.Run("rtc", script);
        test.Tables.Run("rtc", script);
        Assert.Equal(before.Entries, test.Snapshot().Entries);
    }

    [Theory]
    [MemberData(nameof(Servers))]
    public async Task Only_what_was_piped_in_is_touched(string server, string schema)
    {
        await using ServerUnderTest test = await ServerUnderTest.StartAsync(server, Standard(schema));
        var endpoints = test.Scenario.Endpoints.Select(e => e.DirectoryAddress).ToList();
        IReadOnlyCollection<AppEndpointPsdEntry> all = await SelectAsync(test, endpoints);
        List<AppEndpointPsdEntry> some = [.. all.Where((_, i) => i % 3 == 0), all.First() with { DocId = "2000000000" }];
        RemovalResult result = await RemoveAsync(test, endpoints, new RemovalOptions(), only: some);
        Assert.Equal(some.SkipLast(1).Sum(e => e.Entries), result.Deleted);
        Assert.Equal(some[^1].Entries, result.SkippedBy[SkipReason.NotFound]);
        Assert.Equal(all.Except(some).OrderBy(e => e.DocId), (await SelectAsync(test, endpoints)).OrderBy(e => e.DocId));
    }

    [Theory]
    [MemberData(nameof(Servers))]
    public async Task Five_thousand_endpoints_go_in_one_call(string server, string schema)
    {
        await using ServerUnderTest test = await ServerUnderTest.StartAsync(server, Standard(schema));
        IEnumerable<string> many =
            Enumerable.Range(0, 5000).Select(i => $"RtcApplication-{i}@contoso.com").Concat(test.Scenario.Endpoints.Select(e => e.DirectoryAddress));
        Assert.Equal(test.Scenario.Truth.Orphans(0, PurgeScope.AllPoolEndpoints).Count(), (await SelectAsync(test, many)).Count);
    }

    /// <summary>Addresses that must not become syntax, two organizers of one conference id, and users whose rows must stay.</summary>
    private static Scenario Standard(string schema)
    {
        ScenarioBuilder pool = Scenario.Pool().FrontEnds(1).Schema(SchemaVariant.BuiltIn.Single(variant => variant.Name == schema));
        foreach (var address in new[]
        {
            "App@contoso.com",
            "o'brien@contoso.com",
            "100%up@contoso.com",
            "help_desk@contoso.com",
            "queue[1]@contoso.com",
            "büro@contoso.com",
        })
        {
            pool.Endpoint(address.ToLowerInvariant(), address).Orphans(25).Orphans(3, entriesEach: 3).LiveConferences(8).OtherDocuments(2).BrokenLinks(1);
        }

        return pool.ActiveConferences(2).Orphan("1W9J71SKSX2X")
            .MovedEndpoint("moved@contoso.com").LiveConference("1W9J71SKSX2X").Orphans(9)
            .User("helpXdesk@contoso.com").Orphans(12).LiveConferences(4)
            .UnknownOrganizers(2).EntriesWithoutDocument(3)
            .Build();
    }

    private async Task<IReadOnlyCollection<AppEndpointPsdEntry>> SelectAsync(ServerUnderTest test, IEnumerable<string> endpoints)
    {
        ConcurrentQueue<AppEndpointPsdEntry> found = new();
        await EntrySelector.SelectAsync(Run(test), Scope(test, endpoints), found.Enqueue, CancellationToken.None);
        _reporter.AssertNoFailure();
        return found;
    }

    private async Task<RemovalResult> RemoveAsync(
        ServerUnderTest test,
        IEnumerable<string> endpoints,
        RemovalOptions options,
        IReadOnlyCollection<AppEndpointPsdEntry>? only = null)
    {
        ConcurrentQueue<RemovalResult> results = new();
        using Removal removal = new(Run(test), Scope(test, endpoints) with { Only = only }, options with { SkipReplicaCheck = true });
        IReadOnlyList<RemovalPlan> plans = await removal.PlanAsync(CancellationToken.None);
        await removal.RunAsync(plans, results.Enqueue, CancellationToken.None);
        _reporter.AssertNoFailure();
        return Assert.Single(results);
    }

    private PoolRun Run(ServerUnderTest test) => new([test.FrontEnd], test.Settings, 8, _reporter);

    private static SelectionScope Scope(ServerUnderTest test, IEnumerable<string> endpoints) =>
        new([.. endpoints], SchemaProfile.BuiltIn.Single(profile => profile.Name == test.Scenario.Schema.Name));
}
