namespace PsdPurge.Lab.Scenarios;

/// <summary>
/// The truth about a scenario's entries before anything is purged. It follows from how the scenario was made, and from no query. So the module is measured
/// against something that does not share its mistakes.
/// </summary>
public sealed class GroundTruth
{
    private readonly Scenario _scenario;

    internal GroundTruth(Scenario scenario) => _scenario = scenario;

    /// <summary>The orphans on one Front-End, document by document.</summary>
    public IEnumerable<TrueOrphan> Orphans(int frontEnd, PurgeScope scope) =>
        _scenario.FrontEnds[frontEnd].Documents.Where(document => IsOrphan(document, scope)).Select(document => new TrueOrphan(
            document.Plan.Organizer.Address,
            _scenario.Schema.NameOf(_scenario.FrontEnds[frontEnd].Names(document)),
            document.DocId,
            document.Entries,
            VariantRows.EntryBytes(_scenario, _scenario.FrontEnds[frontEnd], document)));

    /// <summary>Orphaned rows on one Front-End.</summary>
    public long OrphanCount(int frontEnd, PurgeScope scope) =>
        _scenario.FrontEnds[frontEnd].Documents.Sum(document => IsOrphan(document, scope) ? (long)document.Entries : 0);

    /// <summary>Entries as the KB counts them: those that have a document.</summary>
    public long EntryCount(int frontEnd) =>
        _scenario.FrontEnds[frontEnd].Documents.Sum(document => document.Fate == EntryFate.NoDocument ? 0 : (long)document.Entries);

    /// <summary>Every PersistedServiceData row, with or without a document.</summary>
    public long RowCount(int frontEnd) => _scenario.FrontEnds[frontEnd].Documents.Sum(document => (long)document.Entries);

    /// <summary>
    /// The rows that a purge must leave alone, by reason. <see cref="EntryFate.Orphan"/> stands for orphans of endpoints that
    /// <paramref name="scope"/> does not cover.
    /// </summary>
    public IReadOnlyDictionary<EntryFate, long> LeftAlone(int frontEnd, PurgeScope scope) =>
        _scenario.FrontEnds[frontEnd].Documents
            .Where(document => !IsOrphan(document, scope))
            .GroupBy(document => document.Fate)
            .ToDictionary(fate => fate.Key, fate => fate.Sum(document => (long)document.Entries));

    /// <summary>
    /// Rows that look like orphans on this Front-End alone but are not. Another Front-End has the conference, or another organizer has one with that id.
    /// </summary>
    public long HeldBackCount(int frontEnd, PurgeScope scope) =>
        _scenario.FrontEnds[frontEnd].Documents.Sum(document =>
            document.Fate is EntryFate.ConferenceOnOtherFrontEnd or EntryFate.IdOfAnother && scope.Covers(document.Plan.Organizer, _scenario.PoolFqdn)
                ? (long)document.Entries
                : 0);

    /// <summary>Whether a purge of this scope has to delete the document's entries.</summary>
    public bool IsOrphan(in LabDocument document, PurgeScope scope) =>
        document.Fate == EntryFate.Orphan && scope.Covers(document.Plan.Organizer, _scenario.PoolFqdn);
}

/// <summary>An orphaned document's entries on one Front-End.</summary>
/// <param name="SipAddress">The endpoint, as the Resource table spells it.</param>
/// <param name="ConferenceId">The deleted conference, by the name that rows hold. Nobody knows its other names any more.</param>
/// <param name="DocId">The document.</param>
/// <param name="Rows">The number of PersistedServiceData rows.</param>
/// <param name="Bytes">DATALENGTH of all of their columns.</param>
public sealed record TrueOrphan(string SipAddress, string ConferenceId, long DocId, int Rows, long Bytes);
