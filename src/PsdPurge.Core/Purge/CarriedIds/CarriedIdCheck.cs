namespace PsdPurge.Purge.CarriedIds;

/// <summary>
/// The last question before anything is deleted: does a candidate's row say in another column that its conference lives? A row may name its conference by an
/// former id where the profile looks, and rightly elsewhere. One such row shows that the profile reads the wrong column.
/// </summary>
/// <remarks>
/// Every candidate's columns are compared as a whole on the server, a pass a column. Inside longer texts they are looked through here: every candidate in
/// narrow columns and in those that repeat ids of living conferences, and in the others up to <see cref="CarriedIdStatements.MostRows"/>, spread over all.
/// Nothing is locked.
/// </remarks>
internal sealed class CarriedIdCheck
{
    private readonly OrphanSession _session;
    private readonly CarriedIdStatements _statements;
    private readonly IReadOnlyList<ScannedColumn> _columns;

    public CarriedIdCheck(OrphanSession session)
    {
        _session = session;
        _statements = new CarriedIdStatements(session.Schema, session.Statements.Profile);
        SchemaLink link = session.Statements.Profile.Profile.Conference;
        _columns =
        [
            .. session.Schema.Table(nameof(LinkTable.Document)).Concat(session.Schema.EntryColumns)
                .Where(ScannedColumn.CanCarry)
                .Select(c => new ScannedColumn(c, link)),
        ];
    }

    /// <summary>Candidates that say so, a few of them; none if all is well.</summary>
    /// <param name="documents">How many candidates there are.</param>
    /// <param name="token">Ends it.</param>
    public IReadOnlyList<CarriedId> Find(long documents, CancellationToken token)
    {
        if (documents == 0)
        {
            return [];
        }

        CarriedIdScan scan = new(_columns);
        List<CarriedId> hits = [];
        QueryBatch ask = new QueryBatch()
            .Do(_statements.CreateTables)
            .Do(_statements.Fill)
            .Do(_statements.FillNumbers);
        foreach (var names in _statements.Names)
        {
            ask.Ask(names, row => scan.AddConference(new KnownName(row.GetString(0), row.GetString(1), row.GetString(2)), isNumber: row.GetByte(3) == 1));
        }

        var onlyAscii = false;
        ask.Ask(_statements.Addresses, row => scan.AddAddress(new KnownName(row.GetString(0), row.GetString(1), row.GetString(0))))
            .Ask(CarriedIdStatements.BeyondAscii, row => onlyAscii = row.GetInt32(0) == 0)
            .Ask(_statements.LivingEntries(_columns), scan.LearnFromLiving)
            .Run(_session.Connection, token);

        ask = new QueryBatch();
        foreach (ScannedColumn column in _columns.Where(c => !c.IsNumber))
        {
            AskHits(ask, column, hits, onlyAscii);
        }

        var every = Math.Max(1, (documents + CarriedIdStatements.MostRows - 1) / CarriedIdStatements.MostRows);
        ask.Ask(_statements.Candidates(_columns, every), scan.Look)
            .Ask(_statements.CandidatesOfOthers(_columns), scan.LookForOwner)
            .Run(_session.Connection, token);

        QueryBatch further = new();
        foreach (ScannedColumn column in _columns.Where(c => c.IsNumber && scan.IdsMayBeNumbers))
        {
            AskHits(further, column, hits, onlyAscii);
        }

        foreach (ScannedColumn column in scan.NumberColumns)
        {
            AskHits(further, column, hits, onlyAscii, numbers: true);
        }

        IReadOnlyList<ScannedColumn> thorough = [.. _columns.Where(c => c.IsNarrow || scan.TextColumns.Contains(c))];
        if (every > 1 && thorough.Count > 0)
        {
            further.Ask(_statements.Candidates(thorough), row => scan.Look(row, thorough));
        }

        further.Run(_session.Connection, token);
        return [.. hits.Concat(scan.Hits).GroupBy(hit => (hit.DocId, hit.Column)).Select(same => same.First()).Take(EvidenceThresholds.Examples)];
    }

    private void AskHits(QueryBatch batch, ScannedColumn column, List<CarriedId> hits, bool onlyAscii, bool numbers = false)
    {
        foreach (var question in _statements.Hits(column, onlyAscii, numbers))
        {
            batch.Ask(question, row => hits.Add(new CarriedId(row.GetString(0), row.GetString(1), column.Name, row.GetString(2))));
        }
    }
}
