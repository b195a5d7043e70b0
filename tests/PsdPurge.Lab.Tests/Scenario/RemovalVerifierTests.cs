using PsdPurge.Lab.Engine;
using PsdPurge.Lab.Scenarios;

namespace PsdPurge.Lab.Tests.Scenarios;

/// <summary>The verifier finds every kind of error. Otherwise, no test that uses it would prove anything.</summary>
public sealed class RemovalVerifierTests : IDisposable
{
    private readonly SqliteServer _server = new();
    private readonly Scenario _scenario =
        Scenario.Pool().FrontEnds(1).Endpoint("app@contoso.com").Orphans(4, entriesEach: 2).LiveConferences(3).User("ada@contoso.com").Orphans(2).Build();

    private readonly FrontEndSnapshot _before;

    public RemovalVerifierTests()
    {
        ScenarioLoader.Lay(_scenario, 0, new EngineTarget(_server));
        _before = Snapshot();
    }

    public void Dispose() => _server.Dispose();

    [Fact]
    public void Says_nothing_when_exactly_the_orphans_are_gone()
    {
        DeleteOrphans();

        Assert.Empty(Verify());
    }

    [Fact]
    public void Names_an_entry_that_was_deleted_wrongly_and_why()
    {
        DeleteOrphans();
        var kept = _scenario.FrontEnds[0].Documents.First(document => document.Fate == EntryFate.ConferenceExists);
        Delete(kept);

        var sentence = Assert.Single(Verify());
        Assert.Contains($"DocId {kept.DocId}, ServiceId 1 of app@contoso.com, conference {kept.Plan.ConferenceId}", sentence, StringComparison.Ordinal);
        Assert.Contains("was deleted although conference exists", sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void Names_each_orphan_that_was_left_unless_some_may_be()
    {
        Assert.Equal(8, Verify().Count);
        Assert.Empty(RemovalVerifier.Verify(_scenario, 0, PurgeScope.PoolEndpoints, _before, Snapshot(), mayLeave: true));
    }

    [Fact]
    public void Notices_changed_data_new_entries_and_other_tables()
    {
        DeleteOrphans();
        var kept = _scenario.FrontEnds[0].Documents.First(document => document.Fate == EntryFate.OrdinaryUser);
        _server.Execute($"UPDATE dbo.PersistedServiceData SET Version = 77 WHERE DocId = {kept.DocId}");
        _server.Execute("INSERT dbo.PersistedServiceData (DocId, ServiceId, Version, Data, LastUpdateTime) VALUES (999999, 1, 1, NULL, '2026-01-01')");
        _server.Execute($"DELETE dbo.Document WHERE DocId = {kept.DocId}");

        Assert.Collection(
            Verify(),
            sentence => Assert.Contains("its data changed", sentence, StringComparison.Ordinal),
            sentence => Assert.Contains("DocId 999999, ServiceId 1: is in no scenario", sentence, StringComparison.Ordinal),
            sentence => Assert.Contains("table rtc.Document changed", sentence, StringComparison.Ordinal));
    }

    private void DeleteOrphans()
    {
        foreach (var document in _scenario.FrontEnds[0].Documents.Where(document => document.Fate == EntryFate.Orphan))
        {
            Delete(document);
        }
    }

    private void Delete(LabDocument document) => _server.Execute($"DELETE dbo.PersistedServiceData WHERE DocId = {document.DocId}");

    private FrontEndSnapshot Snapshot() => FrontEndSnapshot.Take(new EngineTarget(_server), _scenario.Schema);

    private IReadOnlyList<string> Verify() => RemovalVerifier.Verify(_scenario, 0, PurgeScope.PoolEndpoints, _before, Snapshot());
}
